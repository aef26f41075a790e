-- Figures of a unit that is as a whole, and alone, what another one was: they stay as they were shown; one row per unit,
-- period and key of {table}.
insert into draft by name
select m.* exclude (unit_id, heir_id, share, due, alone, blocked), m.heir_id as unit_id,
from moved as m
where
    m.alone
    and m.heir_id <> m.unit_id
    and not exists (
        from draft as p
        where
            p.unit_id = m.heir_id
            and p.period_kind = m.period_kind
            and p.period_end = m.period_end
            and p.period_start is not distinct from m.period_start
            and {same_keys}
    )
