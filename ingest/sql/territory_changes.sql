-- Table `territory_changes`: when the territory of a unit changed, by which event, what went from where to where, and by
-- which decision. `conversion` says how what was printed before is told of the territory after it: as it is (`same`: one
-- unit as a whole), as a sum (`exact`), by shares (`estimated`), from the units under it (`children`), or not (`none`);
-- `ended`: the unit is no more; `breaks` where figures before that day and after it do not compare; one row per unit,
-- day and event.
create table territory_changes as
with events as (
    select
        f.unit_id as from_id,
        t.unit_id as to_id,
        l.on_date,
        l.event,
        l.extent,
        l.share,
        l.legal_basis,
        l.source_code,
        l.place,
    from lineage as l
    inner join units as f on l.from_code = f.unit_code
    inner join units as t on l.to_code = t.unit_code
    where l.from_code <> l.to_code
),

touched as (
    select from_id as unit_id, * from events
    union all
    select to_id, * from events
    union all by name
    select o.unit_id, o.on_date, o.from_id, o.to_id,
        coalesce(e.event, 'transfer') as event,
        e.extent, e.share, e.legal_basis, e.source_code, e.place,
    from outlived as o
    left join events as e on o.from_id = e.from_id and o.to_id = e.to_id and o.on_date = e.on_date
),

-- What a unit is made of after that day: what came to it, and itself where it was there and nothing of it went.
made_of as (
    select to_id as unit_id, on_date, unit_id as from_id, share from steps
    union all
    select distinct t.unit_id, t.on_date, t.unit_id, 1
    from touched as t
    inner join units as u on t.unit_id = u.unit_id
    anti join steps as s on t.unit_id = s.unit_id and t.on_date = s.on_date
    where coalesce(u.valid_from < t.on_date, true)
),

converted as (
    select unit_id, on_date,
        case
            when count(share) < count(*) then 'none'
            when min(share) < 1 then 'estimated'
            when count(*) > 1 then 'exact'
            else 'same'
        end as conversion,
    from made_of
    group by unit_id, on_date
),

worded as (
    select
        t.*,
        case
            when u.valid_to <= t.on_date then 'ended'
            when (t.unit_id, t.on_date) in (select (o.unit_id, o.on_date) from outlived as o) then 'children'
            else c.conversion
        end as conversion,
    from touched as t
    inner join units as u on t.unit_id = u.unit_id
    left join converted as c on t.unit_id = c.unit_id and t.on_date = c.on_date
)

select *, conversion <> 'same' as breaks,
from worded
order by unit_id, on_date, from_id, to_id
