-- Members of the units looked at, for every period that touches the years, and
-- how many of them a reorganisation brought (or took) in that year; one row
-- per unit and period.
with chosen as (
    select
        unit_id,
        name,
    from units
    where list_contains($units, unit_id)
),

reorganised as (
    select
        unit_id,
        to_year,
        sum(if(change = 'in_merged', members, -members))::bigint as members,
    from changes
    where
        list_contains($units, unit_id)
        and change in ('in_merged', 'out_merged')
        and period_kind in ('year', 'part_year')
        and not in_year
    group by unit_id, to_year
)

select
    c.unit_id,
    c.name as unit_name,
    m.period_start,
    m.period_end,
    m.period_kind,
    m.members,
    case when m.period_kind = 'year' then nullif(r.members, 0) end
        as reorganised_members,
    m.qualifier,
    m.status,
    m.basis,
    m.reported,
    m.expected,
    m.complete,
    m.contested,
    m.source_code,
    m.place,
from chosen as c
left join membership as m
    on
        c.unit_id = m.unit_id
        and m.org_type = 'all'
        and m.member_status = 'all'
        and m.members is not null
        and not m.in_year
        and m.from_year <= $last_year
        and m.to_year >= $first_year
left join reorganised as r
    on m.unit_id = r.unit_id and m.year = r.to_year
order by c.unit_id, m.period_end, m.period_start, m.period_kind
