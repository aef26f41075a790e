"""A small collection written row by row and read by the real importer, for the rules that reconcile it."""

import csv
import io
from contextlib import closing

import duckdb

from ingest import build, references
from ingest import collection as collections
from ingest.contract import tables
from ingest.finding import Finding
from ingest.known import Known
from ingest.reconcile import reconcile

OLD_AGES = ("age_18_30", "age_31_40", "age_41_50", "age_51_60", "age_61_over")
SOURCES = {"s": "2023-12-31", "s2": "2023-12-31", "late": "2024-06-30"}


class Book:
    """Rows of a collection. A unit that is not described stands by itself; the source is `s` unless it is said."""

    def __init__(self):
        self.rows: dict[str, list[dict]] = {}
        for code, day in SOURCES.items():
            self.add("sources", source_code=code, title=code, as_of=day, issued_on=day)

    def add(self, table: str, **cells: object) -> "Book":
        self.rows.setdefault(table, []).append({k: str(v) for k, v in cells.items()})
        return self

    def unit(self, code: str, parent: str = "", since: str = "", until: str = "") -> "Book":
        """A unit under a parent, for a time."""
        cells = {"unit_code": code, "name": code, "parent_code": parent, "kind": "ward"}
        return self.add("units", **cells, valid_from=since, valid_to=until)

    def tell(self, table: str, unit: str, period: str, **cells: object) -> "Book":
        """One printed row."""
        return self.add(
            table, **{"source_code": "s", "place": "Mục I", **cells}, unit_code=unit, period=period
        )

    def members(self, unit: str, period: str, members: int, **cells: object) -> "Book":
        return self.tell(
            "membership",
            unit,
            period,
            **{"org_type": "all", "member_status": "all", **cells},
            members=members,
        )

    def parts(self, unit: str, period: str, kind: str, figures: dict[str, object], **cells: object) -> "Book":
        """Parts of a population by one scheme: `members.gender.btctw_2021`; a figure is a count or a text with %."""
        population, dimension, scheme = kind.split(".")
        keys = {"population": population, "dimension": dimension, "scheme": scheme}
        for category, figure in figures.items():
            text = str(figure)
            column = "percent" if text.endswith("%") else "members"
            self.tell(
                "structure", unit, period, **keys, category=category, **{column: text.rstrip("%")}, **cells
            )
        return self

    def each(
        self, table: str, unit: str, period: str, column: str, measure: str, figures: dict, **cells
    ) -> "Book":
        """A row for each code of one column."""
        for code, figure in figures.items():
            self.tell(table, unit, period, **{column: code, measure: figure}, **cells)
        return self

    def changes(self, unit: str, period: str, **figures: int) -> "Book":
        return self.each("changes", unit, period, "change", "members", figures)

    def files(self) -> list[tuple[str, bytes]]:
        described = {row["unit_code"] for row in self.rows.get("units", [])}
        told = dict.fromkeys(
            r["unit_code"]
            for t, rows in self.rows.items()
            for r in rows
            if t not in ("units", "sources") and "unit_code" in r
        )
        for code in told:
            if code not in described:
                self.unit(code)
        return [(f"{name}.csv", _csv(name, rows)) for name, rows in self.rows.items()]

    def findings(self) -> list[Finding]:
        """What the rules find in it; every file is accepted."""
        known = Known()
        checked = collections.load_shared(known) + collections.check_all(self.files(), known)
        problems = [p for c in checked for p in c.problems if p.severity == "error"]
        assert problems == []
        with closing(duckdb.connect()) as connection:
            references.fill(connection, {}, checked)
            for entry in checked:
                if entry.contract.is_observation:
                    build.insert_stated(connection, entry)
            return reconcile(connection)

    def told(self) -> set[tuple[str, str, str]]:
        """(rule, severity, unit) of every finding."""
        return {(f.rule, f.severity, f.unit) for f in self.findings()}


def _csv(name: str, rows: list[dict]) -> bytes:
    columns = [c.name for c in tables()[name].columns]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
