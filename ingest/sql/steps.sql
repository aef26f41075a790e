-- Table `steps`: what share of a unit went where on a day of reorganisation, a unit that lives on keeping the rest; a
-- share nobody told is empty; one row per unit, day and unit that took it over.
create temp table steps as
with given as (
    select
        f.unit_id,
        l.on_date,
        t.unit_id as to_id,
        sum(coalesce(l.share, if(l.extent = 'whole' or l.event = 'rename', 1, null))) as share,
        bool_and(l.share is not null or l.extent = 'whole' or l.event = 'rename') as told,
        coalesce(any_value(f.valid_to) > l.on_date, true) as lives_on,
    from lineage as l
    inner join units as f on l.from_code = f.unit_code
    inner join units as t on l.to_code = t.unit_code
    where l.from_code <> l.to_code
    group by f.unit_id, l.on_date, t.unit_id
),

summed as (
    select *,
        sum(share) over of_day as total,
        bool_and(told) over of_day as all_told,
        coalesce(sum(share) over of_day, 0) > 1.000000001 as too_much,
    from given
    window of_day as (partition by unit_id, on_date)
)

select unit_id, on_date, to_id, case when told and not too_much then share end as share
from summed
where share is distinct from 0
union all
select distinct unit_id, on_date, unit_id, case when all_told and not too_much then round(1 - total, 9) end
from summed
where lives_on and (not all_told or too_much or round(1 - total, 9) > 0)
union all
-- Nobody tells how much of it a change under it was.
select distinct unit_id, on_date, unit_id, null
from outlived
