-- The rows of {table} that differ between two folded states: one row per row that is only in `was`, only in `now`, or
-- in both with other values.
create table {schema}.{table} as
with lost as (
    select {columns} from {was}.{table}
    except all
    select {columns} from {now}.{table}
),

won as (
    select {columns} from {now}.{table}
    except all
    select {columns} from {was}.{table}
),

lost_in_order as (select *, row_number() over (partition by {keys}) as _nth from lost),

won_in_order as (select *, row_number() over (partition by {keys}) as _nth from won)

select
    s as was,
    o as now,
    case when o._nth is null then 'removed' when s._nth is null then 'added' else 'changed' end as kind,
from lost_in_order as s
full join won_in_order as o on s._nth = o._nth and {same_s_o}
