-- One headline of the units compared in the first and in the last whole year
-- that most of them tell, and what lies between them; a change on a small base
-- or across a reorganisation says so: one row per unit.
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
        s.* exclude (s.reorganised) replace (
            if(
                $counted = 'count',
                coalesce(s.numerator, s.value),
                round(s.value, 2)
            ) as value,
            if($counted = 'count', 'count', s.measure) as measure
        ),
        coalesce(s.denominator < $least_base and $counted = 'rate', false)
            as small_base,
    from headlines.shown as s
    inner join chosen as c on s.unit_id = c.unit_id
    where
        s.headline = $headline
        and coalesce(s.part, '') = $part
        and s.period_kind = 'year'
        and s.complete
        and s.from_year >= $first_year
        and s.to_year <= $last_year
        and case
            when $counted = 'count'
                then s.measure = 'count' or s.numerator is not null
            else s.measure <> 'count'
        end
),

years as (
    select
        t.to_year,
        count(distinct t.unit_id) as units,
    from told as t
    group by t.to_year
),

told_by_most as (
    select y.to_year,
    from years as y
    inner join chosen as c
        on make_date(y.to_year, 12, 31) between c.stands_from and c.stands_to
    group by y.to_year, y.units
    having 2 * y.units > count(*)
),

ends as (
    select
        min(to_year) as first_year,
        max(to_year) as last_year,
    from told_by_most
    having min(to_year) < max(to_year)
),

moved as (
    select distinct t.unit_id,
    from territory_changes as t
    inner join ends as e
        on year(t.on_date) > e.first_year and year(t.on_date) <= e.last_year
    where t.breaks
)

select
    c.unit_id,
    c.unit_code,
    c.unit_name,
    coalesce(b.headline, a.headline) as headline,
    coalesce(b.part, a.part) as part,
    if(
        $lang = 'vi',
        coalesce(b.part_vi, a.part_vi),
        coalesce(b.part_en, a.part_en)
    ) as part_label,
    coalesce(a.period_start, b.period_start) as period_start,
    coalesce(b.period_end, a.period_end) as period_end,
    if(
        a.value is null or b.value is null,
        coalesce(a.period_kind, b.period_kind),
        'multi_year'
    ) as period_kind,
    e.first_year,
    e.last_year,
    coalesce(b.measure, a.measure) as measure,
    a.value as first_value,
    b.value as last_value,
    round(b.value - a.value, 2) as change_value,
    case
        when b.measure = 'count'
            then round(100 * (b.value - a.value) / nullif(a.value, 0), 2)
    end as change_percent,
    a.small_base or b.small_base as small_base,
    r.unit_id is not null as reorganised,
    b.printed,
    b.qualifier,
    b.status,
    b.basis,
    b.reported,
    b.expected,
    b.complete,
    b.contested,
    b.source_code,
    b.place,
from chosen as c
cross join ends as e
left join told as a on c.unit_id = a.unit_id and e.first_year = a.to_year
left join told as b on c.unit_id = b.unit_id and e.last_year = b.to_year
left join moved as r on c.unit_id = r.unit_id
order by
    change_value is null asc,
    a.small_base or b.small_base or r.unit_id is not null asc,
    change_value desc,
    c.unit_id asc
