-- The units under these units that tell nothing of a table in a period in which
-- they stood there: one row per table and unit.
with due as (
    select distinct e.unit_id,
    from edges as e
    where
        list_contains($behind, e.parent_id)
        and $period_end::date between e.valid_from and e.valid_to
),

told as (
    select distinct
        s.table_name,
        s.unit_id,
    from shown as s
    where
        s.unit_id in (select d.unit_id, from due as d)
        and s.period_start is not distinct from $period_start::date
        and s.period_end = $period_end::date
        and s.period_kind = $period_kind
)

select
    t.table_name,
    u.unit_id,
    u.name as unit_name,
from due as d
inner join units as u on d.unit_id = u.unit_id
cross join unnest($tables::varchar[]) as t (table_name)
left join told as s
    on d.unit_id = s.unit_id and t.table_name = s.table_name
where s.unit_id is null
order by t.table_name, u.unit_id
