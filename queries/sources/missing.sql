-- The units under these units that tell nothing of a table in a period in which
-- they stood there: one row per table and unit.
select
    t.table_name,
    u.unit_id,
    u.name as unit_name,
from edges as e
inner join units as u on e.unit_id = u.unit_id
cross join unnest($tables::varchar[]) as t (table_name)
left join shown as s
    on
        e.unit_id = s.unit_id
        and t.table_name = s.table_name
        and s.period_start is not distinct from $period_start::date
        and s.period_end = $period_end::date
        and s.period_kind = $period_kind
where
    list_contains($behind, e.parent_id)
    and $period_end::date between e.valid_from and e.valid_to
    and s.unit_id is null
order by t.table_name, u.unit_id
