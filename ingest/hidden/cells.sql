-- Table `cells`: every figure of one territory's warehouse ({house}) that may have to be hidden: what is sensitive
-- (ethnicity, religion, discipline, what inspections led to, expulsions) and what stands in one sum with it; `value` is
-- in people or cases (of a percent without a count, the people it stands for), `counted` where it is printed or summed
-- as such; one row per row of a finished table.
insert into cells by name
with totals as (
    select unit_id, period_start, period_end, period_kind, 'members' as population, members as total,
    from {house}.membership
    where org_type = 'all' and member_status = 'all' and members is not null
    union all by name
    select unit_id, period_start, period_end, period_kind, 'admitted' as population, admitted as total,
    from {house}.admissions
    where area = 'all' and admitted is not null
),

shares as (
    select
        s.*,
        coalesce(
            s.whole,
            s.base,
            t.total,
            max(s.whole) over of_unit,
            -- A part with its count and its percent tells what all of them are parts of.
            max(100.0 * s.members / nullif(s.percent, 0)) over of_unit,
            (
                select arg_min(n.total, abs(n.period_end - s.period_end)) from totals as n
                where n.unit_id = s.unit_id and n.population = s.population
            )
        ) as part_of,
    from (
        select *, rowid as row_number,
        from {house}.structure
        where dimension in ('ethnicity', 'religion')
    ) as s
    left join totals as t
        on
            s.unit_id = t.unit_id
            and s.population = t.population
            and s.period_kind = t.period_kind
            and s.period_start is not distinct from t.period_start
            and s.period_end is not distinct from t.period_end
    window of_unit as (
        partition by s.unit_id, s.period_start, s.period_end, s.period_kind, s.population, s.dimension, s.scheme
    )
),

told as (
    select
        'structure' as table_name,
        row_number,
        unit_id, period_start, period_end, period_kind,
        population as k1, dimension as k2, scheme as k3, category as k4,
        coalesce(members, percent * coalesce(part_of, 100) / 100) as value,
        members is not null as counted,
        members is not null or part_of is not null as sensitive,
        part_of,
        basis = 'summed' as summed,
    from shares
    where members is not null or percent is not null
    union all by name
    select
        'discipline' as table_name,
        rowid as row_number,
        unit_id, period_start, period_end, period_kind,
        authority as k1, subject as k2, outcome as k3, '' as k4,
        cases as value,
        true as counted,
        true as sensitive,
        basis = 'summed' as summed,
    from {house}.discipline
    where cases is not null
    union all by name
    select
        'inspections' as table_name,
        rowid as row_number,
        unit_id, period_start, period_end, period_kind,
        authority as k1, kind as k2, subject as k3, stage as k4,
        cases as value,
        true as counted,
        -- Who was checked is no secret; but of one who was checked, none but that one can have been in violation.
        stage <> 'checked' or bool_or(stage <> 'checked' and cases > 0) over of_kind as sensitive,
        basis = 'summed' as summed,
    from {house}.inspections
    where cases is not null
    window of_kind as (
        partition by unit_id, period_start, period_end, period_kind, authority, kind, subject
    )
    union all by name
    select
        'changes' as table_name,
        rowid as row_number,
        unit_id, period_start, period_end, period_kind,
        change as k1, '' as k2, '' as k3, '' as k4,
        members as value,
        true as counted,
        change = 'out_expelled' as sensitive,
        basis = 'summed' as summed,
    from {house}.changes
    where
        members is not null
        -- What other tables tell too, or what everybody knows, is never hidden.
        and change not in ('opening', 'in_admitted', 'in_merged', 'out_merged', 'net', 'closing')
)

select '{territory}' as territory, * from told
