-- Table `unfit.shown`: printed percents that do not follow from the count and the base (or the quota) printed beside
-- them, beyond the rounding of their decimals; one row per such percent and language.
create table unfit.shown as
with printed as (
    select 'membership' as table_name, 'percent' as measure, row_id,
        members as counted, base as counted_of, percent as printed_percent,
    from stated.membership
    union all
    select 'structure', 'percent', row_id, members, base, percent,
    from stated.structure
    union all
    select 'admissions', 'attainment_percent', row_id, admitted, quota, attainment_percent,
    from stated.admissions
),

unfit as (
    select *, 100.0 * counted / counted_of as computed_percent,
    from printed
    where
        counted_of > 0
        and abs(printed_percent - 100.0 * counted / counted_of)
        > 0.5 * pow(10, -length(regexp_extract(printed_percent::varchar, '\.(\d*[1-9])', 1))) + 1e-9
)

select
    f.lang,
    f.from_year,
    f.to_year,
    f.row_id,
    f.table_name,
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
inner join figures_in_words as f using (table_name, measure, row_id)
inner join units as u on f.unit_id = u.unit_id
inner join sources as s on f.source_code = s.source_code
where f.qualifier = 'exact'
order by f.unit_id, f.table_name, f.row_id
