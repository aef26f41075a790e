-- What the organisations of one province live through: how many members, how many admitted; one row per organisation
-- and year. One report in four hundred is missing.
create or replace temp table reports as
with organisations as (
    select
        o.unit_code,
        o.org_type,
        c.unit_code as commune_code,
        case when o.org_type = 'khu_dan_cu' and c.org_type = 'phuong' then 'town' else w.way end as way,
        case when $province % 5 = 0 then 'highland' else 'lowland' end as soil,
        hash(o.unit_code, $seed) as luck,
    from units as o
    inner join units as c on o.parent_id = c.unit_id
    inner join ways as w on o.org_type = w.org_type
    where c.parent_id = $province
),

lived as (
    select
        o.* exclude (luck),
        y.year,
        hash(o.luck, y.year) as luck,
        0.85 + o.luck % 31 / 100 as lean,
        (15 + 450 * pow(o.luck % 1000 / 1000, 4)) * (1 + 0.012 * (y.year - $first_year)) as size,
    from organisations as o
    cross join range($first_year, $last_year + 1) as y (year)
)

select
    l.* exclude (size),
    round(l.size * (0.97 + l.luck % 61 / 1000))::bigint as members,
    ceil(l.size * a.quota)::bigint as quota,
    round(l.size * a.quota * a.reach * (0.85 + l.luck % 31 / 100))::bigint as admitted,
from lived as l
inner join aims as a on l.year = a.year
where l.luck % 400 <> 0
order by l.unit_code, l.year
