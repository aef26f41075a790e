-- Table `headlines.shown`, for the units of one slice ($low, $high): every figure that may stand as a headline, with
-- that of the year before where the two compare and whether a reorganisation of that year forbids it; one row per unit,
-- headline, part of a headline and period.
insert into headlines.shown
with everybody as (
    select * from membership
    where org_type = 'all' and member_status = 'all' and members is not null and unit_id between $low and $high
),

bands as (
    select scheme, arg_min(code, coalesce(low, 0)) as code
    from categories
    where list = 'age' and parent_code is null
    group by scheme
    having count(*) > 1
),

-- Levels of schooling that every scheme cuts at the same place: university and over, intermediate theory and over.
levels as (
    select
        list as dimension,
        scheme,
        if(list = 'professional', 'university', 'theory') as headline,
        list(code) as codes,
    from categories
    where
        (list = 'professional' and code in ('university', 'master', 'doctor', 'university_over'))
        or (list = 'political_theory' and code in ('intermediate', 'advanced'))
    group by list, scheme
),

schooled as (
    select
        s.unit_id, s.period_start, s.period_end, s.period_kind, l.headline,
        coalesce(max(s.percent) filter (len(l.codes) = 1), 100.0 * sum(s.members) / max(s.whole)) as value,
        len(l.codes) = 1 and max(s.percent) is not null as printed,
        sum(s.members)::bigint as numerator,
        max(s.whole) as denominator,
        if(bool_and(s.qualifier = 'exact'), 'exact', 'approx') as qualifier,
        max(s.status) as status,
        min(s.basis) as basis,
        min(s.reported)::integer as reported,
        max(s.expected)::integer as expected,
        bool_and(s.complete) as complete,
        bool_or(s.contested) as contested,
        min(s.source_code) as source_code,
        min(s.place) as place,
        min(s.from_year) as from_year,
        max(s.to_year) as to_year,
        max(s.year) as year,
        bool_or(s.in_year) as in_year,
    from structure as s
    inner join levels as l
        on s.dimension = l.dimension and s.scheme = l.scheme and list_contains(l.codes, s.category)
    where s.population = 'members' and s.unit_id between $low and $high
    group by s.unit_id, s.period_start, s.period_end, s.period_kind, l.headline, l.codes, s.scheme
    having count(*) = len(l.codes) and (bool_and(s.members is not null) or len(l.codes) = 1)
    qualify
        row_number() over (
            partition by s.unit_id, s.period_start, s.period_end, s.period_kind, l.headline
            order by s.scheme
        ) = 1
),

