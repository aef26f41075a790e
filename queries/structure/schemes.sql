-- Which compositions the units looked at tell in the years: by whom, along
-- which dimension and in which scheme, the latest scheme first; crossings such
-- as age by gender are left to their own question; one row per population,
-- dimension and scheme.
select
    s.population,
    p.label as population_label,
    s.dimension,
    s.scheme,
    if($lang = 'vi', c.title_vi, c.title_en) as scheme_label,
from structure as s
inner join schemes as c on s.dimension = c.list and s.scheme = c.scheme
inner join names as p
    on p.list = 'population' and s.population = p.code and p.lang = $lang
where
    list_contains($units, s.unit_id)
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
group by all
order by
    any_value(p.sort_order) asc,
    s.dimension asc,
    max(s.to_year) desc,
    count(distinct s.unit_id) desc,
    s.scheme asc
