-- Other figures by category against the figure without one: never more, and not less by so little that a category looks
-- forgotten; one row per indicator that contradicts.
with parts as (
    select
        w.unit_id, w.span, w.source_code, w.indicator, w.unit_of_measure,
        any_value(w.period) as period,
        any_value(w.value) as whole,
        any_value(w.value_high) as whole_high,
        any_value(w.value_row) as whole_row,
        bool_and(p.value = p.value_high and not p.value_loose) as sure,
        sum(p.value) as added,
        min(p.value) as smallest,
        count(*) as told,
        list(term('+', p.value, 'indicators', 'value', p.value_row) order by p.value_row) as terms,
    from told_indicators as w
    inner join told_indicators as p
        on
            w.unit_id = p.unit_id and w.span = p.span and w.source_code = p.source_code
            and w.indicator = p.indicator and w.unit_of_measure = p.unit_of_measure
    inner join categories as c
        on c.list = 'indicator_category' and p.category = c.code and c.parent_code is null
    where
        w.category is null and w.value is not null
        and w.unit_of_measure not in ('percent', 'points', 'years', 'km2')
    group by w.unit_id, w.span, w.source_code, w.indicator, w.unit_of_measure
)

select
    if(added > whole_high, 'error', 'warning') as severity,
    'indicators' as table_name, unit_id, period, source_code,
    indicator as code,
    'sum' as shape,
    terms as lhs,
    added::double as computed,
    if(added > whole_high, '>', '≠') as relation,
    [term('+', whole, 'indicators', 'value', whole_row)] as rhs,
from parts
where sure and (added > whole_high or (told > 1 and added < whole and whole - added < smallest))
