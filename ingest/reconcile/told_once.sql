-- The same as told.sql where no figure of the slice is told twice, which is the rule: the printed rows as they stand.
create or replace temp view told_{table} as
select
    p.unit_id,
    hash(p.period_kind, p.period_start, p.period_end) as span,
    if(p.period_kind in ('year', 'as_of'), hash(p.period_end), hash(p.period_kind, p.period_start, p.period_end))
        as moment,
    p.source_code,
    {own_keys},
    p.period,
    p.period_start,
    p.period_end,
    p.period_kind,
    p.status is not distinct from 'b' as broken,
    false as revised,
    {measures},
from (
    select *, qualifier = 'exact' and status is distinct from 'e' as exact,
    from stated.{table}
    where unit_id between getvariable('low') and getvariable('high') and status is distinct from 'd'
) as p
