-- Every other figure that the sources print for the units looked at, the latest
-- first, with its base, unit of measure and place: one row per printed figure.
select
    c.unit_id,
    c.name as unit_name,
    i.indicator,
    n.label as indicator_label,
    i.category,
    g.label as category_label,
    i.period_start,
    i.period_end,
    i.period_kind,
    i.value,
    i.base,
    i.unit_of_measure,
    m.label as unit_of_measure_label,
    i.qualifier,
    i.status,
    i.note,
    i.place,
    i.source_code,
from units as c
left join stated.indicators as i
    on
        c.unit_id = i.unit_id
        and i.from_year <= $last_year
        and i.to_year >= $first_year
left join names as n
    on i.indicator = n.code and n.list = 'indicator' and n.lang = $lang
left join names as g
    on i.category = g.code and g.list = 'indicator_category' and g.lang = $lang
left join names as m
    on
        i.unit_of_measure = m.code
        and m.list = 'unit_of_measure'
        and m.lang = $lang
where list_contains($units, c.unit_id)
order by
    coalesce(i.period_end, make_date(i.to_year, 12, 31)) desc,
    c.unit_id asc,
    n.sort_order asc,
    g.sort_order asc,
    i.row_id asc
