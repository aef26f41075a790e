-- What is known of the units looked at: kind, place in the tree, since and
-- until when, how many units stand under it: one row per unit.
with recursive above as (
    select
        unit_id,
        parent_id,
        '' as path,
        0 as steps,
    from units
    where list_contains($units, unit_id)
    union all
    select
        a.unit_id,
        u.parent_id,
        concat_ws(' › ', u.name, nullif(a.path, '')) as path,
        a.steps + 1 as steps,
    from above as a
    inner join units as u on a.parent_id = u.unit_id
    where a.steps < 12
)

select
    u.unit_id,
    u.name as unit_name,
    k.label as unit_kind_label,
    t.label as org_type_label,
    nullif(a.path, '') as path,
    u.valid_from,
    u.valid_to,
    -- Units that nobody listed are not told, and not none.
    nullif(
        count(distinct e.unit_id) filter (
            coalesce(e.valid_to, date '9999-12-31') >= least(
                make_date($last_year, 12, 31),
                coalesce(u.valid_to, date '9999-12-31')
            )
        ),
        0
    ) as units_under,
    u.note,
from units as u
inner join above as a on u.unit_id = a.unit_id and a.parent_id = 0
left join edges as e on u.unit_id = e.parent_id
left join names as k
    on u.kind = k.code and k.list = 'unit_kind' and k.lang = $lang
left join names as t
    on u.org_type = t.code and t.list = 'org_type' and t.lang = $lang
where list_contains($units, u.unit_id)
group by all
order by u.unit_id
