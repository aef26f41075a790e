-- The finished rows of admissions with three columns more: `original_quota`, the quota before any revision (none where
-- a report tells the revised one alone), `original_percent`, the attainment printed with it, and `quota_revised`. Where
-- sums hold revised quotas, what the revisions changed is taken off again. An attainment printed with one quota is none
-- of the other; $low and $high bound the units of one slice; one row per unit, period and key.
with recursive settled as (
    {settled}
),

told as (
    select
        s.*,
        coalesce(epoch(coalesce(o.issued_on, o.as_of)) // 86400, 0)::bigint as day,
        s.status is not distinct from 'r' as revision,
    from stated.admissions as s
    inner join sources as o using (source_code)
    where
        s.quota is not null
        and (s.unit_id, s.area) in (select unit_id, area from stated.admissions where status = 'r' and quota is not null)
),

dated as (
    select
        *,
        -- What a later report prints without a mark is the revised quota, told again.
        not revision and day <= min(day) filter (revision)
            over (partition by unit_id, area, period_start, period_end, period_kind) as original,
    from told
),

revised as (
    select
        t.unit_id,
        t.area,
        t.period_start,
        t.period_end,
        t.period_kind,
        arg_min(row(t.quota, t.attainment_percent), row(t.day, t.row_id)) filter (t.original) as first,
        arg_min(t.attainment_percent, row(-t.day, not t.revision, t.row_id)) filter (t.quota = d.quota) as last_percent,
        any_value(d.quota) as quota,
    from dated as t
    inner join draft as d
        on
            t.unit_id = d.unit_id
            and t.area = d.area
            and t.period_start is not distinct from d.period_start
            and t.period_end is not distinct from d.period_end
            and t.period_kind = d.period_kind
    group by t.unit_id, t.area, t.period_start, t.period_end, t.period_kind
    having bool_or(t.revision)
),

changed as (
    select unit_id, area, period_start, period_end, period_kind, quota - first[1] as more,
    from revised
    union all
    select p.unit_id, c.area, c.period_start, c.period_end, c.period_kind, c.more,
    from changed as c
    inner join edges as e on c.unit_id = e.unit_id and c.period_end between e.valid_from and e.valid_to
    inner join draft as p
        on
            e.parent_id = p.unit_id
            and c.area = p.area
            and c.period_start = p.period_start
            and c.period_end = p.period_end
            and c.period_kind = p.period_kind
    where p.basis = 'summed'
),

changes_of_sums as (
    select
        unit_id,
        area,
        period_start,
        period_end,
        period_kind,
        case when count(more) = count(*) then sum(more)::bigint end as more,
    from changed
    group by unit_id, area, period_start, period_end, period_kind
)

select
    s.* replace (if(r.unit_id is null, s.attainment_percent, r.last_percent) as attainment_percent),
    s.quota - if(c.unit_id is null, 0, c.more) as original_quota,
    if(c.unit_id is null, s.attainment_percent, r.first[2]) as original_percent,
    c.unit_id is not null as quota_revised,
from settled as s
left join revised as r
    on
        s.unit_id = r.unit_id
        and s.area = r.area
        and s.period_start is not distinct from r.period_start
        and s.period_end is not distinct from r.period_end
        and s.period_kind = r.period_kind
left join changes_of_sums as c
    on
        s.unit_id = c.unit_id
        and s.area = c.area
        and s.period_start is not distinct from c.period_start
        and s.period_end is not distinct from c.period_end
        and s.period_kind = c.period_kind
