-- Official and probationary members of the units looked at, for every period
-- that touches the years, with their share of all members; one row per unit,
-- period and status.
select
    c.unit_id,
    c.name as unit_name,
    m.period_start,
    m.period_end,
    m.period_kind,
    m.member_status,
    n.label as member_status_label,
    m.members,
    coalesce(m.percent, round(100.0 * m.members / a.members, 2)) as percent,
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
        and m.member_status in ('official', 'probationary')
        and m.members is not null
        and not m.in_year
        and m.from_year <= $last_year
        and m.to_year >= $first_year
left join membership as a
    on
        m.unit_id = a.unit_id
        and a.org_type = 'all'
        and a.member_status = 'all'
        and m.period_kind = a.period_kind
        and m.period_end is not distinct from a.period_end
        and m.period_start is not distinct from a.period_start
        and m.reported is not distinct from a.reported
left join names as n
    on
        n.list = 'member_status'
        and m.member_status = n.code
        and n.lang = $lang
where list_contains($units, c.unit_id)
order by
    c.unit_id,
    m.period_end,
    m.period_start,
    m.period_kind,
    n.sort_order
