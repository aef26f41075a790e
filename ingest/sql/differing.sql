-- Table `differing.shown`: figures printed more than once and not alike, revised later (revision), once round and once
-- exact (rounded), by several sources (sources), or differently in one source (contradiction); touched by years from
-- $first_year <= to_year to $last_year >= from_year; one row per printed value and language.
create table differing.shown as
with doubtful as (
    select table_name, unit_id, period_start, period_end, period_kind from shown where contested
    union
    select table_name, unit_id, period_start, period_end, period_kind
    from figures
    where status = 'r' or qualifier <> 'exact'
),

told as materialized (
    select f.*
    from figures as f
    inner join doubtful as d
        on
            f.table_name = d.table_name
            and f.unit_id = d.unit_id
            and f.period_start is not distinct from d.period_start
            and f.period_end is not distinct from d.period_end
            and f.period_kind = d.period_kind
),

figured as (
    select
        unit_id, table_name, key1, key2, key3, key4, scheme, measure, period_start, period_end, period_kind,
        max(from_year) as from_year,
        min(to_year) as to_year,
        case
            when bool_or(status = 'r') then 'revision'
            when count(distinct value) filter (qualifier = 'exact') <= 1 then 'rounded'
            when count(distinct source_code) = count(distinct value) then 'sources'
            else 'contradiction'
        end as difference,
    from told
    group by unit_id, table_name, key1, key2, key3, key4, scheme, measure, period_start, period_end, period_kind
    having count(distinct value) > 1
)

select
    m.lang,
    d.from_year,
    d.to_year,
    p.row_id,
    p.unit_id,
    u.name as unit_name,
    d.difference,
    p.table_name,
    t.label as table_label,
    concat_ws(
        ' · ', k1.label, k2.label, k3.label, k4.label, case when p.measure <> 'value' then m.label end
    ) as item,
    p.period_start,
    p.period_end,
    p.period_kind,
    p.value,
    p.qualifier,
    p.unit_of_measure,
    p.status,
    s.title as source_title,
    p.source_code,
    p.place,
    p.note,
    p.file,
    p.line,
from told as p
inner join figured as d
    on
        p.unit_id = d.unit_id
        and p.table_name = d.table_name
        and p.key1 is not distinct from d.key1
        and p.key2 is not distinct from d.key2
        and p.key3 is not distinct from d.key3
        and p.key4 is not distinct from d.key4
        and p.scheme = d.scheme
        and p.measure = d.measure
        and p.period_start is not distinct from d.period_start
        and p.period_end is not distinct from d.period_end
        and p.period_kind = d.period_kind
inner join units as u on p.unit_id = u.unit_id
inner join sources as s on p.source_code = s.source_code
inner join names as m on m.list = 'column.' || p.table_name and p.measure = m.code
inner join names as t on t.list = 'table' and p.table_name = t.code and m.lang = t.lang
left join names as k1
    on p.list1 = k1.list and p.key1 = k1.code and m.lang = k1.lang and k1.scheme in ('', p.scheme)
        and (p.key1 <> 'all' or p.list1 = 'outcome')
left join names as k2
    on p.list2 = k2.list and p.key2 = k2.code and m.lang = k2.lang and k2.scheme in ('', p.scheme)
        and (p.key2 <> 'all' or p.list2 = 'outcome')
left join names as k3
    on p.list3 = k3.list and p.key3 = k3.code and m.lang = k3.lang and k3.scheme in ('', p.scheme)
        and (p.key3 <> 'all' or p.list3 = 'outcome')
left join names as k4
    on p.list4 = k4.list and p.key4 = k4.code and m.lang = k4.lang and k4.scheme in ('', p.scheme)
        and (p.key4 <> 'all' or p.list4 = 'outcome')
order by p.unit_id, p.table_name, p.row_id
