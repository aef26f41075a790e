-- People who attended the class before admission and those admitted of the
-- units looked at, for every period that touches the years: one row per unit,
-- area and period.
select
    c.unit_id,
    c.name as unit_name,
    a.period_start,
    a.period_end,
    a.period_kind,
    a.area,
    n.label as area_label,
    a.attendees,
    a.admitted,
    100.0 * a.admitted / nullif(a.attendees, 0)
        as admitted_of_attendees_percent,
    a.qualifier,
    a.status,
    a.basis,
    a.reported,
    a.expected,
    a.complete,
    a.contested,
    a.source_code,
    a.place,
from units as c
left join admissions as a
    on
        c.unit_id = a.unit_id
        and a.attendees is not null
        and not a.in_year
        and a.from_year <= $last_year
        and a.to_year >= $first_year
left join names as n
    on n.list = 'area' and a.area = n.code and n.lang = $lang
where list_contains($units, c.unit_id)
order by c.unit_id, a.period_end, a.period_start, a.area
