-- Admitted against quota, and admitted where people live for residential areas; one row per report and area.
select
    unit_code,
    year,
    1 as line,
    'all' as area,
    quota,
    admitted,
    admitted + admitted // 10 as attendees,
    round(100.0 * admitted / quota, 2) as attainment_percent,
    null::double as share_percent,
from reports
union all
select
    unit_code,
    year,
    2 as line,
    'residential' as area,
    null as quota,
    admitted * 3 // 5 as admitted,
    null as attendees,
    null as attainment_percent,
    round(100.0 * (admitted * 3 // 5) / admitted, 2) as share_percent,
from reports
where org_type = 'khu_dan_cu' and admitted > 0
