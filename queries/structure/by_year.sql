-- The composition of $population along $dimension in one $scheme, for every
-- period that touches the years, of the units looked at that tell it; one row
-- per unit, period and category.
with chosen as (
    select
        unit_id,
        name,
    from units
    where list_contains($units, unit_id)
),

told as (
    select *,
    from structure
    where
        list_contains($units, unit_id)
        and population = $population
        and dimension = $dimension
        and not in_year
        and from_year <= $last_year
        and to_year >= $first_year
)

select
    c.unit_id,
    c.name as unit_name,
    t.scheme,
    if($lang = 'vi', k.title_vi, k.title_en) as scheme_label,
    t.category,
    n.label as category_label,
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
from chosen as c
left join told as t on c.unit_id = t.unit_id and t.scheme = $scheme
left join schemes as k on t.dimension = k.list and t.scheme = k.scheme
left join names as n
    on
        t.dimension = n.list
        and t.scheme = n.scheme
        and t.category = n.code
        and n.lang = $lang
-- A unit that tells it in another scheme is not silent.
where
    t.unit_id is not null
    or c.unit_id not in (select o.unit_id, from told as o)
order by
    c.unit_id,
    t.period_end,
    t.period_start,
    t.period_kind,
    n.sort_order
