-- People who attended the class before admission and those admitted, for the
-- unit looked at and the units under it, at the one period and area that most
-- of them tell (the latest of several): one row per unit.
with chosen as (
    select
        unit_id,
        name,
        valid_to,
        true as whole,
    from units
    where list_contains($units, unit_id)
    union
    select
        unit_id,
        name,
        valid_to,
        false as whole,
    from units
    where
        unit_id in (
            select e.unit_id, from edges as e
            where e.parent_id = $unit_id
        )
        and not list_contains($units, unit_id)
        and (valid_from is null or year(valid_from) <= $last_year)
        and (valid_to is null or year(valid_to) >= $first_year)
),

told as (
    select a.*,
    from admissions as a
    inner join chosen as c on a.unit_id = c.unit_id
    where
        a.attendees is not null
        and a.admitted is not null
        and not a.in_year
        and a.from_year <= $last_year
        and a.to_year >= $first_year
),

common as (
    select
        area,
        period_start,
        period_end,
        period_kind,
    from told
    group by area, period_start, period_end, period_kind
    order by count(*) desc, period_end desc, period_start asc
    limit 1
),

found as (
    select t.*,
    from told as t
    inner join common as m
        on
            t.area = m.area
            and t.period_start is not distinct from m.period_start
            and t.period_end is not distinct from m.period_end
            and t.period_kind = m.period_kind
)

select
    c.unit_id,
    c.name as unit_name,
    c.whole,
    f.period_start,
    f.period_end,
    f.period_kind,
    f.area,
    n.label as area_label,
    f.attendees,
    f.admitted,
    100.0
    * f.admitted
    / nullif(f.attendees, 0) as admitted_of_attendees_percent,
    f.qualifier,
    f.status,
    f.basis,
    f.reported,
    f.expected,
    f.complete,
    f.contested,
    f.source_code,
    f.place,
from chosen as c
left join found as f on c.unit_id = f.unit_id
left join common as m on true
left join names as n
    on n.list = 'area' and f.area = n.code and n.lang = $lang
where
    coalesce(c.valid_to >= m.period_end, true)
    and (
        f.unit_id is not null
        or coalesce(year(c.valid_to) >= $last_year, true)
    )
order by c.unit_id
