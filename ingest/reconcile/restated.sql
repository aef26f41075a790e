-- One figure printed at several places of one source, and not alike: neither a revision, which says so itself, nor a
-- figure whose note limits what it counts; percents with fewer decimals are compared as rounded; one row per unit,
-- period and key of {table} whose {measure} contradicts itself.
with printed as (
    select
        *,
        hash(period_kind, period_start, period_end) as span,
        {decimals} as decimals,
    from stated.{table}
    where
        {measure} is not null and qualifier = 'exact'
        and unit_id between getvariable('low') and getvariable('high')
        and not regexp_matches(
            coalesce(lower(note), ''),
            'chỉ tính|chỉ gồm|chỉ kể|không tính|không gồm|không kể|chưa tính|chưa gồm|chưa kể|tính cả|gồm cả|kể cả|'
            || 'tính riêng|riêng cho|ngoại trừ|trừ '
        )
),

differing as (
    select
        unit_id, span, source_code, {keys}, status,
        any_value(period) as period,
        min({measure}) as low,
        max({measure}) as high,
        min(decimals) as decimals,
        max(decimals) as most_decimals,
        arg_min(row_id, {measure}) as low_row,
        arg_max(row_id, {measure}) as high_row,
    from printed
    where status is null or status not in ('r', 'd', 'b')
    group by unit_id, span, source_code, {keys}, status
    having count(distinct {measure}) > 1
)

select
    'error' as severity, '{table}' as table_name, unit_id, period, source_code,
    concat_ws('.', {keys}, '{measure}') as code,
    'equal' as shape,
    [if(
        low_row < high_row,
        term('+', low, '{table}', '{measure}', low_row),
        term('+', high, '{table}', '{measure}', high_row)
    )] as lhs,
    null::double as computed,
    '≠' as relation,
    [if(
        low_row < high_row,
        term('+', high, '{table}', '{measure}', high_row),
        term('+', low, '{table}', '{measure}', low_row)
    )] as rhs,
from differing
where high - low > if(most_decimals > decimals, 0.5 * pow(10, -decimals), 0) + 1e-9
