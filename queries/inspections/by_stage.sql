-- How many of those inspected or supervised were found in violation, had to be
-- disciplined and were disciplined, per authority, kind and subject, in the
-- latest period that tells any stage after the first: one row per unit,
-- authority, kind, subject and stage.
with told as (
    select
        *,
        count(*) over (
            partition by
                unit_id,
                period_start,
                period_end,
                period_kind,
                authority,
                kind,
                subject
        ) as stages,
    from inspections
    where
        list_contains($units, unit_id)
        and (cases is not null or status = 'c')
        and not in_year
        and from_year <= $last_year
        and to_year >= $first_year
),

latest as (
    select
        *,
        dense_rank() over (
            partition by unit_id
            order by
                period_kind <> 'year',
                to_year desc,
                period_end desc,
                period_start asc,
                period_kind asc
        ) as place_in_line,
    from told
    where stages > 1
)

select
    c.unit_id,
    c.name as unit_name,
    i.period_start,
    i.period_end,
    i.period_kind,
    i.authority,
    n.authority_label,
    i.kind,
    n.kind_label,
    i.subject,
    n.subject_label,
    i.stage,
    n.stage_label,
    i.cases,
    100.0 * i.cases / nullif(
        max(i.cases) filter (where i.stage = 'checked') over (
            partition by c.unit_id, i.authority, i.kind, i.subject
        ),
        0
    ) as of_checked_percent,
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
left join latest as i on c.unit_id = i.unit_id and i.place_in_line = 1
left join terms.inspections as n
    on
        i.authority = n.authority
        and i.kind = n.kind
        and i.subject = n.subject
        and i.stage = n.stage
        and n.lang = $lang
where list_contains($units, c.unit_id)
order by
    c.unit_id,
    n.authority_order,
    n.kind_order,
    n.subject_order,
    n.stage_order
