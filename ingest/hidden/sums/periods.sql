-- Flows: shorter periods of one length add up to a longer one (years, halves, quarters, months), or to less where some
-- are untold; so do two periods of any length that meet in it.
with spans as (
    select
        *,
        (year(period_start) * 12 + month(period_start))::integer as first_month,
        (year(period_end + 1) * 12 + month(period_end + 1) - first_month)::integer as months,
    from numbered
    where
        table_name <> 'structure'
        and period_kind in ('year', 'part_year', 'multi_year')
        and day(period_start) = 1
        and day(period_end + 1) = 1
),

pairs as (
    select
        w.territory,
        w.cell as whole,
        w.value as total,
        w.first_month as whole_first,
        w.months as whole_months,
        p.cell as part,
        p.value,
        p.first_month,
        p.months,
    from spans as w
    inner join spans as p
        on
            w.territory = p.territory
            and w.table_name = p.table_name
            and w.unit_id = p.unit_id
            and w.k1 = p.k1
            and w.k2 = p.k2
            and w.k3 = p.k3
            and w.k4 = p.k4
            and p.months < w.months
            and p.first_month >= w.first_month
            and p.first_month + p.months <= w.first_month + w.months
),

tiled as (
    select
        hash('periods', territory, whole, months) as equation,
        whole,
        total,
        list(part) as parts,
        sum(value) as added,
    from pairs
    where (first_month - whole_first) % months = 0
    group by territory, whole, total, months
    union all
    select
        hash('meeting', a.territory, a.whole, a.part, b.part),
        a.whole,
        a.total,
        [a.part, b.part],
        a.value + b.value,
    from pairs as a
    inner join pairs as b
        on
            a.territory = b.territory
            and a.whole = b.whole
            and a.first_month + a.months = b.first_month
            and a.months + b.months = a.whole_months
            and a.months <> b.months
),

sums as (
    select *, if(total > added, total - added, null) as slack, from tiled
)

select equation, whole as cell, 1.0 as coefficient, slack, from sums
union all
select equation, unnest(parts), -1.0, slack, from sums
