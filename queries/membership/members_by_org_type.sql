-- Members of the units looked at by type of organisation, at the latest date
-- with at least two types: the finest types printed, a type that is split
-- without a rest only by its parts; one row per unit and type.
with chosen as (
    select
        unit_id,
        name,
    from units
    where list_contains($units, unit_id)
),

told as (
    select
        m.*,
        n.label,
        n.sort_order,
        n.parent_code,
    from membership as m
    inner join names as n
        on n.list = 'org_type' and m.org_type = n.code and n.lang = $lang
    where
        list_contains($units, m.unit_id)
        and m.org_type <> 'all'
        and m.member_status = 'all'
        and not m.in_year
        and m.from_year <= $last_year
        and m.to_year >= $first_year
),

dates as (
    select
        unit_id,
        period_start,
        period_end,
        period_kind,
    from told
    group by unit_id, period_start, period_end, period_kind
    qualify
        row_number() over (
            partition by unit_id
            order by
                count(*) < 2,
                period_end desc,
                period_kind = 'undated',
                period_kind asc
        ) = 1
),

latest as (
    select t.*,
    from told as t
    inner join dates as d
        on
            t.unit_id = d.unit_id
            and t.period_kind = d.period_kind
            and t.period_end is not distinct from d.period_end
            and t.period_start is not distinct from d.period_start
),

split as (
    select
        p.unit_id,
        p.org_type,
        sum(k.members) = any_value(p.members) as is_split,
    from latest as p
    inner join latest as k
        on p.unit_id = k.unit_id and p.org_type = k.parent_code
    group by p.unit_id, p.org_type
),

finest as (
    select l.*,
    from latest as l
    left join split as s on l.unit_id = s.unit_id and l.org_type = s.org_type
    left join split as u
        on l.unit_id = u.unit_id and l.parent_code = u.org_type
    where not coalesce(s.is_split, false) and coalesce(u.is_split, true)
)

select
    c.unit_id,
    c.name as unit_name,
    f.org_type,
    f.label as org_type_label,
    f.period_start,
    f.period_end,
    f.period_kind,
    f.members,
    coalesce(f.percent, 100.0 * f.members / a.members) as part_percent,
    case
        when count(*) over of_unit = count(f.members) over of_unit
            then
                nullif(
                    greatest(
                        a.members - sum(f.members) over of_unit, 0
                    ),
                    0
                )::bigint
    end as untold,
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
left join finest as f on c.unit_id = f.unit_id
left join membership as a
    on
        f.unit_id = a.unit_id
        and a.org_type = 'all'
        and a.member_status = 'all'
        and f.period_kind = a.period_kind
        and f.period_end is not distinct from a.period_end
        and f.period_start is not distinct from a.period_start
window of_unit as (partition by c.unit_id)
order by c.unit_id asc, f.members desc nulls last, f.sort_order asc
