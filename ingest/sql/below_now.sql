-- Adds to `below`, of today's tree, under every unit those that were dealt out to it or to one under it; one row per
-- unit and unit above it.
create or replace table below as
select above_id, unit_id from below
union
select b.above_id, h.unit_id
from below as b
inner join heirs as h on b.unit_id = h.heir_id
order by 1, 2
