-- How many contradictions each rule finds in the unit looked at and the units
-- below it in these years, by severity, and how many of all have been
-- accepted; one row per rule that finds any.
select
    r.rule,
    count(*) filter (where r.severity = 'error' and not r.accepted) as errors,
    count(*) filter (where r.severity = 'warning' and not r.accepted)
        as warnings,
    count(*) filter (where r.severity = 'notice' and not r.accepted) as notices,
    count(*) filter (where r.accepted) as accepted_findings,
from reconciled as r
inner join units as u on r.unit_code = u.unit_code
inner join below as b on u.unit_id = b.unit_id and b.above_id = $unit_id
where r.from_year <= $last_year and r.to_year >= $first_year
group by r.rule
order by errors desc, warnings desc, notices desc, r.rule asc
