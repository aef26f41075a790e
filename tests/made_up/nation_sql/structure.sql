-- Members by age, gender, schooling, work, ethnicity and religion: each category is a stretch of all members, so that
-- the parts add up; one row per report and category.
with cut as (
    select
        r.*,
        s.* exclude (way, soil, year),
        (round(r.members * pow(s.high, r.lean)) - round(r.members * pow(s.low, r.lean)))::bigint as part,
    from reports as r
    inner join shares as s on r.way = s.way and r.soil = s.soil and r.year = s.year
)

select
    unit_code,
    year,
    line,
    'members' as population,
    dimension,
    scheme,
    category,
    part as members,
    case when dimension in ('gender', 'education') then round(100.0 * part / members, 2) end as percent,
from cut
