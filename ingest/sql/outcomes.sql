-- The finished rows of discipline with two columns more: `total_cases`, the cases of all outcomes together, and
-- `counts`, whether a row is an outcome or a total for want of outcomes; $low and $high bound the units of one slice;
-- one row per unit, period and key.
with settled as (
    {settled}
)

select
    *,
    max(cases) filter (where outcome = 'all' and not in_year) over of_authority as total_cases,
    outcome <> 'all'
    or count(*) filter (where outcome <> 'all' and cases is not null and not in_year) over of_authority = 0 as counts,
from settled
window of_authority as (
    partition by unit_id, period_start, period_end, period_kind, authority, subject
)
