-- The figure shown for each unit, period and key of {table}, as printed. What is printed once, and that is nearly all,
-- is taken as it stands; what is printed several times (rows of one `spot`) has to be weighed: the newest source wins,
-- a revision before the figure it revises, an exact figure before a rounded one; one row per unit, period and key.
insert into draft
with printed as (
    select
        s.*,
        coalesce(o.issued_on, o.as_of) as issued_on,
        hash(unit_id, period_start, period_end, period_kind, {keys}) as spot,
    from stated.{table} as s
    inner join sources as o using (source_code)
    where s.unit_id between $low and $high
),

crowded as (
    select spot from printed group by spot having count(*) > 1
)

select
    unit_id,
    period_start,
    period_end,
    period_kind,
    {keys},
    {measures},
    qualifier,
    status,
    'stated' as basis,
    null as reported,
    null as expected,
    true as complete,
    false as contested,
    source_code,
    place,
    note,
    from_year,
    to_year,
from printed
where spot not in (select spot from crowded)
union all
select
    unit_id,
    period_start,
    period_end,
    period_kind,
    {keys},
    {newest_measures},
    arg_min(qualifier, rank) as qualifier,
    arg_min(status, rank) as status,
    'stated' as basis,
    null as reported,
    null as expected,
    true as complete,
    {contested} as contested,
    arg_min(source_code, rank) as source_code,
    arg_min(place, rank) as place,
    arg_min(note, rank) as note,
    min(from_year) as from_year,
    max(to_year) as to_year,
from (
    select
        *,
        (
            -coalesce(epoch(issued_on) // 86400, 0)::bigint,
            status is distinct from 'r',
            qualifier <> 'exact',
            row_id,
        ) as rank,
    from printed
    where spot in (select spot from crowded)
) as ranked
group by unit_id, period_start, period_end, period_kind, {keys}
