-- The units whose name, former name or code has words that begin with the
-- folded words looked for ($word_1 to $word_4, and what is left of them in
-- $further), those that are spelled just so first, then those that still exist;
-- with the units that took over those that ended: one row per unit, at most
-- $most.
with matching as materialized (
    select
        s.rowid as spot,
        s.unit_id,
        s.ended,
        s.folded = ' ' || $spelled as exactly,
        starts_with(s.folded, ' ' || $spelled) as from_the_start,
        length(s.folded) as letters,
    from spellings as s
    where
        contains(s.folded, ' ' || $word_1)
        and contains(s.folded, ' ' || $word_2)
        and contains(s.folded, ' ' || $word_3)
        and contains(s.folded, ' ' || $word_4)
        and len(list_filter(
            $further, lambda word: not contains(s.folded, ' ' || word)
        )) = 0
),

-- A unit may be met by its name and by its code.
best as (
    select *,
    from matching
    order by
        not exactly,
        ended,
        not from_the_start,
        letters,
        unit_id
    limit 4 * $most
),

found as (
    select
        unit_id,
        arg_min(spot, (not exactly, letters)) as spot,
        bool_or(exactly) as exactly,
        bool_or(from_the_start) as from_the_start,
    from best
    group by unit_id
),

heirs as (
    select
        l.from_code,
        string_agg(t.name, ', ' order by t.unit_id) as heirs,
        bool_or(l.extent = 'part') as in_parts,
    from lineage as l
    inner join units as t on l.to_code = t.unit_code
    where l.from_code <> l.to_code
    group by l.from_code
)

select
    u.unit_id,
    u.unit_code,
    u.name as unit_name,
    nullif(s.spelling, u.name) as spelling,
    u.valid_to,
    h.heirs,
    h.in_parts,
    (select count(distinct m.unit_id), from matching as m) as found,
from found as f
inner join units as u on f.unit_id = u.unit_id
inner join spellings as s on f.spot = s.rowid
left join heirs as h on u.unit_code = h.from_code and u.valid_to is not null
order by
    not f.exactly,
    u.valid_to is not null,
    not f.from_the_start,
    u.depth,
    length(u.name),
    u.unit_id
limit $most
