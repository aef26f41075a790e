-- Table `circles`: which units are looked at together with a unit `around_id`: itself and all that ever hung under it
-- (under 0, the top: those with figures); `side_by_side` are those that a question per unit compares, the units below
-- or, where there are none, the unit itself; `valid_from` and `valid_to` are since when and until when a unit was there
-- (of a unit below: there, under this one), `hung_from` and `hung_to` the same for comparing, never empty; one row per
-- unit and unit of its circle.
create table circles as
with began as (
    select unit_id, nullif(min(valid_from), date '0001-01-01') as valid_from
    from edges
    group by unit_id
),

hung as (
    select parent_id as around_id, unit_id, false as itself, min(valid_from) as hung_from, max(valid_to) as hung_to
    from edges
    group by parent_id, unit_id
    union all
    select unit_id, unit_id, true, date '0001-01-01', date '9999-12-31'
    from units
)

select
    c.around_id::integer as around_id,
    u.unit_id,
    u.name,
    case
        when not c.itself then nullif(c.hung_from, date '0001-01-01')
        when b.unit_id is null then u.valid_from
        else b.valid_from
    end as valid_from,
    case when c.itself then u.valid_to else nullif(c.hung_to, date '9999-12-31') end as valid_to,
    c.hung_from,
    c.hung_to,
    c.itself,
    not c.itself or p.parent_id is null as side_by_side,
    if(c.itself, 0, year(c.hung_from))::smallint as from_year,
    if(c.itself, 9999, year(c.hung_to))::smallint as to_year,
from hung as c
inner join units as u using (unit_id)
left join began as b on u.unit_id = b.unit_id
left join (select distinct parent_id from edges) as p on u.unit_id = p.parent_id
where c.around_id > 0 or u.told
order by 1, 2
