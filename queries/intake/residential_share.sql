-- Members admitted in residential areas against all members admitted by the
-- units looked at; the share is the printed one, else it is worked out where
-- both counts are complete: one row per unit and period.
with residential as (
    select
        r.*,
        e.admitted as admitted_all,
        coalesce(
            r.share_percent,
            if(
                r.complete and e.complete,
                100.0 * r.admitted / nullif(e.admitted, 0),
                null
            )
        ) as residential_percent,
    from admissions as r
    left join admissions as e
        on
            r.unit_id = e.unit_id
            and e.area = 'all'
            and r.period_start is not distinct from e.period_start
            and r.period_end is not distinct from e.period_end
            and r.period_kind = e.period_kind
    where
        list_contains($units, r.unit_id)
        and r.area = 'residential'
        and r.admitted is not null
        and not r.in_year
        and r.from_year <= $last_year
        and r.to_year >= $first_year
)

select
    c.unit_id,
    c.name as unit_name,
    r.period_start,
    r.period_end,
    r.period_kind,
    r.admitted as admitted_residential,
    r.admitted_all,
    r.residential_percent,
    r.qualifier,
    r.status,
    r.basis,
    r.reported,
    r.expected,
    r.complete,
    r.contested,
    r.source_code,
    r.place,
from units as c
left join residential as r
    on
        c.unit_id = r.unit_id
        and (
            r.period_kind in ('year', 'part_year')
            or r.residential_percent is not null
        )
where list_contains($units, c.unit_id)
order by c.unit_id, r.period_end, r.period_start
