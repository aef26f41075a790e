-- The finished rows of membership with one column more: `reorganised_members`, how many members a reorganisation brought
-- to (or took from) the unit in a whole year; $low and $high bound the units of one slice; one row per unit, period and
-- key.
with settled as (
    {settled}
),

moved as (
    select
        unit_id,
        to_year as year,
        nullif(sum(if(change = 'in_merged', members, -members))::bigint, 0) as reorganised_members,
    from changes
    where
        change in ('in_merged', 'out_merged')
        and period_kind in ('year', 'part_year')
        and not in_year
        and unit_id between $low and $high
    group by unit_id, to_year
)

select s.*, m.reorganised_members,
from settled as s
left join moved as m on s.unit_id = m.unit_id and s.year = m.year
