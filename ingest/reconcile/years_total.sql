-- Years, and parts of years as they are printed, that lie end to end over a longer period, against the figure printed
-- for it: of its own source, else of others that agree (a warning). A last year of which a source tells only its first
-- months ends there. One row per unit, period and key of {table} whose {measure} contradicts.
with pieces as (
    select *, hash({keys}) as item
    from told_{table}
    where period_kind in ('year', 'part_year') and not broken and {flows}
),

longer as (
    select *, hash({keys}) as item
    from told_{table}
    where
        period_kind in ('year', 'part_year', 'multi_year') and not broken and {flows}
        and {measure} is not null and not {measure}_loose
),

within_them as (
    select
        l.unit_id, l.span, l.source_code as told_by, l.item,
        l.period_start as first_day, l.period_end as last_day,
        p.period_start, p.period_end, p.{measure} as figure, p.{measure}_high as figure_high, p.{measure}_loose as loose,
        p.{measure}_row as figure_row,
        p.source_code,
        p.source_code = l.source_code as own,
    from longer as l
    inner join pieces as p
        on
            l.unit_id = p.unit_id and l.item = p.item and l.span <> p.span
            and p.period_start >= l.period_start and p.period_end <= l.period_end
    where p.{measure} is not null
),

-- A part of a year that stands inside a piece told as a whole is not counted beside it.
outermost as (
    select * from within_them as w
    where not exists (
        from within_them as o
        where
            o.unit_id = w.unit_id and o.span = w.span and o.told_by = w.told_by and o.item = w.item
            and (o.own or not w.own)
            and o.period_start <= w.period_start and o.period_end >= w.period_end
            and (o.period_start < w.period_start or o.period_end > w.period_end)
    )
),

single as (
    select
        unit_id, span, told_by, item, first_day, last_day, own, period_start, period_end,
        min(figure) as figure,
        max(figure_high) as figure_high,
        bool_or(loose) as loose,
        min(figure_row) as figure_row,
    from outermost
    group by unit_id, span, told_by, item, first_day, last_day, own, period_start, period_end
),

ordered as (
    select
        *,
        coalesce(lag(period_end + 1) over line, first_day) = period_start as follows,
    from single
    window line as (partition by unit_id, span, told_by, item, own order by period_start)
),

added as (
    select
        unit_id, span, told_by, item, own,
        sum(figure) as added,
        list(figure_row order by period_start) as row_ids,
    from ordered
    group by unit_id, span, told_by, item, own, last_day
    having
        count(*) > 1
        and bool_and(follows and figure = figure_high and not loose)
        and (
            max(period_end) = last_day
            or (own and year(max(period_end)) = year(last_day) and month(last_day) = 12 and day(last_day) = 31)
        )
),

judged as (
    select
        l.*, a.own, a.added, a.row_ids,
        row_number() over (partition by l.unit_id, l.span, l.source_code, l.item order by not a.own) as nearest,
    from longer as l
    inner join added as a
        on l.unit_id = a.unit_id and l.span = a.span and l.source_code = a.told_by and l.item = a.item
)

select
    if(own, 'error', 'warning') as severity,
    '{table}' as table_name, unit_id, period, source_code,
    concat_ws('.', {keys}, '{measure}') as code,
    'sum' as shape,
    terms(row_ids, '{table}', '{measure}') as lhs,
    added::double as computed,
    '≠' as relation,
    [term('+', {measure}, '{table}', '{measure}', {measure}_row)] as rhs,
from judged
where nearest = 1 and added not in ({measure}, {measure}_high)
