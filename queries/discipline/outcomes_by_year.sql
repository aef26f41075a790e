-- Cases of discipline of the units looked at by outcome, per authority, for
-- every period that touches the years; the total stands in only where no
-- outcome is told; $subject is member (cases whose subject is not stated
-- included), probationary or organisation: one row per unit, period,
-- authority, subject and outcome.
select
    c.unit_id,
    c.name as unit_name,
    d.period_start,
    d.period_end,
    d.period_kind,
    d.authority,
    n.authority_label,
    d.subject,
    n.subject_label,
    d.outcome,
    n.outcome_label,
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
from units as c
left join discipline as d
    on
        c.unit_id = d.unit_id
        and (
            d.subject = $subject
            or ($subject = 'member' and d.subject = 'unspecified')
        )
        and d.counts
        and (d.cases is not null or d.status = 'c')
        and not d.in_year
        and d.from_year <= $last_year
        and d.to_year >= $first_year
left join terms.discipline as n
    on
        d.authority = n.authority
        and d.subject = n.subject
        and d.outcome = n.outcome
        and n.lang = $lang
where list_contains($units, c.unit_id)
order by
    c.unit_id,
    n.authority_order,
    n.subject_order,
    d.period_end,
    d.period_start,
    n.outcome_order
