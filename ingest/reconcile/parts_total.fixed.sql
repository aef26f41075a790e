-- Totals whose parts are fixed by the forms: official and probationary members, committees and cells, ratings, admitted
-- where people live; where all parts are told they add up, in one of several ways if there are such, otherwise they do
-- not exceed the total; one row per total that contradicts.
with ways (table_name, whole_code, way, parts, closed) as (
    values
    ('membership', 'all', 1, ['official', 'probationary'], true),
    ('membership', 'all', 2, ['exempt'], false),
    ('organisations', 'grassroots', 1, ['grassroots_committee', 'grassroots_cell'], true),
    ('organisations', 'all_cells', 1, ['grassroots_cell', 'cell'], true),
    ('organisations', 'subordinate', 1, ['grassroots_committee', 'grassroots_cell'], false),
    ('organisations', 'subordinate', 2, ['grassroots_committee', 'grassroots_cell', 'cell'], true),
    ('ratings', 'rated', 1, ['excellent', 'good', 'completed', 'not_completed'], true),
    ('ratings', 'good_or_better', 1, ['excellent', 'good'], true),
    ('ratings', 'present', 1, ['rated', 'not_rated', 'exempt'], true),
    ('admissions', 'all', 1, ['residential'], false)
),

told as (
    select 'membership' as table_name, 'members' as measure, unit_id, span, source_code, period, org_type as of,
        member_status as code, members as counted, members_high as counted_high, members_loose as loose,
        members_row as row_id,
    from told_membership
    union all
    select 'organisations', 'organisations', unit_id, span, source_code, period, org_type, level,
        organisations, organisations_high, organisations_loose, organisations_row,
    from told_organisations
    union all
    select 'ratings', 'rated', unit_id, span, source_code, period, subject, rating, rated, rated_high,
        rated_loose, rated_row,
    from told_ratings
    union all
    select 'admissions', 'admitted', unit_id, span, source_code, period, '', area, admitted, admitted_high,
        admitted_loose, admitted_row,
    from told_admissions
),

added as (
    select
        w.table_name, w.measure, w.unit_id, w.span, w.source_code, w.of, w.code, y.way, y.closed,
        any_value(w.period) as period,
        any_value(w.counted) as whole,
        any_value(w.counted_high) as whole_high,
        any_value(w.row_id) as whole_row,
        y.closed and count(*) = any_value(len(y.parts)) and bool_and(not p.loose) as whole_told,
        sum(p.counted) as added,
        list(p.row_id order by list_position(y.parts, p.code)) as row_ids,
    from told as w
    inner join ways as y on w.table_name = y.table_name and w.code = y.whole_code
    inner join told as p
        on
            w.table_name = p.table_name and w.unit_id = p.unit_id and w.span = p.span
            and w.source_code = p.source_code and w.of = p.of and list_contains(y.parts, p.code)
    where w.counted is not null and p.counted = p.counted_high
    group by w.table_name, w.measure, w.unit_id, w.span, w.source_code, w.of, w.code, y.way, y.closed
),

-- Subordinate organisations are committees and cells, with or without the cells below: either way may fit.
weighed as (
    select
        *,
        bool_or(added in (whole, whole_high)) over (
            partition by table_name, unit_id, span, source_code, of, code
        ) and code = 'subordinate' as fits_otherwise,
    from added
)

select
    'error' as severity, table_name, unit_id, period, source_code,
    concat_ws('.', code, nullif(of, ''), way) as code,
    'sum' as shape,
    terms(row_ids, table_name, measure) as lhs,
    added::double as computed,
    if(whole_told, '≠', '>') as relation,
    [term('+', whole, table_name, measure, whole_row)] as rhs,
from weighed
where
    not fits_otherwise
    and case when whole_told then added not in (whole, whole_high) else added > whole_high end
