-- The first and the last year that any figure of the collection touches: one
-- row.
select
    first_year,
    last_year,
from years
