-- The latest composition of $population along $dimension of each unit looked
-- at, in the scheme it is told in; one row per unit and category.
with told as (
    select
        s.*,
        n.scheme_label,
        n.category_label,
        n.category_order,
        dense_rank() over (
            partition by s.unit_id
            order by
                s.to_year desc,
                s.period_end desc,
                s.period_kind asc,
                s.period_start asc,
                s.scheme asc
        ) as place_in_line,
    from structure as s
    inner join terms.structure as n
        on
            s.scheme = n.scheme
            and s.category = n.category
            and n.dimension = $dimension
            and n.lang = $lang
            and not n.crossed
    where
        list_contains($units, s.unit_id)
        and s.population = $population
        and s.dimension = $dimension
        and not s.in_year
        and s.from_year <= $last_year
        and s.to_year >= $first_year
)

select
    c.unit_id,
    c.name as unit_name,
    t.scheme,
    t.scheme_label,
    t.category,
    t.category_label,
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
left join told as t on c.unit_id = t.unit_id and t.place_in_line = 1
where list_contains($units, c.unit_id)
order by c.unit_id, t.category_order
