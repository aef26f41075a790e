-- Members and organisations by type against the total, or against a type that the others belong to: never more; less
-- where the same types add up elsewhere, so that they are all there are, or where what is left would be smaller than
-- any type that is told, so that it looks forgotten; one row per total that contradicts.
with recursive ancestors as (
    select code, parent_code as ancestor, 1 as distance
    from categories
    where list = 'org_type' and parent_code is not null
    union all
    select a.code, c.parent_code, a.distance + 1
    from ancestors as a
    inner join categories as c on c.list = 'org_type' and a.ancestor = c.code
    where c.parent_code is not null
),

-- Types that count the same organisations from two sides: never added to one another.
overlapping (one, other) as (
    values ('ngoai_nha_nuoc', 'doanh_nghiep'), ('ngoai_nha_nuoc', 'dn_ngoai_nha_nuoc'),
        ('ngoai_nha_nuoc', 'hop_tac_xa'), ('ngoai_nha_nuoc', 'su_nghiep'),
        ('ngoai_nha_nuoc', 'su_nghiep_ngoai_cong_lap'), ('dn_von_nha_nuoc', 'ngoai_nha_nuoc'),
        ('hanh_chinh_su_nghiep', 'co_quan'), ('hanh_chinh_su_nghiep', 'co_quan_dang'),
        ('hanh_chinh_su_nghiep', 'co_quan_nha_nuoc'), ('hanh_chinh_su_nghiep', 'su_nghiep'),
        ('hanh_chinh_su_nghiep', 'su_nghiep_cong_lap'), ('hanh_chinh_su_nghiep', 'truong_hoc')
),

told as (
    select 'membership' as table_name, 'members' as measure, unit_id, span, source_code, period,
        member_status as part_of, org_type, members as counted, members_high as counted_high,
        members_loose as loose, members_row as row_id,
    from told_membership
    where members is not null or members_loose
    union all
    select 'organisations', 'organisations', unit_id, span, source_code, period,
        level, org_type, organisations, organisations_high, organisations_loose, organisations_row,
    from told_organisations
    where organisations is not null or organisations_loose
),

hung as (
    select t.*, w.org_type as above, w.counted as whole, w.counted_high as whole_high, w.row_id as whole_row,
        a.distance,
    from told as t
    inner join ancestors as a on t.org_type = a.code
    inner join told as w
        on
            t.table_name = w.table_name and t.unit_id = w.unit_id and t.span = w.span
            and t.source_code = w.source_code and t.part_of = w.part_of and a.ancestor = w.org_type
    qualify row_number() over (partition by t.table_name, t.row_id, t.org_type order by a.distance) = 1
),

parts as (
    select
        table_name, measure, unit_id, source_code, span, part_of, above,
        any_value(period) as period,
        any_value(whole) as whole,
        any_value(whole_high) as whole_high,
        any_value(whole_row) as whole_row,
        sum(counted) as added,
        min(counted) as smallest,
        count(*) as told,
        bool_and(counted = counted_high and not loose) as sure,
        list(org_type order by org_type) as types,
        list(row_id order by row_id) as row_ids,
    from hung
    group by table_name, measure, unit_id, source_code, span, part_of, above
),

-- Only a set of types that has added up somewhere is known to be all of them.
adding_up as (
    select distinct table_name, part_of, above, types
    from parts
    where sure and told > 1 and added in (whole, whole_high)
),

-- A school counted beside the public service units, not among them, makes the total add up one level lower.
beside as (
    select p.table_name, p.unit_id, p.source_code, p.span, p.part_of, n.above,
    from parts as p
    inner join parts as n using (table_name, unit_id, source_code, span, part_of)
    where p.above = 'all' and n.above <> 'all' and p.added + n.added in (p.whole, p.whole_high)
),

judged as (
    select
        p.*,
        case
            when b.unit_id is not null then null
            when p.added > p.whole_high then 'error'
            when p.added in (p.whole, p.whole_high) or p.told < 2 then null
            when a.types is not null then 'error'
            when p.whole - p.added < p.smallest then 'warning'
        end as severity,
    from parts as p
    left join adding_up as a using (table_name, part_of, above, types)
    left join beside as b
        on
            p.table_name = b.table_name and p.unit_id = b.unit_id and p.source_code = b.source_code
            and p.span = b.span and p.part_of = b.part_of and p.above in ('all', b.above)
    where
        p.sure and p.whole is not null
        and not exists (
            from overlapping as o
            where list_contains(p.types, o.one) and list_contains(p.types, o.other)
        )
)

select
    severity, table_name, unit_id, period, source_code,
    concat_ws('.', part_of, above) as code,
    'sum' as shape,
    terms(row_ids, table_name, measure) as lhs,
    added::double as computed,
    if(added > whole_high, '>', '≠') as relation,
    [term('+', whole, table_name, measure, whole_row)] as rhs,
from judged
where severity is not null
