-- Printed attainment against admitted over quota: of its own row; else of the same unit, period and source; else, over
-- several years, of all its years added up; one row per attainment that does not follow, with the quota that would fit.
with printed as (
    select
        *,
        hash(period_kind, period_start, period_end) as span,
        0.5 * pow(10, -decimals_of(attainment_percent, attainment_percent_decimals)) + 1e-9 as tolerance,
    from stated.admissions
    where
        attainment_percent is not null and qualifier = 'exact' and status is distinct from 'd'
        and unit_id between getvariable('low') and getvariable('high')
),

years as (
    select
        p.row_id,
        sum(y.admitted) as admitted,
        sum(y.quota) as quota,
        list(term('+', y.admitted, 'admissions', 'admitted', y.admitted_row) order by y.period_start) as counted,
        list(term('+', y.quota, 'admissions', 'quota', y.quota_row) order by y.period_start) as aimed,
    from printed as p
    inner join told_admissions as y
        on
            p.unit_id = y.unit_id and p.source_code = y.source_code and p.area = y.area
            and y.period_start >= p.period_start and y.period_end <= p.period_end
    where
        p.period_kind = 'multi_year' and y.period_kind = 'year'
        and y.admitted = y.admitted_high and y.quota = y.quota_high
    group by p.row_id, p.period_start, p.period_end
    having
        count(*) = year(p.period_end) - year(p.period_start) + 1
        and month(p.period_start) = 1 and month(p.period_end) = 12
),

compared as (
    select
        p.*,
        coalesce(p.admitted, t.admitted, y.admitted) as counted,
        coalesce(p.quota, t.quota, y.quota) as aimed,
        case
            when p.admitted is not null then [term('+', p.admitted, 'admissions', 'admitted', p.row_id)]
            when t.admitted is not null then [term('+', t.admitted, 'admissions', 'admitted', t.admitted_row)]
            else y.counted
        end as counted_terms,
        case
            when p.quota is not null then [term('/', p.quota, 'admissions', 'quota', p.row_id)]
            when t.quota is not null then [term('/', t.quota, 'admissions', 'quota', t.quota_row)]
            else [struct_update(x, sign := if(i = 1, '/', '+')) for x, i in y.aimed]
        end as aimed_terms,
    from printed as p
    left join told_admissions as t
        on
            p.unit_id = t.unit_id and p.span = t.span and p.source_code = t.source_code and p.area = t.area
            and t.admitted is not distinct from t.admitted_high and t.quota is not distinct from t.quota_high
    left join years as y on p.row_id = y.row_id
)

select
    'error' as severity, 'admissions' as table_name, unit_id, period, source_code,
    area as code,
    'ratio' as shape,
    counted_terms || aimed_terms as lhs,
    100.0 * counted / aimed as computed,
    '≠' as relation,
    [term('+', attainment_percent, 'admissions', 'attainment_percent', row_id)] as rhs,
    ceil(100.0 * counted / (attainment_percent + tolerance))::bigint as fits_from,
    if(attainment_percent > tolerance, floor(100.0 * counted / (attainment_percent - tolerance)), null)::bigint
        as fits_to,
from compared
where aimed > 0 and abs(attainment_percent - 100.0 * counted / aimed) > tolerance
