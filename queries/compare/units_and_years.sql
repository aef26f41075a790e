-- One headline of every unit compared in every year: the whole year, or else
-- the latest that is known within it; whether the unit stood in the year, and
-- whether the figure may be set against others: one row per unit and year.
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

told as (
    select
        s.* replace (
            if(
                $counted = 'count',
                coalesce(s.numerator, s.value),
                round(s.value, 2)
            ) as value,
            if($counted = 'count', 'count', s.measure) as measure
        ),
        year(s.period_end) as year,
    from headlines.shown as s
    inner join chosen as c on s.unit_id = c.unit_id
    where
        s.headline = $headline
        and coalesce(s.part, '') = $part
        and s.period_kind in ('year', 'part_year', 'as_of')
        and year(s.period_end) between $first_year and $last_year
        and case
            when $counted = 'count'
                then s.measure = 'count' or s.numerator is not null
            else s.measure <> 'count'
        end
    qualify
        row_number() over (
            partition by s.unit_id, year(s.period_end)
            order by
                s.period_kind = 'year' desc,
                s.period_end desc,
                s.period_kind asc
        ) = 1
),

years as (
    select unnest(range(min(year), max(year) + 1)) as year,
    from told
)

select
    c.unit_id,
    c.unit_code,
    c.unit_name,
    y.year,
    t.headline,
    t.part,
    if($lang = 'vi', t.part_vi, t.part_en) as part_label,
    t.period_start,
    t.period_end,
    t.period_kind,
    t.measure,
    t.value,
    year(c.stands_from) <= y.year
    and c.stands_to >= make_date(y.year, 12, 31) as existed,
    coalesce(t.denominator < $least_base and $counted = 'rate', false)
        as small_base,
    b.band,
    b.low_percent as band_low_percent,
    b.below_percent as band_below_percent,
    t.numerator,
    t.denominator,
    t.printed,
    t.qualifier,
    t.status,
    t.basis,
    t.reported,
    t.expected,
    t.complete,
    t.contested,
    t.source_code,
    t.place,
from chosen as c
cross join years as y
left join told as t
    on
        c.unit_id = t.unit_id
        and y.year = t.year
        and t.period_end between c.stands_from and c.stands_to
left join bands as b
    on
        t.headline = 'attainment'
        and t.measure = 'percent'
        and t.value >= b.low_percent
        and t.value < coalesce(b.below_percent, 'infinity')
order by c.unit_id, y.year
