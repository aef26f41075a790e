-- The running year of the unit looked at and of the units under it: admitted
-- since 1 January against the quota of the year (the original or the adjusted
-- one), and how much of the year is over; where the unit looked at tells only a
-- quota of the part of the year, against that, and all of its time is over;
-- nothing of a year that is told to its end, or that the unit did not see to
-- its end: one row per unit.
with given as (
    select
        *,
        if($quota_kind = 'original', original_quota, quota) as asked_quota,
        max(period_end) filter (
            period_kind in ('year', 'part_year') and admitted is not null
        ) over (partition by unit_id) as last_told,
    from admissions
    where
        area = 'all'
        and unit_id in (
            select c.unit_id, from circles as c
            where c.around_id = $unit_id
        )
),

latest as (
    select
        *,
        rank() over (order by to_year desc) as years_ago,
        row_number() over (
            partition by unit_id order by period_end desc
        ) as place_in_line,
    from given
    where
        period_kind = 'part_year'
        and period_start = make_date(to_year, 1, 1)
        and period_end = last_told
        and period_end < make_date(to_year, 12, 31)
        and admitted is not null
        and to_year between $first_year and $last_year
),

held_against as (
    select
        p.*,
        if(y.asked_quota is not null, 'year', 'part') as quota_of,
        coalesce(y.asked_quota, p.asked_quota) as whole_quota,
        make_date(p.to_year, 12, 31) as year_end,
    from latest as p
    left join given as y
        on
            p.unit_id = y.unit_id
            and p.to_year = y.year
    where p.years_ago = 1 and p.place_in_line = 1
)

select
    c.unit_id,
    c.name as unit_name,
    h.period_start,
    h.period_end,
    h.period_kind,
    $quota_kind as quota_kind,
    h.quota_of,
    h.whole_quota as quota,
    h.admitted,
    100.0 * h.admitted / nullif(h.whole_quota, 0) as of_quota_percent,
    case h.quota_of
        when 'year'
            then 100.0 * dayofyear(h.period_end) / dayofyear(h.year_end)
        when 'part' then 100.0
    end as elapsed_percent,
    if(
        h.unit_id is null, null, greatest(h.whole_quota - h.admitted, 0)
    ) as still_needed,
    case h.quota_of
        when 'year'
            then
                12 - month(h.period_end)
                + if(h.period_end < last_day(h.period_end), 1, 0)
    end as months_left,
    h.qualifier,
    h.status,
    h.basis,
    h.reported,
    h.expected,
    h.complete,
    h.contested,
    h.source_code,
    h.place,
from circles as c
left join held_against as h
    on
        c.unit_id = h.unit_id
        and h.whole_quota > 0
        and (h.quota_of = 'year' or list_contains($units, c.unit_id))
        and coalesce(c.valid_to >= h.year_end, true)
where
    c.around_id = $unit_id
    and c.from_year <= $last_year
    and c.to_year >= $last_year
qualify
    list_contains($units, c.unit_id)
    or bool_or(h.quota_of = 'year' and not c.itself) over ()
order by not c.itself, of_quota_percent desc nulls last, c.unit_id asc
