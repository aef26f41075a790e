-- Which figures of the unit looked at and of the units below it contradict
-- one another in these years, by rule and severity ('' is any), what nobody
-- has accepted first and the gravest first; one row per finding.
select
    u.unit_id,
    u.unit_code,
    u.name as unit_name,
    r.key as finding_key,
    r.severity,
    r.rule,
    case $lang when 'vi' then r.item_vi else r.item_en end as item,
    r.period_start,
    r.period_end,
    r.period_kind,
    r.arithmetic,
    r.figures,
    r.terms,
    s.title as source_title,
    r.source_code,
    r.place,
    r.rows,
    r.accepted,
    r.reason,
    r.who,
    r.accepted_on,
from reconciled as r
inner join units as u on r.unit_code = u.unit_code
inner join below as b on u.unit_id = b.unit_id and b.above_id = $unit_id
inner join sources as s on r.source_code = s.source_code
where
    ($rule = '' or r.rule = $rule)
    and ($severity = '' or r.severity = $severity)
    and r.from_year <= $last_year
    and r.to_year >= $first_year
order by
    r.accepted asc,
    case r.severity when 'error' then 1 when 'warning' then 2 else 3 end asc,
    r.to_year desc,
    u.unit_id asc,
    r.rule asc,
    r.key asc
