-- Party organisations of the units looked at by level and loại hình, at the
-- latest whole year of each level or else at its latest date: one row per unit,
-- period, level and loại hình.
with latest as (
    select
        *,
        dense_rank() over (
            partition by unit_id, level
            order by
                complete and period_kind = 'year' desc,
                complete desc,
                period_kind = 'undated',
                coalesce(period_end, make_date(to_year, 12, 31)) desc
        ) as place_in_line,
    from organisations
    where
        list_contains($units, unit_id)
        and organisations is not null
        and from_year <= $last_year
        and to_year >= $first_year
)

select
    c.unit_id,
    c.name as unit_name,
    o.period_start,
    o.period_end,
    o.period_kind,
    o.level,
    n.level_label,
    o.org_type,
    n.org_type_label,
    o.organisations,
    o.qualifier,
    o.status,
    o.basis,
    o.reported,
    o.expected,
    o.complete,
    o.contested,
    o.source_code,
    o.place,
    o.note,
from units as c
left join latest as o
    on
        c.unit_id = o.unit_id
        and (
            o.place_in_line = 1
            or o.period_kind in ('undated', 'open')
        )
left join terms.organisations as n
    on o.level = n.level and o.org_type = n.org_type and n.lang = $lang
where list_contains($units, c.unit_id)
order by
    c.unit_id asc,
    n.level_order asc,
    n.org_type_order asc,
    o.period_end asc,
    o.period_start asc nulls first,
    o.period_kind asc
