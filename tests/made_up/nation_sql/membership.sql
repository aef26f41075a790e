-- Members of all kinds, official and probationary, and under the organisation's own type; four rows per report.
select
    r.unit_code,
    r.year,
    k.line,
    case k.line when 4 then r.org_type else 'all' end as org_type,
    case k.line when 2 then 'official' when 3 then 'probationary' else 'all' end as member_status,
    case k.line
        when 2 then r.members - least(r.admitted, r.members)
        when 3 then least(r.admitted, r.members)
        else r.members
    end as members,
from reports as r
cross join range(1, 5) as k (line)
