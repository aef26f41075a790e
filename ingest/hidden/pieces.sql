-- Of which figures of then those of today's territory are made: `exact` where they are whole and add up; what is not is
-- an estimate. One row per figure that today's territory does not share with then.
select n.cell as whole, list(t.cell), coalesce(not bool_or(m.by_share) and any_value(n.value) = sum(t.value), false) as exact,
from numbered as n
inner join made_of as m
    on
        n.unit_id = m.now_id
        and (n.period_end between m.since and m.last or (n.period_end is null and m.now_id = m.then_id))
inner join numbered as t
    on
        m.then_id = t.unit_id
        and n.table_name = t.table_name
        and n.period_kind = t.period_kind
        and n.period_end is not distinct from t.period_end
        and n.period_start is not distinct from t.period_start
        and n.k1 = t.k1
        and n.k2 = t.k2
        and n.k3 = t.k3
        and n.k4 = t.k4
        and t.territory = 'then'
where n.territory = 'now' and n.cell not in (select cell from numbered where territory = 'then')
group by n.cell
