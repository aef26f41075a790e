-- Who introduced the newly admitted members of the units looked at, per period
-- and classification: one row per unit, period, scheme and source.
select
    c.unit_id,
    c.name as unit_name,
    s.period_start,
    s.period_end,
    s.period_kind,
    s.scheme,
    if($lang = 'vi', h.title_vi, h.title_en) as scheme_label,
    s.category,
    coalesce(n.label, s.category) as category_label,
    s.members,
    s.percent,
    s.base,
    s.qualifier,
    s.status,
    s.basis,
    s.reported,
    s.expected,
    s.complete,
    s.contested,
    s.source_code,
    s.place,
from units as c
left join structure as s
    on
        c.unit_id = s.unit_id
        and s.population = 'admitted'
        and s.dimension = 'admission_source'
        and not s.in_year
        and s.from_year <= $last_year
        and s.to_year >= $first_year
left join names as n
    on
        n.list = 'admission_source'
        and s.scheme = n.scheme
        and s.category = n.code
        and n.lang = $lang
left join schemes as h
    on h.list = 'admission_source' and s.scheme = h.scheme
where list_contains($units, c.unit_id)
order by c.unit_id, s.period_end, s.period_start, s.scheme, n.sort_order
