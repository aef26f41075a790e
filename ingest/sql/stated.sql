-- The accepted rows of one file, as printed, appended to stated.{table} with the numbers of their units and the
-- years they touch; one row per row of the file.
insert into stated.{table} by name
select
    (select coalesce(max(row_id), 0) from stated.{table}) + row_number() over (order by r.line) as row_id,
    u.unit_id,
    year(coalesce(r.period_start, r.period_end)) as from_year,
    year(coalesce(r.period_end, o.as_of, r.period_start)) as to_year,
    $file as file,
    r.* exclude (unit_code),
from incoming as r
inner join units as u using (unit_code)
inner join sources as o using (source_code)
order by r.line
