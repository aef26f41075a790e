-- Members of the units under the unit looked at (or of itself where it has
-- none) at the latest date that most of them tell, largest first; where the
-- committees stand side by side each has its own latest date; one row per
-- unit.
with common as (
    select
        period_start,
        period_end,
        period_kind,
    from common_periods
    where
        around_id = $unit_id
        and around_id > 0
        and topic = 'members'
        and from_year <= $last_year
        and to_year >= $first_year
    order by
        2 * units > due desc,
        if(2 * units > due, 0, units) desc,
        period_end desc,
        units desc,
        period_kind asc
    limit 1
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
from circles as c
left join common as k on true
left join membership as l
    on
        c.unit_id = l.unit_id
        and coalesce(l.period_end between c.hung_from and c.hung_to, true)
        and l.org_type = 'all'
        and l.member_status = 'all'
        and l.members is not null
        and not l.in_year
        and l.from_year <= $last_year
        and l.to_year >= $first_year
        and (
            $unit_id = 0
            or (
                k.period_kind = l.period_kind
                and k.period_end is not distinct from l.period_end
                and k.period_start is not distinct from l.period_start
            )
        )
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
    c.around_id = $unit_id
    and c.side_by_side
    and (
        l.unit_id is not null
        or $unit_id = 0
        or coalesce(k.period_end, current_date) between
        coalesce(c.valid_from, date '0001-01-01')
        and coalesce(c.valid_to, date '9999-12-31')
    )
qualify
    row_number() over (
        partition by c.unit_id
        order by
            l.period_kind = 'undated',
            l.period_end desc,
            l.period_kind asc
    ) = 1
order by l.members desc nulls last, c.unit_id asc
