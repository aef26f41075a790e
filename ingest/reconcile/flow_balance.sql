-- Members at the start, plus and minus what changed, against members at the end or against the net change; nothing is
-- said where only increases or only decreases are told. A warning where no transfers are told, which may be what is
-- missing; one row per unit and period that contradicts.
with flows as (
    select
        unit_id, span, source_code,
        any_value(period) as period,
        any_value(members) filter (change = 'opening') as opening,
        any_value(members) filter (change = 'net') as net,
        any_value(members) filter (change = 'closing') as closing,
        coalesce(sum(members) filter (change like 'in@_%' escape '@'), 0)
        - coalesce(sum(members) filter (change like 'out@_%' escape '@'), 0) as moved,
        bool_or(change like 'in@_%' escape '@') and bool_or(change like 'out@_%' escape '@') as both_ways,
        bool_or(change like '%@_transferred' escape '@') as transfers,
        list(
            term(if(change like 'out@_%' escape '@', '-', '+'), members, 'changes', 'members', members_row)
            order by change <> 'opening', change like 'out@_%' escape '@', members_row
        ) filter (change = 'opening' or change like 'in@_%' escape '@' or change like 'out@_%' escape '@') as steps,
        list(
            term(if(change like 'out@_%' escape '@', '-', '+'), members, 'changes', 'members', members_row)
            order by change <> 'opening', change like 'out@_%' escape '@', members_row
        ) filter (change like 'in@_%' escape '@' or change like 'out@_%' escape '@') as moves,
        any_value(term('+', members, 'changes', 'members', members_row)) filter (change = 'opening') as opened,
        any_value(term('+', members, 'changes', 'members', members_row)) filter (change = 'net') as grown,
        any_value(term('+', members, 'changes', 'members', members_row)) filter (change = 'closing') as closed,
    from told_changes
    where members = members_high and not members_loose
    group by unit_id, span, source_code
),

unsure as (
    select distinct unit_id, span, source_code
    from told_changes
    where members_loose or members <> members_high
),

judged as (
    select
        *,
        case
            when both_ways and opening + moved <> closing then 'closing'
            when both_ways and moved <> net then 'net'
            when closing - opening <> net then 'difference'
        end as fault,
    from flows
    anti join unsure using (unit_id, span, source_code)
)

select
    if(transfers or fault = 'difference', 'error', 'warning') as severity,
    'changes' as table_name, unit_id, period, source_code,
    fault as code,
    'sum' as shape,
    case fault
        when 'closing' then steps
        when 'net' then moves
        else [closed, struct_insert(opened, dummy := 0)]
    end as lhs,
    case fault when 'closing' then opening + moved when 'net' then moved else closing - opening end::double
        as computed,
    '≠' as relation,
    [if(fault = 'closing', closed, grown)] as rhs,
from judged
where fault is not null
