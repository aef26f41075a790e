-- The finished rows of {table}: `year` where a whole year is told, `in_year` where a part of a year stands beside the
-- figure of its whole year and would be counted twice on a yearly axis; $low and $high bound the units of one slice;
-- one row per unit, period and key.
with slice as (
    select * from draft where unit_id between $low and $high
),

parts as (
    select distinct unit_id, to_year from slice where period_kind = 'part_year'
),

whole_years as (
    select distinct unit_id, to_year, {keys}
    from slice
    where
        period_kind = 'year'
        and (unit_id, to_year) in (select unit_id, to_year from parts)
)

select
    d.*,
    case when d.period_kind = 'year' then d.to_year end as year,
    d.period_kind = 'part_year' and y.unit_id is not null as in_year,
from slice as d
left join whole_years as y
    on d.unit_id = y.unit_id and d.to_year = y.to_year and {same_keys}
