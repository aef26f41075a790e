-- Which tables the units looked at have figures in, year by year: printed
-- (stated), added up from all or some of the units below (summed, partial),
-- part of the year only (part_year), without a date (undated), in a figure over
-- several years (span), none (absent), or the unit was not there
-- (not_existing): one row per unit, table and year.
with behind as (
    select *,
    from shown
    where list_contains($units, unit_id)
),

years as (
    select unnest(generate_series(min(from_year), max(to_year))) as year,
    from behind
),

observed as (
    select replace(list, 'column.', '') as table_name,
    from names
    where code = 'qualifier' and lang = $lang
),

cells as (
    select
        u.unit_id,
        u.name as unit_name,
        u.valid_from,
        u.valid_to,
        t.code as table_name,
        t.label as table_label,
        y.year,
    from units as u
    cross join years as y
    inner join names as t
        on
            t.list = 'table'
            and t.lang = $lang
            and t.code in (select o.table_name, from observed as o)
    where
        list_contains($units, u.unit_id)
        and y.year between $first_year and $last_year
),

found as (
    select
        c.unit_id,
        c.table_name,
        c.year,
        bool_or(b.period_kind in ('year', 'as_of') and b.basis = 'stated')
            as stated,
        bool_or(b.period_kind in ('year', 'as_of') and b.basis = 'summed')
            as summed,
        bool_or(b.period_kind = 'part_year') as part_year,
        bool_or(b.period_kind = 'undated') as undated,
        max(b.reported) filter (b.period_kind in ('year', 'as_of'))
            as reported,
        max(b.expected) filter (b.period_kind in ('year', 'as_of'))
            as expected,
    from cells as c
    inner join behind as b
        on
            c.unit_id = b.unit_id
            and c.table_name = b.table_name
            and c.year between b.from_year and b.to_year
    group by c.unit_id, c.table_name, c.year
)

select
    c.unit_id,
    c.unit_name,
    c.table_name,
    c.table_label,
    c.year::integer as year,
    case
        when f.stated then 'stated'
        when f.summed and f.reported < f.expected then 'partial'
        when f.summed then 'summed'
        when f.part_year then 'part_year'
        when f.undated then 'undated'
        when f.year is not null then 'span'
        when
            c.year < year(c.valid_from) or c.year > year(c.valid_to)
            then 'not_existing'
        else 'absent'
    end as coverage,
    case when coverage in ('summed', 'partial') then f.reported end as reported,
    case when coverage in ('summed', 'partial') then f.expected end as expected,
from cells as c
left join found as f
    on
        c.unit_id = f.unit_id
        and c.table_name = f.table_name
        and c.year = f.year
order by c.unit_id, c.table_label collate vi, c.year
