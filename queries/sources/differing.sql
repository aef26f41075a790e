-- Figures of the chosen unit and all below it that are printed more than once
-- and not alike: revised later (revision), once round and once exact (rounded),
-- by several sources (sources), or differently in one source (contradiction):
-- one row per printed value, those of one figure next to one another.
select
    d.unit_id,
    d.unit_name,
    d.difference,
    d.table_name,
    d.table_label,
    d.item,
    d.period_start,
    d.period_end,
    d.period_kind,
    d.value,
    d.qualifier,
    d.unit_of_measure,
    d.status,
    d.source_title,
    d.source_code,
    d.place,
    d.note,
    d.file,
    d.line,
from differing.shown as d
inner join below as b on d.unit_id = b.unit_id
where
    b.above_id = $unit_id
    and d.lang = $lang
    and d.from_year <= $last_year
    and d.to_year >= $first_year
order by
    d.difference asc,
    d.unit_id asc,
    d.table_name asc,
    d.period_end desc nulls last,
    d.period_start asc,
    d.item asc,
    d.row_id asc
