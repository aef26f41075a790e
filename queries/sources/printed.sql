-- Every printed figure behind a card: of its tables, of its units (and of the
-- units below them where a card adds those up, and on the territory of today of
-- those that became one of them), in the years looked at: one row per printed
-- figure, at most 400 of them, with how many there are in all.
with near as (
    select distinct
        unit_id,
        name,
    from circles
    where list_contains($behind, around_id) and (itself or $below)
),

behind as (
    select
        unit_id,
        name,
    from near
    union
    select
        u.unit_id,
        u.name,
    from dealt_from as d
    inner join near as n on d.unit_id = n.unit_id
    inner join units as u on d.from_id = u.unit_id
)

select
    f.unit_id,
    b.name as unit_name,
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
inner join sources as s on f.source_code = s.source_code
where
    f.lang = $lang
    and list_contains($tables, f.table_name) -- noqa: RF02
    and f.from_year <= $last_year
    and f.to_year >= $first_year
order by
    f.period_end desc nulls last,
    f.unit_id asc,
    f.table_name asc,
    f.row_id asc,
    f.measure_label asc
limit 400
