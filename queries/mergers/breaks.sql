-- When the territory of the units looked at changed (on the territory of today:
-- also that of the units they are made of), by which decision, and whether
-- figures before that day and after it compare: one row per unit and day.
with made_of as (
    select
        u.unit_id,
        u.unit_id as from_id,
    from units as u
    where list_contains($units, u.unit_id)
    union all
    select
        d.unit_id,
        d.from_id,
    from dealt_from as d
    where list_contains($units, d.unit_id)
)

select
    m.unit_id,
    u.name as unit_name,
    t.on_date,
    bool_or(t.breaks) as breaks,
    string_agg(distinct t.legal_basis, '; ' order by t.legal_basis)
        as legal_basis,
from made_of as m
inner join units as u on m.unit_id = u.unit_id
inner join territory_changes as t on m.from_id = t.unit_id
where t.conversion not in ('same', 'ended')
group by m.unit_id, u.name, t.on_date
order by m.unit_id, t.on_date
