-- Table `dealt`: `heirs`, and what of a unit went to nobody who was named (`heir_id` empty), so that the shares of a unit
-- add up to 1 and its figures are dealt out whole; one row per unit, time and unit of today.
create or replace temp table dealt as
select unit_id, since, until, heir_id, share from heirs
union all
select unit_id, since, until, null, round(1 - coalesce(sum(share), 0), 9)
from heirs
group by unit_id, since, until
having round(1 - coalesce(sum(share), 0), 9) > 0
