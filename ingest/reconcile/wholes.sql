-- The totals that parts of a population are parts of: all members at a moment; those admitted, of whichever area.
create or replace temp table wholes as
select
    unit_id, moment, source_code, 'members' as population, w.whole, 'membership' as whole_table,
    'members' as whole_measure, members_row as whole_row,
from told_membership, unnest([members, members_high]) as w (whole)
where org_type = 'all' and member_status = 'all' and members is not null
union
select unit_id, moment, source_code, 'admitted', w.whole, 'admissions', 'admitted', admitted_row,
from told_admissions, unnest([admitted, admitted_high]) as w (whole)
where admitted is not null
union
select unit_id, moment, source_code, 'admitted', w.whole, 'changes', 'members', members_row,
from told_changes, unnest([members, members_high]) as w (whole)
where change = 'in_admitted' and members is not null
