-- The units under the unit looked at with their members, admissions, women and
-- discipline, each at the latest period that most of the units tell; a unit
-- that does not tell it stands with its own latest whole year, or else its
-- latest figure: one row per unit under it.
with shared as (
    select
        topic,
        period_start,
        period_end,
        period_kind,
    from common_periods
    where
        around_id = $unit_id
        and around_id > 0
        and topic in ('members', 'attainment', 'members.gender', 'discipline')
        and from_year <= $last_year
        and to_year >= $first_year
    qualify
        row_number() over (
            partition by topic
            order by
                2 * units > due desc,
                if(2 * units > due, 0, units) desc,
                period_end desc,
                units desc,
                period_kind asc
        ) = 1
),

chosen as (
    select
        u.unit_id,
        u.unit_code,
        u.name as unit_name,
        k.label as unit_kind_label,
        u.valid_to,
    from units as u
    inner join edges as e on u.unit_id = e.unit_id
    left join names as k
        on u.kind = k.code and k.list = 'unit_kind' and k.lang = $lang
    where
        e.parent_id = $unit_id
        and (u.told or e.parent_id > 0)
        and year(coalesce(e.valid_from, date '0001-01-01')) <= $last_year
        and year(coalesce(e.valid_to, date '9999-12-31')) >= $first_year
),

everybody as (
    select
        *,
        row_number() over (
            partition by unit_id
            order by
                (period_start, period_end, period_kind) is not distinct from (
                    select (k.period_start, k.period_end, k.period_kind),
                    from shared as k
                    where k.topic = 'members'
                ) desc,
                complete and period_kind = 'year' desc,
                complete desc,
                period_kind = 'undated',
                coalesce(period_end, make_date(to_year, 12, 31)) desc
        ) as place_in_line,
    from membership
    where
        exists (
            from circles as h
            where
                h.around_id = $unit_id
                and h.unit_id = membership.unit_id
                and coalesce(
                    membership.period_end between h.hung_from and h.hung_to,
                    true
                )
        )
        and org_type = 'all'
        and member_status = 'all'
        and members is not null
        and from_year <= $last_year
        and to_year >= $first_year
),

admitted as (
    select
        a.*,
        n.label as area_label,
        coalesce(a.attainment_percent, 100.0 * a.admitted / a.quota) as percent,
        row_number() over (
            partition by a.unit_id
            order by
                a.area = 'all' desc,
                (a.period_start, a.period_end, a.period_kind)
                is not distinct from (
                    select (k.period_start, k.period_end, k.period_kind),
                    from shared as k
                    where k.topic = 'attainment'
                ) desc,
                a.complete and a.period_kind = 'year' desc,
                a.complete desc,
                a.period_kind = 'undated',
                coalesce(a.period_end, make_date(a.to_year, 12, 31)) desc
        ) as place_in_line,
    from admissions as a
    left join names as n
        on
            a.area = n.code
            and n.list = 'area'
            and n.lang = $lang
            and a.area <> 'all'
    where
        exists (
            from circles as h
            where
                h.around_id = $unit_id
                and h.unit_id = a.unit_id
                and coalesce(
                    a.period_end between h.hung_from and h.hung_to, true
                )
        )
        and (a.admitted is not null or a.attainment_percent is not null)
        and not a.in_year
        and a.from_year <= $last_year
        and a.to_year >= $first_year
),

women as (
    select
        s.unit_id,
        s.period_start,
        s.period_end,
        s.period_kind,
        coalesce(
            s.percent,
            case when s.complete then 100.0 * s.members / m.members end
        ) as percent,
        row_number() over (
            partition by s.unit_id
            order by
                (s.period_start, s.period_end, s.period_kind)
                is not distinct from (
                    select (k.period_start, k.period_end, k.period_kind),
                    from shared as k
                    where k.topic = 'members.gender'
                ) desc,
                s.complete and s.period_kind = 'year' desc,
                s.complete desc,
                s.period_kind = 'undated',
                coalesce(s.period_end, make_date(s.to_year, 12, 31)) desc
        ) as place_in_line,
    from structure as s
    left join everybody as m
        on
            s.unit_id = m.unit_id
            and s.period_kind = m.period_kind
            and s.period_end = m.period_end
    where
        exists (
            from circles as h
            where
                h.around_id = $unit_id
                and h.unit_id = s.unit_id
                and coalesce(
                    s.period_end between h.hung_from and h.hung_to, true
                )
        )
        and s.population = 'members'
        and s.dimension = 'gender'
        and s.category = 'female'
        and s.from_year <= $last_year
        and s.to_year >= $first_year
        and coalesce(s.percent, m.members) is not null
),

disciplined as (
    select
        unit_id,
        period_start,
        period_end,
        period_kind,
        max(cases) filter (where authority = 'party_committees')
            as by_party_committees,
        max(cases) filter (where authority like 'inspection_commission%')
            as by_inspection_commissions,
        max(cases) filter (
            where
            authority <> 'party_committees'
            and authority not like 'inspection_commission%'
        ) as by_other_authorities,
        string_agg(
            distinct case
                when authority = 'party_committees' then 'by_party_committees'
                when authority like 'inspection_commission%'
                    then 'by_inspection_commissions'
                else 'by_other_authorities'
            end,
            ' '
        ) filter (where status = 'c') as hidden_columns,
        row_number() over (
            partition by unit_id
            order by
                (period_start, period_end, period_kind) is not distinct from (
                    select (k.period_start, k.period_end, k.period_kind),
                    from shared as k
                    where k.topic = 'discipline'
                ) desc,
                period_kind = 'year' desc,
                period_kind = 'undated',
                coalesce(period_end, make_date(max(to_year), 12, 31)) desc
        ) as place_in_line,
    from discipline
    where
        exists (
            from circles as h
            where
                h.around_id = $unit_id
                and h.unit_id = discipline.unit_id
                and coalesce(
                    discipline.period_end between h.hung_from and h.hung_to,
                    true
                )
        )
        and subject in ('member', 'unspecified')
        and outcome = 'all'
        and (cases is not null or status = 'c')
        and not in_year
        and from_year <= $last_year
        and to_year >= $first_year
    group by unit_id, period_start, period_end, period_kind
)

select
    c.unit_id,
    c.unit_code,
    c.unit_name,
    c.unit_kind_label,
    c.valid_to,
    m.period_start,
    m.period_end,
    m.period_kind,
    m.members,
    a.period_start as admitted_start,
    a.period_end as admitted_end,
    a.period_kind as admitted_kind,
    a.area_label,
    a.admitted,
    a.quota,
    a.percent as attainment_percent,
    w.period_start as women_start,
    w.period_end as women_end,
    w.period_kind as women_kind,
    w.percent as women_percent,
    d.period_start as disciplined_start,
    d.period_end as disciplined_end,
    d.period_kind as disciplined_kind,
    d.by_party_committees,
    d.by_inspection_commissions,
    d.by_other_authorities,
    d.hidden_columns,
    m.qualifier,
    m.status,
    m.basis,
    m.reported,
    m.expected,
    m.complete,
    m.contested,
    coalesce(m.source_code, a.source_code) as source_code,
    coalesce(m.place, a.place) as place,
from chosen as c
left join everybody as m on c.unit_id = m.unit_id and m.place_in_line = 1
left join admitted as a on c.unit_id = a.unit_id and a.place_in_line = 1
left join women as w on c.unit_id = w.unit_id and w.place_in_line = 1
left join disciplined as d on c.unit_id = d.unit_id and d.place_in_line = 1
order by
    c.valid_to is not null,
    c.unit_id
