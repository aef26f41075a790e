-- The tree of today for all time: who hangs where since the last change, as far back as anything of it was there, and
-- no unit that ended; one row per unit.
create or replace table edges as
with told as (
    select heir_id as unit_id, min(since) as since
    from heirs
    group by heir_id
)

select
    e.parent_id,
    e.unit_id,
    least(coalesce(u.valid_from, date '0001-01-01'), coalesce(t.since, date '9999-12-31'))::date as valid_from,
    e.valid_to,
from edges as e
inner join units as u on e.unit_id = u.unit_id
left join told as t on e.unit_id = t.unit_id
where e.valid_to = date '9999-12-31'
order by 1, 2
