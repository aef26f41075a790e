-- Parts of a population by one scheme against the total: a closed partition that is told whole adds up to a total of
-- its population (those admitted may be of either area), parts of anything else do not exceed it; one row per scheme
-- of a unit that contradicts.
with listed as (
    select c.list, c.scheme, c.code, c.sort_order, count(*) over (partition by c.list, c.scheme) as due,
    from categories as c
    where not exists (
        from categories as p where p.list = c.list and p.scheme = c.scheme and p.code = c.parent_code
    )
),

parts as (
    select
        t.unit_id, t.span, t.moment, t.source_code, t.population, t.dimension, t.scheme,
        any_value(t.period) as period,
        any_value(s.partition) as partition,
        bool_and(s.partition and not s.open and coalesce(t.members = t.members_high, false) and not t.members_loose)
        and count(*) = any_value(l.due) as whole_told,
        sum(t.members) filter (t.members = t.members_high) as added,
        max(t.members) filter (t.members = t.members_high) as largest,
        list(term('+', t.members, 'structure', 'members', t.members_row) order by l.sort_order, t.category)
            filter (t.members = t.members_high) as terms,
    from told_structure as t
    inner join schemes as s on t.dimension = s.list and t.scheme = s.scheme
    inner join listed as l on t.dimension = l.list and t.scheme = l.scheme and t.category = l.code
    where t.members is not null or t.percent is not null
    group by t.unit_id, t.span, t.moment, t.source_code, t.population, t.dimension, t.scheme
),

due as (
    select unit_id, moment, source_code, population, null as dimension, null as scheme, whole,
        whole_table, whole_measure, whole_row,
    from wholes
    union all
    select distinct on (unit_id, moment, source_code, population, dimension, scheme, base)
        unit_id, moment, source_code, population, dimension, scheme, base, 'structure', 'base', base_row,
    from told_structure
    where base = base_high
),

compared as (
    select
        p.*,
        max(d.whole) as most,
        bool_or(d.whole = p.added) as fits,
        arg_min(
            term('+', d.whole, d.whole_table, d.whole_measure, d.whole_row),
            (abs(d.whole - p.added), d.whole_table <> 'admissions', d.whole_row)
        ) as nearest,
    from parts as p
    inner join due as d
        on
            p.unit_id = d.unit_id and p.moment = d.moment and p.source_code = d.source_code
            and p.population = d.population
            and (d.dimension is null or (p.dimension = d.dimension and p.scheme = d.scheme))
    group by all
),

judged as (
    select
        *,
        case
            when whole_told then if(fits, null, '≠')
            when partition and added > most then '>'
            when not partition and largest > most then '>'
        end as relation,
    from compared
)

select
    'error' as severity,
    'structure' as table_name,
    unit_id, period, source_code,
    concat_ws('.', population, dimension, scheme) as code,
    'sum' as shape,
    if(partition, terms, [x for x in terms if x.value = largest][1:1]) as lhs,
    if(partition, added, largest)::double as computed,
    relation,
    [nearest] as rhs,
from judged
where relation is not null
