-- Attainment of the quota of every unit under the unit looked at (or of itself
-- where it has none) in every year and part of a year that any of them tells;
-- existed says whether the unit was there then: one row per unit and period.
with chosen as (
    select
        unit_id,
        name,
        valid_from,
        valid_to,
    from units
    where
        (
            unit_id in (
                select e.unit_id, from edges as e
                where e.parent_id = $unit_id
            )
            and (told or $unit_id > 0)
            and (valid_from is null or year(valid_from) <= $last_year)
            and (valid_to is null or year(valid_to) >= $first_year)
        )
        or (
            unit_id = $unit_id
            and unit_id not in (select e.parent_id, from edges as e)
        )
),

told as (
    select a.*,
    from admissions as a
    inner join chosen as c on a.unit_id = c.unit_id
    where
        a.area = 'all'
        and not a.in_year
        and a.period_kind in ('year', 'part_year')
        and (a.quota is not null or a.attainment_percent is not null)
        and a.from_year <= $last_year
        and a.to_year >= $first_year
),

periods as (
    select distinct
        period_start,
        period_end,
        period_kind,
    from told
)

select
    c.unit_id,
    c.name as unit_name,
    p.period_start,
    p.period_end,
    p.period_kind,
    t.quota,
    t.admitted,
    coalesce(t.attainment_percent, 100.0 * t.admitted / nullif(t.quota, 0))
        as attainment_percent,
    coalesce(c.valid_from <= p.period_start, true)
    and coalesce(c.valid_to >= p.period_end, true) as existed,
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
cross join periods as p
left join told as t
    on
        c.unit_id = t.unit_id
        and p.period_start = t.period_start
        and p.period_end = t.period_end
        and p.period_kind = t.period_kind
where c.unit_id in (select d.unit_id, from told as d) or c.valid_to is null
order by c.unit_id, p.period_end, p.period_start