parts as materialized (
    select 'members' as headline, 'count' as measure, members as value, *,
    from everybody
    union all by name
    select 'admitted' as headline, 'count' as measure, admitted as value, *,
    from admissions
    where area = 'all' and admitted is not null and unit_id between $low and $high
    union all by name
    select
        'attainment' as headline,
        'percent' as measure,
        coalesce(attainment_percent, 100.0 * admitted / quota) as value,
        attainment_percent is not null as printed,
        admitted as numerator,
        quota as denominator,
        *,
    from admissions
    where
        area = 'all'
        and (attainment_percent is not null or admitted / quota is not null)
        and unit_id between $low and $high
    union all by name
    select 'residential' as headline, 'count' as measure, admitted as value, *,
    from admissions
    where area = 'residential' and admitted is not null and unit_id between $low and $high
    union all by name
    select 'attendees' as headline, 'count' as measure, attendees as value, *,
    from admissions
    where
        attendees is not null
        and unit_id between $low and $high
        and (
            area = 'all'
            or unit_id not in (
                select unit_id from admissions
                where area = 'all' and attendees is not null and unit_id between $low and $high
            )
        )
    union all by name
    select
        'admission_rate' as headline,
        'percent' as measure,
        100.0 * a.admitted / y.members as value,
        a.admitted as numerator,
        y.members as denominator,
        a.*,
    from admissions as a
    inner join year_ends.membership as y on a.unit_id = y.unit_id and a.year = y.year + 1 and not y.broken
    where
        a.area = 'all'
        and a.admitted is not null
        and a.complete
        and y.complete
        and y.members > 0
        and a.unit_id between $low and $high
        -- Admitted by the unit of after, over members of the unit of before: no rate.
        and (a.unit_id, a.year) not in (
            select u.unit_id, year(l.on_date)
            from lineage as l
            inner join units as u on u.unit_code in (l.from_code, l.to_code)
        )
    union all by name
    select 'percent' as measure, *
    from schooled
    union all by name
    select
        case s.dimension when 'gender' then 'women' else 'young' end as headline,
        'percent' as measure,
        'age' as part_list,
        s.scheme as part_scheme,
        b.code as part,
        coalesce(s.percent, case when s.complete then 100.0 * s.members / e.members end) as value,
        s.percent is not null as printed,
        s.members as numerator,
        case when s.complete then coalesce(s.base, e.members) end as denominator,
        s.*,
    from structure as s
    left join everybody as e
        on s.unit_id = e.unit_id and s.period_kind = e.period_kind and s.period_end = e.period_end
    left join bands as b on s.dimension = 'age' and s.scheme = b.scheme and s.category = b.code
    where
        s.population = 'members'
        and ((s.dimension = 'gender' and s.category = 'female') or b.code is not null)
        and s.unit_id between $low and $high
    union all by name
    select
        'discipline' as headline,
        case when e.members > 0 then 'per_1000' else 'count' end as measure,
        'authority' as part_list,
        d.authority as part,
        coalesce(1000.0 * d.cases / nullif(e.members, 0), d.cases) as value,
        d.cases as numerator,
        e.members as denominator,
        d.*,
    from discipline as d
    left join everybody as e on d.unit_id = e.unit_id and d.year = e.year and d.complete and e.complete
    where
        d.subject in ('member', 'unspecified')
        and d.outcome = 'all'
        and (d.cases is not null or d.status = 'c')
        and d.unit_id between $low and $high
    union all by name
    select 'removals' as headline, 'count' as measure, 'change' as part_list, change as part, members as value, *,
    from changes
    where
        change in ('out_struck_off', 'out_released')
        and (members is not null or status = 'c')
        and unit_id between $low and $high
    union all by name
    select
        'grassroots' as headline,
        'count' as measure,
        'level' as part_list,
        nullif(o.level, 'grassroots') as part,
        o.organisations as value,
        o.*,
    from organisations as o
    where
        o.org_type = 'all'
        and (
            o.level = 'grassroots'
            or (
                o.level in ('grassroots_committee', 'grassroots_cell')
                and o.unit_id not in (
                    select unit_id from organisations where level = 'grassroots' and unit_id between $low and $high
                )
            )
        )
        and o.unit_id between $low and $high
    union all by name
    select
        'good_or_better' as headline,
        'percent' as measure,
        'rating_subject' as part_list,
        subject as part,
        coalesce(percent, 100.0 * good_or_better / nullif(rated, 0)) as value,
        percent is not null as printed,
        good_or_better as numerator,
        rated as denominator,
        * exclude (subject, excellent, good, completed, not_completed, good_or_better, rated),
    from wide.ratings
    where subject in ('organisation', 'member') and unit_id between $low and $high
),

reorganised as (
    select
        case when s.itself then t.unit_id else u.parent_id end as unit_id,
        year(t.on_date) as year,
        bool_or(s.itself) as itself,
    from territory_changes as t
    inner join units as u on t.unit_id = u.unit_id
    cross join (values (true), (false)) as s (itself)
    where if(s.itself, t.breaks, t.conversion <> 'same')
    group by all
)

select
    p.unit_id,
    p.headline,
    p.part,
    n.label_vi as part_vi,
    n.label_en as part_en,
    p.period_start,
    p.period_end,
    p.period_kind,
    p.measure,
    round(p.value, 6) as value,
    case when r.year is null then round(b.value, 6) end as before_value,
    r.year is not null and b.value is not null as reorganised,
    p.printed,
    p.numerator,
    p.denominator,
    p.qualifier,
    p.status,
    p.basis,
    p.reported,
    p.expected,
    p.complete,
    p.contested,
    p.source_code,
    p.place,
    p.from_year,
    p.to_year,
from parts as p
inner join circles as u on p.unit_id = u.unit_id and p.unit_id = u.around_id
left join parts as b
    on
        p.unit_id = b.unit_id
        and p.headline = b.headline
        and p.part is not distinct from b.part
        and p.measure = b.measure
        and p.year = b.year + 1
        and p.complete
        and b.complete
        and p.status is distinct from 'b'
        and (u.valid_from is null or u.valid_from <= b.period_end)
left join reorganised as r
    on p.unit_id = r.unit_id and p.year = r.year and (r.itself or p.headline = 'grassroots')
left join categories as n
    on p.part_list = n.list and p.part = n.code and coalesce(p.part_scheme, '') = coalesce(n.scheme, '')
where (p.value is not null or p.status = 'c') and not coalesce(p.in_year, false)
order by p.unit_id, p.headline, p.part, p.period_end
