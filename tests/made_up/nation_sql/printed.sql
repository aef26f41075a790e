-- Rows of one table in the shape in which a checked file comes to the build.
create or replace temp table incoming as
select
    r.* exclude (year, line),
    r.year::varchar as period,
    make_date(r.year, 1, 1) as period_start,
    make_date(r.year, 12, 31) as period_end,
    'year' as period_kind,
    'exact' as qualifier,
    'vn-' || r.year as source_code,
    '{form} dòng ' || r.line as place,
    row_number() over () + 1 as line,
from ({rows}) as r
