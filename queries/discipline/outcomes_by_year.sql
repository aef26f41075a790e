-- Cases of discipline of the units looked at by outcome, per authority, for
-- every period that touches the years; the total stands in only where no
-- outcome is told; $subject is member (cases whose subject is not stated
-- included), probationary or organisation: one row per unit, period,
-- authority, subject and outcome.
with chosen as (
    select
        unit_id,
        name,
    from units
    where list_contains($units, unit_id)
),

told as (
    select
        *,
        count(*) filter (where outcome <> 'all') over (
            partition by
                unit_id,
                period_start,
                period_end,
                period_kind,
                authority,
                subject
        ) as outcomes,
        max(cases) filter (where outcome = 'all') over (
            partition by
                unit_id,
                period_start,
                period_end,
                period_kind,
                authority,
                subject
        ) as total_cases,
    from discipline
    where
        list_contains($units, unit_id)
        and (
            subject = $subject
            or ($subject = 'member' and subject = 'unspecified')
        )
        and cases is not null
        and not in_year
        and from_year <= $last_year
        and to_year >= $first_year
)

select
    c.unit_id,
    c.name as unit_name,
    d.period_start,
    d.period_end,
    d.period_kind,
    d.authority,
    a.label as authority_label,
    d.subject,
    s.label as subject_label,
    d.outcome,
    o.label as outcome_label,
    d.cases,
    d.total_cases,
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
left join told as d
    on c.unit_id = d.unit_id and (d.outcome <> 'all' or d.outcomes = 0)
left join names as a
    on a.list = 'authority' and d.authority = a.code and a.lang = $lang
left join names as s
    on s.list = 'subject' and d.subject = s.code and s.lang = $lang
left join names as o
    on o.list = 'outcome' and d.outcome = o.code and o.lang = $lang
order by
    c.unit_id,
    a.sort_order,
    s.sort_order,
    d.period_end,
    d.period_start,
    o.sort_order
