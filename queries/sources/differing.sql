-- Figures of the chosen unit and all below it that are printed more than once
-- and not alike: revised later (revision), once round and once exact (rounded),
-- by several sources (sources), or differently in one source (contradiction):
-- one row per printed value, those of one figure next to one another.
with recursive below as (
    select $unit_id::integer as unit_id,
    union
    select e.unit_id,
    from edges as e
    inner join below as b on e.parent_id = b.unit_id
),

doubtful as (
    select
        table_name,
        unit_id,
        period_start,
        period_end,
        period_kind,
    from shown
    where contested
    union
    select
        table_name,
        unit_id,
        period_start,
        period_end,
        period_kind,
    from figures
    where status = 'r'
),

printed as (
    select f.*,
    from figures_in_words as f
    inner join below as b on f.unit_id = b.unit_id
    inner join doubtful as d
        on
            f.table_name = d.table_name
            and f.unit_id = d.unit_id
            and f.period_start is not distinct from d.period_start
            and f.period_end is not distinct from d.period_end
            and f.period_kind = d.period_kind
    where
        f.lang = $lang
        and f.from_year <= $last_year
        and f.to_year >= $first_year
),

differing as (
    select
        unit_id,
        table_name,
        key1,
        key2,
        key3,
        key4,
        scheme,
        measure,
        period_start,
        period_end,
        period_kind,
        case
            when bool_or(status = 'r') then 'revision'
            when
                count(distinct value) filter (qualifier = 'exact') <= 1
                then 'rounded'
            when count(distinct source_code) = count(distinct value)
                then 'sources'
            else 'contradiction'
        end as difference,
    from printed
    group by
        unit_id,
        table_name,
        key1,
        key2,
        key3,
        key4,
        scheme,
        measure,
        period_start,
        period_end,
        period_kind
    having count(distinct value) > 1
)

select
    p.unit_id,
    u.name as unit_name,
    d.difference,
    p.table_name,
    p.table_label,
    concat_ws(
        ' · ',
        nullif(p.item, ''),
        case when p.measure <> 'value' then p.measure_label end
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
from printed as p
inner join differing as d
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
order by
    d.difference asc,
    p.unit_id asc,
    p.table_name asc,
    p.period_end desc nulls last,
    p.period_start asc,
    item asc,
    p.row_id asc
