-- In which units figures contradict one another in these years: the unit
-- looked at and those below it, by severity, those with the most and gravest
-- first; what has been accepted is not counted; one row per unit.
select
    u.unit_id,
    u.unit_code,
    u.name as unit_name,
    count(*) filter (where r.severity = 'error') as errors,
    count(*) filter (where r.severity = 'warning') as warnings,
    count(*) filter (where r.severity = 'notice') as notices,
from reconciled as r
inner join units as u on r.unit_code = u.unit_code
inner join below as b on u.unit_id = b.unit_id and b.above_id = $unit_id
where
    r.from_year <= $last_year
    and r.to_year >= $first_year
    and not r.accepted
group by u.unit_id, u.unit_code, u.name
order by errors desc, warnings desc, notices desc, u.unit_id asc
