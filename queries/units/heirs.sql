-- Which unit went into which, and when: one row per unit and the unit that took
-- it over.
select
    from_code,
    to_code,
    on_date,
from lineage
where from_code <> to_code
order by
    from_code,
    on_date,
    to_code
