-- The outcomes of one authority and subject add up to all of them, or to less where a report leaves some untold.
with told as (
    select
        *,
        max(value) filter (where k3 = 'all') over of_authority as total,
        sum(value) filter (where k3 <> 'all') over of_authority as parts,
    from numbered
    where table_name = 'discipline'
    window of_authority as (
        partition by territory, unit_id, period_start, period_end, period_kind, k1, k2
    )
)

select
    hash('outcomes', territory, unit_id, period_start, period_end, period_kind, k1, k2) as equation,
    cell,
    if(k3 = 'all', 1.0, -1.0) as coefficient,
    if(total > parts, total - parts, null) as slack,
from told
where total is not null and parts is not null
