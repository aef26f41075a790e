-- Members of the units under the unit looked at (or of itself where it has
-- none) at the latest date that most of them tell, largest first; where the
-- committees stand side by side each has its own latest date; one row per
-- unit.
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
        m.*,
        m.unit_id in (
            select e.unit_id, from edges as e
            where m.period_end between e.valid_from and e.valid_to
        ) as of_then,
    from membership as m
    inner join chosen as c on m.unit_id = c.unit_id
    where
        m.org_type = 'all'
        and m.member_status = 'all'
        and m.members is not null
        and not m.in_year
        and m.from_year <= $last_year
        and m.to_year >= $first_year
),

dates as (
    select
        t.period_start,
        t.period_end,
        t.period_kind,
        count(*) as units,
        (
            select count(distinct e.unit_id), from edges as e
            where
                e.parent_id = $unit_id
                and t.period_end between e.valid_from and e.valid_to
        ) as due,
    from told as t
    where t.of_then and $unit_id > 0
    group by t.period_start, t.period_end, t.period_kind
),

common as (
    select
        period_start,
        period_end,
        period_kind,
    from dates
    order by
        2 * units > due desc,
        if(2 * units > due, 0, units) desc,
        period_end desc,
        units desc,
        period_kind asc
    limit 1
),

latest as (
    select *,
    from told
    where
        $unit_id = 0
        or (period_start, period_end, period_kind) is not distinct from (
            select (k.period_start, k.period_end, k.period_kind),
            from common as k
        )
    qualify
        row_number() over (
            partition by unit_id
            order by
                period_kind = 'undated',
                period_end desc,
                period_kind asc
        ) = 1
)

select
    c.unit_id,
    c.name as unit_name,
    l.period_start,
    l.period_end,
    l.period_kind,
    l.members,
    100.0 * l.members / a.members as part_percent,
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
left join membership as a
    on
        a.unit_id = $unit_id
        and c.unit_id <> $unit_id
        and a.org_type = 'all'
        and a.member_status = 'all'
        and l.period_kind = a.period_kind
        and l.period_end = a.period_end
        and l.period_start is not distinct from a.period_start
where
    l.unit_id is not null
    or $unit_id = 0
    or exists (
        select 1, from edges as e
        where
            e.unit_id = c.unit_id
            and coalesce(
                (select k.period_end, from common as k), current_date
            ) between e.valid_from and e.valid_to
    )
order by l.members desc nulls last, c.unit_id asc
