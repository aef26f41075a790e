-- What a unit of today printed of another territory, before something came to it or went, holds no longer.
delete from draft
where
    (unit_id, period_end) in (
        select (heir_id, period_end) from moved where unit_id = heir_id and not alone
    )
    and period_kind in ('year', 'as_of', 'part_year', 'multi_year')
