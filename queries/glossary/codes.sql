-- The codes of one list (or of all, '') with their names in both languages,
-- their scheme and the wider code they belong to: one row per list, scheme and
-- code.
select
    v.list,
    v.scheme,
    case $lang when 'vi' then s.title_vi else s.title_en end as scheme_title,
    v.code,
    v.label as label_vi,
    e.label as label_en,
    case $lang when 'vi' then p.label else q.label end as wider_label,
from names as v
inner join names as e
    on
        v.list = e.list
        and v.scheme = e.scheme
        and v.code = e.code
        and e.lang = 'en'
left join names as p
    on
        v.list = p.list
        and v.scheme = p.scheme
        and v.parent_code = p.code
        and p.lang = 'vi'
left join names as q
    on
        v.list = q.list
        and v.scheme = q.scheme
        and v.parent_code = q.code
        and q.lang = 'en'
left join schemes as s on v.list = s.list and v.scheme = s.scheme
where
    v.lang = 'vi'
    and v.list <> 'table'
    and v.list not like 'column.%'
    and ($list = '' or v.list = $list)
order by v.list, v.scheme, v.sort_order, v.code
