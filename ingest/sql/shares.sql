-- The finished rows of structure with three columns more: `whole`, what a count is part of (the printed base; else the sum of
-- a closed scheme whose parts are all counted; else the members or admissions of that unit and period);
-- `share_percent`, the percent as printed, else counted; `untold_percent`, what the printed parts leave untold; $low
-- and $high bound the units of one slice; one row per unit, period and key.
with settled as (
    {settled}
),

sizes as (
    select list, scheme, count(*) as parts
    from categories
    group by list, scheme
),

totals as (
    select unit_id, period_start, period_end, period_kind, 'members' as population, members as total,
        basis, reported, expected
    from membership
    where org_type = 'all' and member_status = 'all' and members is not null and unit_id between $low and $high
    union all by name
    select unit_id, period_start, period_end, period_kind, 'admitted' as population, admitted as total,
        basis, reported, expected
    from admissions
    where area = 'all' and admitted is not null and unit_id between $low and $high
),

counted as (
    select
        s.*,
        c.partition as is_partition,
        case
            when s.members is null then null
            when s.base is not null then s.base
            -- A printed percent knows what it is a part of, and the report did not print that.
            when s.percent is not null then null
            when
                c.partition
                and not c.open
                and count(s.members) over scheme_of_unit = z.parts
                and min(s.reported) over scheme_of_unit is not distinct from max(s.reported) over scheme_of_unit
                then sum(s.members) over scheme_of_unit
            -- A sum over some units is no part of a total over all of them.
            when s.complete or (t.basis = 'summed' and (s.reported, s.expected) = (t.reported, t.expected))
                then t.total
        end::bigint as whole,
    from settled as s
    inner join schemes as c on s.dimension = c.list and s.scheme = c.scheme
    inner join sizes as z on s.dimension = z.list and s.scheme = z.scheme
    left join totals as t
        on
            s.unit_id = t.unit_id
            and s.population = t.population
            and s.period_kind = t.period_kind
            and s.period_start is not distinct from t.period_start
            and s.period_end is not distinct from t.period_end
    window scheme_of_unit as (
        partition by s.unit_id, s.period_start, s.period_end, s.period_kind, s.population, s.dimension, s.scheme
    )
),

shared as (
    select * exclude (is_partition),
        coalesce(percent, 100.0 * members / nullif(whole, 0)) as share_percent,
        is_partition or count(*) over scheme_of_unit = 1 as may_be_rest,
    from counted
    window scheme_of_unit as (
        partition by unit_id, period_start, period_end, period_kind, population, dimension, scheme
    )
),

rests as (
    select *,
        100 - sum(share_percent) over scheme_of_unit as rest,
        count(*) over scheme_of_unit as parts,
        may_be_rest
        and bool_and(share_percent is not null and qualifier = 'exact') over scheme_of_unit as is_rest,
    from shared
    window scheme_of_unit as (
        partition by unit_id, period_start, period_end, period_kind, population, dimension, scheme
    )
)

-- Rounded percents miss 100 by up to half a decimal each: that is no rest.
select * exclude (may_be_rest, rest, parts, is_rest),
    case when is_rest and rest > 0.05 * parts + 1e-6 then round(rest, 6) end as untold_percent,
from rests
