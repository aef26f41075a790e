-- Parts of a population by one scheme against the total: a closed partition that is told whole adds up to a total of
-- its population (those admitted may be of either area), parts of anything else do not exceed it; figures are put
-- together only for schemes that contradict; one row per scheme of a unit.
with nested as (
    select c.list, c.scheme, c.code
    from categories as c
    inner join categories as p on c.list = p.list and c.scheme = p.scheme and c.parent_code = p.code
),

listed as (
    select c.list, c.scheme, count(*) as due,
    from categories as c
    anti join nested as n on c.list = n.list and c.scheme = n.scheme and c.code = n.code
    group by c.list, c.scheme
),

-- Grouped by one number instead of six codes: this is the largest table there is.
added as (
    select
        any_value(t.unit_id) as unit_id,
        any_value(t.span) as span,
        any_value(t.moment) as moment,
        any_value(t.source_code) as source_code,
        any_value(t.population) as population,
        any_value(t.dimension) as dimension,
        any_value(t.scheme) as scheme,
        any_value(t.period) as period,
        bool_and(coalesce(t.members = t.members_high, false) and not t.members_loose) as sure,
        count(*) as told,
        sum(t.members) filter (t.members = t.members_high) as added,
        max(t.members) filter (t.members = t.members_high) as largest,
        min(t.base) as base,
        max(t.base_high) as base_high,
        min(t.base_row) as base_row,
    from told_structure as t
    anti join nested as n on t.dimension = n.list and t.scheme = n.scheme and t.category = n.code
    where t.members is not null or t.percent is not null
    group by hash(t.unit_id, t.span, t.source_code, t.population, t.dimension, t.scheme)
),

due as (
    select
        unit_id, moment, source_code, population,
        list(term('+', whole, whole_table, whole_measure, whole_row) order by whole_table <> 'admissions', whole_row)
            as totals,
    from wholes
    group by unit_id, moment, source_code, population
),

compared as (
    select
        a.*,
        s.partition,
        s.partition and not s.open and a.sure and a.told = l.due as whole_told,
        coalesce(d.totals, [])
        || if(a.base is not null and a.base = a.base_high, [term('+', a.base, 'structure', 'base', a.base_row)], [])
            as totals,
    from added as a
    inner join schemes as s on a.dimension = s.list and a.scheme = s.scheme
    inner join listed as l on a.dimension = l.list and a.scheme = l.scheme
    left join due as d
        on
            a.unit_id = d.unit_id and a.moment = d.moment and a.source_code = d.source_code
            and a.population = d.population
    where a.added is not null
),

judged as (
    select
        *,
        case
            when whole_told then if(list_contains([x.value for x in totals], added::double), null, '≠')
            when partition and added > list_max([x.value for x in totals]) then '>'
            when not partition and largest > list_max([x.value for x in totals]) then '>'
        end as relation,
    from compared
    where len(totals) > 0
),

contradicting as (
    select
        *,
        list_sort([{'off': abs(x.value - added), 'nth': i, 'total': x} for x, i in totals])[1].total as nearest,
    from judged
    where relation is not null
)

select
    'error' as severity,
    'structure' as table_name,
    c.unit_id, c.period, c.source_code,
    concat_ws('.', c.population, c.dimension, c.scheme) as code,
    'sum' as shape,
    list(term('+', t.members, 'structure', 'members', t.members_row) order by l.sort_order, t.category)
        filter (t.members = t.members_high and (c.partition or t.members = c.largest)) as lhs,
    if(c.partition, c.added, c.largest)::double as computed,
    c.relation,
    [c.nearest] as rhs,
from contradicting as c
inner join told_structure as t
    on
        c.unit_id = t.unit_id and c.span = t.span and c.source_code = t.source_code and c.population = t.population
        and c.dimension = t.dimension and c.scheme = t.scheme
inner join categories as l on t.dimension = l.list and t.scheme = l.scheme and t.category = l.code
anti join nested as n on t.dimension = n.list and t.scheme = n.scheme and t.category = n.code
group by all
