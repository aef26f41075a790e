-- Which headlines the units compared tell at all in the years, how many units
-- tell each as a rate and how many as a count: one row per headline and part.
with chosen as (
    select distinct u.unit_id,
    from units as u
    inner join edges as e on u.unit_id = e.unit_id
    where
        (
            list_contains($compared::integer[], e.unit_id)
            or (
                len($compared::integer[]) = 0
                and e.parent_id = $unit_id
                and year(e.valid_from) <= $last_year
                and year(e.valid_to) >= $first_year
            )
        )
        and (u.told or e.parent_id > 0 or len($compared::integer[]) > 0)
)

select
    s.headline,
    s.part,
    if($lang = 'vi', s.part_vi, s.part_en) as part_label,
    coalesce(
        any_value(s.measure) filter (where s.measure <> 'count'), 'count'
    ) as measure,
    count(distinct s.unit_id) as units,
    count(distinct s.unit_id) filter (where s.measure <> 'count')
        as units_with_rate,
    count(distinct s.unit_id) filter (
        where s.measure = 'count' or s.numerator is not null
    ) as units_with_count,
from headlines.shown as s
inner join chosen as c on s.unit_id = c.unit_id
where s.from_year <= $last_year and s.to_year >= $first_year
group by s.headline, s.part, s.part_vi, s.part_en
order by
    list_position(
        [
            'members', 'admitted', 'attainment', 'admission_rate',
            'residential', 'attendees', 'women', 'young', 'university',
            'theory', 'discipline', 'removals', 'grassroots', 'good_or_better',
        ],
        s.headline
    ),
    s.part asc
