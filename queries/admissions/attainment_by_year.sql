-- Admitted against the original or the adjusted quota of the units looked at,
-- for every period that touches the years, with the band of its attainment;
-- worked_out where a report prints the percent of the other quota: one row per
-- unit and period.
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
        list_contains($units, unit_id)
        and area = 'all'
        and (quota is not null or admitted is not null)
        and not in_year
        and from_year <= $last_year
        and to_year >= $first_year
)

select
    c.unit_id,
    c.name as unit_name,
    a.period_start,
    a.period_end,
    a.period_kind,
    $quota_kind as quota_kind,
    a.quota_revised,
    a.asked_quota as quota,
    a.admitted,
    a.asked_percent as attainment_percent,
    a.quota_revised
    and a.printed_percent is null
    and a.asked_percent is not null as worked_out,
    b.band,
    b.low_percent as band_low_percent,
    b.below_percent as band_below_percent,
    a.qualifier,
    a.status,
    a.basis,
    a.reported,
    a.expected,
    a.complete,
    a.contested,
    a.source_code,
    a.place,
from units as c
left join asked as a on c.unit_id = a.unit_id
left join bands as b
    on
        a.asked_percent >= b.low_percent
        and a.asked_percent < coalesce(b.below_percent, 'infinity')
where list_contains($units, c.unit_id)
order by c.unit_id, a.period_start, a.period_end
