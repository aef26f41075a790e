-- Members disciplined by the committees of the organisations, and by the inspection commissions of the communes; one
-- row per unit, year and outcome.
with outcomes (line, outcome, chance) as (
    values (1, 'khien_trach', 0.0033), (2, 'canh_cao', 0.0017), (3, 'cach_chuc', 0.0003), (4, 'khai_tru', 0.0007)
),

disciplining as (
    select unit_code, year, 'party_committees' as authority, members, luck from reports
    union all
    select commune_code, year, 'inspection_commissions', sum(members) // 3, hash(commune_code, year) from reports
    group by commune_code, year
),

cases as (
    select
        d.unit_code,
        d.year,
        d.authority,
        o.line,
        o.outcome,
        floor(d.members * o.chance + hash(d.luck, o.line) % 1000 / 1000)::bigint as cases,
    from disciplining as d
    cross join outcomes as o
)

select unit_code, year, line, authority, 'member' as subject, outcome, cases from cases
union all
select unit_code, year, 5, authority, 'member', 'all', sum(cases)::bigint from cases group by unit_code, year, authority
