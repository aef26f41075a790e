-- Table `circles`: which units are looked at together with a unit `around_id`: itself and all that ever hung under it
-- (under 0, the top: those with figures); `side_by_side` are those that a question per unit compares, the units below
-- or, where there are none, the unit itself; `valid_from` is since when something of it was there (on the territory of
-- today, before it bore its name); one row per unit and unit of its circle.
create table circles as
with began as (
    select unit_id, nullif(min(valid_from), date '0001-01-01') as valid_from
    from edges
    group by unit_id
)

select distinct
    c.around_id::integer as around_id,
    u.unit_id,
    u.name,
    if(b.unit_id is null, u.valid_from, b.valid_from) as valid_from,
    u.valid_to,
    c.around_id = u.unit_id as itself,
    c.around_id <> u.unit_id or p.parent_id is null as side_by_side,
    if(c.around_id = u.unit_id, 0, coalesce(year(b.valid_from), 0))::smallint as from_year,
    if(c.around_id = u.unit_id, 9999, coalesce(year(u.valid_to), 9999))::smallint as to_year,
from (
    select parent_id as around_id, unit_id from edges
    union all
    select unit_id as around_id, unit_id from units
) as c
inner join units as u using (unit_id)
left join began as b on u.unit_id = b.unit_id
left join (select distinct parent_id from edges) as p on u.unit_id = p.parent_id
where c.around_id > 0 or u.told
order by 1, 2
