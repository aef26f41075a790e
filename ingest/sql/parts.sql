-- Table `terms.structure`: the words of every category of every scheme; `crossed` says that a scheme crosses two
-- dimensions, as age by gender does; one row per dimension, scheme, category and language.
create table terms.structure as
select
    n.list as dimension,
    n.scheme,
    n.code as category,
    n.lang,
    case n.lang when 'vi' then s.title_vi else s.title_en end as scheme_label,
    n.label as category_label,
    n.sort_order as category_order,
    bool_or(n.parent_code is not null) over (partition by n.list, n.scheme) as crossed,
from names as n
inner join schemes as s on n.list = s.list and n.scheme = s.scheme
