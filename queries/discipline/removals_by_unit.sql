-- Members struck off, released and expelled in the units under the unit looked
-- at (or in itself where it has none), at the latest period that more than half
-- of those tell that tell any; a unit that tells other periods only has its
-- latest one: one row per unit and way of leaving.
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
        and topic = 'removals'
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
from circles as c
left join common as m on true
left join changes as r
    on
        c.unit_id = r.unit_id
        and coalesce(r.period_end between c.hung_from and c.hung_to, true)
        and r.change in ('out_struck_off', 'out_released', 'out_expelled')
        and (r.members is not null or r.status = 'c')
        and not r.in_year
        and r.from_year <= $last_year
        and r.to_year >= $first_year
left join names as n
    on n.list = 'change' and r.change = n.code and n.lang = $lang
where
    c.around_id = $unit_id
    and c.side_by_side
    and c.from_year <= $last_year
    and c.to_year >= $first_year
    and coalesce(c.valid_to >= m.period_end, true)
    and (
        r.unit_id is not null
        or coalesce(year(c.valid_to) >= $last_year, true)
    )
qualify
    dense_rank() over (
        partition by c.unit_id
        order by
            m.units > 1
            and m.period_kind = r.period_kind
            and m.period_end is not distinct from r.period_end
            and m.period_start is not distinct from r.period_start
            desc nulls last,
            r.to_year desc,
            r.period_end desc,
            r.period_start asc,
            r.period_kind asc
    ) = 1
order by c.unit_id asc, r.change = 'out_expelled', n.sort_order asc
