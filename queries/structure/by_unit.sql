-- The composition of $population along $dimension in the units under the unit
-- looked at (or in itself where it has none), at the latest date and in the
-- scheme that most of them tell; where the committees stand side by side each
-- has its own latest date; one row per unit and category.
with common as (
    select
        part as scheme,
        period_start,
        period_end,
        period_kind,
    from common_periods
    where
        around_id = $unit_id
        and topic = $population || '.' || $dimension
        and from_year <= $last_year
        and to_year >= $first_year
    order by
        2 * units > due desc,
        if(2 * units > due, 0, units) desc,
        period_end desc,
        units desc,
        period_kind asc,
        scheme asc
    limit 1
)

select
    c.unit_id,
    c.name as unit_name,
    l.scheme,
    n.scheme_label,
    l.category,
    n.category_label,
    l.period_start,
    l.period_end,
    l.period_kind,
    l.members,
    l.whole,
    l.share_percent as part_percent,
    l.untold_percent,
    l.qualifier,
    l.status,
    l.basis,
    l.reported,
    l.expected,
    l.complete,
    l.contested,
    l.source_code,
    l.place,
from circles as c
left join common as k on true
left join structure as l
    on
        c.unit_id = l.unit_id
        and coalesce(l.period_end between c.hung_from and c.hung_to, true)
        and l.population = $population
        and l.dimension = $dimension
        and (c.itself or k.scheme = l.scheme)
        and (l.share_percent is not null or l.status = 'c')
        and not l.in_year
        and l.from_year <= $last_year
        and l.to_year >= $first_year
        and (
            $unit_id = 0
            or c.itself
            or (
                k.period_kind = l.period_kind
                and k.period_end is not distinct from l.period_end
                and k.period_start is not distinct from l.period_start
            )
        )
left join terms.structure as n
    on
        l.scheme = n.scheme
        and l.category = n.category
        and n.dimension = $dimension
        and n.lang = $lang
where
    c.around_id = $unit_id
    and c.side_by_side
    and n.crossed is not true
    and (
        l.unit_id is not null
        or $unit_id = 0
        or coalesce(k.period_end, current_date) between
        coalesce(c.valid_from, date '0001-01-01')
        and coalesce(c.valid_to, date '9999-12-31')
    )
qualify
    dense_rank() over (
        partition by c.unit_id
        order by
            l.to_year desc,
            l.period_end desc,
            l.period_kind asc,
            l.period_start asc,
            l.scheme asc
    ) = 1
order by c.unit_id, n.category_order
