-- Where a report prints "all authorities" beside the authorities themselves and the two agree, they are one sum.
with told as (
    select
        *,
        max(value) filter (where k1 = 'all') over of_outcome as total,
        sum(value) filter (where k1 <> 'all') over of_outcome as parts,
    from numbered
    where table_name = 'discipline'
    window of_outcome as (
        partition by territory, unit_id, period_start, period_end, period_kind, k2, k3
    )
)

select
    hash('authorities', territory, unit_id, period_start, period_end, period_kind, k2, k3) as equation,
    cell,
    if(k1 = 'all', 1.0, -1.0) as coefficient,
    null::double as slack,
from told
where total = parts and total > 0
