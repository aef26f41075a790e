-- The rows of {table} that are in force when only the events in $events speak: what one event alone tells stands as it
-- is; of what several tell, each column has the newest value that was given, unless a newer row was to replace the
-- older one whole or an event removed it. A figure that changed is marked as revised where its newest row has no mark.
create table {schema}.{table} as
with spoken as (
    select * from layer.{table}
    where list_contains($events, _event)
),

gone as (
    select {keys}, max(_event) as _gone,
    from gone.{table}
    where list_contains($events, _event)
    group by all
),

several as (
    select {keys},
    from (select {keys}, _event from spoken union all select {keys}, _gone from gone)
    group by all
    having min(_event) <> max(_event)
),

told as (
    select s.*, s._event * 2000000000 - s._order as _rank,
    from spoken as s
    semi join several as o on {same_s_o}
),

kept as (
    select s.*, coalesce(max(s._event) filter (s._whole) over (partition by {keys_s}), 0) as _from,
    from told as s
    left join gone as o on {same_s_o}
    where o._gone is null or s._event > o._gone
),

merged as (
    select
        {keys},
        {merged},
        max(_event) as _event,
        arg_max(_file, _rank) as _file,
        arg_max(_line, _rank) as _line,
        min(_order) as _order,
    from kept
    group by {keys}
)

select {columns}, _event, _file, _line, _order, true as _alone,
from spoken as s
anti join several as o on {same_s_o}
union all by name
select {columns}, _event, _file, _line, _order, false as _alone,
from merged
