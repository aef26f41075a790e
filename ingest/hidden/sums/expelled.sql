-- Who was expelled by discipline left the Party: by all authorities together where the two agree, else by none of them
-- more than left.
with pairs as (
    select
        c.territory, c.cell as whole, c.value as total, d.cell as part, d.value,
        sum(d.value) filter (where d.k1 <> 'all') over (partition by c.territory, c.cell) as added,
        d.k1,
    from numbered as c
    inner join numbered as d
        on
            c.territory = d.territory
            and c.unit_id = d.unit_id
            and c.period_kind = d.period_kind
            and c.period_end is not distinct from d.period_end
            and c.period_start is not distinct from d.period_start
    where
        c.table_name = 'changes'
        and c.k1 = 'out_expelled'
        and d.table_name = 'discipline'
        and d.k2 in ('member', 'unspecified')
        and d.k3 = 'khai_tru'
),

sums as (
    select hash('expelled', territory, whole) as equation, whole, list(part) as parts, null::double as slack,
    from pairs
    where total = added and k1 <> 'all'
    group by territory, whole
    union all
    select hash('expelled by', territory, whole, part), whole, [part], if(total > value, total - value, null),
    from pairs
    where total >= value and (total is distinct from added or k1 = 'all')
)

select equation, whole as cell, 1.0 as coefficient, slack, from sums
union all
select equation, unnest(parts), -1.0, slack, from sums
