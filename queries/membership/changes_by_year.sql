-- What brought members to the units looked at and what took them away, for
-- every period that touches the years; reorganisations stand apart from the
-- balance of the others; one row per unit, period and change.
with told as (
    select
        h.*,
        n.label,
        n.sort_order,
        h.change in ('in_merged', 'out_merged') as is_reorganisation,
        if(h.change like 'in@_%' escape '@', h.members, -h.members) as step,
    from changes as h
    inner join names as n
        on n.list = 'change' and h.change = n.code and n.lang = $lang
    where
        list_contains($units, h.unit_id)
        and h.change not in ('opening', 'net', 'closing')
        and (h.members is not null or h.status = 'c')
        and not h.in_year
        and h.from_year <= $last_year
        and h.to_year >= $first_year
)

select
    c.unit_id,
    c.name as unit_name,
    t.period_start,
    t.period_end,
    t.period_kind,
    t.change,
    t.label as change_label,
    t.members,
    t.step,
    t.is_reorganisation,
    case
        when
            bool_or(t.change like 'in@_%' escape '@') over of_period
            and bool_or(t.change like 'out@_%' escape '@') over of_period
            and bool_and(t.status is distinct from 'c') over of_period
            then
                sum(t.step)
                filter (where not t.is_reorganisation)
                    over of_period
    end::bigint as net_computed,
    t.qualifier,
    t.status,
    t.basis,
    t.reported,
    t.expected,
    t.complete,
    t.contested,
    t.source_code,
    t.place,
from units as c
left join told as t on c.unit_id = t.unit_id
where list_contains($units, c.unit_id)
window
    of_period as (
        partition by c.unit_id, t.period_start, t.period_end, t.period_kind
    )
order by
    c.unit_id,
    t.period_end,
    t.period_start,
    t.period_kind,
    t.sort_order
