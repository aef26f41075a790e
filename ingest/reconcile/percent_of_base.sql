-- Printed percents that do not follow from their count and what it is a part of: the base printed beside them, or else
-- every total that may be meant; one row per such percent, with the whole numbers that would fit as a base.
with counted as (
    select 'membership' as table_name, 'percent' as measure, 'members' as of, row_id, unit_id, period,
        source_code, concat_ws('.', org_type, member_status) as code, '' as family,
        members as counted, base, percent, decimals_of(percent, percent_decimals) as decimals,
        hash(period_kind, period_start, period_end) as span,
        if(period_kind in ('year', 'as_of'), hash(period_end), hash(period_kind, period_start, period_end))
            as moment,
    from stated.membership
    where qualifier = 'exact' and status is distinct from 'd' and unit_id between getvariable('low') and getvariable('high')
    union all
    select 'structure', 'percent', 'members', row_id, unit_id, period, source_code,
        concat_ws('.', population, dimension, scheme, category), population, members, base, percent,
        decimals_of(percent, percent_decimals),
        hash(period_kind, period_start, period_end),
        if(period_kind in ('year', 'as_of'), hash(period_end), hash(period_kind, period_start, period_end)),
    from stated.structure
    where qualifier = 'exact' and status is distinct from 'd' and unit_id between getvariable('low') and getvariable('high')
    union all
    select 'ratings', 'percent', 'rated', row_id, unit_id, period, source_code,
        concat_ws('.', subject, rating), subject, rated, null, percent, decimals_of(percent, percent_decimals),
        hash(period_kind, period_start, period_end), null,
    from stated.ratings
    where qualifier = 'exact' and status is distinct from 'd' and unit_id between getvariable('low') and getvariable('high')
        and rating not in ('rated', 'present')
    union all
    select 'admissions', 'share_percent', 'admitted', row_id, unit_id, period, source_code,
        area, area, admitted, null, share_percent, decimals_of(share_percent, share_percent_decimals),
        hash(period_kind, period_start, period_end), null,
    from stated.admissions
    where qualifier = 'exact' and status is distinct from 'd' and unit_id between getvariable('low') and getvariable('high')
        and area <> 'all'
),

told as (
    select * from counted where counted is not null and percent is not null
),

-- What a count without a base of its own may be a part of.
bases as (
    select table_name, row_id, base, table_name as base_table, 'base' as base_measure, row_id as base_row, 0 as rank,
    from told
    where base > 0
    union all
    select t.table_name, t.row_id, w.whole, w.whole_table, w.whole_measure, w.whole_row, 1,
    from told as t
    inner join wholes as w
        on t.unit_id = w.unit_id and t.moment = w.moment and t.source_code = w.source_code
        and w.population = if(t.table_name = 'membership', 'members', t.family)
    where t.table_name in ('membership', 'structure') and t.base is null
    union all
    select t.table_name, t.row_id, w.members, 'membership', 'members', w.members_row, 2,
    from told as t
    inner join told_membership as w
        on t.unit_id = w.unit_id and t.span = w.span and t.source_code = w.source_code
        and t.code in (concat_ws('.', w.org_type, 'official'), concat_ws('.', w.org_type, 'probationary'),
            concat_ws('.', w.org_type, 'exempt'))
    where t.table_name = 'membership' and t.base is null and w.member_status = 'all'
    union all
    select t.table_name, t.row_id, w.rated, 'ratings', 'rated', w.rated_row, if(w.rating = 'rated', 1, 2),
    from told as t
    inner join told_ratings as w
        on t.unit_id = w.unit_id and t.span = w.span and t.source_code = w.source_code and t.family = w.subject
    where t.table_name = 'ratings' and w.rating in ('rated', 'present')
    union all
    -- Where no total is printed, what is told whole is its own.
    select t.table_name, t.row_id, w.added, null, null, null, 3,
    from told as t
    inner join (
        select unit_id, span, source_code, subject, sum(rated) as added,
        from told_ratings
        where rating in ('excellent', 'good', 'completed', 'not_completed') and rated = rated_high
        group by unit_id, span, source_code, subject
        having count(*) = 4
    ) as w
        on t.unit_id = w.unit_id and t.span = w.span and t.source_code = w.source_code and t.family = w.subject
    where t.table_name = 'ratings'
    union all
    select t.table_name, t.row_id, w.added, null, null, null, 3,
    from told as t
    inner join (
        select
            p.unit_id, p.span, p.source_code, concat_ws('.', p.population, p.dimension, p.scheme) as scheme,
            sum(p.members) as added,
        from told_structure as p
        inner join schemes as s on p.dimension = s.list and p.scheme = s.scheme and s.partition and not s.open
        anti join wholes as w
            on p.unit_id = w.unit_id and p.moment = w.moment and p.source_code = w.source_code
            and p.population = w.population
        where p.members = p.members_high and p.base is null
        group by p.unit_id, p.span, p.source_code, p.population, p.dimension, p.scheme
        having count(*) = (
            select count(*) from categories as c where c.list = p.dimension and c.scheme = p.scheme
        )
    ) as w
        on
            t.unit_id = w.unit_id and t.span = w.span and t.source_code = w.source_code
            and t.code[1:len(w.scheme) + 1] = w.scheme || '.'
    where t.table_name = 'structure' and t.base is null
    union all
    select t.table_name, t.row_id, w.admitted, 'admissions', 'admitted', w.admitted_row, 1,
    from told as t
    inner join told_admissions as w
        on t.unit_id = w.unit_id and t.span = w.span and t.source_code = w.source_code and w.area = 'all'
    where t.table_name = 'admissions'
),

fitting as (
    select t.table_name, t.row_id
    from told as t
    inner join bases as b on t.table_name = b.table_name and t.row_id = b.row_id
    where abs(t.percent - 100.0 * t.counted / b.base) <= 0.5 * pow(10, -t.decimals) + 1e-9
),

compared as (
    select
        t.*,
        b.* exclude (table_name, row_id, base),
        b.base as of_base,
        0.5 * pow(10, -t.decimals) + 1e-9 as tolerance,
    from told as t
    inner join bases as b on t.table_name = b.table_name and t.row_id = b.row_id
    anti join fitting as f on t.table_name = f.table_name and t.row_id = f.row_id
    where b.base > 0
)

select
    'error' as severity, table_name, unit_id, period, source_code, code,
    'ratio' as shape,
    [
        term('+', any_value(counted), table_name, any_value(of), row_id),
        arg_min(
            term('/', of_base, base_table, base_measure, base_row),
            (abs(percent - 100.0 * counted / of_base), rank, base_row)
        )
    ] as lhs,
    arg_min(100.0 * counted / of_base, (abs(percent - 100.0 * counted / of_base), rank, base_row)) as computed,
    '≠' as relation,
    [term('+', any_value(percent), table_name, measure, row_id)] as rhs,
    any_value(ceil(100.0 * counted / (percent + tolerance)))::bigint as fits_from,
    any_value(if(percent > tolerance, floor(100.0 * counted / (percent - tolerance)), null))::bigint as fits_to,
from compared
group by table_name, row_id, unit_id, period, source_code, code, measure
