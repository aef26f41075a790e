-- Admitted in a whole year as a percent of the members at 31/12 of the year
-- before, beside the target then in force; no rate where the membership is not
-- reported: one row per unit and year.
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
    a.period_start,
    a.period_end,
    a.period_kind,
    a.admitted,
    s.members as members_year_before,
    100.0 * a.admitted / nullif(s.members, 0) as admission_rate_percent,
    if(a.year is null, null, t.min_value) as target_min_percent,
    if(a.year is null, null, t.max_value) as target_max_percent,
    if(a.year is null, null, t.legal_basis) as legal_basis,
    a.qualifier,
    a.status,
    a.basis,
    a.reported,
    a.expected,
    a.complete,
    a.contested,
    a.source_code,
    a.place,
from chosen as c
left join admissions as a
    on
        c.unit_id = a.unit_id
        and a.area = 'all'
        and a.admitted is not null
        and a.year between $first_year and $last_year
left join stock as s on a.unit_id = s.unit_id and a.year - 1 = s.stock_year
left join targets as t
    on
        t.indicator = 'admission_rate'
        and t.scope = 'all'
        and a.period_end >= t.valid_from
        and coalesce(a.period_start <= t.valid_to, true)
order by c.unit_id, a.period_start
