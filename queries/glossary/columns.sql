-- What the columns of every table are called in both languages: one row per
-- table and column.
select
    t.code as table_name,
    t.label as table_label,
    c.code as column_name,
    c.label as label_vi,
    e.label as label_en,
from names as t
inner join names as c on c.list = 'column.' || t.code and c.lang = 'vi'
inner join names as e
    on c.list = e.list and c.code = e.code and e.lang = 'en'
where
    t.list = 'table'
    and t.lang = $lang
    and ($table = '' or t.code = $table)
order by table_label collate vi, c.code
