-- Table `members_then`: the members of units before a reorganisation, as they were told of the territory of then, and how
-- many of them were dealt out to a unit of today (empty: nobody told the share); one row per unit, date and unit of today.
create or replace table members_then as
with floored as (
    select
        m.unit_id,
        m.period_start,
        m.period_end,
        m.period_kind,
        m.members,
        m.qualifier,
        m.status,
        m.basis,
        m.reported,
        m.expected,
        m.complete,
        m.contested,
        m.source_code,
        m.place,
        d.heir_id,
        d.share,
        {floors},
    from membership as m
    inner join dealt as d on m.unit_id = d.unit_id and m.period_end >= d.since and m.period_end < d.until
    where
        m.org_type = 'all'
        and m.member_status = 'all'
        and m.members is not null
        and m.period_kind in ('year', 'as_of')
),

shared as (
    select *,
        {shares},
    from floored
    window
        of_figure as (partition by unit_id, period_start, period_end, period_kind)
)

select * exclude (share, members_floor, members_left, dealt),
    case when share is not null then dealt::bigint end as dealt,
from shared
where heir_id is not null
order by heir_id, period_end, unit_id
