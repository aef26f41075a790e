-- The parts of a partition add up to what they are parts of, which everybody knows, or to less where a scheme is open or
-- some parts are untold.
with told as (
    select
        n.*,
        s.open,
        max(n.part_of) over of_scheme as total,
        sum(n.value) over of_scheme as parts,
        count(*) over of_scheme as how_many,
        bool_and(n.counted) over of_scheme as exact,
    from numbered as n
    inner join then_.schemes as s on n.k2 = s.list and n.k3 = s.scheme and s.partition
    where n.table_name = 'structure'
    window of_scheme as (
        partition by n.territory, n.unit_id, n.period_start, n.period_end, n.period_kind, n.k1, n.k2, n.k3
    )
)

select
    hash('parts', territory, unit_id, period_start, period_end, period_kind, k1, k2, k3) as equation,
    cell,
    -1.0 as coefficient,
    -- Percents are rounded: what they leave open may be nothing.
    if(total - parts > if(exact, 0, 0.01 * total + 1), total - parts, null) as slack,
from told
where total is not null or (not open and how_many > 1)
