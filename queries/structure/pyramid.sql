-- Men and women of each age band among the members of the units looked at, at
-- the latest period told by both; one row per unit and age band.
with chosen as (
    select
        unit_id,
        name,
    from units
    where list_contains($units, unit_id)
),

told as (
    select
        s.*,
        n.parent_code as gender,
        n.low,
        n.high,
    from structure as s
    inner join names as n
        on
            s.dimension = n.list
            and s.scheme = n.scheme
            and s.category = n.code
            and n.lang = $lang
    where
        list_contains($units, s.unit_id)
        and s.population = 'members'
        and s.dimension = 'age'
        and n.parent_code in ('male', 'female')
        and s.members is not null
        and not s.in_year
        and s.from_year <= $last_year
        and s.to_year >= $first_year
    qualify
        dense_rank() over (
            partition by s.unit_id
            order by
                s.to_year desc,
                s.period_end desc,
                s.period_kind asc,
                s.period_start asc,
                s.scheme asc
        ) = 1
),

bands as (
    select
        unit_id,
        low,
        high,
        period_start,
        period_end,
        period_kind,
        max(members) filter (where gender = 'male') as men,
        max(members) filter (where gender = 'female') as women,
        if(bool_and(qualifier = 'exact'), 'exact', 'approx') as qualifier,
        max(status) as status,
        max(basis) as basis,
        min(reported) as reported,
        max(expected) as expected,
        bool_and(complete) as complete,
        bool_or(contested) as contested,
        any_value(source_code) as source_code,
        min(place) as place,
    from told
    group by all
)

select
    c.unit_id,
    c.name as unit_name,
    a.label as age_label,
    b.period_start,
    b.period_end,
    b.period_kind,
    b.men,
    b.women,
    b.qualifier,
    b.status,
    b.basis,
    b.reported,
    b.expected,
    b.complete,
    b.contested,
    b.source_code,
    b.place,
from chosen as c
left join bands as b on c.unit_id = b.unit_id
left join names as a
    on
        a.list = 'age'
        and a.scheme = 'btctw_2021'
        and b.low is not distinct from a.low
        and b.high is not distinct from a.high
        and a.lang = $lang
order by c.unit_id, b.low nulls first
