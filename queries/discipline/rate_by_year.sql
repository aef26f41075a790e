-- Members disciplined in a whole year per 1.000 members at 31/12 of that year,
-- per authority; no rate where the membership is not reported: one row per
-- unit, year and authority.
with chosen as (
    select
        unit_id,
        name,
    from units
    where unit_id = any($units)
),

stock as (
    select
        unit_id,
        year(period_end) as stock_year,
        arg_min(members, period_kind <> 'year') as members,
    from membership
    where
        org_type = 'all'
        and member_status = 'all'
        and members is not null
        and month(period_end) = 12
        and day(period_end) = 31
        and period_kind in ('year', 'as_of')
    group by unit_id, year(period_end)
)

select
    c.unit_id,
    c.name as unit_name,
    d.period_start,
    d.period_end,
    d.period_kind,
    d.authority,
    n.label as authority_label,
    d.cases,
    s.members as members_year_end,
    1000.0 * d.cases / nullif(s.members, 0) as cases_per_1000,
    d.qualifier,
    d.status,
    d.basis,
    d.reported,
    d.expected,
    d.complete,
    d.contested,
    d.source_code,
    d.place,
from chosen as c
left join discipline as d
    on
        c.unit_id = d.unit_id
        and d.subject = 'member'
        and d.outcome = 'all'
        and d.cases is not null
        and d.year between $first_year and $last_year
left join stock as s on d.unit_id = s.unit_id and d.year = s.stock_year
left join names as n
    on n.list = 'authority' and d.authority = n.code and n.lang = $lang
order by c.unit_id, n.sort_order, d.period_start
