"""Which questions a report tells in sentences, and of which columns: a rule gives words to rows, never a judgement."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """How the rows of a question are told.

    `split` are the columns that part the rows into sentences; `part` is the column that names the row within one
    sentence, "" where a sentence tells one row. `figures` are the columns told, the first with its change against
    the year before; of a rule with parts the second is a share in brackets. `stock` is what stands at a date;
    `total` is a column that holds the same sum in every row of a sentence.
    """

    figures: tuple[str, ...]
    part: str = ""
    split: tuple[str, ...] = ()
    stock: bool = False
    total: str = ""


RULES = {
    "membership/members_by_year": Rule(("members",), stock=True),
    "membership/members_by_status": Rule(("members", "percent"), "member_status_label", stock=True),
    "membership/members_by_org_type": Rule(("members", "part_percent"), "org_type_label", stock=True),
    "membership/changes_by_year": Rule(("members",), "change_label"),
    "structure/by_year": Rule(("members", "part_percent"), "category_label", ("scheme_label",), stock=True),
    "admissions/attainment_by_year": Rule(("admitted", "quota", "attainment_percent")),
    "intake/rate_by_year": Rule(("admission_rate_percent", "admitted", "members_year_before")),
    "intake/sources": Rule(("members", "percent"), "category_label", ("scheme_label",)),
    "intake/residential_share": Rule(("admitted_residential", "admitted_all", "residential_percent")),
    "attendees/by_year": Rule(
        ("attendees", "admitted", "admitted_of_attendees_percent"), split=("area_label",)
    ),
    "discipline/outcomes_by_year": Rule(
        ("cases",), "outcome_label", ("authority_label", "subject_label"), total="total_cases"
    ),
    "discipline/organisations_disciplined": Rule(
        ("cases",), "outcome_label", ("authority_label", "subject_label"), total="total_cases"
    ),
    "discipline/rate_by_year": Rule(
        ("cases_per_1000", "cases", "members_year_end"), split=("authority_label",)
    ),
    "discipline/removals_by_year": Rule(("members",), "change_label"),
    "inspections/by_year": Rule(("cases",), "kind_label", ("authority_label", "subject_label")),
    "units/organisations_by_year": Rule(("value",), "series_label", stock=True),
    "units/ratings_by_year": Rule(
        ("rated", "excellent", "good", "good_or_better", "good_or_better_percent"), split=("subject_label",)
    ),
}
