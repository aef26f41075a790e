-- The headline figures of the units looked at, in every period that touches the
-- years, each with the figure of the year before; `role` says which one stands
-- for its headline (the latest whole year, else the latest figure) and which is
-- newer than that: one row per unit, headline, part of a headline and period.
with headlines as (
    select
        unnest([
            'members', 'admitted', 'attainment', 'women', 'young',
            'discipline', 'removals', 'grassroots', 'good_or_better',
        ]) as headline,
        unnest(range(9)) as headline_order,
),

told as (
    select
        *,
        row_number() over of_part as place_in_line,
        max(period_end) filter (complete and period_kind = 'year')
            over of_part as last_whole_year,
        max(period_end) filter (
            complete and period_kind in ('as_of', 'part_year')
        ) over of_part as last_other,
    from headlines.shown
    where
        list_contains($units, unit_id)
        and from_year <= $last_year
        and to_year >= $first_year
    window
        of_part as (
            partition by unit_id, headline, part
            order by
                complete and period_kind = 'year' desc,
                complete desc,
                period_kind = 'undated',
                coalesce(period_end, make_date(to_year, 12, 31)) desc,
                period_start desc nulls last,
                period_kind desc
            rows between unbounded preceding and unbounded following
        )
)

select
    c.unit_id,
    c.name as unit_name,
    h.headline,
    t.part,
    if($lang = 'vi', t.part_vi, t.part_en) as part_label,
    t.period_start,
    t.period_end,
    t.period_kind,
    t.measure,
    t.value,
    t.before_value,
    coalesce(t.reorganised, false) as reorganised,
    t.printed,
    t.numerator,
    t.denominator,
    case
        when t.place_in_line is null or t.place_in_line = 1 then 'main'
        when
            t.complete
            and t.period_kind in ('as_of', 'part_year')
            and t.period_end = t.last_other
            and t.period_start > t.last_whole_year
            then 'newer'
    end as role,
    t.qualifier,
    t.status,
    t.basis,
    t.reported,
    t.expected,
    t.complete,
    t.contested,
    t.source_code,
    t.place,
from units as c
cross join headlines as h
left join told as t on c.unit_id = t.unit_id and h.headline = t.headline
where list_contains($units, c.unit_id)
order by
    h.headline_order asc,
    c.unit_id asc,
    t.part desc,
    t.period_end asc,
    t.period_start asc
