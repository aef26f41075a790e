-- Every document that figures are taken from, the newest first, with how many
-- figures it prints for which units: one row per source.
select
    source_code,
    title,
    number,
    issuer,
    issued_on,
    as_of,
    status,
    note,
    figures,
    units,
from sources
order by
    issued_on desc nulls last,
    as_of desc nulls last,
    source_code asc
