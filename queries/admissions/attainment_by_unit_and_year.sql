-- Attainment of the original or the adjusted quota of every unit under the unit
-- looked at (or of itself where it has none) in every year and part of a year
-- that any of them tells, with its band; existed says whether the unit was
-- there then: one row per unit and period.
with asked as (
    select
        *,
        if($quota_kind = 'original', original_quota, quota) as asked_quota,
        if($quota_kind = 'original', original_percent, attainment_percent)
            as printed_percent,
        coalesce(
            printed_percent, 100.0 * admitted / nullif(asked_quota, 0)
        ) as asked_percent,
    from admissions
    where
        area = 'all'
        and not in_year
        and (quota is not null or attainment_percent is not null)
)

select
    c.unit_id,
    c.name as unit_name,
    p.period_start,
    p.period_end,
    p.period_kind,
    $quota_kind as quota_kind,
    t.quota_revised,
    t.asked_quota as quota,
    t.admitted,
    t.asked_percent as attainment_percent,
    t.quota_revised
    and t.printed_percent is null
    and t.asked_percent is not null as worked_out,
    b.band,
    b.low_percent as band_low_percent,
    b.below_percent as band_below_percent,
    coalesce(c.valid_from <= p.period_start, true)
    and coalesce(c.valid_to >= p.period_end, true) as existed,
    t.qualifier,
    t.status,
    t.basis,
    t.reported,
    t.expected,
    t.complete,
    t.contested,
    t.source_code,
    t.place,
from circles as c
inner join common_periods as p
    on
        c.around_id = p.around_id
        and p.topic = 'attainment'
        and p.from_year <= $last_year
        and p.to_year >= $first_year
left join asked as t
    on
        c.unit_id = t.unit_id
        and p.period_end between c.hung_from and c.hung_to
        and p.period_start = t.period_start
        and p.period_end = t.period_end
        and p.period_kind = t.period_kind
left join bands as b
    on
        t.asked_percent >= b.low_percent
        and t.asked_percent < coalesce(b.below_percent, 'infinity')
where
    c.around_id = $unit_id
    and c.side_by_side
    and c.from_year <= $last_year
    and c.to_year >= $first_year
qualify
    c.valid_to is null
    or count(t.unit_id) over (partition by c.unit_id) > 0
order by c.unit_id, p.period_end, p.period_start
