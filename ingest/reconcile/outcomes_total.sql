-- Outcomes of discipline against their total, for each authority and subject by itself: never more; less is an error
-- where all outcomes of the subject are told, a warning where reprimands and warnings are, which open a whole list; one
-- row per total that contradicts.
with allowed (subject, due) as (
    values ('member', 4), ('probationary', 2), ('organisation', 3), ('unspecified', 5)
),

added as (
    select
        w.unit_id, w.span, w.source_code, w.authority, w.subject,
        any_value(w.period) as period,
        any_value(w.cases) as whole,
        any_value(w.cases_high) as whole_high,
        any_value(w.cases_row) as whole_row,
        sum(p.cases) as added,
        count(*) = any_value(a.due) as whole_told,
        count(*) filter (p.outcome in ('khien_trach', 'canh_cao')) = 2 as listed,
        bool_and(p.cases = p.cases_high and not p.cases_loose) as sure,
        list(p.cases_row order by c.sort_order) as row_ids,
    from told_discipline as w
    inner join allowed as a on w.subject = a.subject
    inner join told_discipline as p
        on
            w.unit_id = p.unit_id and w.span = p.span and w.source_code = p.source_code
            and w.authority = p.authority and w.subject = p.subject and p.outcome <> 'all'
    inner join categories as c on c.list = 'outcome' and p.outcome = c.code
    where w.outcome = 'all' and w.cases is not null
    group by w.unit_id, w.span, w.source_code, w.authority, w.subject
)

select
    if(added > whole_high or whole_told, 'error', 'warning') as severity,
    'discipline' as table_name, unit_id, period, source_code,
    concat_ws('.', authority, subject) as code,
    'sum' as shape,
    terms(row_ids, 'discipline', 'cases') as lhs,
    added::double as computed,
    if(added > whole_high, '>', '≠') as relation,
    [term('+', whole, 'discipline', 'cases', whole_row)] as rhs,
from added
where sure and (added > whole_high or (added not in (whole, whole_high) and (whole_told or listed)))
