-- Table `wide.ratings`: the ratings of one kind of subject in one period side by side, what stands beside them taken
-- from 'good or better' where that is told; one row per unit, subject and period.
create table wide.ratings as
select
    unit_id,
    subject,
    period_start,
    period_end,
    period_kind,
    max(rated) filter (where rating = 'excellent') as excellent,
    max(rated) filter (where rating = 'good') as good,
    max(rated) filter (where rating = 'completed') as completed,
    max(rated) filter (where rating = 'not_completed') as not_completed,
    coalesce(
        max(rated) filter (where rating = 'good_or_better'),
        max(rated) filter (where rating = 'excellent') + max(rated) filter (where rating = 'good')
    ) as good_or_better,
    max(rated) filter (where rating = 'rated') as rated,
    max(percent) filter (where rating = 'good_or_better') as percent,
    arg_min(qualifier, (rating <> 'good_or_better', rating <> 'excellent', rating)) as qualifier,
    arg_min(status, (rating <> 'good_or_better', rating <> 'excellent', rating)) as status,
    arg_min(basis, (rating <> 'good_or_better', rating <> 'excellent', rating)) as basis,
    arg_min(reported, (rating <> 'good_or_better', rating <> 'excellent', rating)) as reported,
    arg_min(expected, (rating <> 'good_or_better', rating <> 'excellent', rating)) as expected,
    bool_and(complete) as complete,
    bool_or(contested) as contested,
    arg_min(source_code, (rating <> 'good_or_better', rating <> 'excellent', rating)) as source_code,
    arg_min(place, (rating <> 'good_or_better', rating <> 'excellent', rating)) as place,
    any_value(from_year) as from_year,
    any_value(to_year) as to_year,
    any_value(year) as year,
    any_value(in_year) as in_year,
from ratings
group by unit_id, subject, period_start, period_end, period_kind
order by unit_id, subject, period_end
