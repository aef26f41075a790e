-- Printed percents that do not follow from the count and the base (or the
-- quota) printed beside them, beyond the rounding of their decimals, of the
-- chosen unit and all below it: one row per such percent.
select
    p.unit_id,
    p.unit_name,
    p.table_label,
    p.item,
    p.period_start,
    p.period_end,
    p.period_kind,
    p.counted,
    p.counted_of,
    p.printed_percent,
    p.computed_percent,
    p.source_title,
    p.source_code,
    p.place,
    p.note,
from unfit.shown as p
inner join below as b on p.unit_id = b.unit_id
where
    b.above_id = $unit_id
    and p.lang = $lang
    and p.from_year <= $last_year
    and p.to_year >= $first_year
order by
    p.unit_id asc,
    p.table_name asc,
    p.period_end desc nulls last,
    p.row_id asc
