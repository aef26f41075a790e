-- The latest composition of $population along $dimension of each unit looked
-- at, in the scheme it is told in; one row per unit and category.
with chosen as (
    select
        unit_id,
        name,
    from units
    where list_contains($units, unit_id)
),

told as (
    select
        s.*,
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
    where
        list_contains($units, s.unit_id)
        and s.population = $population
        and s.dimension = $dimension
        and not s.in_year
        and s.from_year <= $last_year
        and s.to_year >= $first_year
        and not exists (
            select 1, from names as n
            where
                n.list = s.dimension
                and n.scheme = s.scheme
                and n.parent_code is not null
        )
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
left join told as t on c.unit_id = t.unit_id and t.place_in_line = 1
left join schemes as k on t.dimension = k.list and t.scheme = k.scheme
left join names as n
    on
        t.dimension = n.list
        and t.scheme = n.scheme
        and t.category = n.code
        and n.lang = $lang
order by c.unit_id, n.sort_order
