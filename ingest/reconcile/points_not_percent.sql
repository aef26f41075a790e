-- Figures in percent that are said to be a change or a difference, and are the difference of two percents about the
-- same thing in the same source: those are percentage points. What a figure is about are the words of its codes; one
-- row per such figure.
with said as (
    select
        *,
        decimals_of(value, value_decimals) as decimals,
        list_filter(
            string_split_regex(concat_ws('_', indicator, category), '_'),
            lambda w: w not in ('change', 'difference', 'increase', 'decrease', 'percent', 'rate', 'before', 'after')
        ) as words,
    from stated.indicators
    where
        unit_of_measure = 'percent' and value is not null and qualifier = 'exact' and base is null
        and unit_id between getvariable('low') and getvariable('high')
        and regexp_matches(
            concat_ws(' ', indicator, category, lower(note)),
            'change|difference|increase|decrease|chênh lệch|tăng|giảm|so với|thay đổi|điểm phần trăm|điểm %'
        )
),

percents as (
    select unit_id, source_code, 'indicators' as table_name, 'value' as measure, row_id, value as percent,
        decimals_of(value, value_decimals) as decimals, concat_ws('_', indicator, category) as about,
        concat_ws('.', indicator, category) as code,
    from stated.indicators
    where unit_of_measure = 'percent' and value is not null and qualifier = 'exact' and unit_id between getvariable('low') and getvariable('high')
    union all
    select unit_id, source_code, 'admissions', 'share_percent', row_id, share_percent,
        decimals_of(share_percent, share_percent_decimals), concat_ws('_', 'admission_share', area), area,
    from stated.admissions
    where share_percent is not null and qualifier = 'exact' and unit_id between getvariable('low') and getvariable('high')
    union all
    select unit_id, source_code, 'admissions', 'attainment_percent', row_id, attainment_percent,
        decimals_of(attainment_percent, attainment_percent_decimals), concat_ws('_', 'admission_attainment', area), area,
    from stated.admissions
    where attainment_percent is not null and qualifier = 'exact' and unit_id between getvariable('low') and getvariable('high')
    union all
    select unit_id, source_code, 'structure', 'percent', row_id, percent,
        decimals_of(percent, percent_decimals), concat_ws('_', population, dimension, category), category,
    from stated.structure
    where percent is not null and qualifier = 'exact' and unit_id between getvariable('low') and getvariable('high')
    union all
    select unit_id, source_code, 'membership', 'percent', row_id, percent,
        decimals_of(percent, percent_decimals), concat_ws('_', 'members', org_type, member_status), org_type,
    from stated.membership
    where percent is not null and qualifier = 'exact' and unit_id between getvariable('low') and getvariable('high')
    union all
    select unit_id, source_code, 'ratings', 'percent', row_id, percent,
        decimals_of(percent, percent_decimals), concat_ws('_', 'rating', subject, rating), rating,
    from stated.ratings
    where percent is not null and qualifier = 'exact' and unit_id between getvariable('low') and getvariable('high')
),

about_it as (
    select
        s.row_id as said_row, s.unit_id, s.period, s.source_code, s.value, s.decimals as said_decimals,
        concat_ws('.', s.indicator, s.category) as code,
        p.table_name, p.measure, p.row_id, p.percent, p.decimals,
    from said as s
    inner join percents as p on s.unit_id = p.unit_id and s.source_code = p.source_code
    where
        not (p.table_name = 'indicators' and p.row_id = s.row_id)
        and len(list_intersect(
            s.words,
            [regexp_replace(w, 's$', '') for w in string_split(p.about, '_')] || string_split(p.about, '_')
        )) >= least(2, len(s.words))
)

select
    'warning' as severity, 'indicators' as table_name, a.unit_id, any_value(a.period) as period, a.source_code,
    a.code,
    'points' as shape,
    arg_min(
        [term('+', a.percent, a.table_name, a.measure, a.row_id), term('-', b.percent, b.table_name, b.measure, b.row_id)],
        abs(abs(a.value) - (a.percent - b.percent))
    ) as lhs,
    any_value(a.value) as computed,
    '=' as relation,
    [term('+', any_value(a.value), 'indicators', 'value', a.said_row)] as rhs,
from about_it as a
inner join about_it as b on a.said_row = b.said_row
where
    a.percent > b.percent
    and abs(abs(a.value) - (a.percent - b.percent))
    <= 0.5 * pow(10, -a.said_decimals)
    + if(a.decimals < a.said_decimals, 0.5 * pow(10, -a.decimals), 0)
    + if(b.decimals < a.said_decimals, 0.5 * pow(10, -b.decimals), 0) + 1e-9
group by a.said_row, a.unit_id, a.source_code, a.code
