-- Every figure of {table} from before a reorganisation, as it was shown of the territory of then, beside the units of
-- today that it is dealt out to, and what these are made of at its date: of how many units (`expected`), of one as a
-- whole (`alone`), with a share that nobody told (`blocked`); one row per figure and unit of today.
create or replace temp table moved as
with figures as (
    select {columns}, d.heir_id, d.share,
    from plain.{table} as r
    inner join dealt as d on r.unit_id = d.unit_id and r.period_end >= d.since and r.period_end < d.until
    where r.period_kind in ('year', 'as_of', 'part_year', 'multi_year')
),

due as (
    select
        f.heir_id,
        f.period_end,
        count(*) as due,
        count(*) = 1 and coalesce(min(h.share) = 1, false) as alone,
        count(h.share) < count(*) as blocked,
    from (select distinct heir_id, period_end from figures) as f
    inner join heirs as h on f.heir_id = h.heir_id and f.period_end >= h.since and f.period_end < h.until
    group by f.heir_id, f.period_end
)

select f.*, d.due, d.alone, d.blocked,
from figures as f
left join due as d on f.heir_id = d.heir_id and f.period_end = d.period_end
