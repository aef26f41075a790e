-- Table `outlived`: units that live on through a day on which a unit, or a part of one, that hung anywhere under them
-- came from outside or went there, so that what they printed before is of another territory; one row per unit, day and
-- what moved (`from_id` to `to_id`, the same unit where it only changed its parent).
create temp table outlived as
with recursive moves as (
    select f.unit_id as from_id, t.unit_id as to_id, l.on_date
    from lineage as l
    inner join units as f on l.from_code = f.unit_code
    inner join units as t on l.to_code = t.unit_code
    where
        l.from_code <> l.to_code
        -- Of ends whose dates do not meet nobody can say what they hung under.
        and f.unit_id in (select e.unit_id from edges as e where l.on_date - 1 between e.valid_from and e.valid_to)
        and t.unit_id in (select e.unit_id from edges as e where l.on_date between e.valid_from and e.valid_to)
    union
    select a.unit_id, a.unit_id, b.valid_from
    from edges as a
    inner join edges as b on a.unit_id = b.unit_id and a.valid_to + 1 = b.valid_from and a.parent_id <> b.parent_id
),

climbed as (
    select m.from_id, m.to_id, m.on_date, s.before, if(s.before, m.from_id, m.to_id) as unit_id
    from moves as m
    cross join (values (true), (false)) as s (before)
    union
    select c.from_id, c.to_id, c.on_date, c.before, e.parent_id
    from climbed as c
    inner join edges as e
        on c.unit_id = e.unit_id and if(c.before, c.on_date - 1, c.on_date) between e.valid_from and e.valid_to
),

-- Above both ends of a move nothing changed.
above as (
    select from_id, to_id, on_date, unit_id
    from climbed
    where unit_id not in (0, from_id, to_id)
    group by all
    having count(distinct before) = 1
)

select a.unit_id, a.on_date, a.from_id, a.to_id
from above as a
inner join units as u on a.unit_id = u.unit_id
where
    coalesce(u.valid_from < a.on_date, true)
    and coalesce(u.valid_to >= a.on_date, true)
    -- Its own reorganisation of that day says how.
    and not exists (from moves as m where m.on_date = a.on_date and a.unit_id in (m.from_id, m.to_id))
