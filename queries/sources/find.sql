-- Printed figures of the chosen unit and all below it that fit what is sought:
-- a number as a report prints it (1.239, 93,15), or words of the indicator,
-- unit, place, note or source without regard to marks, every word somewhere; a
-- number beside words may also be a year or stand in a text; one page of them,
-- with how many there are in all: one row per printed figure.
with recursive below as (
    select $unit_id::integer as unit_id,
    union
    select e.unit_id,
    from edges as e
    inner join below as b on e.parent_id = b.unit_id
),

typed as (
    select unnest(regexp_split_to_array(trim($sought), '\s+')) as word,
),

sought as (
    select
        1 << (row_number() over (order by word) - 1) as bit,
        strip_accents(lower(word)) as plain,
        case
            when regexp_matches(word, '^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?%?$')
                then replace(replace(rtrim(word, '%'), '.', ''), ',', '.')
        end::double as vietnamese,
        case
            when regexp_matches(word, '^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?$')
                then replace(rtrim(word, '%'), ',', '')
        end::double as english,
        coalesce(vietnamese, english) is not null as is_number,
    from typed
    where word <> ''
),

wanted as (
    select
        coalesce(bit_or(bit), 0) as bits,
        coalesce(bool_and(is_number), true) as only_numbers,
    from sought
),

words as (
    select
        s.bit,
        ' '
        || trim(
            regexp_replace(translate(s.plain, 'đ', 'd'), '[^a-z0-9]+', ' ', 'g')
        )
        || case when s.is_number then ' ' else '' end as fold,
    from sought as s
    inner join wanted as a on not a.only_numbers
),

texts as (
    select
        '*unit' as list,
        '' as scheme,
        u.unit_id::varchar as code,
        concat_ws(' ', u.name, p.name) as text,
    from units as u
    left join units as p on u.parent_id = p.unit_id
    union all
    select
        '*source' as list,
        '' as scheme,
        source_code as code,
        concat_ws(' ', title, number, issuer) as text,
    from sources
    union all
    select
        '*scheme' as list,
        scheme,
        list as code,
        concat_ws(' ', title_vi, title_en) as text,
    from schemes
    union all
    select
        list,
        scheme,
        code,
        label as text,
    from names
    union all
    select distinct
        '*place' as list,
        '' as scheme,
        concat_ws('|', place, note) as code,
        concat_ws(' ', place, note) as text,
    from figures
    where regexp_matches(strip_accents($sought), '[a-zA-ZđĐ]')
),

folded as (
    select
        list,
        scheme,
        code,
        ' '
        || regexp_replace(
            translate(strip_accents(lower(text)), 'đ', 'd'),
            '[^a-z0-9]+',
            ' ',
            'g'
        )
        || ' ' as fold,
    from texts
),

hits as (
    select
        f.list,
        f.scheme,
        f.code,
        bit_or(w.bit) as bits,
    from folded as f
    inner join words as w on contains(f.fold, w.fold)
    group by f.list, f.scheme, f.code
),

values_hit as (
    select
        value,
        bit_or(bit) as bits,
    from (
        select
            bit,
            unnest([vietnamese, english]) as value,
        from sought
    ) as readings
    where value is not null
    group by value
),

years_hit as (
    select
        s.vietnamese::integer as year,
        bit_or(s.bit) as bits,
    from sought as s
    inner join wanted as a on not a.only_numbers
    where s.vietnamese between 1930 and 2100
    group by year
),

