-- Annual quality rating of organisations, cells and members of the units looked
-- at, with the share rated good or better and its target: one row per unit,
-- subject and period.
with chosen as (
    select
        unit_id,
        name,
    from units
    where list_contains($units, unit_id)
),

rated as (
    select
        unit_id,
        subject,
        period_start,
        period_end,
        period_kind,
        max(rated) filter (where rating = 'excellent') as excellent,
        max(rated) filter (where rating = 'good') as good,
        max(rated) filter (where rating = 'completed') as completed,
        max(rated) filter (where rating = 'not_completed') as not_completed,
        coalesce(
            max(rated) filter (where rating = 'good_or_better'),
            max(rated) filter (where rating = 'excellent')
            + max(rated) filter (where rating = 'good')
        ) as good_or_better,
        max(rated) filter (where rating = 'rated') as rated,
        max(percent) filter (where rating = 'good_or_better') as percent,
        arg_min(qualifier, rating <> 'good_or_better') as qualifier,
        arg_min(status, rating <> 'good_or_better') as status,
        arg_min(basis, rating <> 'good_or_better') as basis,
        arg_min(reported, rating <> 'good_or_better') as reported,
        arg_min(expected, rating <> 'good_or_better') as expected,
        bool_and(complete) as complete,
        bool_or(contested) as contested,
        arg_min(source_code, rating <> 'good_or_better') as source_code,
        arg_min(place, rating <> 'good_or_better') as place,
    from ratings
    where
        not in_year
        and from_year <= $last_year
        and to_year >= $first_year
    group by unit_id, subject, period_start, period_end, period_kind
)

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
from chosen as c
left join rated as r on c.unit_id = r.unit_id
left join names as n
    on r.subject = n.code and n.list = 'rating_subject' and n.lang = $lang
left join targets as t
    on
        t.indicator = r.subject || 's_good_or_better'
        and r.period_end >= t.valid_from
        and r.period_end <= coalesce(t.valid_to, date '9999-12-31')
order by
    c.unit_id,
    n.sort_order,
    r.period_end,
    r.period_start,
    r.period_kind
