-- Every quota that is printed for the units looked at and the units under them,
-- the one given before its revisions and what was revised before what was not,
-- with the document and the place where it stands: one row per unit, period and
-- printed quota.
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
        s.*,
        o.title as source_title,
        o.number,
        coalesce(s.status = 'r', false) as revision,
        row_number() over (
            partition by s.unit_id, s.period_start, s.period_end, s.period_kind
            order by
                coalesce(s.status = 'r', false),
                coalesce(o.issued_on, o.as_of),
                s.row_id
        ) as turn,
    from stated.admissions as s
    inner join sources as o on s.source_code = o.source_code
    where
        s.area = 'all'
        and s.quota is not null
        and s.from_year <= $last_year
        and s.to_year >= $first_year
),

in_turn as (
    select
        *,
        lag(quota) over (
            partition by unit_id, period_start, period_end, period_kind
            order by turn
        ) as quota_before,
        max(revision) over (
            partition by unit_id, period_start, period_end, period_kind
        ) as revised,
    from printed
)

select
    c.unit_id,
    c.name as unit_name,
    p.period_start,
    p.period_end,
    p.period_kind,
    case
        when p.revision then 'revised'
        when p.revised then 'original'
        when p.unit_id is not null then 'unrevised'
    end as quota_version,
    p.quota,
    if(p.revision, p.quota - p.quota_before, null) as quota_change,
    p.note,
    p.source_title,
    p.number,
    p.source_code,
    p.place,
from chosen as c
left join in_turn as p on c.unit_id = p.unit_id
where p.unit_id is not null or list_contains($units, c.unit_id)
order by
    p.revised desc,
    p.period_kind in ('year', 'part_year') asc,
    p.to_year desc,
    p.period_end desc,
    c.unit_id asc,
    p.turn asc
