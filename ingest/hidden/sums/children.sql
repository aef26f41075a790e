-- The units under a unit add up to it, or to less where some of them don't tell.
with pairs as (
    select p.territory, p.cell as whole, c.cell as part, p.value as total, c.value,
    from numbered as p
    inner join hung as e
        on p.territory = e.territory and p.unit_id = e.parent_id and p.period_end between e.valid_from and e.valid_to
    inner join numbered as c
        on
            e.territory = c.territory
            and e.unit_id = c.unit_id
            and p.table_name = c.table_name
            and p.period_kind = c.period_kind
            and p.period_end = c.period_end
            and p.period_start is not distinct from c.period_start
            and p.k1 = c.k1
            and p.k2 = c.k2
            and p.k3 = c.k3
            and p.k4 = c.k4
    where p.counted and c.counted and p.period_kind in ('year', 'as_of', 'part_year', 'multi_year')
),

sums as (
    select
        territory, whole, total, list(part) as parts, sum(value) as added,
        if(total > added, total - added, null) as slack,
    from pairs
    group by territory, whole, total
)

select hash('children', territory, whole) as equation, whole as cell, 1.0 as coefficient, slack, from sums
union all
select hash('children', territory, whole), unnest(parts), -1.0, slack, from sums
