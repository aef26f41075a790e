-- The rows of table `shown` for {table}: whose figures of which period are shown, once for all that are alike; $low
-- and $high bound the units of one slice; one row per unit, period and way of being known.
insert into shown
select distinct
    '{table}' as table_name,
    unit_id,
    period_start,
    period_end,
    period_kind,
    from_year,
    to_year,
    basis,
    reported,
    expected,
    contested,
from {table}
where unit_id between $low and $high
