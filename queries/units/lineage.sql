-- From which units the units looked at and those under them came, over all
-- steps, into which they went, and by which decision: one row per event.
with near as (
    select u.unit_id,
    from units as u
    left join edges as e on u.unit_id = e.unit_id
    where list_contains($units, u.unit_id) or list_contains($units, e.parent_id)
),

chosen as (
    select u.unit_code,
    from units as u
    where u.unit_id in (
        select n.unit_id, from near as n
        union
        select h.unit_id, from heirs as h
        where h.heir_id in (select n.unit_id, from near as n)
    )
)

select
    l.on_date,
    v.label as event_label,
    f.name as from_name,
    t.name as to_name,
    x.label as extent_label,
    100.0 * l.share as share_percent,
    l.legal_basis,
    l.source_code,
    l.place,
    coalesce(t.unit_id, f.unit_id) as unit_id,
from lineage as l
left join units as f on l.from_code = f.unit_code
left join units as t on l.to_code = t.unit_code
left join names as v
    on l.event = v.code and v.list = 'event' and v.lang = $lang
left join names as x
    on l.extent = x.code and x.list = 'extent' and x.lang = $lang
where
    (l.from_code in (from chosen) or l.to_code in (from chosen))
    and year(l.on_date) between $first_year and $last_year
order by
    l.on_date,
    t.unit_id,
    f.unit_id
