-- The mean age of the members of the units looked at as printed, for every
-- period that touches the years; one row per unit and period.
select
    c.unit_id,
    c.name as unit_name,
    i.period_start,
    i.period_end,
    i.period_kind,
    i.value as mean_age,
    i.qualifier,
    i.status,
    i.basis,
    i.reported,
    i.expected,
    i.complete,
    i.contested,
    i.source_code,
    i.place,
from units as c
left join indicators as i
    on
        c.unit_id = i.unit_id
        and i.indicator = 'mean_age'
        and i.value is not null
        and not i.in_year
        and i.from_year <= $last_year
        and i.to_year >= $first_year
where list_contains($units, c.unit_id)
order by c.unit_id, i.period_end, i.period_start, i.period_kind
