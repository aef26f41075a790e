-- Figures of a unit of today that is made of several units of then, or of parts of them: counts are dealt out in whole
-- numbers, the largest remainders first, and added up, with how many of the units of then reported; figures that are no
-- counts are not; one row per unit, period and key of {table}.
insert into draft by name
with floored as (
    select *,
        {floors},
    from moved
    where {any_count}
),

shared as (
    select * exclude ({measures}),
        {shares},
    from floored
    window
        of_figure as (partition by unit_id, period_start, period_end, period_kind, {keys})
),

sums as (
    select
        heir_id as unit_id,
        period_start,
        period_end,
        period_kind,
        {keys},
        {summed_measures},
        case when bool_and(qualifier = 'exact') then 'exact' else 'approx' end as qualifier,
        case when bool_or(share < 1 or status = 'e') then 'e' when bool_or(status = 'p') then 'p' end as status,
        count(*) as reported,
        {expected} as expected,
        bool_and(complete) as all_complete,
        any_value(from_year) as from_year,
        any_value(to_year) as to_year,
    from shared
    where heir_id is not null and not alone and not blocked
    group by heir_id, period_start, period_end, period_kind, {keys}
)

select
    * exclude (all_complete),
    'summed' as basis,
    all_complete and expected is not distinct from reported as complete,
    false as contested,
from sums as m
where not exists (
    from draft as p
    where
        p.unit_id = m.unit_id
        and p.period_kind = m.period_kind
        and p.period_end = m.period_end
        and p.period_start is not distinct from m.period_start
        and {same_keys}
)
