-- Inspections and supervisions of the units looked at, per authority, subject
-- and kind, for every period that touches the years; kinds may overlap and are
-- never added up: one row per unit, period, authority, subject and kind.
select
    c.unit_id,
    c.name as unit_name,
    i.period_start,
    i.period_end,
    i.period_kind,
    i.authority,
    n.authority_label,
    i.subject,
    n.subject_label,
    i.kind,
    n.kind_label,
    i.cases,
    i.qualifier,
    i.status,
    i.basis,
    i.reported,
    i.expected,
    i.complete,
    i.contested,
    i.source_code,
    i.place,
from units as c
left join inspections as i
    on
        c.unit_id = i.unit_id
        and i.stage = 'checked'
        and (i.cases is not null or i.status = 'c')
        and not i.in_year
        and i.from_year <= $last_year
        and i.to_year >= $first_year
left join terms.inspections as n
    on
        i.authority = n.authority
        and i.kind = n.kind
        and i.subject = n.subject
        and n.stage = 'checked'
        and n.lang = $lang
where list_contains($units, c.unit_id)
order by
    c.unit_id,
    n.authority_order,
    n.subject_order,
    i.period_end,
    i.period_start,
    n.kind_order
