"""The made-up province of 2015-2026: its units live, report and are added up."""

from collections import defaultdict
from pathlib import Path

from . import faults, forms, people
from . import forms_of_work as work
from .chance import apportion, dice
from .lives import Report, live
from .periods import BY_LIFE, OLD_2025, WHOLE_2025
from .units import LAND, ROOT, edges, founded_leaves, lineage_rows, old_leaves, unit_rows
from .writing import Tables, toml

SEED = 20250701
REVISED = ("md-van-hai", "md-truong-lac")
COLLECTION = {
    "title_vi": "Tỉnh Minh Dương (số liệu minh họa)",
    "title_en": "Minh Dương province (illustrative figures)",
    "note_vi": "Tỉnh hư cấu, mọi con số do chương trình sinh ra từ một hạt giống cố định, "
    "không phản ánh tổ chức đảng nào có thật. Một số báo cáo thiếu và vài mâu thuẫn được "
    "cài sẵn, liệt kê dưới đây.",
    "note_en": "An invented province: every figure comes from a seeded program and reflects "
    "no real organisation. Some reports are missing and a few contradictions are planted, "
    "all listed below.",
    "illustrative": True,
}


class Province:
    """Writes report after report; keeps only what the higher committees add up."""

    def __init__(self, tables: Tables, seed: int):
        self.tables, self.seed = tables, seed
        self.stocks = defaultdict(list)
        self.flows = defaultdict(list)

    def write(self, table: str, unit: str, period: str, year: int, rows: list[dict], form: str) -> None:
        """Rows of one table, spoiled where a fault is planted, with source and place."""
        head = {"unit_code": unit, "period": period, "source_code": f"{ROOT}-{year}"}
        head["status"] = "p" if year == 2026 else ""
        kept = faults.spoiled(table, unit, period, rows)
        self.tables.add(
            table,
            (head | {"place": f"{form} dòng {line}"} | row for line, row in enumerate(kept, 1)),
        )

    def follow(self, unit, profile, merged_in: int) -> Report:
        """A unit's whole life; returns its last report."""
        opening = unit.members
        for period in BY_LIFE[unit.life]:
            rng = dice(self.seed, unit.code, period.flow)
            report = live(rng, unit, period, opening, merged_in, unit.parent in REVISED)
            self.report(report, profile)
            self.remember(report)
            opening, merged_in = report.closing, 0
        return report

    def report(self, report: Report, profile) -> None:
        """All tables of one report: stocks under the date, flows under the period."""
        unit, period = report.unit.code, report.period
        rng = dice(self.seed, unit, period.flow, "forms")
        for table, form, rows in at_date(report, profile, rng):
            self.write(table, unit, period.stock, period.year, rows, form)
        for table, form, rows in over_time(report, profile, rng):
            self.write(table, unit, period.flow, period.year, rows, form)

    def remember(self, report: Report) -> None:
        """A district adds up until it ends; the province adds year-ends and whole years."""
        period, parent = report.period, report.unit.parent
        if parent != ROOT and not period.reorganised:
            self.stocks[parent, period].append(report)
            self.flows[parent, period].append(report)
        whole = WHOLE_2025 if period.year == 2025 else period
        self.flows[ROOT, whole].append(report)
        if period != OLD_2025:
            self.stocks[ROOT, whole].append(report)

    def add_up(self) -> None:
        """What the higher committees print for themselves: membership and admissions."""
        for (unit, period), reports in self.stocks.items():
            by_type = defaultdict(int)
            for report in reports:
                by_type[report.unit.org_type] += report.stock
            probationary = sum(report.probationary for report in reports)
            rows = forms.membership(sum(by_type.values()), probationary)
            rows += forms.membership_by_type(by_type)
            self.write("membership", unit, period.stock, period.year, rows, "Biểu 3")
        for (unit, period), reports in self.flows.items():
            sums = [sum(getattr(r, name) for r in reports) for name in ("quota", "admitted", "attendees")]
            revised = any(r.first_quota is not None for r in reports)
            first = sum(r.quota if r.first_quota is None else r.first_quota for r in reports)
            rows = forms.admissions(sums[0], first if revised else None, *sums[1:])
            self.write("admissions", unit, period.flow, period.year, rows, "Biểu 2")


