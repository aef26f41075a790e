-- What a unit prints in {table} against the sum of the units under it at the time: those of its own report, else those
-- of others where they tell one figure. Short of a child, or where children came and went within the period, a
-- difference is a notice; nothing is said where less than half of them tell, or of flows between sisters, which are no
-- flow of the unit; one row per unit, period, source and key whose {measure} contradicts.
with printed as (
    select
        *,
        hash(period_kind, period_start, period_end) as span,
        hash({keys}) as item,
        qualifier = 'exact' and status is distinct from 'e' as exact,
    from stated.{table}
    where {measure} is not null and status is distinct from 'd' and {additive}
),

parents as (
    select
        unit_id, span, item, source_code, {keys},
        any_value(period) as period,
        any_value(period_kind) as period_kind,
        any_value(period_start) as period_start,
        coalesce(any_value(period_end), date '9999-01-01') as period_end,
        coalesce(min({measure}) filter (status = 'r'), min({measure})) as whole,
        coalesce(max({measure}) filter (status = 'r'), max({measure})) as whole_high,
        coalesce(min(row_id) filter (status = 'r'), min(row_id)) as whole_row,
    from printed
    where unit_id in (select parent_id from edges)
    group by unit_id, span, item, source_code, {keys}
    having bool_and(exact)
),

children as (
    select
        p.unit_id, p.span, p.item, p.source_code, c.unit_id as child_id,
        c.source_code = p.source_code as own,
        coalesce(min(c.{measure}) filter (c.status = 'r'), min(c.{measure})) as figure,
        coalesce(max(c.{measure}) filter (c.status = 'r'), max(c.{measure})) as figure_high,
        coalesce(min(c.row_id) filter (c.status = 'r'), min(c.row_id)) as figure_row,
        bool_and(c.exact) as exact,
    from parents as p
    inner join edges as e
        on p.unit_id = e.parent_id and p.period_end between e.valid_from and e.valid_to
    inner join printed as c on e.unit_id = c.unit_id and p.span = c.span and p.item = c.item
    where p.period_kind <> 'open' and (c.source_code = p.source_code or p.period_kind <> 'undated')
    group by p.unit_id, p.span, p.item, p.source_code, c.unit_id, own
),

nearest as (
    select * from children
    qualify row_number() over (partition by unit_id, span, item, source_code, child_id order by not own) = 1
),

added as (
    select
        unit_id, span, item, source_code,
        sum(figure) as added,
        count(*) as reported,
        bool_and(exact and figure = figure_high) as sure,
        list(figure_row order by child_id) as row_ids,
    from nearest
    group by unit_id, span, item, source_code
),

due as (
    select
        p.unit_id, p.period_start, p.period_end,
        count(*) filter (p.period_end between e.valid_from and e.valid_to) as due,
        coalesce({flow} and bool_or(
            e.valid_from between p.period_start + 1 and p.period_end
            or (e.valid_to >= p.period_start and e.valid_to < p.period_end)
        ), false) as changed,
    from (select distinct unit_id, period_start, period_end from parents) as p
    inner join edges as e on p.unit_id = e.parent_id
    group by p.unit_id, p.period_start, p.period_end
),

judged as (
    select
        p.*, a.added, a.row_ids, a.reported, d.due,
        case
            when a.reported = d.due and not d.changed then 'error'
            when a.added > p.whole_high and not d.changed then 'warning'
            when 2 * a.reported > d.due and {everywhere} then 'notice'
        end as severity,
    from parents as p
    inner join added as a using (unit_id, span, item, source_code)
    inner join due as d
        on p.unit_id = d.unit_id and p.period_start is not distinct from d.period_start
            and p.period_end = d.period_end
    where a.sure and a.added not in (p.whole, p.whole_high)
)

select
    severity, '{table}' as table_name, unit_id, period, source_code,
    concat_ws('.', {keys}, '{measure}') as code,
    'sum' as shape,
    terms(row_ids, '{table}', '{measure}') as lhs,
    added::double as computed,
    '≠' as relation,
    [term('+', whole, '{table}', '{measure}', whole_row)] as rhs,
    reported,
    due,
    concat_ws('.', {family}, '{measure}') as family,
    {split} as rank,
from judged
where severity is not null
