-- Which units tell something that units are compared by: `topic`, and `part`, what parts of it never stand side by
-- side (area, scheme); of members and their composition only what a unit tells of a time when it was there; $low and
-- $high bound the units of one slice; one row per unit, topic, part and period.
insert into tellings
select unit_id, 'attainment' as topic, '' as part, period_start, period_end, period_kind, from_year, to_year,
from admissions
where
    area = 'all'
    and period_kind in ('year', 'part_year')
    and (quota is not null or attainment_percent is not null)
    and not in_year
    and unit_id between $low and $high
union all
select unit_id, 'admitted', area, period_start, period_end, period_kind, from_year, to_year,
from admissions
where admitted is not null and not in_year and unit_id between $low and $high
union all
select unit_id, 'attendees', area, period_start, period_end, period_kind, from_year, to_year,
from admissions
where attendees is not null and admitted is not null and not in_year and unit_id between $low and $high
union all
select distinct unit_id, 'discipline', '', period_start, period_end, period_kind, from_year, to_year,
from discipline
where
    subject in ('member', 'unspecified')
    and (cases is not null or status = 'c')
    and not in_year
    and unit_id between $low and $high
union all
select distinct unit_id, 'removals', '', period_start, period_end, period_kind, from_year, to_year,
from changes
where
    change in ('out_struck_off', 'out_released', 'out_expelled')
    and (members is not null or status = 'c')
    and not in_year
    and unit_id between $low and $high
union all
select m.unit_id, 'members', '', m.period_start, m.period_end, m.period_kind, m.from_year, m.to_year,
from membership as m
semi join edges as e on m.unit_id = e.unit_id and m.period_end between e.valid_from and e.valid_to
where
    m.org_type = 'all'
    and m.member_status = 'all'
    and m.members is not null
    and not m.in_year
    and m.unit_id between $low and $high
union all
select
    s.unit_id,
    s.population || '.' || s.dimension,
    s.scheme,
    s.period_start,
    s.period_end,
    s.period_kind,
    s.from_year,
    s.to_year,
from (
    select distinct unit_id, population, dimension, scheme, period_start, period_end, period_kind, from_year, to_year,
    from structure
    where (share_percent is not null or status = 'c') and not in_year and unit_id between $low and $high
) as s
semi join edges as e on s.unit_id = e.unit_id and s.period_end between e.valid_from and e.valid_to
anti join (select list, scheme from categories where parent_code is not null) as x
    on s.dimension = x.list and s.scheme = x.scheme
