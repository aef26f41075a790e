-- Quotas that were changed after they were given, of the units looked at and
-- the units under them, with the decision as the report names it: one row per
-- unit and period.
with chosen as (
    select
        unit_id,
        name,
    from units
    where
        list_contains($units, unit_id)
        or unit_id in (
            select e.unit_id, from edges as e
            where e.parent_id = $unit_id
        )
),

printed as (
    select
        unit_id,
        period_start,
        period_end,
        period_kind,
        min(from_year) as from_year,
        arg_min(quota, row_id) filter (where status is distinct from 'r')
            as original_quota,
        arg_max(quota, row_id) filter (where status = 'r') as revised_quota,
        arg_min(place, row_id) filter (where status is distinct from 'r')
            as original_place,
        arg_max(place, row_id) filter (where status = 'r') as place,
        arg_max(note, row_id) filter (where status = 'r') as note,
        arg_max(source_code, row_id) filter (where status = 'r')
            as source_code,
    from stated.admissions
    where
        area = 'all'
        and quota is not null
        and from_year <= $last_year
        and to_year >= $first_year
    group by unit_id, period_start, period_end, period_kind
)

select
    c.unit_id,
    c.name as unit_name,
    p.period_start,
    p.period_end,
    p.period_kind,
    p.original_quota,
    p.revised_quota,
    p.revised_quota - p.original_quota as quota_change,
    p.note,
    p.original_place,
    p.source_code,
    p.place,
from chosen as c
inner join printed as p on c.unit_id = p.unit_id
where
    p.revised_quota is not null
    and p.original_quota is not null
    and p.revised_quota <> p.original_quota
order by p.from_year, c.unit_id
