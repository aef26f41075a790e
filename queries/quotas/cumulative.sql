-- Attainment of the original or the adjusted quota over the chosen years of the
-- units looked at: the sum of the admitted over the sum of the quotas of the
-- whole years that tell both, with the years left out, and beside it what is
-- printed of several years: one row per unit and figure.
with given as (
    select
        *,
        if($quota_kind = 'original', original_quota, quota) as asked_quota,
        if($quota_kind = 'original', original_percent, attainment_percent)
            as printed_percent,
    from admissions
    where
        list_contains($units, unit_id)
        and area = 'all'
        and from_year <= $last_year
        and to_year >= $first_year
),

whole_years as (
    select *,
    from given
    where
        year is not null
        and asked_quota is not null
        and admitted is not null
),

every_year as (
    select
        unit_id,
        unnest(
            range(
                greatest(min(to_year), $first_year),
                least(max(to_year), $last_year) + 1
            )
        ) as told_in,
    from given
    where period_kind in ('year', 'part_year')
    group by unit_id
),

left_out as (
    select
        e.unit_id,
        string_agg(e.told_in::varchar, ', ' order by e.told_in) as years,
    from every_year as e
    left join whole_years as w
        on e.unit_id = w.unit_id and e.told_in = w.year
    where w.unit_id is null
    group by e.unit_id
),

told as (
    select
        unit_id,
        'added_up' as cumulation,
        min(period_start) as period_start,
        max(period_end) as period_end,
        'multi_year' as period_kind,
        count(*) as years,
        sum(asked_quota)::bigint as quota,
        sum(admitted)::bigint as admitted,
        100.0 * sum(admitted) / nullif(sum(asked_quota), 0) as percent,
        case when bool_and(qualifier = 'exact') then 'exact' else 'approx' end
            as qualifier,
        max(status) as status,
        case when bool_and(basis = 'stated') then 'stated' else 'summed' end
            as basis,
        arg_min(reported, reported / expected) as reported,
        arg_min(expected, reported / expected) as expected,
        bool_and(complete) as complete,
        bool_or(contested) as contested,
        arg_max(source_code, year) as source_code,
        null as place,
    from whole_years
    group by unit_id
    having count(*) > 1
    union all by name
    select
        unit_id,
        'printed' as cumulation,
        period_start,
        period_end,
        period_kind,
        asked_quota as quota,
        admitted,
        coalesce(
            printed_percent, 100.0 * admitted / nullif(asked_quota, 0)
        ) as percent,
        qualifier,
        status,
        basis,
        reported,
        expected,
        complete,
        contested,
        source_code,
        place,
    from given
    where period_kind in ('multi_year', 'open') and basis = 'stated'
)

select
    c.unit_id,
    c.name as unit_name,
    t.period_start,
    t.period_end,
    t.period_kind,
    t.cumulation,
    t.years,
    case when t.cumulation = 'added_up' then s.years end
        as left_out_years,
    $quota_kind as quota_kind,
    t.quota,
    t.admitted,
    t.percent as attainment_percent,
    b.band,
    b.low_percent as band_low_percent,
    b.below_percent as band_below_percent,
    t.qualifier,
    t.status,
    t.basis,
    t.reported,
    t.expected,
    t.complete,
    t.contested,
    t.source_code,
    t.place,
from units as c
left join told as t on c.unit_id = t.unit_id and t.percent is not null
left join left_out as s on c.unit_id = s.unit_id
left join bands as b
    on
        t.percent >= b.low_percent
        and t.percent < coalesce(b.below_percent, 'infinity')
where list_contains($units, c.unit_id)
order by c.unit_id, t.cumulation, t.period_end, t.period_start
