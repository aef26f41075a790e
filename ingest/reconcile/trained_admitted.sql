-- More admitted than attended the class before admission, over the same years; one row per unit, period and area.
select
    'warning' as severity, 'admissions' as table_name, unit_id, period, source_code,
    area as code,
    'equal' as shape,
    [term('+', admitted, 'admissions', 'admitted', admitted_row)] as lhs,
    null::double as computed,
    '>' as relation,
    [term('+', attendees, 'admissions', 'attendees', attendees_row)] as rhs,
from told_admissions
where admitted > attendees_high and not admitted_loose and not attendees_loose
