-- Table `year_ends.membership`: the members of a unit at the end of a year; `broken` where its territory changed in the
-- year after, so that nothing of that year is a part of them; one row per unit and year.
create table year_ends.membership as
with broken as (
    select distinct unit_id, year(on_date) - 1 as year,
    from territory_changes
    where breaks
)

select
    m.unit_id,
    year(m.period_end)::smallint as year,
    arg_min(m.members, m.period_kind <> 'year') as members,
    arg_min(m.complete, m.period_kind <> 'year') as complete,
    bool_or(b.year is not null) as broken,
from membership as m
left join broken as b on m.unit_id = b.unit_id and year(m.period_end) = b.year
where
    m.org_type = 'all'
    and m.member_status = 'all'
    and m.members is not null
    and month(m.period_end) = 12
    and day(m.period_end) = 31
    and m.period_kind in ('year', 'as_of')
group by m.unit_id, year(m.period_end)
order by 1, 2
