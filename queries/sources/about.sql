-- What is known about the collection itself (titles, notes, whether its figures
-- are illustrative, when it was built): one row per fact.
select
    key,
    value,
from about
where key <> 'mark'
order by key
