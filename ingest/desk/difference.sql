-- The rows of {table} that differ between two folded states: one row per row that is only in `was`, only in `now`, or
-- in both with other values.
create table {schema}.{table} as
with lost as (
    select s.*, row_number() over (partition by {keys} order by s._order) as _nth,
    from {was}.{table} as s
    anti join {now}.{table} as o on {equal}
),

won as (
    select s.*, row_number() over (partition by {keys} order by s._order) as _nth,
    from {now}.{table} as s
    anti join {was}.{table} as o on {equal}
)

select
    s as was,
    o as now,
    case when o._nth is null then 'removed' when s._nth is null then 'added' else 'changed' end as kind,
from lost as s
full join won as o on s._nth = o._nth and {same}
