-- Admitted in a whole year as a percent of the members at 31/12 of the year
-- before, beside the target then in force; no rate where either count is
-- missing or incomplete, no years of a unit without any rate: one row per unit
-- and year.
with chosen as (
    select
        unit_id,
        name,
    from units
    where list_contains($units, unit_id)
),

stock as (
    select
        unit_id,
        year(period_end) as stock_year,
        arg_min(members, period_kind <> 'year') as members,
        arg_min(complete, period_kind <> 'year') as complete,
    from membership
    where
        org_type = 'all'
        and member_status = 'all'
        and members is not null
        and month(period_end) = 12
        and day(period_end) = 31
        and period_kind in ('year', 'as_of')
    group by unit_id, year(period_end)
),

rated as (
    select
        a.*,
        s.members as members_year_before,
        if(
            a.complete and s.complete,
            100.0 * a.admitted / nullif(s.members, 0),
            null
        ) as admission_rate_percent,
        count(admission_rate_percent) over (partition by a.unit_id) as rates,
    from admissions as a
    left join stock as s on a.unit_id = s.unit_id and a.year - 1 = s.stock_year
    where
        a.area = 'all'
        and a.admitted is not null
        and a.year between $first_year and $last_year
)

select
    c.unit_id,
    c.name as unit_name,
    r.period_start,
    r.period_end,
    r.period_kind,
    r.admitted,
    r.members_year_before,
    r.admission_rate_percent,
    t.min_value as target_min_percent,
    t.max_value as target_max_percent,
    t.legal_basis,
    r.qualifier,
    r.status,
    r.basis,
    r.reported,
    r.expected,
    r.complete,
    r.contested,
    r.source_code,
    r.place,
from chosen as c
left join rated as r on c.unit_id = r.unit_id and r.rates > 0
left join targets as t
    on
        t.indicator = 'admission_rate'
        and t.scope = 'all'
        and r.period_end >= t.valid_from
        and (t.valid_to is null or r.period_start <= t.valid_to)
order by c.unit_id, r.period_start
