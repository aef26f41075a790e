-- Percents without counts of a total that is known: each needs a whole number that rounds to it, and those of a closed
-- partition that is told whole need numbers that add up to the total. Each percent allows a run of whole numbers, so
-- the total is met exactly where it lies between all the lowest and all the highest; one row per scheme of a unit.
with listed as (
    select c.list, c.scheme, c.code, c.sort_order, count(*) over (partition by c.list, c.scheme) as due,
    from categories as c
    where not exists (
        from categories as p where p.list = c.list and p.scheme = c.scheme and p.code = c.parent_code
    )
),

-- Only where some percent stands without its count is there anything to ask.
alone as (
    select distinct unit_id, span, source_code, population, dimension, scheme
    from told_structure
    where percent is not null and members is null
),

told as (
    select
        t.*, l.sort_order, l.due, s.partition and not s.open as closed,
        0.5 * pow(10, -t.percent_decimals) + 1e-9 as tolerance,
        t.base is not null as own_base,
    from told_structure as t
    semi join alone using (unit_id, span, source_code, population, dimension, scheme)
    inner join schemes as s on t.dimension = s.list and t.scheme = s.scheme
    inner join listed as l on t.dimension = l.list and t.scheme = l.scheme and t.category = l.code
    where t.percent = t.percent_high and not t.percent_loose
),

allowed as (
    select
        t.*, w.whole, w.whole_table, w.whole_measure, w.whole_row,
        coalesce(t.members, ceil((t.percent - t.tolerance) * w.whole / 100))::bigint as fewest,
        coalesce(t.members_high, floor((t.percent + t.tolerance) * w.whole / 100))::bigint as most,
    from told as t
    inner join (
        select *, false as own_base, null as dimension, null as scheme, null as category from wholes
        union all
        select unit_id, moment, source_code, population, base, 'structure', 'base', base_row, true,
            dimension, scheme, category,
        from told_structure
        where base = base_high
    ) as w
        on
            t.unit_id = w.unit_id and t.moment = w.moment and t.source_code = w.source_code
            and t.population = w.population and t.own_base = w.own_base
            and (not w.own_base or (t.dimension = w.dimension and t.scheme = w.scheme and t.category = w.category))
),

judged as (
    select
        unit_id, span, source_code, population, dimension, scheme, whole,
        any_value(period) as period,
        any_value(term('+', whole, whole_table, whole_measure, whole_row)) as whole_term,
        bool_or(members is null) as without_counts,
        bool_and(closed) and count(*) = any_value(due) as whole_told,
        abs(sum(percent) - 100) <= sum(tolerance) as hundred,
        sum(fewest) as fewest,
        sum(most) as most,
        list(term('+', percent, 'structure', 'percent', percent_row) order by sort_order) as terms,
        list(term('+', percent, 'structure', 'percent', percent_row) order by sort_order)
            filter (fewest > most) as impossible,
    from allowed
    group by unit_id, span, source_code, population, dimension, scheme, whole
),

impossible as (
    select
        *,
        coalesce(len(impossible), 0) > 0 as singly,
        without_counts and (
            coalesce(len(impossible), 0) > 0
            or (whole_told and hundred and whole not between fewest and most)
        ) as none,
    from judged
)

select
    'error' as severity, 'structure' as table_name, unit_id, any_value(period) as period, source_code,
    concat_ws('.', population, dimension, scheme) as code,
    if(bool_or(singly), 'no_count', 'no_counts') as shape,
    arg_min(if(singly, impossible, terms), whole) as lhs,
    arg_min(fewest, whole)::double as computed,
    '≠' as relation,
    [arg_min(whole_term, whole)] as rhs,
    arg_min(fewest, whole) as fits_from,
    arg_min(most, whole) as fits_to,
from impossible
group by unit_id, span, source_code, population, dimension, scheme
having bool_and(none)
