"""The forms on work: organisations, ratings, discipline, inspections and indicators."""

from .chance import about, apportion, percent
from .lives import AUTHORITIES, OUTCOMES, Report

LEAF_KINDS = {"ward", "commune", "township"}
CELL_TYPES = {
    "xa_phuong_thi_tran": 14,
    "co_quan": 2,
    "su_nghiep": 6,
    "luc_luong_vu_trang": 2,
    "doanh_nghiep": 1,
}
OWN_TYPE = {"cong_an": "luc_luong_vu_trang", "quan_doi": "luc_luong_vu_trang"}
STAGES = ["checked", "violation_found", "must_discipline", "disciplined"]
# Who carries out what: share of members or cells checked, then of each stage in the one before.
INSPECTIONS = {
    ("party_committees", "inspection", "member"): (0.036, 0.08, 0.25),
    ("party_committees", "inspection", "organisation"): (0.30, 0.05, 0.15),
    ("party_committees", "supervision", "organisation"): (0.20, 0.03, 0.15),
    ("inspection_commissions", "suspected_violation", "member"): (0.004, 0.75, 0.60),
    ("inspection_commissions", "suspected_violation", "organisation"): (0.03, 0.60, 0.40),
}
RATING_BEGINS = 2018
RATINGS = ["excellent", "good", "completed", "not_completed"]
INDICATOR = ("indicator", "category", "value", "base", "unit_of_measure")


def level_counts(report: Report) -> dict[str, int]:
    """A commune was one grassroots committee; since 2025-07-01 it stands above several."""
    cells = report.cells
    if report.unit.kind in LEAF_KINDS and not report.period.reorganised:
        grassroots, committees = 1, 1
    else:
        grassroots = max(3, cells // 4)
        committees = grassroots * 2 // 5
    return {
        "grassroots": grassroots,
        "grassroots_committee": committees,
        "grassroots_cell": grassroots - committees,
        "sub_committee": committees // 3,
        "cell": cells - (grassroots - committees),
        "all_cells": cells,
    }


def organisations(report: Report) -> list[dict]:
    rows = [
        {"level": level, "org_type": "all", "organisations": n} for level, n in level_counts(report).items()
    ]
    own = OWN_TYPE.get(report.unit.org_type, report.unit.org_type)
    weights = CELL_TYPES if report.unit.area else {own: 1}
    for org_type, n in zip(weights, apportion(report.cells, list(weights.values())), strict=True):
        rows.append({"level": "all_cells", "org_type": org_type, "organisations": n})
    return rows


def rating_rows(subject: str, parts: list[int], outside: dict[str, int]) -> list[dict]:
    """The four ratings and good or better, with percents of the rated; then who was left out."""
    rated = sum(parts)
    lines = dict(zip(RATINGS, parts, strict=True)) | {"good_or_better": parts[0] + parts[1]}
    rows = [{"rating": r, "rated": n, "percent": percent(n, rated)} for r, n in lines.items()]
    rows += [{"rating": r, "rated": n} for r, n in ({"rated": rated} | outside).items()]
    return [{"subject": subject} | row for row in rows]


def ratings(report: Report, rng) -> list[dict]:
    """Organisations, cells and members, once a year; some members are exempt or left unrated."""
    bounds = ((0.14, 0.19), (0.68, 0.76), (0.05, 0.11), (0.004, 0.012))

    def parts(rated: int) -> list[int]:
        return apportion(rated, [rng.uniform(*bound) for bound in bounds])

    members = report.stock
    exempt, idle = about(rng, members * 0.045), about(rng, members * 0.012)
    outside = {"not_rated": idle, "exempt": exempt, "present": members}
    rows = rating_rows("organisation", parts(level_counts(report)["grassroots"]), {})
    rows += rating_rows("cell", parts(report.cells), {})
    return rows + rating_rows("member", parts(members - exempt - idle), outside)


def discipline(report: Report) -> list[dict]:
    rows = []
    for authority in AUTHORITIES:
        for subject, outcomes in OUTCOMES.items():
            head = {"authority": authority, "subject": subject}
            counts = {o: report.discipline[authority, subject, o] for o in outcomes}
            counts["all"] = sum(counts.values())
            rows += [head | {"outcome": o, "cases": n} for o, n in counts.items()]
    return rows


def inspections(report: Report, rng) -> list[dict]:
    """Four falling stages; never more disciplined than the discipline form counts."""
    left = {}
    for (authority, subject, _), n in report.discipline.items():
        left[authority, subject] = left.get((authority, subject), 0) + n
    rows = []
    for (authority, kind, subject), (reach, found_share, must_share) in INSPECTIONS.items():
        present = report.stock if subject == "member" else report.cells
        checked = about(rng, present * reach * report.period.part)
        found = min(checked, about(rng, checked * found_share))
        must = min(found, about(rng, found * must_share))
        done = min(left[authority, subject], must - int(must > 0 and rng.random() < 0.15))
        left[authority, subject] -= done
        head = {"authority": authority, "kind": kind, "subject": subject}
        stages = zip(STAGES, (checked, found, must, done), strict=True)
        rows += [head | {"stage": stage, "cases": n} for stage, n in stages]
    return rows


def indicators_over_time(report: Report, rng) -> list[dict]:
    """Training, meetings, resolutions and badges of the period."""
    part, members, cells = report.period.part, report.stock, report.cells
    attended = members * 6 - about(rng, members * 0.32)
    studied = int(members * rng.uniform(0.86, 0.97))
    lines = [
        ("training_classes", "", about(rng, 6 * part) + 1, "", "classes"),
        ("training_attendees", "new_members", report.attendees, "", "people"),
        (
            "training_attendees",
            "cell_committee_members",
            about(rng, cells * 1.6 * part),
            "",
            "people",
        ),
        ("training_attendees", "resolution_study", studied, "", "people"),
        ("committee_meetings", "", round(12 * part) + about(rng, 2 * part), "", "meetings"),
        ("thematic_cell_meetings", "", about(rng, cells * 4 * part), "", "meetings"),
        ("cell_meeting_attendance", "", percent(attended, members * 6, 1), "", "percent"),
        ("resolutions_issued", "", about(rng, 14 * part), "", "documents"),
        ("party_badges", "", about(rng, members * 0.018 * part), "", "people"),
    ]
    return [dict(zip(INDICATOR, line, strict=True)) for line in lines]


def indicators_at_date(report: Report, mean_age: str, rng) -> list[dict]:
    """Mean age, and for places their land, people and posts held by one person."""
    lines = [("mean_age", "", mean_age, "", "years")]
    unit, since = report.unit, report.period.year - 2015
    if unit.area:
        hamlets = max(3, round(unit.population / 1500))
        share = min(0.9, 0.35 + 0.05 * since)
        lines += [
            ("area", "", f"{unit.area:.2f}", "", "km2"),
            ("population", "", round(unit.population * (1 + 0.008 * since)), "", "people"),
            ("residential_areas", "", hamlets, "", "units"),
            (
                "concurrent_posts_cell_secretary_hamlet_head",
                "",
                min(hamlets, about(rng, hamlets * share, 0.1)),
                hamlets,
                "people",
            ),
        ]
    return [dict(zip(INDICATOR, line, strict=True)) for line in lines]
