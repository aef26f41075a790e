-- The tree of units, top first, every parent before its children: one row per
-- unit.
select
    unit_id,
    unit_code,
    name as unit_name,
    parent_id,
    depth,
    kind,
    valid_from,
    valid_to,
from units
order by unit_id
