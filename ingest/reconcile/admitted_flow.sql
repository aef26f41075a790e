-- Those admitted and those expelled, each told by two tables for one unit and period: one number where one source
-- tells both, or where no source tells them alike. Expulsions by several authorities are never added up: none of them
-- is more than all who left; one row per pair that contradicts.
with pairs as (
    select
        'in_admitted' as change, c.unit_id, c.span, c.period, c.source_code, c.period_kind,
        c.members, c.members_row, 'admissions' as table_name, 'admitted' as measure,
        a.admitted as other, a.admitted_row as other_row, a.source_code as other_source, true as alike,
    from told_changes as c
    inner join told_admissions as a on c.unit_id = a.unit_id and c.span = a.span and a.area = 'all'
    where
        c.change = 'in_admitted' and c.members = c.members_high and not c.members_loose
        and a.admitted = a.admitted_high and not a.admitted_loose
    union all
    select
        'out_expelled', c.unit_id, c.span, c.period, c.source_code, c.period_kind,
        c.members, c.members_row, 'discipline', 'cases',
        d.cases, d.cases_row, d.source_code,
        d.authority = 'all' or count(*) over (partition by c.unit_id, c.span, c.source_code, d.source_code) = 1,
    from told_changes as c
    inner join told_discipline as d
        on c.unit_id = d.unit_id and c.span = d.span and d.outcome = 'khai_tru'
            and d.subject in ('member', 'unspecified')
    where
        c.change = 'out_expelled' and c.members = c.members_high and not c.members_loose
        and d.cases = d.cases_high and not d.cases_loose
),

judged as (
    select
        *,
        if(alike, members = other, other <= members) as holds,
        source_code = other_source as one_source,
        bool_or(source_code = other_source) over same_flow as told_by_one,
        bool_or(if(alike, members = other, other <= members)) over same_flow as holds_somewhere,
    from pairs
    where period_kind <> 'undated' or source_code = other_source
    window same_flow as (partition by change, unit_id, span)
)

select
    if(one_source, 'error', 'warning') as severity,
    'changes' as table_name, unit_id, period, source_code,
    change as code,
    'equal' as shape,
    [term('+', members, 'changes', 'members', members_row)] as lhs,
    null::double as computed,
    if(alike, '≠', '<') as relation,
    [term('+', other, table_name, measure, other_row)] as rhs,
from judged
where not holds and if(told_by_one, one_source, not holds_somewhere)
