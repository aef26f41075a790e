-- Stages of an inspection that count more than the stage before them: of those checked some are found to have violated,
-- of these some must be disciplined, of these some have been; one row per pair of stages that rises.
with staged as (
    select
        *,
        lead(term('+', cases, 'inspections', 'cases', cases_row)) over later as next_stage,
        lead(cases) over later as next_cases,
    from told_inspections
    where cases = cases_high and not cases_loose
    window later as (
        partition by unit_id, span, source_code, authority, kind, subject
        order by list_position(['checked', 'violation_found', 'must_discipline', 'disciplined'], stage)
    )
)

select
    'error' as severity, 'inspections' as table_name, unit_id, period, source_code,
    concat_ws('.', authority, kind, subject, stage) as code,
    'equal' as shape,
    [term('+', cases, 'inspections', 'cases', cases_row)] as lhs,
    null::double as computed,
    '<' as relation,
    [next_stage] as rhs,
from staged
where next_cases > cases
