-- Of inspections: no stage holds more than the one before it; and where as many were disciplined as the authority
-- disciplined in all, the two are one figure.
with ordered as (
    select *, array_position(['checked', 'violation_found', 'must_discipline', 'disciplined'], k4) as stage,
    from numbered
    where table_name = 'inspections'
),

falling as (
    select
        territory,
        cell as part,
        value,
        lag(cell) over of_kind as whole,
        lag(value) over of_kind as total,
    from ordered
    window of_kind as (
        partition by territory, unit_id, period_start, period_end, period_kind, k1, k2, k3 order by stage
    )
)

select
    hash('stages', territory, part) as equation,
    unnest([whole, part]) as cell,
    unnest([1.0, -1.0]) as coefficient,
    total - value as slack,
from falling
where total >= value
union all
select
    hash('disciplined', i.territory, i.cell),
    unnest([i.cell, d.cell]),
    unnest([1.0, -1.0]),
    null,
from ordered as i
inner join numbered as d
    on
        i.territory = d.territory
        and i.unit_id = d.unit_id
        and i.period_kind = d.period_kind
        and i.period_end is not distinct from d.period_end
        and i.period_start is not distinct from d.period_start
        and i.k1 = d.k1
        and i.k3 = d.k2
        and i.value = d.value
where d.table_name = 'discipline' and d.k3 = 'all' and i.k4 = 'disciplined' and i.value > 0
