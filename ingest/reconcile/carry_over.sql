-- Members at the end of a period, at the start of the next and as a stock at that day: one number. What stands alone
-- against the others is told as wrong, the later one where there are but two; nothing is said across a day on which the
-- unit was reorganised; one row per unit and day.
with told as (
    select unit_id, source_code, period, period_kind, broken, 'closing' as told, period_end as day,
        members, members_high, members_row, 'changes' as table_name,
    from told_changes
    where change = 'closing' and period_kind not in ('undated', 'open')
    union all
    select unit_id, source_code, period, period_kind, broken, 'opening', period_start - 1,
        members, members_high, members_row, 'changes',
    from told_changes
    where change = 'opening' and period_kind not in ('undated', 'open', 'as_of')
    union all
    select unit_id, source_code, period, period_kind, broken, 'stock', period_end,
        members, members_high, members_row, 'membership',
    from told_membership
    where org_type = 'all' and member_status = 'all' and period_kind in ('year', 'as_of')
),

figures as (
    select
        unit_id, day::date as day, told, v.members,
        min(term('+', v.members, table_name, 'members', members_row)) as figure,
        arg_min(period, members_row) as period,
        arg_min(source_code, members_row) as source_code,
    from told, unnest(list_distinct([members, members_high])) as v (members)
    where v.members is not null and not broken
    group by unit_id, day, told, v.members
),

-- Reorganised on that day or the next: who was counted where changes overnight.
moved as (
    select u.unit_id, l.on_date,
    from lineage as l
    inner join units as u on u.unit_code in (l.from_code, l.to_code)
),

days as (
    select
        unit_id, day,
        list(members) filter (told = 'closing') as closings,
        list(members) filter (told = 'opening') as openings,
        list(members) filter (told = 'stock') as stocks,
        arg_min(figure, told || members) filter (told = 'closing') as closing,
        arg_min(figure, told || members) filter (told = 'opening') as opening,
        arg_min(figure, told || members) filter (told = 'stock') as stock,
        any_value(period) filter (told = 'closing') as closing_period,
        any_value(period) filter (told = 'opening') as opening_period,
        any_value(period) filter (told = 'stock') as stock_period,
        any_value(source_code) filter (told = 'closing') as closing_source,
        any_value(source_code) filter (told = 'opening') as opening_source,
        any_value(source_code) filter (told = 'stock') as stock_source,
    from figures
    group by unit_id, day
),

compared as (
    select
        *,
        coalesce(list_has_any(closings, openings), true) as carried,
        coalesce(list_has_any(closings, stocks), true) as counted,
        coalesce(list_has_any(openings, stocks), true) as opened,
    from days as d
    where not exists (
        from moved as m where m.unit_id = d.unit_id and m.on_date between d.day and d.day + 1
    )
),

judged as (
    select
        *,
        case
            when not carried and not opened and counted then 'opening'
            when not carried and stocks is not null and opened then 'closing'
            when not carried then 'opening'
            when not counted then if(openings is null, 'closing', 'stock')
            when not opened then 'opening'
        end as odd,
    from compared
)

select
    'error' as severity,
    if(odd = 'stock', 'membership', 'changes') as table_name,
    unit_id,
    case odd when 'opening' then opening_period when 'stock' then stock_period else closing_period end as period,
    case odd when 'opening' then opening_source when 'stock' then stock_source else closing_source end
        as source_code,
    odd as code,
    'equal' as shape,
    [case
        when odd = 'stock' then closing
        when odd = 'closing' then coalesce(stock, opening)
        when closing is not null then closing
        else stock
    end] as lhs,
    null::double as computed,
    '≠' as relation,
    [case odd when 'opening' then opening when 'stock' then stock else closing end] as rhs,
from judged
where odd is not null
