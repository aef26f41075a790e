-- Whether any unit of the slice tells a figure of {table} twice in one source; one row.
select count(*) > 0 as twice
from (
    select hash(unit_id, period_kind, period_start, period_end, source_code, {keys}) as spot
    from stated.{table}
    where unit_id between getvariable('low') and getvariable('high') and status is distinct from 'd'
    group by spot
    having count(*) > 1
)
