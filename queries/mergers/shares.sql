-- Of which units, and of what shares of them (missing: nobody told it), the
-- units of today behind a card were made before the reorganisations; `below`
-- where only the units under it changed hands: one row per unit of today, unit
-- of then and time.
select
    h.heir_id as unit_id,
    t.name as unit_name,
    h.unit_id as from_id,
    f.name as from_name,
    h.since,
    h.until,
    100.0 * h.share as share_percent,
    exists (
        from territory_changes as c
        where
            c.unit_id = h.heir_id
            and c.on_date >= h.since
            and c.conversion = 'children'
            and h.unit_id = h.heir_id
    ) as below,
from heirs as h
inner join units as f on h.unit_id = f.unit_id
inner join units as t on h.heir_id = t.unit_id
where list_contains($behind, h.heir_id)
order by h.heir_id, h.until, h.unit_id
