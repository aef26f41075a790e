-- The units compared by one headline in the latest period that most of them
-- tell (whole years, with $partial parts of years and single days too; where
-- units share none of these, a span of years that they share):
-- place with ties and its change among the units that tell the year before too;
-- a unit that cannot be ranked stands below with its own figure and the reason:
-- one row per unit.
with chosen as (
    select
        u.unit_id,
        u.unit_code,
        u.name as unit_name,
        min(e.valid_from) as stands_from,
        max(e.valid_to) as stands_to,
    from units as u
    inner join edges as e on u.unit_id = e.unit_id
    where
        (
            list_contains($compared::integer[], e.unit_id)
            or (
                len($compared::integer[]) = 0
                and e.parent_id = $unit_id
                and year(e.valid_from) <= $last_year
                and year(e.valid_to) >= $first_year
            )
        )
        and (u.told or e.parent_id > 0 or len($compared::integer[]) > 0)
    group by all
),

told as (
    select
        s.* replace (
            if(
                $counted = 'count' and s.numerator is not null,
                s.numerator,
                round(s.value, 2)
            ) as value,
            if(
                $counted = 'count' and s.numerator is not null,
                'count',
                s.measure
            ) as measure
        ),
        (s.measure = 'count' or s.numerator is not null)
        and $counted = 'count'
        or (s.measure <> 'count' and $counted = 'rate') as comparable,
        $counted = 'rate'
        and coalesce(s.denominator < $least_base, false) as small_base,
    from headlines.shown as s
    inner join chosen as c on s.unit_id = c.unit_id
    where
        s.headline = $headline
        and coalesce(s.part, '') = $part
        and s.from_year <= $last_year
        and s.to_year >= $first_year
),

periods as (
    select
        period_start,
        period_end,
        period_kind,
        count(*) as units,
    from told
    where
        comparable
        and complete
        and (
            period_kind in ('year', 'multi_year')
            or ($partial and period_kind in ('as_of', 'part_year'))
        )
    group by all
    having count(*) > 1
),

shared as (
    select
        p.period_start,
        p.period_end,
        p.period_kind,
    from periods as p
    inner join chosen as c
        on p.period_end between c.stands_from and c.stands_to
    group by p.period_start, p.period_end, p.period_kind, p.units
    order by
        p.period_kind = 'multi_year' asc,
        2 * p.units > count(*) desc,
        if(2 * p.units > count(*), 0, p.units) desc,
        p.period_end desc,
        p.period_kind desc
    limit 1
),

own as (
    select
        t.*,
        p.period_end is not null as is_shared,
    from told as t
    left join shared as p
        on
            t.period_start = p.period_start
            and t.period_end = p.period_end
            and t.period_kind = p.period_kind
    qualify
        row_number() over (
            partition by t.unit_id
            order by
                p.period_end is not null desc,
                t.comparable desc,
                t.complete and t.period_kind = 'year' desc,
                t.complete desc,
                t.period_kind = 'undated',
                coalesce(t.period_end, make_date(t.to_year, 12, 31)) desc,
                t.period_start desc nulls last,
                t.period_kind desc
        ) = 1
),

standings as (
    select
        c.*,
        o.* exclude (o.unit_id),
        case
            when o.status = 'c' then 'hidden'
            when o.value is null then 'not_reported'
            when not o.comparable then 'other_measure'
            when not o.is_shared then 'other_period'
            when not o.complete then 'incomplete'
            when o.small_base then 'small_base'
            -- Beside a hidden figure nobody's place is known.
            when
                $ranked
                and not bool_or(coalesce(o.status = 'c', false)) over ()
                then 'ranked'
            else 'listed'
        end as standing,
    from chosen as c
    left join own as o on c.unit_id = o.unit_id
    left join shared as p on true
    where
        len($compared::integer[]) > 0
        or coalesce(p.period_end between c.stands_from and c.stands_to, true)
),

moved as (
    select
        s.unit_id,
        rank() over (order by b.value desc)
        - rank() over (order by s.value desc) as rank_change,
    from standings as s
    inner join told as b
        on
            s.unit_id = b.unit_id
            and s.period_start - interval 1 year = b.period_start
            and s.period_end - interval 1 year = b.period_end
            and s.period_kind = b.period_kind
    where
        s.standing = 'ranked'
        and b.period_end between s.stands_from and s.stands_to
        and b.comparable
        and b.complete
        and not b.small_base
    qualify count(*) over () > 1
)

select
    s.unit_id,
    s.unit_code,
    s.unit_name,
    s.headline,
    s.part,
    if($lang = 'vi', s.part_vi, s.part_en) as part_label,
    s.period_start,
    s.period_end,
    s.period_kind,
    s.measure,
    s.value,
    s.standing,
    case
        when s.standing = 'ranked'
            then rank() over (partition by s.standing order by s.value desc)
    end as unit_rank,
    case
        when s.standing = 'ranked' then count(*) over (partition by s.standing)
    end as units_ranked,
    m.rank_change,
    s.standing = 'ranked'
    and m.unit_id is null
    and (select count(*), from moved) > 0 as newly_ranked,
    b.band,
    b.low_percent as band_low_percent,
    b.below_percent as band_below_percent,
    s.numerator,
    s.denominator,
    s.printed,
    s.qualifier,
    s.status,
    s.basis,
    s.reported,
    s.expected,
    s.complete,
    s.contested,
    s.source_code,
    s.place,
from standings as s
left join moved as m on s.unit_id = m.unit_id
left join bands as b
    on
        s.headline = 'attainment'
        and s.measure = 'percent'
        and s.value >= b.low_percent
        and s.value < coalesce(b.below_percent, 'infinity')
order by
    list_position(
        [
            'ranked', 'listed', 'small_base', 'incomplete', 'other_measure',
            'other_period', 'not_reported',
        ],
        s.standing
    ),
    unit_rank asc,
    s.unit_id asc
