-- Members disciplined in a whole year per 1.000 members at 31/12 of that year,
-- per authority; no rate where either count is missing or incomplete, no years
-- of a unit without any rate: one row per unit, year and authority.
with rated as (
    select
        d.*,
        s.members as members_year_end,
        if(
            d.complete and s.complete,
            1000.0 * d.cases / nullif(s.members, 0),
            null
        ) as cases_per_1000,
        count(cases_per_1000) over (partition by d.unit_id) as rates,
    from discipline as d
    left join year_ends.membership as s
        on d.unit_id = s.unit_id and d.year = s.year
    where
        list_contains($units, d.unit_id)
        and d.subject = 'member'
        and d.outcome = 'all'
        and (d.cases is not null or d.status = 'c')
        and d.year between $first_year and $last_year
)

select
    c.unit_id,
    c.name as unit_name,
    r.period_start,
    r.period_end,
    r.period_kind,
    r.authority,
    n.label as authority_label,
    r.cases,
    r.members_year_end,
    r.cases_per_1000,
    r.qualifier,
    r.status,
    r.basis,
    r.reported,
    r.expected,
    r.complete,
    r.contested,
    r.source_code,
    r.place,
from units as c
left join rated as r on c.unit_id = r.unit_id and r.rates > 0
left join names as n
    on n.list = 'authority' and r.authority = n.code and n.lang = $lang
where list_contains($units, c.unit_id)
order by c.unit_id, n.sort_order, r.period_start
