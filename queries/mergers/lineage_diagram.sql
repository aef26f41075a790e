-- Where the units looked at came from and what became of them, over all steps,
-- and what else went out of the units they came from: one row per unit of then
-- and unit that took it over.
with recursive passed as (
    select
        f.unit_id as from_id,
        t.unit_id as to_id,
        l.on_date,
        l.event,
        l.share,
        l.extent,
        l.legal_basis,
        l.source_code,
        l.place,
    from lineage as l
    inner join units as f on l.from_code = f.unit_code
    inner join units as t on l.to_code = t.unit_code
    where l.from_code <> l.to_code
),

before_them as (
    select
        p.from_id,
        p.to_id,
        p.on_date,
        p.to_id as looked_at,
    from passed as p
    where list_contains($units, p.to_id)
    union
    select
        p.from_id,
        p.to_id,
        p.on_date,
        b.looked_at,
    from before_them as b
    inner join passed as p on b.from_id = p.to_id and b.on_date > p.on_date
),

after_them as (
    select
        p.from_id,
        p.to_id,
        p.on_date,
        p.from_id as looked_at,
    from passed as p
    where list_contains($units, p.from_id)
    union
    select
        p.from_id,
        p.to_id,
        p.on_date,
        a.looked_at,
    from after_them as a
    inner join passed as p on a.to_id = p.from_id and a.on_date < p.on_date
),

beside_them as (
    select
        p.from_id,
        p.to_id,
        p.on_date,
        b.looked_at,
    from before_them as b
    inner join passed as p
        on
            b.from_id = p.from_id
            and b.on_date = p.on_date
            and b.to_id <> p.to_id
),

every as (
    select
        *,
        1 as distance,
    from before_them
    union all
    select
        *,
        2 as distance,
    from after_them
    union all
    select
        *,
        3 as distance,
    from beside_them
)

select
    e.looked_at as unit_id,
    u.name as unit_name,
    p.from_id,
    f.name as from_name,
    p.to_id,
    t.name as to_name,
    p.on_date,
    n.label as event_label,
    100.0 * coalesce(
        p.share,
        if(p.extent = 'whole' or p.event = 'rename', 1, null)
    ) as share_percent,
    min(e.distance) = 3 as beside,
    p.legal_basis,
    p.source_code,
    p.place,
from every as e
inner join passed as p
    on e.from_id = p.from_id and e.to_id = p.to_id and e.on_date = p.on_date
inner join units as u on e.looked_at = u.unit_id
inner join units as f on p.from_id = f.unit_id
inner join units as t on p.to_id = t.unit_id
left join names as n
    on n.list = 'event' and p.event = n.code and n.lang = $lang
group by all
order by
    e.looked_at,
    p.on_date,
    beside,
    p.from_id,
    p.to_id
