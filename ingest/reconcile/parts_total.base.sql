-- Counts that are more than the whole printed beside them; one row per such figure.
with told as (
    select 'membership' as table_name, 'members' as measure, unit_id, period, source_code, row_id, qualifier,
        concat_ws('.', org_type, member_status) as code, members as counted, base,
    from stated.membership
    where unit_id between getvariable('low') and getvariable('high')
    union all
    select 'structure', 'members', unit_id, period, source_code, row_id, qualifier,
        concat_ws('.', population, dimension, scheme, category), members, base,
    from stated.structure
    where unit_id between getvariable('low') and getvariable('high')
    union all
    select 'indicators', 'value', unit_id, period, source_code, row_id, qualifier,
        concat_ws('.', indicator, category), value, base,
    from stated.indicators
    where unit_id between getvariable('low') and getvariable('high') and unit_of_measure not in ('percent', 'points', 'years', 'km2', 'turns')
)

select
    'error' as severity, table_name, unit_id, period, source_code,
    concat('base.', code) as code,
    'sum' as shape,
    [term('+', counted, table_name, measure, row_id)] as lhs,
    counted::double as computed,
    '>' as relation,
    [term('+', base, table_name, 'base', row_id)] as rhs,
from told
where counted > base and qualifier = 'exact'
