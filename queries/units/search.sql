-- The units whose name, former name or code has a word that begins with each of
-- the folded words looked for, those that are spelled just so first, then those
-- that still exist; with the units that took over those that ended: one row per
-- unit, at most $most.
with found as (
    select
        s.unit_id,
        arg_min(s.spelling, (s.folded <> $spelled, length(s.folded)))
            as spelling,
        bool_or(s.folded = $spelled) as exactly,
        bool_or(starts_with(s.folded, $spelled)) as from_the_start,
    from spellings as s
    where
        len(list_filter(
            $looked_for, lambda word: not contains(' ' || s.folded, ' ' || word)
        )) = 0
    group by s.unit_id
),

heirs as (
    select
        l.from_code,
        string_agg(t.name, ', ' order by t.unit_id) as heirs,
    from lineage as l
    inner join units as t on l.to_code = t.unit_code
    where l.from_code <> l.to_code
    group by l.from_code
)

select
    u.unit_id,
    u.unit_code,
    u.name as unit_name,
    nullif(f.spelling, u.name) as spelling,
    u.valid_to,
    h.heirs,
    count(*) over () as found,
from found as f
inner join units as u on f.unit_id = u.unit_id
left join heirs as h on u.unit_code = h.from_code and u.valid_to is not null
order by
    not f.exactly,
    u.valid_to is not null,
    not f.from_the_start,
    u.depth,
    length(u.name),
    u.unit_id
limit $most
