-- Every printed figure behind a card: of its tables, of its units (and of the
-- units below them where a card adds those up), in the years looked at: one row
-- per printed figure, at most 400 of them, with how many there are in all.
with behind as (
    select u.unit_id,
    from units as u
    where u.unit_id = any($behind)
    union
    select e.unit_id,
    from edges as e
    where $below and e.parent_id = any($behind)
)

select
    f.unit_id,
    u.name as unit_name,
    f.table_label,
    f.item,
    f.measure_label,
    f.period_start,
    f.period_end,
    f.period_kind,
    f.value,
    f.qualifier,
    f.status,
    s.title as source_title,
    f.place,
    f.note,
    f.file,
    f.line,
    count(*) over () as found,
from figures_in_words as f
inner join behind as b on f.unit_id = b.unit_id
inner join units as u on f.unit_id = u.unit_id
inner join sources as s on f.source_code = s.source_code
where
    f.lang = $lang
    and f.table_name = any($tables) -- noqa: RF02
    and f.from_year <= $last_year
    and f.to_year >= $first_year
order by
    f.period_end desc nulls last,
    f.unit_id asc,
    f.table_name asc,
    f.row_id asc,
    f.measure_label asc
limit 400
