-- Attainment of the quota of every unit under the unit looked at (or of itself
-- where it has none) in every year and part of a year that any of them tells;
-- existed says whether the unit was there then: one row per unit and period.
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
from circles as c
inner join common_periods as p
    on
        c.around_id = p.around_id
        and p.topic = 'attainment'
        and p.from_year <= $last_year
        and p.to_year >= $first_year
left join admissions as t
    on
        c.unit_id = t.unit_id
        and p.period_start = t.period_start
        and p.period_end = t.period_end
        and p.period_kind = t.period_kind
        and t.area = 'all'
        and not t.in_year
        and (t.quota is not null or t.attainment_percent is not null)
where
    c.around_id = $unit_id
    and c.side_by_side
    and c.from_year <= $last_year
    and c.to_year >= $first_year
qualify
    c.valid_to is null
    or count(t.unit_id) over (partition by c.unit_id) > 0
order by c.unit_id, p.period_end, p.period_start
