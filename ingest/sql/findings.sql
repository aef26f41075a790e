-- Table `findings.shown`: what needs attention by rule in any unit, worked out once. A question that looks at the years
-- from `first` to `last` finds it where $first_year is between first_from and first_to and $last_year between last_from
-- and last_to: a figure that has to be the latest one ends where a later year is told; one row per finding and span.
create table findings.shown as
with thresholds as (
    select
        80 as least_attainment_percent,
        20 as most_fall_points,
        2 as most_times_as_many,
        5 as least_cases,
),

attainment as (
    select
        *,
        coalesce(attainment_percent, 100.0 * admitted / quota) as percent,
        coalesce(min(year) over later - 1, 9999) as last_to,
    from admissions
    where area = 'all' and complete and year is not null
        and (attainment_percent is not null or admitted / quota is not null)
    window later as (partition by unit_id order by year range between 1 following and unbounded following)
),

-- The years in which an attainment is the lowest: none before is as low, none after is lower.
lowest as (
    select
        a.unit_id,
        a.year,
        max(b.year) filter (b.year < a.year and b.percent <= a.percent) + 1 as first_from,
        min(b.year) filter (b.year > a.year and b.percent < a.percent) - 1 as last_to,
    from attainment as a
    inner join attainment as b using (unit_id)
    group by a.unit_id, a.year
),

removed as (
    select
        unit_id,
        year,
        sum(members) as members,
        bool_and(complete) as complete,
        any_value(period_start) as period_start,
        any_value(period_end) as period_end,
        arg_max(source_code, change) as source_code,
        arg_max(place, change) as place,
    from changes
    where change in ('out_struck_off', 'out_released') and year is not null
    group by unit_id, year
    having count(members) = 2
),

removals as (
    select *, coalesce(min(year) over later - 1, 9999) as last_to,
    from removed
    window later as (partition by unit_id order by year range between 1 following and unbounded following)
),

discipline_rates as (
    select
        d.*,
        m.members,
        1000.0 * d.cases / nullif(m.members, 0) as per_1000,
        coalesce(min(d.year) over later - 1, 9999) as last_to,
    from discipline as d
    inner join membership as m
        on d.unit_id = m.unit_id and d.year = m.year and m.org_type = 'all' and m.member_status = 'all'
    where d.subject = 'member' and d.outcome = 'all' and d.complete and m.complete
    window later as (partition by d.unit_id order by d.year range between 1 following and unbounded following)
),

reported_years as (
    select distinct s.table_name, s.unit_id, u.parent_id, unnest(range(s.from_year, s.to_year + 1)) as year,
    from shown as s
    inner join units as u using (unit_id)
    where s.period_kind in ('year', 'part_year', 'as_of') and s.basis = 'stated'
),

own_years as (
    select
        r.table_name,
        r.unit_id,
        any_value(r.parent_id) as parent_id,
        min(r.year) as first_year,
        max(r.year) as last_year,
        coalesce(any_value(year(u.valid_to)), 9999) as gone,
    from reported_years as r
    inner join units as u using (unit_id)
    where u.valid_from is null or r.year >= year(u.valid_from)
    group by r.table_name, r.unit_id
),

sisters_years as (
    select distinct table_name, parent_id, year, from reported_years where parent_id > 0
),

due_years as (
    select table_name, unit_id, unnest(range(first_year, last_year + 1)) as year,
    from own_years
    where parent_id = 0
    union all
    select o.table_name, o.unit_id, s.year,
    from own_years as o
    inner join sisters_years as s using (table_name, parent_id)
    where s.year between o.first_year and o.gone
),

missing as (
    select d.*,
    from due_years as d
    anti join reported_years as r using (table_name, unit_id, year)
),

flows as (
    select
        unit_id,
        period_start,
        period_end,
        period_kind,
        max(from_year) as first_to,
        min(to_year) as last_from,
        sum(case when change like 'in@_%' escape '@' then members else -members end)
            filter (change not in ('opening', 'net', 'closing'))::bigint as computed,
        coalesce(
            max(members) filter (change = 'net'),
            max(members) filter (change = 'closing') - max(members) filter (change = 'opening')
        ) as printed,
        arg_max(source_code, change) as source_code,
        arg_max(place, change) as place,
    from changes
    -- Estimates are rounded one by one, which is no contradiction.
    where (members is not null or status = 'c') and complete and status is distinct from 'e'
    group by unit_id, period_start, period_end, period_kind
    having bool_or(change like 'in@_%' escape '@') and bool_or(change like 'out@_%' escape '@')
        and bool_and(status is distinct from 'c')
),

