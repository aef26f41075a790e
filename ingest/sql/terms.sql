-- Table `terms.{table}`: the words of every combination of codes that {table} holds, in both languages, and the places
-- of the codes in their lists; one row per combination and language.
create table terms.{table} as
select k.*, l.lang, {labels}
from (select distinct {keys} from {table}) as k
cross join (values ('vi'), ('en')) as l (lang)
{names}
order by {orders}
