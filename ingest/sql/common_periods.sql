-- Table `common_periods`: how many units of a circle (see `circles`) tell a topic in a period, and how many stood under
-- its unit at the end of it; one row per unit, topic, part and period.
create table common_periods as
with told as (
    select
        c.around_id,
        t.topic,
        t.part,
        t.period_start,
        t.period_end,
        t.period_kind,
        min(t.from_year) as from_year,
        max(t.to_year) as to_year,
        count(*) as units,
    from tellings as t
    inner join circles as c on t.unit_id = c.unit_id
    where
        -- Attendees of the whole stand beside those of its parts.
        (c.side_by_side or t.topic = 'attendees')
        -- A unit alone shares its composition with nobody, and most units are alone.
        and not (c.itself and contains(t.topic, '.'))
    group by c.around_id, t.topic, t.part, t.period_start, t.period_end, t.period_kind
),

due as (
    select d.around_id, d.period_end, count(distinct e.unit_id) as due,
    from (select distinct around_id, period_end from told) as d
    inner join edges as e on d.around_id = e.parent_id and d.period_end between e.valid_from and e.valid_to
    group by d.around_id, d.period_end
)

select t.*, coalesce(d.due, 0) as due,
from told as t
left join due as d on t.around_id = d.around_id and t.period_end = d.period_end
order by t.around_id, t.topic, t.part, t.period_end, t.period_start, t.period_kind
