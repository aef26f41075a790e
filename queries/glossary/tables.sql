-- The tables of figures of the contract, by their titles: one row per table.
select
    t.code as table_name,
    t.label as table_label,
from names as t
inner join names as c
    on c.list = 'column.' || t.code and c.code = 'qualifier' and t.lang = c.lang
where t.list = 'table' and t.lang = $lang
order by t.label collate vi
