-- Table `heirs`: what share of a unit, as it was from `since` until the day before `until`, is now in which unit of
-- today, over all reorganisations after that (empty: nobody told how much; 1: all of it); a unit of today stands here
-- itself where others came to it, or something of it went; one row per unit, time and unit of today.
create table heirs as
with recursive turns as (
    select
        d.unit_id,
        coalesce(lag(d.on_date) over (partition by d.unit_id order by d.on_date), date '0001-01-01') as since,
        d.on_date as until,
        coalesce(u.valid_to < d.on_date, false) as ended,
    from (select distinct unit_id, on_date from steps) as d
    inner join units as u using (unit_id)
),

walked as (
    select unit_id, on_date as until, to_id, on_date as at, share, 1 as steps
    from steps
    union all
    select w.unit_id, w.until, s.to_id, s.on_date, w.share * s.share, w.steps + 1
    from walked as w
    inner join turns as t on w.to_id = t.unit_id
    inner join steps as s on t.unit_id = s.unit_id and t.until = s.on_date
    where
        ((w.at >= t.since and w.at < t.until) or (w.at = t.until and t.ended))
        and w.steps < 16
),

arrived as (
    select
        w.unit_id,
        w.until,
        w.to_id as heir_id,
        case when count(w.share) = count(*) then round(sum(w.share), 9) end as share,
    from walked as w
    inner join units as u on w.to_id = u.unit_id
    where
        u.valid_to is null
        and not exists (
            from turns as t
            where t.unit_id = w.to_id and ((w.at >= t.since and w.at < t.until) or (w.at = t.until and t.ended))
        )
    group by w.unit_id, w.until, w.to_id
),

joined as (
    select heir_id as unit_id, max(until) as until
    from arrived
    group by heir_id
),

every as (
    select a.unit_id, t.since, a.until, a.heir_id, a.share
    from arrived as a
    inner join turns as t on a.unit_id = t.unit_id and a.until = t.until
    union all
    select j.unit_id, coalesce(max(t.until), date '0001-01-01') as since, j.until, j.unit_id, 1 as share
    from joined as j
    left join turns as t on j.unit_id = t.unit_id
    group by j.unit_id, j.until
)

select
    e.unit_id,
    greatest(e.since, coalesce(u.valid_from, date '0001-01-01')) as since,
    least(e.until, coalesce(u.valid_to + 1, date '9999-12-31'))::date as until,
    e.heir_id,
    e.share::double as share,
from every as e
inner join units as u on e.unit_id = u.unit_id
where
    greatest(e.since, coalesce(u.valid_from, date '0001-01-01'))
    < least(e.until, coalesce(u.valid_to + 1, date '9999-12-31'))
order by e.unit_id, 2, e.heir_id
