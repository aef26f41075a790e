-- Printed percents that do not follow from the count and the base (or the
-- quota) printed beside them, beyond the rounding of their decimals, of the
-- chosen unit and all below it: one row per such percent.
with recursive below as (
    select $unit_id::integer as unit_id,
    union
    select e.unit_id,
    from edges as e
    inner join below as b on e.parent_id = b.unit_id
),

printed as (
    select
        'membership' as table_name,
        'percent' as measure,
        row_id,
        members as counted,
        base as counted_of,
        percent as printed_percent,
    from stated.membership
    union all
    select
        'structure' as table_name,
        'percent' as measure,
        row_id,
        members as counted,
        base as counted_of,
        percent as printed_percent,
    from stated.structure
    union all
    select
        'admissions' as table_name,
        'attainment_percent' as measure,
        row_id,
        admitted as counted,
        quota as counted_of,
        attainment_percent as printed_percent,
    from stated.admissions
),

unfit as (
    select
        *,
        100.0 * counted / counted_of as computed_percent,
    from printed
    where
        counted_of > 0
        and abs(printed_percent - 100.0 * counted / counted_of)
        > 0.5 * pow(
            10,
            -length(
                regexp_extract(printed_percent::varchar, '\.(\d*[1-9])', 1)
            )
        ) + 1e-9
)

select
    f.unit_id,
    u.name as unit_name,
    f.table_label,
    concat_ws(' · ', nullif(f.item, ''), f.measure_label) as item,
    f.period_start,
    f.period_end,
    f.period_kind,
    n.counted,
    n.counted_of,
    n.printed_percent,
    n.computed_percent,
    s.title as source_title,
    f.source_code,
    f.place,
    f.note,
from unfit as n
inner join figures_in_words as f
    on
        n.table_name = f.table_name
        and n.measure = f.measure
        and n.row_id = f.row_id
        and f.lang = $lang
inner join below as b on f.unit_id = b.unit_id
inner join units as u on f.unit_id = u.unit_id
inner join sources as s on f.source_code = s.source_code
where
    f.qualifier = 'exact'
    and f.from_year <= $last_year
    and f.to_year >= $first_year
order by
    f.unit_id asc,
    f.table_name asc,
    f.period_end desc nulls last,
    f.row_id asc
