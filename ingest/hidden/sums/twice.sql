-- One figure told under two periods that are one time put in two ways (2019-2023, since 2019; the year, its last day).
select
    hash('twice', a.territory, a.cell, b.cell) as equation,
    unnest([a.cell, b.cell]) as cell,
    unnest([1.0, -1.0]) as coefficient,
    null::double as slack,
from numbered as a
inner join numbered as b
    on
        a.territory = b.territory
        and a.table_name = b.table_name
        and a.unit_id = b.unit_id
        and a.k1 = b.k1
        and a.k2 = b.k2
        and a.k3 = b.k3
        and a.k4 = b.k4
        and a.value = b.value
        and a.cell < b.cell
        and (
            (a.period_end = b.period_end and (a.table_name = 'structure' or 'undated' in (a.period_kind, b.period_kind)))
            or (a.period_start = b.period_start and 'open' in (a.period_kind, b.period_kind))
        )
where a.value > 0
