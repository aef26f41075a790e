-- The composition of $population along $dimension in one $scheme, for every
-- period that touches the years, of the units looked at that tell it; one row
-- per unit, period and category.
select
    c.unit_id,
    c.name as unit_name,
    t.scheme,
    n.scheme_label,
    t.category,
    n.category_label,
    t.period_start,
    t.period_end,
    t.period_kind,
    t.members,
    t.whole,
    t.share_percent as part_percent,
    t.untold_percent,
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
left join structure as t
    on
        c.unit_id = t.unit_id
        and t.population = $population
        and t.dimension = $dimension
        and not t.in_year
        and t.from_year <= $last_year
        and t.to_year >= $first_year
left join terms.structure as n
    on
        t.category = n.category
        and n.dimension = $dimension
        and n.scheme = $scheme
        and n.lang = $lang
-- A unit that tells it in another scheme is not silent.
where
    list_contains($units, c.unit_id)
    and (t.scheme = $scheme or t.unit_id is null)
order by
    c.unit_id,
    t.period_end,
    t.period_start,
    t.period_kind,
    n.category_order
