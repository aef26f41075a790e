-- Members disciplined by outcome and per authority in the units under the unit
-- looked at (or in itself where it has none), at the latest period that more
-- than half of those tell that tell any; a unit that tells other periods only
-- has its latest one: one row per unit, authority, subject and outcome.
with common as (
    select
        period_start,
        period_end,
        period_kind,
        units,
        max(units) over () as most,
    from common_periods
    where
        around_id = $unit_id
        and topic = 'discipline'
        and from_year <= $last_year
        and to_year >= $first_year
    order by
        units > 1 desc,
        least(2 * units, most + 1) desc,
        period_end desc,
        units desc,
        period_start asc
    limit 1
)

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
from circles as c
left join common as m on true
left join discipline as d
    on
        c.unit_id = d.unit_id
        and coalesce(d.period_end between c.hung_from and c.hung_to, true)
        and d.subject in ('member', 'unspecified')
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
where
    c.around_id = $unit_id
    and c.side_by_side
    and c.from_year <= $last_year
    and c.to_year >= $first_year
    and coalesce(c.valid_to >= m.period_end, true)
    and (
        d.unit_id is not null
        or coalesce(year(c.valid_to) >= $last_year, true)
    )
qualify
    dense_rank() over (
        partition by c.unit_id
        order by
            m.units > 1
            and m.period_kind = d.period_kind
            and m.period_end is not distinct from d.period_end
            and m.period_start is not distinct from d.period_start
            desc nulls last,
            d.to_year desc,
            d.period_end desc,
            d.period_start asc,
            d.period_kind asc
    ) = 1
order by c.unit_id, n.authority_order, n.subject_order, n.outcome_order
