-- Members disciplined by each authority, by outcome, side by side and never
-- added up: the sum of the chosen whole years (of the latest one where a year
-- between is not told) and each period of its own, parts of a year only where
-- no whole year is told: one row per unit, period, authority, subject and
-- outcome.
with told as (
    select *,
    from discipline
    where
        list_contains($units, unit_id)
        and subject in ('member', 'unspecified')
        and (cases is not null or status = 'c')
        and not in_year
        and from_year <= $last_year
        and to_year >= $first_year
),

years as (
    select
        unit_id,
        authority,
        subject,
        count(distinct year) as told_years,
        max(year) as latest_year,
        max(year) - min(year) + 1 = count(distinct year) as gapless,
    from told
    where period_kind = 'year'
    group by unit_id, authority, subject
),

cumulated as (
    select
        t.unit_id,
        min(t.period_start) as period_start,
        max(t.period_end) as period_end,
        if(count(*) = 1, 'year', 'multi_year') as period_kind,
        t.authority,
        t.subject,
        t.outcome,
        if(
            bool_or(t.status = 'c'), null, sum(t.cases)
        )::bigint as cases,
        any_value(y.told_years) as years,
        case
            when bool_and(t.qualifier = 'exact') then 'exact' else 'approx'
        end as qualifier,
        if(bool_or(t.status = 'c'), 'c', max(t.status)) as status,
        case when bool_and(t.basis = 'stated') then 'stated' else 'summed' end
            as basis,
        arg_min(t.reported, t.reported / t.expected) as reported,
        arg_min(t.expected, t.reported / t.expected) as expected,
        bool_and(t.complete) as complete,
        bool_or(t.contested) as contested,
        arg_max(t.source_code, t.year) as source_code,
        if(count(*) = 1, any_value(t.place), null) as place,
    from told as t
    inner join years as y
        on
            t.unit_id = y.unit_id
            and t.authority = y.authority
            and t.subject = y.subject
    where t.period_kind = 'year' and y.gapless
    group by t.unit_id, t.authority, t.subject, t.outcome
    having count(*) = any_value(y.told_years)
),

found as (
    select *, from cumulated
    union all by name
    select
        t.unit_id,
        t.period_start,
        t.period_end,
        t.period_kind,
        t.authority,
        t.subject,
        t.outcome,
        t.cases,
        t.qualifier,
        t.status,
        t.basis,
        t.reported,
        t.expected,
        t.complete,
        t.contested,
        t.source_code,
        t.place,
    from told as t
    left join years as y
        on
            t.unit_id = y.unit_id
            and t.authority = y.authority
            and t.subject = y.subject
    where
        t.period_kind in ('open', 'multi_year', 'undated')
        or (not y.gapless and t.year = y.latest_year)
        or (y.unit_id is null and t.period_kind = 'part_year')
),

totalled as (
    select
        *,
        count(*) filter (where outcome <> 'all') over of_authority as outcomes,
        max(cases) filter (where outcome = 'all') over of_authority
            as total_cases,
    from found
    window
        of_authority as (
            partition by
                unit_id,
                period_start,
                period_end,
                period_kind,
                authority,
                subject
        )
)

select
    c.unit_id,
    c.name as unit_name,
    f.period_start,
    f.period_end,
    f.period_kind,
    f.years,
    f.authority,
    n.authority_label,
    f.subject,
    n.subject_label,
    f.outcome,
    n.outcome_label,
    f.cases,
    f.total_cases,
    f.qualifier,
    f.status,
    f.basis,
    f.reported,
    f.expected,
    f.complete,
    f.contested,
    f.source_code,
    f.place,
from units as c
left join totalled as f
    on c.unit_id = f.unit_id and (f.outcome <> 'all' or f.outcomes = 0)
left join terms.discipline as n
    on
        f.authority = n.authority
        and f.subject = n.subject
        and f.outcome = n.outcome
        and n.lang = $lang
where list_contains($units, c.unit_id)
order by
    c.unit_id,
    f.period_end,
    f.period_start,
    n.authority_order,
    n.subject_order,
    n.outcome_order
