-- Table `below`: every unit that ever stood anywhere under a unit `above_id`, and the unit itself (0 stands above all);
-- one row per unit and unit above it.
create table below as
with recursive reach as (
    select unit_id as above_id, unit_id from units
    union
    select r.above_id, e.unit_id
    from reach as r
    inner join edges as e on r.unit_id = e.parent_id
)

select above_id::integer as above_id, unit_id::integer as unit_id, from reach
union all
select 0, unit_id, from units
order by 1, 2