def at_date(report: Report, profile, rng):
    """(table, form, rows) of the stocks; ratings are made at year-end only."""
    period = report.period
    structure, mean_age = people.members_structure(profile, report.stock, period.year, rng)
    note = forms.HANDED_OVER if report.flows["out_merged"] else ""
    yield "membership", "Biểu 3", forms.membership(report.stock, report.probationary, note)
    yield "structure", "Biểu 4", structure
    yield "organisations", "Biểu 5", work.organisations(report)
    if period.year >= work.RATING_BEGINS and period.stock == str(period.year):
        yield "ratings", "Biểu 6", work.ratings(report, rng)
    yield "indicators", "Phụ lục 3", work.indicators_at_date(report, mean_age, rng)


def over_time(report: Report, profile, rng):
    """(table, form, rows) of the flows."""
    year, admitted = report.period.year, report.admitted
    quota = forms.admissions(report.quota, report.first_quota, admitted, report.attendees)
    yield "changes", "Biểu 1", forms.changes(report)
    yield "admissions", "Biểu 2", quota + forms.residential(report)
    yield "structure", "Biểu 2b", people.admitted_structure(profile, admitted, year, rng)
    yield "indicators", "Biểu 10", work.indicators_over_time(report, rng)
    yield "inspections", "Biểu 11", work.inspections(report, rng)
    yield "discipline", "Biểu 12", work.discipline(report)


def handed_over(old: dict) -> dict[str, list]:
    """New code -> [(members, profile)]: each old unit's last members by the true shares."""
    shares, parts = defaultdict(dict), defaultdict(list)
    for source, target, _, share, _ in edges():
        shares[source][target] = share
    for source, by_target in shares.items():
        report, profile = old[source]
        members = apportion(report.flows["out_merged"], list(by_target.values()))
        for target, n in zip(by_target, members, strict=True):
            parts[target].append((n, profile))
    return parts


def source_rows():
    """One made-up report a year; the last covers half of 2026."""
    for year in range(2015, 2027):
        half = year == 2026
        what = "6 tháng đầu năm 2026" if half else f"năm {year}"
        row = {
            "source_code": f"{ROOT}-{year}",
            "title": f"Báo cáo thống kê {what} (số liệu minh họa)",
        }
        row |= {
            "number": f"{year % 100:02d}-BC/MD (hư cấu)",
            "issuer": f"{LAND['province']} (hư cấu)",
        }
        row |= {"issued_on": "2026-07-15" if half else f"{year + 1}-01-20", "status": "chinh_thuc"}
        row |= {"as_of": "2026-06-30" if half else f"{year}-12-31", "note": "Số liệu minh họa"}
        yield row | {"coverage": "2026-01/2026-06" if half else str(year)}


def write_province(out: Path, seed: int = SEED) -> None:
    """The whole collection, about 75 000 rows; the same seed gives the same bytes."""
    old_units = old_leaves()
    new_units = founded_leaves(old_units)
    with Tables(out) as tables:
        tables.add("sources", source_rows())
        tables.add("units", unit_rows([*old_units, *new_units]))
        tables.add("lineage", lineage_rows())
        province, old = Province(tables, seed), {}
        for unit in old_units:
            profile = people.Profile(unit, seed)
            old[unit.code] = province.follow(unit, profile, 0), profile
        parts = handed_over(old)
        for unit in new_units:
            merged_in = sum(members for members, _ in parts[unit.code])
            province.follow(unit, people.Mixture(parts[unit.code]), merged_in)
        province.add_up()
    text = toml(COLLECTION, faults.listing())
    (out / "collection.toml").write_text(text, encoding="utf-8", newline="\n")
