-- Table `numbered`: the cells with one number each; what both territories tell alike, of a unit that no other became, is
-- one cell. A cell is small where
-- it, or another figure printed for it, lies between 0 and $least; one row per row of a finished table.
create table numbered as
with printed as (
    select
        'structure' as table_name, unit_id, period_start, period_end, period_kind,
        population as k1, dimension as k2, scheme as k3, category as k4, members as value,
    from then_.stated.structure
    where dimension in ('ethnicity', 'religion')
    union all by name
    select
        'discipline', unit_id, period_start, period_end, period_kind,
        authority as k1, subject as k2, outcome as k3, '' as k4, cases as value,
    from then_.stated.discipline
    union all by name
    select
        'inspections', unit_id, period_start, period_end, period_kind,
        authority as k1, kind as k2, subject as k3, stage as k4, cases as value,
    from then_.stated.inspections
    union all by name
    select
        'changes', unit_id, period_start, period_end, period_kind,
        change as k1, '' as k2, '' as k3, '' as k4, members as value,
    from then_.stated.changes
),

small as (
    select distinct hash(table_name, unit_id, period_start, period_end, period_kind, k1, k2, k3, k4) as spot,
    from printed
    where value > 0 and value < $least
)

select
    c.*,
    (
        dense_rank() over (
            order by
                table_name, unit_id, period_end, period_start, period_kind, k1, k2, k3, k4, value,
                territory = 'now' and unit_id in (select now_id from made_of where now_id <> then_id)
        ) - 1
    )::integer as cell,
    c.sensitive
    and (
        (c.value > 0 and c.value < $least)
        or hash(table_name, unit_id, period_start, period_end, period_kind, k1, k2, k3, k4) in (
            select spot from small
        )
    ) as small,
from cells as c
