-- Rises and falls of a unit add up to the change of its members, which everybody knows.
select
    hash('flows', territory, unit_id, period_start, period_end, period_kind) as equation,
    cell,
    if(k1 like 'in@_%' escape '@', 1.0, -1.0) as coefficient,
    null::double as slack,
from numbered
where table_name = 'changes'
qualify count(*) over (partition by territory, unit_id, period_start, period_end, period_kind) > 1
