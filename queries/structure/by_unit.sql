-- The composition of $population along $dimension in the units under the unit
-- looked at (or in itself where it has none), at the latest date and in the
-- scheme that most of them tell; where the committees stand side by side each
-- has its own latest date; one row per unit and category.
with chosen as (
    select
        unit_id,
        name,
    from units
    where
        if(
            $unit_id = 0
            or $unit_id not in (select e.parent_id, from edges as e),
            list_contains($units, unit_id),
            unit_id in (
                select e.unit_id, from edges as e
                where e.parent_id = $unit_id
            )
        )
),

told as (
    select
        s.*,
        s.unit_id in (
            select e.unit_id, from edges as e
            where s.period_end between e.valid_from and e.valid_to
        ) as of_then,
    from structure as s
    inner join chosen as c on s.unit_id = c.unit_id
    where
        s.population = $population
        and s.dimension = $dimension
        and s.share_percent is not null
        and not s.in_year
        and s.from_year <= $last_year
        and s.to_year >= $first_year
        and not exists (
            select 1, from names as n
            where
                n.list = s.dimension
                and n.scheme = s.scheme
                and n.parent_code is not null
        )
),

dates as (
    select
        t.scheme,
        t.period_start,
        t.period_end,
        t.period_kind,
        count(distinct t.unit_id) as units,
        (
            select count(distinct e.unit_id), from edges as e
            where
                e.parent_id = $unit_id
                and t.period_end between e.valid_from and e.valid_to
        ) as due,
    from told as t
    where t.of_then
    group by t.scheme, t.period_start, t.period_end, t.period_kind
),

common as (
    select
        scheme,
        period_start,
        period_end,
        period_kind,
    from dates
    order by
        2 * units > due desc,
        if(2 * units > due, 0, units) desc,
        period_end desc,
        units desc,
        period_kind asc,
        scheme asc
    limit 1
),

latest as (
    select t.*,
    from told as t
    inner join common as k
        on
            t.scheme = k.scheme
            and (
                $unit_id = 0
                or (
                    t.period_kind = k.period_kind
                    and t.period_end is not distinct from k.period_end
                    and t.period_start is not distinct from k.period_start
                )
            )
    qualify
        dense_rank() over (
            partition by t.unit_id
            order by
                t.to_year desc,
                t.period_end desc,
                t.period_kind asc,
                t.period_start asc
        ) = 1
)

select
    c.unit_id,
    c.name as unit_name,
    l.scheme,
    if($lang = 'vi', k.title_vi, k.title_en) as scheme_label,
    l.category,
    n.label as category_label,
    l.period_start,
    l.period_end,
    l.period_kind,
    l.members,
    l.whole,
    l.share_percent as part_percent,
    l.untold_percent,
    l.qualifier,
    l.status,
    l.basis,
    l.reported,
    l.expected,
    l.complete,
    l.contested,
    l.source_code,
    l.place,
from chosen as c
left join latest as l on c.unit_id = l.unit_id
left join schemes as k on l.dimension = k.list and l.scheme = k.scheme
left join names as n
    on
        l.dimension = n.list
        and l.scheme = n.scheme
        and l.category = n.code
        and n.lang = $lang
where
    l.unit_id is not null
    or $unit_id = 0
    or exists (
        select 1, from edges as e
        where
            e.unit_id = c.unit_id
            and coalesce(
                (select d.period_end, from common as d), current_date
            ) between e.valid_from and e.valid_to
    )
order by c.unit_id, n.sort_order