matching as not materialized (
    select f.*,
    from figures as f
    inner join below as b on f.unit_id = b.unit_id
    left join hits as u
        on u.list = '*unit' and f.unit_id::varchar = u.code
    left join hits as s
        on s.list = '*source' and f.source_code = s.code
    left join hits as p
        on p.list = '*place' and concat_ws('|', f.place, f.note) = p.code
    left join hits as t
        on t.list = 'table' and f.table_name = t.code
    left join hits as m
        on m.list = 'column.' || f.table_name and f.measure = m.code
    left join hits as k1
        on
            f.list1 = k1.list
            and f.key1 = k1.code
            and k1.scheme in ('', f.scheme)
    left join hits as k2
        on
            f.list2 = k2.list
            and f.key2 = k2.code
            and k2.scheme in ('', f.scheme)
    left join hits as k3
        on
            f.list3 = k3.list
            and f.key3 = k3.code
            and k3.scheme in ('', f.scheme)
    left join hits as k4
        on
            f.list4 = k4.list
            and f.key4 = k4.code
            and k4.scheme in ('', f.scheme)
    left join hits as d
        on d.list = '*scheme' and f.scheme = d.scheme and f.key2 = d.code
    cross join wanted as a
    left join values_hit as v on f.value = v.value
    left join years_hit as y on f.to_year = y.year
    where
        f.from_year <= $last_year
        and f.to_year >= $first_year
        and ($source = '' or f.source_code = $source)
        and ($table = '' or f.table_name = $table) -- noqa: RF02
        and a.bits = (
            coalesce(u.bits, 0)
            | coalesce(s.bits, 0)
            | coalesce(p.bits, 0)
            | coalesce(t.bits, 0)
            | coalesce(m.bits, 0)
            | coalesce(k1.bits, 0)
            | coalesce(k2.bits, 0)
            | coalesce(k3.bits, 0)
            | coalesce(k4.bits, 0)
            | coalesce(d.bits, 0)
            | coalesce(v.bits, 0)
            | coalesce(y.bits, 0)
        )
),

on_page as (
    select *,
    from matching
    order by
        unit_id asc,
        table_name asc,
        period_end desc nulls last,
        row_id asc,
        measure asc
    limit $rows offset $rows_from
),

counted as (
    select count(*) as found,
    from matching
),

scheme_titles as (
    select
        list,
        scheme,
        case $lang when 'vi' then title_vi else title_en end as title,
    from schemes
)

select
    f.unit_id,
    u.name as unit_name,
    t.label as table_label,
    concat_ws(
        ' · ',
        k1.label,
        d.title,
        k2.label,
        k3.label,
        k4.label,
        case when f.measure <> 'value' then m.label end
    ) as item,
    f.period_start,
    f.period_end,
    f.period_kind,
    f.value,
    f.qualifier,
    f.unit_of_measure,
    case when f.table_name = 'indicators' then c.label end as counted_in,
    f.status,
    s.title as source_title,
    f.source_code,
    f.place,
    f.note,
    f.file,
    f.line,
    n.found,
from on_page as f
cross join counted as n
inner join units as u on f.unit_id = u.unit_id
inner join sources as s on f.source_code = s.source_code
left join names as t
    on t.list = 'table' and f.table_name = t.code and t.lang = $lang
left join names as m
    on
        m.list = 'column.' || f.table_name
        and f.measure = m.code
        and m.lang = $lang
left join names as c
    on
        c.list = 'unit_of_measure'
        and f.unit_of_measure = c.code
        and c.lang = $lang
left join scheme_titles as d on f.key2 = d.list and f.scheme = d.scheme
left join names as k1
    on
        f.list1 = k1.list
        and f.key1 = k1.code
        and k1.lang = $lang
        and k1.scheme in ('', f.scheme)
        and (f.key1 <> 'all' or f.list1 = 'outcome')
left join names as k2
    on
        f.list2 = k2.list
        and f.key2 = k2.code
        and k2.lang = $lang
        and k2.scheme in ('', f.scheme)
        and (f.key2 <> 'all' or f.list2 = 'outcome')
left join names as k3
    on
        f.list3 = k3.list
        and f.key3 = k3.code
        and k3.lang = $lang
        and k3.scheme in ('', f.scheme)
left join names as k4
    on
        f.list4 = k4.list
        and f.key4 = k4.code
        and k4.lang = $lang
        and k4.scheme in ('', f.scheme)
order by
    f.unit_id asc,
    f.table_name asc,
    f.period_end desc nulls last,
    f.row_id asc,
    f.measure asc
