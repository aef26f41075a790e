-- Table `made_of`: of which units of then, whole or by a share, each unit of today is made in which time, itself included;
-- one row per unit of today, unit of then and time.
create table made_of as
select heir_id as now_id, unit_id as then_id, share, share < 1 as by_share, since, until - 1 as last,
from then_.heirs
where share is not null
union all
select unit_id, unit_id, 1, false, date '0001-01-01', date '9999-12-31',
from then_.units
where unit_id not in (select unit_id from then_.heirs)
union all
select unit_id, unit_id, 1, false, max(until), date '9999-12-31',
from then_.heirs
group by unit_id
