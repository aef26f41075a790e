-- The classification schemes: their parts, whether these add up to the total,
-- whether a remainder may be unprinted, and their basis: one row per list and
-- scheme.
select
    s.list,
    s.scheme,
    case $lang when 'vi' then s.title_vi else s.title_en end as scheme_title,
    string_agg(n.label, '; ' order by n.sort_order, n.code) as parts,
    s.partition,
    s.open,
    s.basis as legal_basis,
from schemes as s
left join names as n
    on s.list = n.list and s.scheme = n.scheme and n.lang = $lang
group by all
order by s.list, s.scheme
