-- Admitted against the original or the adjusted quota of the units under the
-- unit looked at (or of itself where it has none), with the band of the
-- attainment: the sum over the chosen years where several whole years, one
-- after another, and no part of a year are told, else the latest year or part
-- of a year that any of them tells, and for a unit without that its own latest;
-- one row per unit.
with common as (
    select
        period_start,
        period_end,
        period_kind,
        count(*) over () > 1
        and bool_and(period_kind = 'year') over () as whole,
    from common_periods
    where
        around_id = $unit_id
        and topic = 'attainment'
        and from_year <= $last_year
        and to_year >= $first_year
    order by period_end desc, units desc
    limit 1
),

chosen as (
    select
        unit_id,
        name,
        valid_to,
        hung_from,
        hung_to,
    from circles
    where
        around_id = $unit_id
        and side_by_side
        and from_year <= $last_year
        and to_year >= $first_year
),

told as (
    select
        a.* exclude (quota, attainment_percent),
        if($quota_kind = 'original', a.original_quota, a.quota) as quota,
        if(
            $quota_kind = 'original', a.original_percent, a.attainment_percent
        ) as attainment_percent,
    from admissions as a
    inner join chosen as c
        on
            a.unit_id = c.unit_id
            and coalesce(
                a.period_end between c.hung_from and c.hung_to, true
            )
    where
        a.area = 'all'
        and not a.in_year
        and (a.quota is not null or a.attainment_percent is not null)
        and a.from_year <= $last_year
        and a.to_year >= $first_year
),

cumulated as (
    select
        unit_id,
        min(period_start) as period_start,
        max(period_end) as period_end,
        case when count(*) = 1 then 'year' else 'multi_year' end
            as period_kind,
        bool_or(quota_revised) as quota_revised,
        sum(quota)::bigint as quota,
        sum(admitted)::bigint as admitted,
        count(*) as years,
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
        case when count(*) = 1 then any_value(place) end as place,
    from told
    where
        period_kind = 'year'
        and quota is not null
        and admitted is not null
        and (select m.whole, from common as m)
    group by unit_id
    having count(*) = max(year) - min(year) + 1
),

latest as (
    select
        t.*,
        row_number() over (
            partition by t.unit_id
            order by
                m.period_kind is null,
                t.to_year desc,
                t.period_end desc,
                t.period_start asc
        ) as place_in_line,
    from told as t
    left join common as m
        on
            t.period_end = m.period_end
            and t.period_start = m.period_start
            and t.period_kind = m.period_kind
    where t.unit_id not in (select u.unit_id, from cumulated as u)
),

found as (
    select
        *,
        null::double as attainment_percent,
    from cumulated
    union all by name
    select
        unit_id,
        period_start,
        period_end,
        period_kind,
        quota_revised,
        quota,
        admitted,
        attainment_percent,
        if(period_kind = 'year', 1, null) as years,
        qualifier,
        status,
        basis,
        reported,
        expected,
        complete,
        contested,
        source_code,
        place,
    from latest
    where place_in_line = 1
),

measured as (
    select
        *,
        coalesce(
            attainment_percent, 100.0 * admitted / nullif(quota, 0)
        ) as percent,
    from found
)

select
    c.unit_id,
    c.name as unit_name,
    f.period_start,
    f.period_end,
    f.period_kind,
    f.years,
    $quota_kind as quota_kind,
    f.quota_revised,
    f.quota,
    f.admitted,
    f.percent as attainment_percent,
    f.quota_revised
    and coalesce(f.years, 1) = 1
    and f.attainment_percent is null
    and f.percent is not null as worked_out,
    b.band,
    b.low_percent as band_low_percent,
    b.below_percent as band_below_percent,
    f.qualifier,
    f.status,
    f.basis,
    f.reported,
    f.expected,
    f.complete,
    f.contested,
    f.source_code,
    f.place,
from chosen as c
left join measured as f on c.unit_id = f.unit_id
left join bands as b
    on
        f.percent >= b.low_percent
        and f.percent < coalesce(b.below_percent, 'infinity')
left join common as m on true
where
    coalesce(c.valid_to >= m.period_end, true)
    and (
        f.unit_id is not null
        or coalesce(year(c.valid_to) >= $last_year, true)
    )
order by f.percent desc nulls last, c.unit_id asc
