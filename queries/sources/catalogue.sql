-- Every document that figures are taken from, the newest first, with how many
-- figures it prints for which units: one row per source.
select
    s.source_code,
    s.title,
    s.number,
    s.issuer,
    s.issued_on,
    s.as_of,
    s.status,
    s.note,
    count(f.value) as figures,
    count(distinct f.unit_id) as units,
from sources as s
left join figures as f on s.source_code = f.source_code
group by all
order by
    s.issued_on desc nulls last,
    s.as_of desc nulls last,
    s.source_code asc
