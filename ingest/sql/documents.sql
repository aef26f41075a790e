-- Adds to `sources` how many figures each prints for how many units, and makes the table `years`: the first and the
-- last year that any figure touches.
alter table sources add column figures bigint;
alter table sources add column units bigint;
update sources as s set figures = 0, units = 0;
update sources as s set figures = f.figures, units = f.units
from (
    select source_code, count(*) as figures, count(distinct unit_id) as units
    from figures
    group by source_code
) as f
where s.source_code = f.source_code;
create table years as select min(from_year) as first_year, max(to_year) as last_year from figures
