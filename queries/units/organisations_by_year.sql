-- Grassroots organisations, cells and members of the units looked at in every
-- period; a count of grassroots organisations in a year of reorganisation is
-- marked as a break: one row per unit, series and period.
with chosen as (
    select
        unit_id,
        unit_code,
        name,
    from units
    where list_contains($units, unit_id)
),

reorganised as (
    select distinct
        c.unit_id,
        year(l.on_date) as year,
    from chosen as c
    inner join units as u on c.unit_id in (u.unit_id, u.parent_id)
    inner join lineage as l on u.unit_code in (l.from_code, l.to_code)
),

series as (
    select
        n.sort_order,
        n.code as series,
        n.label as series_label,
        o.organisations as value,
        o.*,
    from organisations as o
    inner join names as n
        on o.level = n.code and n.list = 'level' and n.lang = $lang
    where
        o.org_type = 'all'
        and o.level in ('grassroots', 'cell', 'all_cells')
        and o.organisations is not null
    union all by name
    select
        900 as sort_order,
        'members' as series,
        n.label as series_label,
        m.members as value,
        m.*,
    from membership as m
    inner join names as n
        on n.list = 'population' and n.code = 'members' and n.lang = $lang
    where
        m.org_type = 'all'
        and m.member_status = 'all'
        and m.members is not null
)

select
    c.unit_id,
    c.name as unit_name,
    s.period_start,
    s.period_end,
    s.period_kind,
    s.series,
    s.series_label,
    s.value,
    s.qualifier,
    case
        when s.series = 'grassroots' and r.year is not null
            then coalesce(s.status, 'b')
        else s.status
    end as status,
    s.basis,
    s.reported,
    s.expected,
    s.complete,
    s.contested,
    s.source_code,
    s.place,
from chosen as c
left join series as s
    on
        c.unit_id = s.unit_id
        and not s.in_year
        and s.from_year <= $last_year
        and s.to_year >= $first_year
left join reorganised as r on s.unit_id = r.unit_id and s.year = r.year
order by
    c.unit_id,
    s.sort_order,
    s.period_end,
    s.period_start
