-- What the units of a slice print in {table}, once per unit, period, source and key, where some of them tell a figure
-- twice: a revision instead of the figure it revises; `_high` differs where two places of one source do, `_loose` says
-- that a word such as "over" stands there; figures of another definition are left out.
create or replace temp table told_{table} as
with printed as (
    select
        *,
        qualifier = 'exact' and status is distinct from 'e' as exact,
        hash(period_kind, period_start, period_end) as span,
        if(period_kind in ('year', 'as_of'), hash(period_end), span) as moment,
    from stated.{table}
    where unit_id between getvariable('low') and getvariable('high') and status is distinct from 'd'
)

select
    unit_id,
    span,
    any_value(moment) as moment,
    source_code,
    {keys},
    any_value(period) as period,
    any_value(period_start) as period_start,
    any_value(period_end) as period_end,
    any_value(period_kind) as period_kind,
    bool_or(status is not distinct from 'b') as broken,
    bool_or(status is not distinct from 'r') and count(*) > 2 as revised,
    {measures},
from printed
group by unit_id, span, source_code, {keys}
