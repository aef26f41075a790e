-- Members of the units looked at, for every period that touches the years, how
-- many of them a reorganisation brought (or took) in that year, and whether the
-- territory changed in it; one row per unit and period.
select
    c.unit_id,
    c.name as unit_name,
    m.period_start,
    m.period_end,
    m.period_kind,
    m.members,
    m.reorganised_members,
    exists (
        from territory_changes as t
        where
            c.unit_id = t.unit_id
            and t.breaks
            and year(m.period_end) = year(t.on_date)
    ) as breaks,
    m.qualifier,
    m.status,
    m.basis,
    m.reported,
    m.expected,
    m.complete,
    m.contested,
    m.source_code,
    m.place,
from units as c
left join membership as m
    on
        c.unit_id = m.unit_id
        and m.org_type = 'all'
        and m.member_status = 'all'
        and m.members is not null
        and not m.in_year
        and m.from_year <= $last_year
        and m.to_year >= $first_year
where list_contains($units, c.unit_id)
order by c.unit_id, m.period_end, m.period_start, m.period_kind
