-- The rows of {table} that differ between two folded states: one row per row that is only in `was`, only in `now`, or
-- in both with other values. A row that one import alone tells is the same row in both, and needs no comparing.
create table {schema}.{table} as
with was_left as (
    select s.*,
    from {was}.{table} as s
    anti join {now}.{table} as o on s._order = o._order and s._alone and o._alone
),

now_left as (
    select s.*,
    from {now}.{table} as s
    anti join {was}.{table} as o on s._order = o._order and s._alone and o._alone
),

lost as (select s.* from was_left as s anti join now_left as o on {equal}),

won as (select s.* from now_left as s anti join was_left as o on {equal}),

old as (
    select s.*, row_number() over (partition by {keys} order by s._order) as _nth,
    from lost as s
    semi join won as o on {same}
),

new as (
    select s.*, row_number() over (partition by {keys} order by s._order) as _nth,
    from won as s
    semi join lost as o on {same}
)

select s as was, null as now, 'removed' as kind,
from lost as s
anti join won as o on {same}
union all by name
select s as now, null as was, 'added' as kind,
from won as s
anti join lost as o on {same}
union all by name
select
    s as was,
    o as now,
    case when o._nth is null then 'removed' when s._nth is null then 'added' else 'changed' end as kind,
from old as s
full join new as o on s._nth = o._nth and {same}
