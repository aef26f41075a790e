-- What needs attention by rule in the units looked at and their children, only
-- units that exist as long as the unit looked at: one row per finding.
with thresholds as (
    select
        80 as least_attainment_percent,
        20 as most_fall_points,
        2 as most_times_as_many,
        5 as least_cases,
),

looked_at as (
    select max(coalesce(u.valid_to, date '9999-12-31')) as valid_to,
    from units as u
    where u.unit_id = any($units)
),

chosen as (
    select
        c.unit_id,
        c.unit_code,
        c.parent_id,
        c.name as unit_name,
        coalesce(c.valid_from, date '0001-01-01') as valid_from,
        coalesce(c.valid_to, date '9999-12-31') as valid_to,
    from units as c
    cross join looked_at as l
    where
        (
            c.unit_id = any($units)
            or c.unit_id in (
                select e.unit_id,
                from edges as e
                where e.parent_id = any($units)
            )
        )
        and coalesce(c.valid_to, date '9999-12-31') >= least(
            make_date($last_year, 1, 1), l.valid_to
        )
),

attainment as (
    select
        *,
        coalesce(attainment_percent, 100.0 * admitted / quota) as percent,
        year = max(year) over (partition by unit_id) as latest,
    from admissions
    where
        area = 'all'
        and complete
        and year between $first_year and $last_year
        and (attainment_percent is not null or admitted / quota is not null)
),

removals as (
    select
        unit_id,
        year,
        sum(members) as members,
        bool_and(complete) as complete,
        any_value(period_start) as period_start,
        any_value(period_end) as period_end,
        any_value(source_code) as source_code,
        any_value(place) as place,
        year = max(year) over (partition by unit_id) as latest,
    from changes
    where
        change in ('out_struck_off', 'out_released')
        and year between $first_year and $last_year
    group by unit_id, year
    having count(members) = 2
),

discipline_rates as (
    select
        d.*,
        n.label as authority_label,
        m.members,
        1000.0 * d.cases / nullif(m.members, 0) as per_1000,
        d.year = max(d.year) over (partition by d.unit_id) as latest,
    from discipline as d
    inner join membership as m
        on
            d.unit_id = m.unit_id
            and d.year = m.year
            and m.org_type = 'all'
            and m.member_status = 'all'
    left join names as n
        on d.authority = n.code and n.list = 'authority' and n.lang = $lang
    where
        d.subject = 'member'
        and d.outcome = 'all'
        and d.complete
        and m.complete
        and d.year between $first_year and $last_year
),

reported_years as (
    select distinct
        f.table_name,
        f.unit_id,
        u.parent_id,
        unnest(range(f.from_year, f.to_year + 1)) as year,
    from figures as f
    inner join units as u on f.unit_id = u.unit_id
    where f.period_kind in ('year', 'part_year', 'as_of')
),

own_years as (
    select
        r.table_name,
        c.unit_id,
        c.parent_id,
        min(r.year) as first_year,
        max(r.year) as last_year,
        any_value(c.valid_to) as valid_to,
    from chosen as c
    inner join reported_years as r on c.unit_id = r.unit_id
    where r.year >= year(c.valid_from)
    group by r.table_name, c.unit_id, c.parent_id
),

due_years as (
    select
        table_name,
        unit_id,
        unnest(range(first_year, last_year + 1)) as year,
    from own_years
    where parent_id = 0
    union distinct
    select
        o.table_name,
        o.unit_id,
        r.year,
    from own_years as o
    inner join reported_years as r
        on
            o.table_name = r.table_name
            and o.parent_id = r.parent_id
            and o.parent_id > 0
            and r.year between o.first_year and year(o.valid_to)
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
    from attainment as a
    cross join thresholds as t
    where a.latest and a.percent < t.least_attainment_percent
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
    from attainment as a
    inner join attainment as b on a.unit_id = b.unit_id and a.year = b.year + 1
    cross join thresholds as t
    where a.latest and b.percent - a.percent > t.most_fall_points
    union all by name
    select
        'removals_doubled' as attention,
        'warning' as severity,
        'year' as period_kind,
        a.*,
        a.members as value,
        b.members as before_value,
        t.most_times_as_many as threshold,
    from removals as a
    inner join removals as b on a.unit_id = b.unit_id and a.year = b.year + 1
    cross join thresholds as t
    where
        a.latest
        and a.complete
        and b.complete
        and a.members > t.most_times_as_many * b.members
        and a.members >= t.least_cases
    union all by name
    select
        'discipline_doubled' as attention,
        'warning' as severity,
        a.*,
        a.authority_label as about_label,
        a.per_1000 as value,
        b.per_1000 as before_value,
        t.most_times_as_many as threshold,
        a.cases as numerator,
        a.members as denominator,
    from discipline_rates as a
    inner join discipline_rates as b
        on
            a.unit_id = b.unit_id
            and a.year = b.year + 1
            and a.authority = b.authority
    cross join thresholds as t
    where
        a.latest
        and a.per_1000 >= t.most_times_as_many * b.per_1000
        and a.cases >= t.least_cases
    union all by name
    select
        'not_reported' as attention,
        'notice' as severity,
        d.unit_id,
        make_date(d.year, 1, 1) as period_start,
        make_date(d.year, 12, 31) as period_end,
        'year' as period_kind,
        string_agg(n.label, '; ' order by n.sort_order, n.code) as about_label,
    from due_years as d
    left join names as n
        on d.table_name = n.code and n.list = 'table' and n.lang = $lang
    where
        d.year between $first_year and $last_year
        and not exists (
            select 1,
            from reported_years as r
            where
                d.table_name = r.table_name
                and d.unit_id = r.unit_id
                and d.year = r.year
        )
    group by d.unit_id, d.year
    union all by name
    select
        'contested' as attention,
        'error' as severity,
        f.unit_id,
        f.period_start,
        f.period_end,
        f.period_kind,
        n.label as about_label,
        min(f.value) as value,
        max(f.value) as before_value,
        any_value(f.source_code) as source_code,
        string_agg(distinct f.place, '; ' order by f.place) as place,
    from figures as f
    left join names as n
        on f.table_name = n.code and n.list = 'table' and n.lang = $lang
    where
        f.status is distinct from 'r'
        and f.qualifier = 'exact'
        and f.from_year <= $last_year
        and f.to_year >= $first_year
        and f.table_name <> 'indicators'
    group by
        f.unit_id,
        f.period_start,
        f.period_end,
        f.period_kind,
        n.label,
        f.measure,
        f.scheme,
        f.list1,
        f.key1,
        f.key2,
        f.key3,
        f.key4
    having min(f.value) < max(f.value)
    union all by name
    select
        'undated' as attention,
        'notice' as severity,
        f.unit_id,
        null::date as period_start,
        max(f.period_end) as period_end,
        'undated' as period_kind,
        count(*) as value,
        any_value(f.source_code) as source_code,
    from figures as f
    where
        f.period_kind = 'undated'
        and f.from_year <= $last_year
        and f.to_year >= $first_year
    group by f.unit_id
)

select
    c.unit_id,
    c.unit_code,
    c.unit_name,
    f.attention,
    f.severity,
    f.about_label,
    f.period_start,
    f.period_end,
    f.period_kind,
    f.value,
    f.before_value,
    f.threshold,
    f.numerator,
    f.denominator,
    f.source_code,
    f.place,
from found as f
inner join chosen as c on f.unit_id = c.unit_id
order by
    array_position(['error', 'warning', 'notice'], f.severity),
    c.unit_id,
    f.attention,
    f.period_end,
    f.about_label
