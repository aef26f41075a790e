-- Annual quality rating of organisations, cells and members of the units looked
-- at, with the share rated good or better and its target: one row per unit,
-- subject and period.
select
    c.unit_id,
    c.name as unit_name,
    r.subject,
    n.label as subject_label,
    r.period_start,
    r.period_end,
    r.period_kind,
    r.excellent,
    r.good,
    r.completed,
    r.not_completed,
    r.good_or_better,
    r.rated,
    coalesce(r.percent, 100.0 * r.good_or_better / nullif(r.rated, 0))
        as good_or_better_percent,
    t.min_value as target_percent,
    r.qualifier,
    r.status,
    r.basis,
    r.reported,
    r.expected,
    r.complete,
    r.contested,
    r.source_code,
    r.place,
from units as c
left join wide.ratings as r
    on
        c.unit_id = r.unit_id
        and not r.in_year
        and r.from_year <= $last_year
        and r.to_year >= $first_year
left join names as n
    on r.subject = n.code and n.list = 'rating_subject' and n.lang = $lang
left join targets as t
    on
        t.indicator = r.subject || 's_good_or_better'
        and r.period_end >= t.valid_from
        and r.period_end <= coalesce(t.valid_to, date '9999-12-31')
where list_contains($units, c.unit_id)
order by
    c.unit_id,
    n.sort_order,
    r.period_end,
    r.period_start,
    r.period_kind
