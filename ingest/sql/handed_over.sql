-- Table `handed_over`: periods of a unit whose rises and falls hold members that changed committee in a reorganisation
-- which is no change on the territory of today, in it (`inside`) or right at its end; one row per unit and period.
create temp table handed_over as
select
    c.unit_id,
    c.period_start,
    c.period_end,
    c.period_kind,
    bool_or(t.on_date <= c.period_end) as inside,
    bool_or(t.on_date > c.period_end) as at_end,
from plain.changes as c
inner join territory_changes as t
    on c.unit_id = t.unit_id and t.on_date between c.period_start and c.period_end + 1
where
    c.change in ('in_merged', 'out_merged')
    and c.members > 0
group by c.unit_id, c.period_start, c.period_end, c.period_kind
