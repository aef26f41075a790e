-- Members disciplined by outcome and per authority in the units under the unit
-- looked at (or in itself where it has none), at the latest period that more
-- than half of those tell that tell any; a unit that tells other periods only
-- has its latest one: one row per unit, authority, subject and outcome.
with chosen as (
    select
        unit_id,
        name,
        valid_to,
    from units
    where
        (
            unit_id in (
                select e.unit_id, from edges as e
                where e.parent_id = $unit_id
            )
            and (told or $unit_id > 0)
            and (valid_from is null or year(valid_from) <= $last_year)
            and (valid_to is null or year(valid_to) >= $first_year)
        )
        or (
            unit_id = $unit_id
            and unit_id not in (select e.parent_id, from edges as e)
        )
),

told as (
    select
        d.*,
        count(*) filter (where d.outcome <> 'all') over (
            partition by
                d.unit_id,
                d.period_start,
                d.period_end,
                d.period_kind,
                d.authority,
                d.subject
        ) as outcomes,
        max(d.cases) filter (where d.outcome = 'all') over (
            partition by
                d.unit_id,
                d.period_start,
                d.period_end,
                d.period_kind,
                d.authority,
                d.subject
        ) as total_cases,
    from discipline as d
    inner join chosen as c on d.unit_id = c.unit_id
    where
        d.subject in ('member', 'unspecified')
        and d.cases is not null
        and not d.in_year
        and d.from_year <= $last_year
        and d.to_year >= $first_year
),

common as (
    select
        period_start,
        period_end,
        period_kind,
        count(distinct unit_id) as units,
        max(count(distinct unit_id)) over () as most,
    from told
    group by period_start, period_end, period_kind
    order by
        units > 1 desc,
        least(2 * units, most + 1) desc,
        period_end desc,
        units desc,
        period_start asc
    limit 1
),

ranked as (
    select
        t.*,
        dense_rank() over (
            partition by t.unit_id
            order by
                m.period_kind is null,
                t.to_year desc,
                t.period_end desc,
                t.period_start asc,
                t.period_kind asc
        ) as place_in_line,
    from told as t
    left join common as m
        on
            t.period_start is not distinct from m.period_start
            and t.period_end is not distinct from m.period_end
            and t.period_kind = m.period_kind
            and m.units > 1
)

select
    c.unit_id,
    c.name as unit_name,
    r.period_start,
    r.period_end,
    r.period_kind,
    r.authority,
    a.label as authority_label,
    r.subject,
    s.label as subject_label,
    r.outcome,
    o.label as outcome_label,
    r.cases,
    r.total_cases,
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
left join ranked as r
    on
        c.unit_id = r.unit_id
        and r.place_in_line = 1
        and (r.outcome <> 'all' or r.outcomes = 0)
left join common as m on true
left join names as a
    on a.list = 'authority' and r.authority = a.code and a.lang = $lang
left join names as s
    on s.list = 'subject' and r.subject = s.code and s.lang = $lang
left join names as o
    on o.list = 'outcome' and r.outcome = o.code and o.lang = $lang
where
    coalesce(c.valid_to >= m.period_end, true)
    and (
        r.unit_id is not null
        or coalesce(year(c.valid_to) >= $last_year, true)
    )
order by c.unit_id, a.sort_order, s.sort_order, o.sort_order
