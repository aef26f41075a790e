-- The headline figures of the units looked at, in every period that touches the
-- years, each with the figure of the year before; `role` says which one stands
-- for its headline (the latest whole year, else the latest figure) and which is
-- newer than that: one row per unit, headline, part of a headline and period.
with chosen as (
    select
        unit_id,
        name,
        valid_from,
    from units
    where unit_id = any($units)
),

headlines as (
    select
        unnest([
            'members', 'admitted', 'attainment', 'women', 'young',
            'discipline', 'removals', 'grassroots', 'good_or_better',
        ]) as headline,
        unnest(range(9)) as headline_order,
),

everybody as (
    select *,
    from membership
    where org_type = 'all' and member_status = 'all' and members is not null
),

bands as (
    select
        scheme,
        arg_min(code, coalesce(low, 0)) as code,
        arg_min(label, coalesce(low, 0)) as label,
    from names
    where list = 'age' and lang = $lang and parent_code is null
    group by scheme
    having count(*) > 1
),

rated as (
    select
        unit_id,
        subject,
        period_start,
        period_end,
        period_kind,
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
        any_value(from_year) as from_year,
        any_value(to_year) as to_year,
        any_value(year) as year,
        any_value(in_year) as in_year,
    from ratings
    where subject in ('organisation', 'member')
    group by unit_id, subject, period_start, period_end, period_kind
),

parts as (
    select
        'members' as headline,
        'count' as measure,
        members as value,
        *,
    from everybody
    union all by name
    select
        'admitted' as headline,
        'count' as measure,
        admitted as value,
        *,
    from admissions
    where area = 'all' and admitted is not null
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
    union all by name
    select
        case s.dimension when 'gender' then 'women' else 'young' end
            as headline,
        'percent' as measure,
        b.code as part,
        b.label as part_label,
        coalesce(
            s.percent,
            case when s.complete then 100.0 * s.members / e.members end
        ) as value,
        s.percent is not null as printed,
        s.members as numerator,
        case when s.complete then coalesce(s.base, e.members) end
            as denominator,
        s.*,
    from structure as s
    left join everybody as e
        on
            s.unit_id = e.unit_id
            and s.period_kind = e.period_kind
            and s.period_end = e.period_end
    left join bands as b
        on s.dimension = 'age' and s.scheme = b.scheme and s.category = b.code
    where
        s.population = 'members'
        and (
            (s.dimension = 'gender' and s.category = 'female')
            or b.code is not null
        )
    union all by name
    select
        'discipline' as headline,
        case when e.members > 0 then 'per_1000' else 'count' end as measure,
        d.authority as part,
        n.label as part_label,
        coalesce(1000.0 * d.cases / nullif(e.members, 0), d.cases) as value,
        d.cases as numerator,
        e.members as denominator,
        d.*,
    from discipline as d
    left join everybody as e
        on
            d.unit_id = e.unit_id
            and d.year = e.year
            and d.complete
            and e.complete
    left join names as n
        on d.authority = n.code and n.list = 'authority' and n.lang = $lang
    where
        d.subject in ('member', 'unspecified')
        and d.outcome = 'all'
        and d.cases is not null
    union all by name
    select
        'removals' as headline,
        'count' as measure,
        c.change as part,
        n.label as part_label,
        c.members as value,
        c.*,
    from changes as c
    left join names as n
        on c.change = n.code and n.list = 'change' and n.lang = $lang
    where
        c.change in ('out_struck_off', 'out_released')
        and c.members is not null
    union all by name
    select
        'grassroots' as headline,
        'count' as measure,
        case when o.level <> 'grassroots' then o.level end as part,
        case when o.level <> 'grassroots' then n.label end as part_label,
        o.organisations as value,
        o.*,
    from organisations as o
    left join names as n
        on o.level = n.code and n.list = 'level' and n.lang = $lang
    where
        o.org_type = 'all'
        and (
            o.level = 'grassroots'
            or (
                o.level in ('grassroots_committee', 'grassroots_cell')
                and not exists (
                    select 1,
                    from organisations as g
                    where o.unit_id = g.unit_id and g.level = 'grassroots'
                )
            )
        )
    union all by name
    select
        'good_or_better' as headline,
        'percent' as measure,
        r.subject as part,
        n.label as part_label,
        coalesce(r.percent, 100.0 * r.good_or_better / nullif(r.rated, 0))
            as value,
        r.percent is not null as printed,
        r.good_or_better as numerator,
        r.rated as denominator,
        r.* exclude (subject, good_or_better, rated), -- noqa: RF02
    from rated as r
    left join names as n
        on r.subject = n.code and n.list = 'rating_subject' and n.lang = $lang
),

reach as (
    select unnest([true, false]) as itself,
),

reorganised as (
    select
        case when s.itself then u.unit_id else u.parent_id end as unit_id,
        year(l.on_date) as year,
        bool_or(s.itself) as itself,
    from lineage as l
    inner join units as u on u.unit_code in (l.from_code, l.to_code)
    cross join reach as s
    group by all
),

told as (
    select
        c.unit_id,
        c.name as unit_name,
        h.headline_order,
        h.headline,
        p.* exclude (unit_id, headline, value), -- noqa: RF02
        round(p.value, 6) as value,
        case when r.year is null then round(b.value, 6) end as before_value,
        r.year is not null and b.value is not null as reorganised,
        row_number() over (
            partition by c.unit_id, h.headline, p.part
            order by
                p.complete and p.period_kind = 'year' desc,
                p.complete desc,
                p.period_kind = 'undated',
                coalesce(p.period_end, make_date(p.to_year, 12, 31)) desc,
                p.period_start desc nulls last
        ) as place_in_line,
        max(p.period_end) filter (p.complete and p.period_kind = 'year')
            over (partition by c.unit_id, h.headline, p.part)
            as last_whole_year,
        max(p.period_end) filter (
            p.complete and p.period_kind in ('as_of', 'part_year')
        ) over (partition by c.unit_id, h.headline, p.part) as last_other,
    from chosen as c
    cross join headlines as h
    left join parts as p
        on
            c.unit_id = p.unit_id
            and h.headline = p.headline
            and p.value is not null
            and not coalesce(p.in_year, false)
            and p.from_year <= $last_year
            and p.to_year >= $first_year
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
            and (c.valid_from is null or c.valid_from <= b.period_end)
    left join reorganised as r
        on
            p.unit_id = r.unit_id
            and p.year = r.year
            and (r.itself or p.headline = 'grassroots')
)

select
    unit_id,
    unit_name,
    headline,
    part,
    part_label,
    period_start,
    period_end,
    period_kind,
    measure,
    value,
    before_value,
    reorganised,
    printed,
    numerator,
    denominator,
    case
        when place_in_line = 1 then 'main'
        when
            complete
            and period_kind in ('as_of', 'part_year')
            and period_end = last_other
            and period_start > last_whole_year
            then 'newer'
    end as role,
    qualifier,
    status,
    basis,
    reported,
    expected,
    complete,
    contested,
    source_code,
    place,
from told
order by
    headline_order asc,
    unit_id asc,
    part desc,
    period_end asc,
    period_start asc
