-- One headline of the units compared over the periods, beside that of the unit
-- looked at (of a count: the average of the units that tell the period); up to
-- where the axis of a unit reaches, alike for all of them or its own: one row
-- per unit and period.
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
            if($counted = 'count', coalesce(s.numerator, s.value), s.value)
                as value,
            if($counted = 'count', 'count', s.measure) as measure
        ),
    from headlines.shown as s
    inner join chosen as c on s.unit_id = c.unit_id
    where
        s.headline = $headline
        and coalesce(s.part, '') = $part
        and s.from_year <= $last_year
        and s.to_year >= $first_year
        and case
            when $counted = 'count'
                then s.measure = 'count' or s.numerator is not null
            else s.measure <> 'count'
        end
),

above as (
    select
        period_start,
        period_end,
        period_kind,
        value,
    from headlines.shown
    where
        unit_id = $unit_id
        and headline = $headline
        and coalesce(part, '') = $part
        and measure <> 'count'
        and complete
),

averages as (
    select
        t.period_start,
        t.period_end,
        t.period_kind,
        -- Of the figures shown alone it would be no average of all.
        if(
            bool_or(coalesce(t.status = 'c', false)), null, avg(t.value)
        ) as value,
        count(*) as units,
    from told as t
    inner join chosen as c
        on
            t.unit_id = c.unit_id
            and t.period_end between c.stands_from and c.stands_to
    where t.complete
    group by all
)

select
    c.unit_id,
    c.unit_code,
    c.unit_name,
    t.headline,
    t.part,
    if($lang = 'vi', t.part_vi, t.part_en) as part_label,
    t.period_start,
    t.period_end,
    t.period_kind,
    t.measure,
    round(t.value, 2) as value,
    round(
        if($counted = 'count', a.value, p.value),
        2
    ) as beside_value,
    case when $counted = 'count' then a.units end as averaged_units,
    exists (
        from territory_changes as h
        where
            c.unit_id = h.unit_id
            and h.breaks
            and year(t.period_end) = year(h.on_date)
    ) as breaks,
    coalesce(t.denominator < $least_base and $counted = 'rate', false)
        as small_base,
    -- An average of large units would press a small one's own axis flat.
    round(
        if(
            $scale = 'shared',
            max(greatest(t.value, p.value)) over (),
            max(greatest(t.value, if($counted = 'rate', p.value, 0)))
                over (partition by c.unit_id)
        ),
        2
    ) as axis_top,
    t.numerator,
    t.denominator,
    t.printed,
    t.qualifier,
    t.status,
    t.basis,
    t.reported,
    t.expected,
    t.complete,
    t.contested,
    t.source_code,
    t.place,
from chosen as c
left join told as t on c.unit_id = t.unit_id
left join averages as a
    on
        t.period_start = a.period_start
        and t.period_end = a.period_end
        and t.period_kind = a.period_kind
left join above as p
    on
        t.period_start = p.period_start
        and t.period_end = p.period_end
        and t.period_kind = p.period_kind
order by
    c.unit_id,
    t.period_end,
    t.period_start,
    t.period_kind
