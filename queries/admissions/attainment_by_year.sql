-- Admitted against quota of the units looked at, for every period that touches
-- the years: one row per unit and period.
select
    c.unit_id,
    c.name as unit_name,
    a.period_start,
    a.period_end,
    a.period_kind,
    a.quota,
    a.admitted,
    coalesce(a.attainment_percent, 100.0 * a.admitted / nullif(a.quota, 0))
        as attainment_percent,
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
        and a.area = 'all'
        and (a.quota is not null or a.admitted is not null)
        and not a.in_year
        and a.from_year <= $last_year
        and a.to_year >= $first_year
where list_contains($units, c.unit_id)
order by c.unit_id, a.period_start, a.period_end
