-- Admitted in a whole year as a percent of the members at 31/12 of the year
-- before, beside the target then in force; no rate where either count is
-- missing or incomplete or of another territory, no years of a unit without any
-- rate: one row per unit and year.
with rated as (
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
    left join year_ends.membership as s
        on
            a.unit_id = s.unit_id
            and a.year - 1 = s.year
            and not s.broken
    where
        list_contains($units, a.unit_id)
        and a.area = 'all'
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
    t.base as target_base,
    t.valid_from as target_from,
    t.valid_to as target_to,
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
from units as c
left join rated as r on c.unit_id = r.unit_id and r.rates > 0
left join targets as t
    on
        t.indicator = 'admission_rate'
        and t.scope = 'all'
        and r.period_end >= t.valid_from
        and (t.valid_to is null or r.period_start <= t.valid_to)
where list_contains($units, c.unit_id)
order by c.unit_id, r.period_start
