-- Members admitted by the units under the unit looked at (or by itself where it
-- has none) at the latest period that more than half of those tell that tell
-- any; a unit that tells other periods only has its latest one: one row per
-- unit.
with chosen as (
    select
        unit_id,
        name,
        valid_to,
    from units
    where
        (
            unit_id in (
                select e.unit_id, from edges as e
                where e.parent_id = $unit_id
            )
            and (told or $unit_id > 0)
            and (valid_from is null or year(valid_from) <= $last_year)
            and (valid_to is null or year(valid_to) >= $first_year)
        )
        or (
            unit_id = $unit_id
            and unit_id not in (select e.parent_id, from edges as e)
        )
),

told as (
    select a.*,
    from admissions as a
    inner join chosen as c on a.unit_id = c.unit_id
    where
        a.admitted is not null
        and not a.in_year
        and a.from_year <= $last_year
        and a.to_year >= $first_year
),

common as (
    select
        area,
        period_start,
        period_end,
        period_kind,
        count(*) as units,
        max(count(*)) over () as most,
    from told
    group by area, period_start, period_end, period_kind
    order by
        units > 1 desc,
        least(2 * units, most + 1) desc,
        area asc,
        period_end desc,
        units desc,
        period_start asc
    limit 1
),

ranked as (
    select
        t.*,
        row_number() over (
            partition by t.unit_id
            order by
                m.area is null,
                t.area asc,
                t.to_year desc,
                t.period_end desc,
                t.period_start asc,
        ) as place_in_line,
    from told as t
    left join common as m
        on
            t.area = m.area
            and t.period_start is not distinct from m.period_start
            and t.period_end is not distinct from m.period_end
            and t.period_kind = m.period_kind
            and m.units > 1
)

select
    c.unit_id,
    c.name as unit_name,
    r.period_start,
    r.period_end,
    r.period_kind,
    r.area,
    n.label as area_label,
    r.admitted,
    r.qualifier,
    r.status,
    r.basis,
    r.reported,
    r.expected,
    r.complete,
    r.contested,
    r.source_code,
    r.place,
from chosen as c
left join ranked as r on c.unit_id = r.unit_id and r.place_in_line = 1
left join common as m on true
left join names as n
    on n.list = 'area' and r.area = n.code and n.lang = $lang
where
    coalesce(c.valid_to >= m.period_end, true)
    and (
        r.unit_id is not null
        or coalesce(year(c.valid_to) >= $last_year, true)
    )
order by r.admitted desc nulls last, c.unit_id asc
