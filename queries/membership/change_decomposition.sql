-- From opening to closing: every printed rise and fall of the units looked at,
-- in the latest period that tells rises and falls (else in the latest one);
-- one row per unit and change.
with told as (
    select
        h.*,
        h.change in ('opening', 'net', 'closing') as is_total,
        case
            when h.change like 'in@_%' escape '@' then h.members
            when h.change like 'out@_%' escape '@' then -h.members
        end as step,
    from changes as h
    where
        list_contains($units, h.unit_id)
        and (h.members is not null or h.status = 'c')
        and not h.in_year
        and h.from_year <= $last_year
        and h.to_year >= $first_year
),

dates as (
    select
        unit_id,
        period_start,
        period_end,
        period_kind,
        bool_or(change like 'in@_%' escape '@')
        and bool_or(change like 'out@_%' escape '@') as goes_both_ways,
        goes_both_ways
        and bool_and(status is distinct from 'c') as is_balance,
        sum(step)::bigint as net_computed,
        -- Estimates are rounded one by one: only the sum of the steps is told.
        case
            when count(*) filter (where status = 'e') = 0
                then coalesce(
                    max(members) filter (where change = 'net'),
                    max(members) filter (where change = 'closing')
                    - max(members) filter (where change = 'opening')
                )
        end as net,
    from told
    group by unit_id, period_start, period_end, period_kind
    having count(step) > 0 or bool_or(status = 'c')
    qualify
        row_number() over (
            partition by unit_id
            order by
                goes_both_ways desc,
                max(to_year) desc,
                period_end desc,
                period_start asc,
                period_kind asc
        ) = 1
)

select
    c.unit_id,
    c.name as unit_name,
    t.period_start,
    t.period_end,
    t.period_kind,
    t.change,
    n.label as change_label,
    t.members,
    t.step,
    sum(t.step) over before_it as ends_at,
    d.is_balance,
    case when d.is_balance then d.net_computed end as net_computed,
    d.net as net_printed,
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
left join dates as d on c.unit_id = d.unit_id
left join told as t
    on
        d.unit_id = t.unit_id
        and d.period_kind = t.period_kind
        and d.period_end is not distinct from t.period_end
        and d.period_start is not distinct from t.period_start
left join names as n
    on n.list = 'change' and t.change = n.code and n.lang = $lang
where list_contains($units, c.unit_id)
window before_it as (partition by c.unit_id order by n.sort_order)
order by c.unit_id, n.sort_order
