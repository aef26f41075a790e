-- Percents of one whole: those of a closed partition that is told whole add up to 100, others do not pass it, within
-- half of the last decimal of each; one row per scheme of a unit that contradicts.
with listed as (
    select c.list, c.scheme, c.code, c.sort_order, count(*) over (partition by c.list, c.scheme) as due,
    from categories as c
    where not exists (
        from categories as p where p.list = c.list and p.scheme = c.scheme and p.code = c.parent_code
    )
),

told as (
    select
        'structure' as table_name, t.unit_id, t.span, t.source_code,
        concat_ws('.', t.population, t.dimension, t.scheme) as code,
        t.period, t.percent, t.percent_high, t.percent_loose, t.percent_decimals, t.percent_row,
        l.sort_order, l.due, not s.open as closed,
    from told_structure as t
    inner join schemes as s on t.dimension = s.list and t.scheme = s.scheme and s.partition
    inner join listed as l on t.dimension = l.list and t.scheme = l.scheme and t.category = l.code
    union all
    -- Percents of ratings are of those rated; where they may be of all present, they may stay below 100.
    select
        'ratings', unit_id, span, source_code, subject,
        period, percent, percent_high, percent_loose, percent_decimals, percent_row,
        list_position(['excellent', 'good', 'completed', 'not_completed'], rating), 4,
        bool_and(rating not in ('not_rated', 'exempt') or rated = 0) over (
            partition by unit_id, span, source_code, subject
        ),
    from told_ratings
    qualify rating in ('excellent', 'good', 'completed', 'not_completed')
),

added as (
    select
        table_name, unit_id, span, source_code, code,
        any_value(period) as period,
        bool_and(closed) and count(*) = any_value(due) and bool_and(percent = percent_high and not percent_loose)
            as whole_told,
        sum(percent) as added,
        sum(0.5 * pow(10, -percent_decimals)) + 1e-9 as tolerance,
        max(percent_decimals) as decimals,
        list(percent_row order by sort_order) as row_ids,
    from told
    where percent is not null and percent = percent_high
    group by table_name, unit_id, span, source_code, code
)

select
    'error' as severity, table_name, unit_id, period, source_code, code,
    'percent_sum' as shape,
    terms(row_ids, table_name, 'percent') as lhs,
    round(added, decimals) as computed,
    if(whole_told, '≠', '>') as relation,
    [term('+', 100, null, 'percent', null)] as rhs,
from added
where added > 100 + tolerance or (whole_told and added < 100 - tolerance)
