-- View `figures_in_words`: what every printed figure is, in either language (filter on `lang`); one row per printed
-- figure and language.
create view figures_in_words as
select
    f.*,
    m.lang,
    t.label as table_label,
    concat_ws(' · ', k1.label, k2.label, k3.label, k4.label) as item,
    m.label as measure_label,
from figures as f
inner join names as m on m.list = 'column.' || f.table_name and f.measure = m.code
inner join names as t on t.list = 'table' and f.table_name = t.code and m.lang = t.lang
left join names as k1
    on f.list1 = k1.list and f.key1 = k1.code and m.lang = k1.lang and k1.scheme in ('', f.scheme)
left join names as k2
    on f.list2 = k2.list and f.key2 = k2.code and m.lang = k2.lang and k2.scheme in ('', f.scheme)
left join names as k3
    on f.list3 = k3.list and f.key3 = k3.code and m.lang = k3.lang and k3.scheme in ('', f.scheme)
left join names as k4
    on f.list4 = k4.list and f.key4 = k4.code and m.lang = k4.lang and k4.scheme in ('', f.scheme)
