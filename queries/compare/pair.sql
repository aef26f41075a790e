-- Two headlines of the units compared in the latest period in which most of
-- them tell both, with the median of each; named are, of more than eight, the
-- highest and the lowest of each and whoever lies more than one and a half
-- times the middle half's width outside of it: one row per unit.
with chosen as (
    select
        u.unit_id,
        u.unit_code,
        u.name as unit_name,
        min(e.valid_from) as stands_from,
        max(e.valid_to) as stands_to,
    from units as u
    inner join edges as e on u.unit_id = e.unit_id
    where
        (
            list_contains($compared::integer[], e.unit_id)
            or (
                len($compared::integer[]) = 0
                and e.parent_id = $unit_id
                and year(e.valid_from) <= $last_year
                and year(e.valid_to) >= $first_year
            )
        )
        and (u.told or e.parent_id > 0 or len($compared::integer[]) > 0)
    group by all
),

asked as (
    select
        $headline as headline,
        $part as part,
        $counted as counted,
        true as is_first,
    union all
    select
        $other as headline,
        $other_part as part,
        $other_counted as counted,
        false as is_first,
),

told as (
    select
        s.* replace (
            if(
                a.counted = 'count',
                coalesce(s.numerator, s.value),
                round(s.value, 2)
            ) as value,
            if(a.counted = 'count', 'count', s.measure) as measure
        ),
        a.is_first,
        coalesce(s.denominator < $least_base and a.counted = 'rate', false)
            as small_base,
    from headlines.shown as s
    inner join chosen as c on s.unit_id = c.unit_id
    inner join asked as a
        on s.headline = a.headline and coalesce(s.part, '') = a.part
    where
        s.complete
        and (
            s.period_kind in ('year', 'multi_year')
            or ($partial and s.period_kind in ('as_of', 'part_year'))
        )
        and s.from_year <= $last_year
        and s.to_year >= $first_year
        and case
            when a.counted = 'count'
                then s.measure = 'count' or s.numerator is not null
            else s.measure <> 'count'
        end
),

-- A day and the part of a year that ends with it are one time.
both_told as (
    select
        x.*,
        y.period_start as other_start,
        y.measure as other_measure,
        y.value as other_value,
        if($lang = 'vi', y.part_vi, y.part_en) as other_part_label,
        x.small_base or y.small_base as on_small_base,
    from told as x
    inner join told as y
        on
            x.unit_id = y.unit_id
            and x.is_first
            and not y.is_first
            and x.period_end = y.period_end
            and (
                (
                    x.period_start = y.period_start
                    and x.period_kind = y.period_kind
                )
                or (
                    x.period_kind in ('as_of', 'part_year')
                    and y.period_kind in ('as_of', 'part_year')
                )
            )
),

periods as (
    select
        period_start,
        period_end,
        period_kind,
        count(*) as units,
    from both_told
    group by all
    having count(*) > 1
),

shared as (
    select
        p.period_start,
        p.period_end,
        p.period_kind,
    from periods as p
    inner join chosen as c
        on p.period_end between c.stands_from and c.stands_to
    group by p.period_start, p.period_end, p.period_kind, p.units
    order by
        p.period_kind = 'multi_year' asc,
        2 * p.units > count(*) desc,
        if(2 * p.units > count(*), 0, p.units) desc,
        p.period_end desc,
        p.period_kind desc
    limit 1
),

drawn as (
    select b.*,
    from both_told as b
    inner join shared as p
        on
            b.period_start = p.period_start
            and b.period_end = p.period_end
            and b.period_kind = p.period_kind
    qualify
        row_number() over (
            partition by b.unit_id
            order by b.other_start
        ) = 1
),

-- Of the figures shown alone it would be no median of all.
hidden as (
    select coalesce(bool_or(s.status = 'c'), false) as any_hidden,
    from headlines.shown as s
    inner join chosen as c on s.unit_id = c.unit_id
    inner join asked as a
        on s.headline = a.headline and coalesce(s.part, '') = a.part
    where s.from_year <= $last_year and s.to_year >= $first_year
),

middle as (
    select
        count(*) as units,
        if(
            (select h.any_hidden, from hidden as h), null, median(value)
        ) as median_value,
        if(
            (select h.any_hidden, from hidden as h), null, median(other_value)
        ) as other_median_value,
        [quantile_cont(value, 0.25), quantile_cont(value, 0.75)] as quarters,
        [
            quantile_cont(other_value, 0.25), quantile_cont(other_value, 0.75),
        ] as other_quarters,
        [min(value), max(value)] as ends,
        [min(other_value), max(other_value)] as other_ends,
    from drawn
    where not on_small_base
)

select
    c.unit_id,
    c.unit_code,
    c.unit_name,
    $headline as headline,
    d.part,
    if($lang = 'vi', d.part_vi, d.part_en) as part_label,
    d.period_start,
    d.period_end,
    d.period_kind,
    d.measure,
    d.value,
    $other as other,
    d.other_part_label,
    d.other_measure,
    d.other_value,
    round(m.median_value, 2) as median_value,
    round(m.other_median_value, 2) as other_median_value,
    m.units <= 8
    or list_contains(m.ends, d.value)
    or list_contains(m.other_ends, d.other_value)
    or abs(d.value - (m.quarters[1] + m.quarters[2]) / 2)
    > 2 * (m.quarters[2] - m.quarters[1])
    or abs(d.other_value - (m.other_quarters[1] + m.other_quarters[2]) / 2)
    > 2 * (m.other_quarters[2] - m.other_quarters[1]) as named,
    d.on_small_base as small_base,
    d.printed,
    d.qualifier,
    d.status,
    d.basis,
    d.reported,
    d.expected,
    d.complete,
    d.contested,
    d.source_code,
    d.place,
from chosen as c
left join shared as p on true
left join drawn as d on c.unit_id = d.unit_id
cross join middle as m
where
    len($compared::integer[]) > 0
    or coalesce(p.period_end between c.stands_from and c.stands_to, true)
order by c.unit_id
