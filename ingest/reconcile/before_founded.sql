-- Figures of a unit that lie wholly before it was founded or after it was dissolved; stocks of a whole year are of its
-- last day, but the year is the unit's own if it lived in it; one row per unit, period and source of {table}.
with lives as (
    select unit_id, min(valid_from) as founded, max(valid_to) as dissolved,
    from edges
    where unit_id between getvariable('low') and getvariable('high')
    group by unit_id
)

select
    'error' as severity, '{table}' as table_name, s.unit_id, any_value(s.period) as period, s.source_code,
    if(s.period_end < l.founded, 'before', 'after') as code,
    'dates' as shape,
    [term('+', epoch(if(s.period_end < l.founded, s.period_end, s.period_start)), '{table}', 'period', min(s.row_id))]
        as lhs,
    null::double as computed,
    if(s.period_end < l.founded, '<', '>') as relation,
    [term('+', epoch(if(s.period_end < l.founded, l.founded, l.dissolved)), null, 'period', null)] as rhs,
from stated.{table} as s
inner join lives as l on s.unit_id = l.unit_id
where
    s.unit_id between getvariable('low') and getvariable('high')
    and s.period_kind <> 'undated'
    and (s.period_end < l.founded or s.period_start > l.dissolved)
group by s.unit_id, s.source_code, s.period_kind, s.period_start, s.period_end, l.founded, l.dissolved
