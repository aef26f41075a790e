-- How many of the tables hold figures that touch a year, printed or added up,
-- for each unit right below the chosen one (the unit itself where none is
-- below); missing where the unit was not there: one row per unit and year.
with below as (
    select e.unit_id,
    from edges as e
    inner join units as u on e.unit_id = u.unit_id
    where e.parent_id = $unit_id and (u.told or e.parent_id <> 0)
),

chosen as (
    select u.*,
    from units as u
    where
        u.unit_id in (select b.unit_id, from below as b)
        or (
            u.unit_id = $unit_id
            and not exists (select b.unit_id, from below as b)
        )
),

behind as (
    select distinct
        s.unit_id,
        s.table_name,
        s.from_year,
        s.to_year,
    from shown as s
    where s.unit_id in (select c.unit_id, from chosen as c)
),

years as (
    select unnest(generate_series(min(from_year), max(to_year))) as year,
    from behind
),

due as (
    select count(distinct table_name) as tables_due,
    from behind
)

select
    c.unit_id,
    c.name as unit_name,
    y.year::integer as year,
    case
        when
            count(b.table_name) > 0
            or y.year between
            coalesce(year(c.valid_from), 0) and coalesce(year(c.valid_to), 9999)
            then count(distinct b.table_name)
    end as tables_told,
    d.tables_due,
    case
        when tables_told is null then 'not_existing'
        when tables_told = 0 then 'absent'
        when tables_told < d.tables_due then 'some_tables'
        else 'every_table'
    end as coverage,
from chosen as c
cross join years as y
cross join due as d
left join behind as b
    on c.unit_id = b.unit_id and y.year between b.from_year and b.to_year
where y.year between $first_year and $last_year
group by c.unit_id, c.name, c.valid_from, c.valid_to, y.year, d.tables_due
order by c.unit_id, y.year
