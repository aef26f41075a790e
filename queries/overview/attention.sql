-- What needs attention by rule in the units looked at and their children, only
-- units that exist as long as the unit looked at: one row per finding.
with looked_at as (
    select max(coalesce(u.valid_to, date '9999-12-31')) as valid_to,
    from units as u
    where list_contains($units, u.unit_id)
)

select
    c.unit_id,
    c.unit_code,
    c.name as unit_name,
    f.attention,
    f.severity,
    if($lang = 'vi', f.about_vi, f.about_en) as about_label,
    f.period_start,
    f.period_end,
    f.period_kind,
    f.value,
    f.before_value,
    f.threshold,
    f.numerator,
    f.denominator,
    f.source_code,
    f.place,
from findings.shown as f
inner join units as c on f.unit_id = c.unit_id
cross join looked_at as l
where
    exists (
        from circles as k
        where
            list_contains($units, k.around_id)
            and c.unit_id = k.unit_id
            and coalesce(f.period_end between k.hung_from and k.hung_to, true)
    )
    and coalesce(c.valid_to, date '9999-12-31') >= least(
        make_date($last_year, 1, 1), l.valid_to
    )
    and $first_year between f.first_from and f.first_to
    and $last_year between f.last_from and f.last_to
order by
    array_position(['error', 'warning', 'notice'], f.severity),
    c.unit_id,
    f.attention,
    f.period_end,
    about_label
