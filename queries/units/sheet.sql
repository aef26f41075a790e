-- One unit on one page: each headline figure at its latest period up to the
-- last year looked at, with the year before, its place among the units under
-- the same parent that tell the same period (the largest first, equals share a
-- place; discipline and removals have none, nor has a sum over some units, nor
-- a rate on fewer than $least_base members), their median, that of those of
-- its own loại hình, and what the parent has (of a count: the average of its
-- units); a headline that is not told stands without a period: one row per
-- headline and part.
with headlines as (
    select
        unnest([
            'members', 'women', 'young', 'university', 'theory',
            'admitted', 'attainment', 'admission_rate', 'residential',
            'attendees', 'discipline', 'removals', 'grassroots',
            'good_or_better',
        ]) as headline,
        unnest(range(14)) as headline_order,
),

own as (
    select
        *,
        coalesce(period_end, make_date(to_year, 12, 31)) as on_day,
    from headlines.shown
    where
        unit_id = $unit_id
        and from_year <= $last_year
        and to_year >= $first_year
        and to_year <= $last_year
    qualify
        row_number() over (
            partition by headline, part
            order by
                period_kind = 'undated',
                coalesce(period_end, make_date(to_year, 12, 31)) desc,
                period_kind = 'year' desc,
                period_start desc nulls last
        ) = 1
),

parents as (
    select distinct
        o.on_day,
        e.parent_id,
    from own as o
    inner join edges as e
        on
            e.unit_id = $unit_id
            and e.parent_id > 0
            and o.on_day between e.valid_from and e.valid_to
),

sisters as (
    select
        o.headline,
        o.part,
        s.unit_id,
        s.value,
        coalesce(s.status = 'c', false) as is_hidden,
        (
            coalesce(u.org_type, '') = coalesce(c.org_type, '')
            and u.kind = c.kind
        ) as same_type,
        (
            s.complete
            and s.value is not null
            and o.headline not in ('discipline', 'removals')
            and (
                o.headline in ('attainment', 'good_or_better')
                or coalesce(s.denominator, $least_base) >= $least_base
            )
        ) as ranked,
    from own as o
    inner join parents as p on o.on_day = p.on_day
    inner join edges as e
        on
            p.parent_id = e.parent_id
            and p.on_day between e.valid_from and e.valid_to
    inner join headlines.shown as s
        on
            e.unit_id = s.unit_id
            and o.headline = s.headline
            and o.part is not distinct from s.part
            and o.measure = s.measure
            and o.period_start is not distinct from s.period_start
            and o.period_end is not distinct from s.period_end
            and o.period_kind = s.period_kind
    inner join units as u on s.unit_id = u.unit_id
    inner join units as c on o.unit_id = c.unit_id
),

placed as (
    select
        *,
        rank() over (
            partition by headline, part, ranked
            order by value desc
        ) as place,
        count(*) over (partition by headline, part, ranked, value) as equals,
    from sisters
),

beside as (
    select
        headline,
        part,
        count(*) as sisters,
        count(*) filter (where ranked) as ranked_units,
        min(place) filter (where unit_id = $unit_id and ranked) as rank,
        min(equals) filter (where unit_id = $unit_id and ranked)
            as units_at_rank,
        -- Of some of the units it would be no median of all.
        bool_or(is_hidden) as sisters_hidden,
        if(bool_or(is_hidden), null, median(value)) as sisters_median,
        if(bool_or(is_hidden), null, avg(value)) as sisters_average,
        count(*) filter (where same_type) as same_type_units,
        if(bool_or(is_hidden), null, median(value) filter (where same_type))
            as same_type_median,
    from placed
    group by headline, part
)

select
    c.unit_id,
    c.unit_code,
    c.name as unit_name,
    h.headline,
    o.part,
    if($lang = 'vi', o.part_vi, o.part_en) as part_label,
    o.period_start,
    o.period_end,
    o.period_kind,
    o.measure,
    o.value,
    o.before_value,
    coalesce(o.reorganised, false) as reorganised,
    o.printed,
    o.numerator,
    o.denominator,
    b.rank,
    b.units_at_rank,
    b.ranked_units,
    b.sisters,
    b.sisters_hidden,
    b.sisters_median,
    b.same_type_units,
    b.same_type_median,
    u.name as parent_name,
    if(o.measure = 'count', b.sisters_average, a.value) as parent_value,
    o.qualifier,
    o.status,
    o.basis,
    o.reported,
    o.expected,
    o.complete,
    o.contested,
    o.source_code,
    o.place,
from units as c
cross join headlines as h
left join own as o on h.headline = o.headline
left join beside as b
    on
        o.headline = b.headline
        and o.part is not distinct from b.part
        and b.sisters > 1
left join parents as p on o.on_day = p.on_day
left join units as u on p.parent_id = u.unit_id
left join headlines.shown as a
    on
        p.parent_id = a.unit_id
        and o.headline = a.headline
        and o.part is not distinct from a.part
        and o.measure = a.measure
        and o.period_start is not distinct from a.period_start
        and o.period_end is not distinct from a.period_end
        and o.period_kind = a.period_kind
where c.unit_id = $unit_id
order by
    h.headline_order asc,
    o.part desc nulls first
