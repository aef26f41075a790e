-- The members of the unit looked at, of the units under it and of those under
-- them, at the latest period that most of the units under it tell, and what is
-- left of each printed whole when its parts are taken away (directly under it,
-- or not reported; less than nothing where the parts are more): one row per
-- unit and per rest.
with shared as (
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
        and period_end is not null
    qualify
        row_number() over (
            order by
                2 * units > due desc,
                if(2 * units > due, 0, units) desc,
                period_end desc,
                units desc,
                period_kind asc
        ) = 1
),

told as (
    select m.*,
    from membership as m
    inner join shared as s
        on
            m.period_start is not distinct from s.period_start
            and m.period_end = s.period_end
            and m.period_kind = s.period_kind
    where
        m.org_type = 'all'
        and m.member_status = 'all'
        and m.members is not null
),

near as (
    select
        $unit_id as unit_id,
        null::integer as above_id,
        0 as level,
    from shared
    union all
    select
        e.unit_id,
        e.parent_id as above_id,
        1 as level,
    from edges as e
    cross join shared as s
    where
        e.parent_id = $unit_id
        and s.period_end between e.valid_from and e.valid_to
),

placed as (
    select *,
    from near
    union all
    select
        e.unit_id,
        e.parent_id as above_id,
        2 as level,
    from edges as e
    inner join near as n on e.parent_id = n.unit_id and n.level = 1
    cross join shared as s
    where s.period_end between e.valid_from and e.valid_to
),

counted as (
    select
        p.above_id,
        p.level,
        t.*,
    from placed as p
    inner join told as t on p.unit_id = t.unit_id
),

rests as (
    select
        w.unit_id as above_id,
        w.level + 1 as level,
        w.members - sum(c.members)::bigint as members,
        any_value(w.period_start) as period_start,
        any_value(w.period_end) as period_end,
        any_value(w.period_kind) as period_kind,
    from counted as w
    inner join counted as c on w.unit_id = c.above_id
    where w.basis = 'stated'
    group by w.unit_id, w.level, w.members
    having w.members <> sum(c.members)
),

every as (
    select
        *,
        'unit' as part,
    from counted
    union all by name
    select
        *,
        'rest' as part,
    from rests
)

select
    e.unit_id,
    u.name as unit_name,
    e.part,
    a.unit_id as above_id,
    a.name as above_name,
    e.level,
    e.period_start,
    e.period_end,
    e.period_kind,
    e.members,
    e.qualifier,
    e.status,
    e.basis,
    e.reported,
    e.expected,
    e.complete,
    e.contested,
    e.source_code,
    e.place,
from every as e
left join units as u on e.unit_id = u.unit_id
left join units as a on e.above_id = a.unit_id
where
    (select max(c.level), from counted as c) > 0
    and (e.level < 2 or (select count(*), from placed) <= 300)
order by
    e.level asc,
    e.above_id asc,
    e.part desc,
    e.members desc,
    e.unit_id asc