found as (
    select
        'below_quota' as attention,
        'warning' as severity,
        a.*,
        a.percent as value,
        t.least_attainment_percent as threshold,
        a.admitted as numerator,
        a.quota as denominator,
        l.first_from,
        a.year as first_to,
        a.year as last_from,
        l.last_to,
    from (select * exclude (last_to), from attainment) as a
    inner join lowest as l using (unit_id, year)
    cross join thresholds as t
    where a.percent < t.least_attainment_percent
    union all by name
    select
        'attainment_fell' as attention,
        'warning' as severity,
        a.*,
        a.percent as value,
        b.percent as before_value,
        t.most_fall_points as threshold,
        a.admitted as numerator,
        a.quota as denominator,
        b.year as first_to,
        a.year as last_from,
    from attainment as a
    inner join attainment as b on a.unit_id = b.unit_id and a.year = b.year + 1
    cross join thresholds as t
    where b.percent - a.percent > t.most_fall_points
    union all by name
    select
        'removals_doubled' as attention,
        'warning' as severity,
        'year' as period_kind,
        a.*,
        a.members as value,
        b.members as before_value,
        t.most_times_as_many as threshold,
        b.year as first_to,
        a.year as last_from,
    from removals as a
    inner join removals as b on a.unit_id = b.unit_id and a.year = b.year + 1
    cross join thresholds as t
    where
        a.complete
        and b.complete
        and a.members > t.most_times_as_many * b.members
        and a.members >= t.least_cases
    union all by name
    select
        'discipline_doubled' as attention,
        'warning' as severity,
        a.*,
        n.label_vi as about_vi,
        n.label_en as about_en,
        a.per_1000 as value,
        b.per_1000 as before_value,
        t.most_times_as_many as threshold,
        a.cases as numerator,
        a.members as denominator,
        b.year as first_to,
        a.year as last_from,
    from discipline_rates as a
    inner join discipline_rates as b
        on a.unit_id = b.unit_id and a.year = b.year + 1 and a.authority = b.authority
    left join categories as n on n.list = 'authority' and a.authority = n.code
    cross join thresholds as t
    where a.per_1000 >= t.most_times_as_many * b.per_1000 and a.cases >= t.least_cases
    union all by name
    select
        'not_reported' as attention,
        'notice' as severity,
        m.unit_id,
        make_date(m.year, 1, 1) as period_start,
        make_date(m.year, 12, 31) as period_end,
        'year' as period_kind,
        string_agg(v.label, '; ' order by v.sort_order, v.code) as about_vi,
        string_agg(e.label, '; ' order by e.sort_order, e.code) as about_en,
        m.year as first_to,
        m.year as last_from,
    from missing as m
    left join names as v on m.table_name = v.code and v.list = 'table' and v.lang = 'vi'
    left join names as e on m.table_name = e.code and e.list = 'table' and e.lang = 'en'
    group by m.unit_id, m.year
    union all by name
    select
        'contested' as attention,
        'error' as severity,
        f.unit_id,
        f.period_start,
        f.period_end,
        f.period_kind,
        v.label as about_vi,
        e.label as about_en,
        min(f.value) as value,
        max(f.value) as before_value,
        arg_min(f.source_code, f.row_id) as source_code,
        string_agg(distinct f.place, '; ' order by f.place) as place,
        max(f.to_year) as first_to,
        min(f.from_year) as last_from,
    from figures as f
    semi join (select * from shown where contested) as s
        on
            f.table_name = s.table_name
            and f.unit_id = s.unit_id
            and f.period_kind = s.period_kind
            and f.period_start is not distinct from s.period_start
            and f.period_end is not distinct from s.period_end
    left join names as v on f.table_name = v.code and v.list = 'table' and v.lang = 'vi'
    left join names as e on f.table_name = e.code and e.list = 'table' and e.lang = 'en'
    where f.status is distinct from 'r' and f.qualifier = 'exact' and f.table_name <> 'indicators'
    group by
        f.unit_id, f.period_start, f.period_end, f.period_kind, v.label, e.label,
        f.measure, f.scheme, f.list1, f.key1, f.key2, f.key3, f.key4
    having min(f.value) < max(f.value)
    union all by name
    select
        'unbalanced' as attention,
        'error' as severity,
        f.*,
        f.printed as value,
        f.computed as before_value,
    from flows as f
    where f.printed <> f.computed
    union all by name
    select
        'unfit_percent' as attention,
        'error' as severity,
        v.unit_id,
        v.period_start,
        v.period_end,
        v.period_kind,
        v.item as about_vi,
        e.item as about_en,
        v.printed_percent as value,
        v.computed_percent as before_value,
        v.counted as numerator,
        v.counted_of as denominator,
        v.source_code,
        v.place,
        v.to_year as first_to,
        v.from_year as last_from,
    from unfit.shown as v
    inner join unfit.shown as e using (table_name, row_id)
    where v.lang = 'vi' and e.lang = 'en'
)

select
    unit_id,
    attention,
    severity,
    about_vi,
    about_en,
    period_start,
    period_end,
    period_kind,
    value,
    before_value,
    threshold,
    numerator,
    denominator,
    source_code,
    place,
    coalesce(first_from, 0)::smallint as first_from,
    first_to::smallint as first_to,
    last_from::smallint as last_from,
    coalesce(last_to, 9999)::smallint as last_to,
from found
order by unit_id, attention, period_end
