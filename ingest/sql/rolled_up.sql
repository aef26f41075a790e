-- Where nothing is printed for a unit at depth $depth: the sum of its children of that time, with how many of them
-- reported; undated and open-ended figures are never summed; one row per unit, period and key of {table}.
insert into draft
with sums as (
    select
        e.parent_id as unit_id,
        c.period_start,
        c.period_end,
        c.period_kind,
        {child_keys},
        {summed_measures},
        case when bool_and(c.qualifier = 'exact') then 'exact' else 'approx' end as qualifier,
        case when bool_or(c.status = 'e') then 'e' when bool_or(c.status = 'p') then 'p' end as status,
        count(*) as reported,
        bool_and(c.complete) as complete,
        any_value(c.from_year) as from_year,
        any_value(c.to_year) as to_year,
    from draft as c
    inner join edges as e
        on c.unit_id = e.unit_id and c.period_end between e.valid_from and e.valid_to
    inner join units as u on e.parent_id = u.unit_id
    where
        u.deepest = $depth
        and c.period_kind in ('year', 'as_of', 'part_year', 'multi_year')
        and ({any_count})
    group by e.parent_id, c.period_start, c.period_end, c.period_kind, {child_keys}
),

due as (
    select p.unit_id, p.period_end, count(*) as expected,
    from (select distinct unit_id, period_end from sums) as p
    inner join edges as e
        on p.unit_id = e.parent_id and p.period_end between e.valid_from and e.valid_to
    group by p.unit_id, p.period_end
)

select
    s.unit_id,
    s.period_start,
    s.period_end,
    s.period_kind,
    {sum_keys},
    {sum_measures},
    s.qualifier,
    s.status,
    'summed' as basis,
    s.reported,
    {expected} as expected,
    s.complete and {expected} is not distinct from s.reported as complete,
    false as contested,
    null as source_code,
    null as place,
    null as note,
    s.from_year,
    s.to_year,
from sums as s
inner join due as d on s.unit_id = d.unit_id and s.period_end = d.period_end
where not exists (
    from draft as p
    where
        p.unit_id = s.unit_id
        and p.period_kind = s.period_kind
        and p.period_end = s.period_end
        and p.period_start is not distinct from s.period_start
        and {same_keys}
)
