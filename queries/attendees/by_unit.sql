-- People who attended the class before admission and those admitted, for the
-- unit looked at and the units under it, at the one period and area that most
-- of them tell (the latest of several): one row per unit.
with common as (
    select
        part as area,
        period_start,
        period_end,
        period_kind,
    from common_periods
    where
        around_id = $unit_id
        and topic = 'attendees'
        and from_year <= $last_year
        and to_year >= $first_year
    order by units desc, period_end desc, period_start asc
    limit 1
)

select
    c.unit_id,
    c.name as unit_name,
    list_contains($units, c.unit_id) as whole,
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
from circles as c
left join common as m on true
left join admissions as f
    on
        c.unit_id = f.unit_id
        and coalesce(f.period_end between c.hung_from and c.hung_to, true)
        and m.area = f.area
        and m.period_start is not distinct from f.period_start
        and m.period_end is not distinct from f.period_end
        and m.period_kind = f.period_kind
        and f.attendees is not null
        and f.admitted is not null
        and not f.in_year
left join names as n
    on n.list = 'area' and f.area = n.code and n.lang = $lang
where
    c.around_id = $unit_id
    and (
        list_contains($units, c.unit_id)
        or (c.from_year <= $last_year and c.to_year >= $first_year)
    )
    and coalesce(c.valid_to >= m.period_end, true)
    and (
        f.unit_id is not null
        or coalesce(year(c.valid_to) >= $last_year, true)
    )
order by c.unit_id
