-- Members struck off and members released, which are no discipline, and members
-- expelled, which is also discipline, of the units looked at, for every period
-- that touches the years: one row per unit, period and way of leaving.
with left_party as (
    select *,
    from changes
    where
        list_contains($units, unit_id)
        and change in ('out_struck_off', 'out_released', 'out_expelled')
        and (members is not null or status = 'c')
        and not in_year
        and from_year <= $last_year
        and to_year >= $first_year
)

select
    c.unit_id,
    c.name as unit_name,
    r.period_start,
    r.period_end,
    r.period_kind,
    r.change,
    n.label as change_label,
    r.members,
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
left join left_party as r on c.unit_id = r.unit_id
left join names as n
    on n.list = 'change' and r.change = n.code and n.lang = $lang
where list_contains($units, c.unit_id)
order by
    c.unit_id asc,
    r.change = 'out_expelled',
    r.period_end asc,
    r.period_start asc,
    n.sort_order asc
