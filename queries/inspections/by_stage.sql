-- How many of those inspected or supervised were found in violation, had to be
-- disciplined and were disciplined, per authority, kind and subject, in the
-- latest period that tells any stage after the first: one row per unit,
-- authority, kind, subject and stage.
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
        and cases is not null
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
    a.label as authority_label,
    i.kind,
    k.label as kind_label,
    i.subject,
    s.label as subject_label,
    i.stage,
    g.label as stage_label,
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
from chosen as c
left join latest as i on c.unit_id = i.unit_id and i.place_in_line = 1
left join names as a
    on a.list = 'authority' and i.authority = a.code and a.lang = $lang
left join names as k
    on k.list = 'inspection_kind' and i.kind = k.code and k.lang = $lang
left join names as s
    on s.list = 'subject' and i.subject = s.code and s.lang = $lang
left join names as g
    on g.list = 'stage' and i.stage = g.code and g.lang = $lang
order by
    c.unit_id,
    a.sort_order,
    k.sort_order,
    s.sort_order,
    g.sort_order
