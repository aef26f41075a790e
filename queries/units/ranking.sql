-- The units under the unit looked at by one measure, members or attainment of
-- the admission quota, the largest first, in the period that most of them tell
-- (the latest of such), or each at its latest where no two share one: one row
-- per unit under it.
with looked_at as (
    select max(coalesce(u.valid_to, date '9999-12-31')) as valid_to,
    from units as u
    where list_contains($units, u.unit_id)
),

chosen as (
    select
        u.unit_id,
        u.unit_code,
        u.name as unit_name,
    from units as u
    inner join edges as e on u.unit_id = e.unit_id
    cross join looked_at as l
    where
        e.parent_id = $unit_id
        and coalesce(e.valid_to, date '9999-12-31') >= least(
            make_date($last_year, 1, 1), l.valid_to
        )
),

told as (
    select
        'members' as ranking,
        members as value,
        *,
    from membership
    where org_type = 'all' and member_status = 'all'
    union all by name
    select
        'attainment' as ranking,
        coalesce(attainment_percent, 100.0 * admitted / quota) as value,
        *,
    from admissions
    where area = 'all'
),

figures_told as (
    select
        t.*,
        count(*) over (
            partition by t.period_kind, t.period_start, t.period_end
        ) as units_in_period,
    from told as t
    inner join chosen as c on t.unit_id = c.unit_id
    where
        t.ranking = $ranking
        and t.value is not null
        and t.from_year <= $last_year
        and t.to_year >= $first_year
),

latest as (
    select *,
    from figures_told
    qualify
        row_number() over (
            partition by unit_id
            order by
                units_in_period desc,
                period_kind = 'undated',
                coalesce(period_end, make_date(to_year, 12, 31)) desc,
                period_kind = 'year' desc
        ) = 1
)

select
    c.unit_id,
    c.unit_code,
    c.unit_name,
    t.period_start,
    t.period_end,
    t.period_kind,
    case when t.ranking = 'members' then t.members end as members,
    t.admitted,
    t.quota,
    case when t.ranking = 'attainment' then t.value end as attainment_percent,
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
from chosen as c
left join latest as t on c.unit_id = t.unit_id
left join bands as b
    on
        t.ranking = 'attainment'
        and t.value >= b.low_percent
        and t.value < coalesce(b.below_percent, 'infinity')
order by
    t.value desc nulls last,
    c.unit_id asc
