-- Members of the units of today looked at since they are what they are, and
-- before that of each unit that they were made of, as these told them of their
-- own territory (missing where they told nothing), with the share of it that
-- came, how many members that is, and of how many units the unit was made then;
-- one row per unit, unit of then and date.
with broken as (
    select
        heir_id as unit_id,
        max(until) as until,
    from heirs
    where list_contains($units, heir_id)
    group by heir_id
),

since_then as (
    select
        m.*,
        m.unit_id as heir_id,
        m.members as dealt,
    from broken as b
    inner join membership as m
        on b.unit_id = m.unit_id and b.until <= m.period_end
    where
        m.org_type = 'all'
        and m.member_status = 'all'
        and m.members is not null
        and m.period_kind in ('year', 'as_of')
),

told as (
    select *, from members_then
    union all by name
    select * exclude (org_type, member_status), from since_then
),

spans as (
    select
        heir_id as unit_id,
        unit_id as from_id,
        since,
        until,
        until as on_date,
        100.0 * share as share_percent,
    from heirs
    where list_contains($units, heir_id)
    union all by name
    select
        unit_id,
        unit_id as from_id,
        until as since,
        date '9999-12-31' as until,
    from broken
)

select
    s.unit_id,
    u.name as unit_name,
    s.from_id,
    f.name as from_name,
    s.on_date,
    s.share_percent,
    m.period_start,
    m.period_end,
    m.period_kind,
    m.members,
    m.dealt,
    (
        select count(*),
        from heirs as h
        where
            s.unit_id = h.heir_id
            and h.since <= m.period_end
            and h.until > m.period_end
    ) as due,
    m.qualifier,
    m.status,
    m.basis,
    m.reported,
    m.expected,
    m.complete,
    m.contested,
    m.source_code,
    m.place,
from spans as s
inner join units as u on s.unit_id = u.unit_id
inner join units as f on s.from_id = f.unit_id
left join told as m
    on
        s.from_id = m.unit_id
        and s.unit_id = m.heir_id
        and s.since <= m.period_end
        and s.until > m.period_end
        and year(m.period_end) between $first_year and $last_year
order by s.unit_id, s.until, m.period_end, s.from_id, m.period_kind
