-- The printed quota (the original or the adjusted one) of the units looked at
-- against the sum of the quotas of the units that stood under each of them
-- then, how many of these tell one, and which do not: one row per unit and
-- period.
with given as (
    select
        *,
        if($quota_kind = 'original', original_quota, quota) as asked_quota,
    from admissions
    where area = 'all' and period_kind in ('year', 'part_year')
),

own as (
    select *,
    from given
    where
        list_contains($units, unit_id)
        and basis = 'stated'
        and asked_quota is not null
        and from_year <= $last_year
        and to_year >= $first_year
),

added_up as (
    select
        o.unit_id,
        o.period_start,
        o.period_end,
        sum(g.asked_quota)::bigint as children_quota,
        count(g.asked_quota) as children_told,
        count(*) as children_due,
        bool_and(g.complete) as complete,
        string_agg(u.name, '; ' order by u.unit_id) filter (
            g.asked_quota is null
        ) as children_untold,
    from own as o
    inner join edges as e
        on
            o.unit_id = e.parent_id
            and o.period_end between e.valid_from and e.valid_to
    inner join units as u on e.unit_id = u.unit_id
    left join given as g
        on
            e.unit_id = g.unit_id
            and o.period_start = g.period_start
            and o.period_end = g.period_end
            and o.period_kind = g.period_kind
    group by o.unit_id, o.period_start, o.period_end
)

select
    c.unit_id,
    c.name as unit_name,
    o.period_start,
    o.period_end,
    o.period_kind,
    $quota_kind as quota_kind,
    o.asked_quota as quota,
    a.children_quota,
    a.children_quota - o.asked_quota as quota_difference,
    a.children_told,
    a.children_due,
    a.children_untold,
    coalesce(a.complete, false)
    and a.children_told = a.children_due as complete,
    o.source_code,
    o.place,
from units as c
inner join own as o on c.unit_id = o.unit_id
inner join added_up as a
    on
        o.unit_id = a.unit_id
        and o.period_start = a.period_start
        and o.period_end = a.period_end
order by c.unit_id asc, o.period_end desc, o.period_start desc
