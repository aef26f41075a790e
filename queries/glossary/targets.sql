-- The targets that figures are held against, with their legal basis: one row
-- per indicator, scope and first day.
select
    indicator as target,
    min_value as min_percent,
    max_value as max_percent,
    legal_basis,
    valid_from as applies_from,
    valid_to as applies_to,
from targets
order by indicator, scope, valid_from
