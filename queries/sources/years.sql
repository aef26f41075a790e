-- The first and the last year that any figure of the collection touches: one
-- row.
select
    min(from_year) as first_year,
    max(to_year) as last_year,
from figures
