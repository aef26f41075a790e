-- Table `year_ends.membership`: the members of a unit at the end of a year; one row per unit and year.
create table year_ends.membership as
select
    unit_id,
    year(period_end)::smallint as year,
    arg_min(members, period_kind <> 'year') as members,
    arg_min(complete, period_kind <> 'year') as complete,
from membership
where
    org_type = 'all'
    and member_status = 'all'
    and members is not null
    and month(period_end) = 12
    and day(period_end) = 31
    and period_kind in ('year', 'as_of')
group by unit_id, year(period_end)
order by 1, 2
