"""The rows of one file against the contract: typed rows, and every problem with its place."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from ingest import personal, rules
from ingest.answers import NONE, Answers
from ingest.cells import NUMBER_TYPES, WHOLE_TYPES, reader
from ingest.checked import Checked
from ingest.contract import Column, Table, decimals_of, tables
from ingest.ended import say_ended
from ingest.header import columns_by_heading, heading, table_of, titles_of
from ingest.known import Known
from ingest.normalise import STYLES, Period, parse_number
from ingest.problem import HINTS, POINT, Problems, quoted
from ingest.read import read
from ingest.reading import ReadingError
from ingest.seen import seen
from ingest.sheet import Cells, Sheet
from ingest.typed import Typed, defaulted
from ingest.words import says_thousands

__all__ = ["Checked", "Known", "check", "table_of"]

PERIOD_COLUMNS = {"period_start": "date", "period_end": "date", "period_kind": "varchar"}


def check(
    file: str,
    data: bytes,
    known: Known,
    table: Table | None = None,
    answers: Answers = NONE,
    tick: Callable[[float], None] = lambda done: None,
) -> Checked:
    """Reads and checks one file; never raises for what the file holds. `file` is its name as shown; the table is told
    from name, header and titles unless it is given. `known` is not changed."""
    sheet = read(data, file, answers.page, tick)
    titles = [cell for _, cells in sheet.above for cell in cells if cell]
    table = (
        table
        or tables().get(answers.table)
        or (table_of(file, sheet.header, titles) if sheet.header else None)
    )
    if betrayed := personal.find(sheet, _numeric(table, sheet.header)):
        return Checked(file, table, problems=[replace(p, file=file) for p in betrayed])
    problems = Problems(file)
    problems.extend(sheet.problems)
    for line, cells in (*sheet.above, *sheet.beside):
        if any(map(says_thousands, cells)):
            problems.add("scaled_numbers", line, text=quoted(next(filter(says_thousands, cells))))
    if table is None:
        if sheet.header:
            problems.add("unknown_table", sheet.header_line)
        return Checked(file, None, problems=problems.listed(), sheet=sheet)
    return _Check(table, sheet, known, problems, answers).checked()


def _numeric(table: Table | None, header: list[str]) -> frozenset[int]:
    columns = columns_by_heading(table.name) if table else {}
    types = [columns[heading(h)].type if heading(h) in columns else "" for h in header]
    return frozenset(i for i, kind in enumerate(types) if kind in NUMBER_TYPES)


class _Check:
    """The check of one sheet against one table, column by column and then row by row."""

    def __init__(self, table: Table, sheet: Sheet, known: Known, problems: Problems, answers: Answers):
        self.table, self.sheet, self.problems, self.answers = table, sheet, problems, answers
        self.known, self.hints = known, 0
        self.view, self.at, self.across = seen(table, sheet, known, problems, answers)
        self.lines = self.view.lines
        self.have = set(self.view.columns)
        self.known = self._with_own_units(known)
        self.bad = np.zeros(len(self.lines), bool)
        self._say_missing()

    def checked(self) -> Checked:
        style = rules.number_way(self)
        columns = {c.name: self._column(c, style) for c in self.table.columns}
        kinds = {c.name: c.sql_type for c in self.table.columns}
        if self.table.is_observation:
            self.periods = columns["period"]
            rules.say_serials(self)
            columns |= self._dated(columns)
            kinds |= PERIOD_COLUMNS
            say_ended(self, columns)
        for column in self.table.columns:
            if column.type == "period":
                columns[column.name] = columns[column.name].mapped(lambda p: (p.edtf or None) if p else None)
        rules.say_other_marks(self, columns)
        rules.check_rows(self, columns)
        rules.compare_totals(self, style)
        if style:
            rules.without_figures(self, columns)
        kept = rules.kept_rows(self, columns)
        arrays = [columns[name].take(kept).arrow(kind) for name, kind in kinds.items()]
        lines = self.lines[kept].tolist()
        decimals = {
            name: columns[of].mapped(lambda v: getattr(v, "decimals", None)).take(kept).arrow("tinyint")
            for name, of in decimals_of(self.table).items()
        }
        listed = self.problems.listed()
        return Checked(
            self.problems.file, self.table, list(kinds), arrays, lines, listed, self.sheet, decimals
        )

    def fault(self, rows: Iterable[int], column: str, error: ReadingError) -> None:
        """Notes what is wrong with the cells of a column in some rows, under its name in the file."""
        values = {k: v for k, v in error.values.items() if k != "near"}
        if near := error.values.get("near"):
            self.hints += 1
            values["nearest"] = near() if self.hints <= HINTS else ""
        values["of"] = column
        rows = np.asarray(rows, np.int64)
        self.bad[rows] = True
        # Values side by side made several rows of one line: its unit is wrong once.
        spots = dict.fromkeys((int(self.lines[row]), self.shown(column, int(row))) for row in rows)
        lines, shown = [line for line, _ in spots], [header for _, header in spots]
        self.problems.add_lines(error.code, lines, shown, values)

    def shown(self, column: str, row: int) -> str:
        """The header of a column as it stands in the file."""
        return quoted(self.view.header_of(column, row))

    def number(self, column: Column, text: str, style: str) -> int | float | None:
        """A number of a total row, which may be the only one with marks between its thousands; None if it is none."""
        for way in dict.fromkeys((style, *STYLES)):
            try:
                return parse_number(text, way, column.type in WHOLE_TYPES, True)
            except ReadingError:
                continue
        return None

    def _say_missing(self) -> None:
        if not self.sheet.header:
            return
        # What was asked already would fill the columns of the key.
        asked = self.problems.has("which_scheme", "which_measure", "unknown_label")
        for column in self.table.columns:
            if (
                column.required
                and column.name not in self.have
                and not (asked and column.name in self.table.key)
            ):
                values = {"title": titles_of(column), "table": titles_of(self.table)}
                self.problems.add("missing_header", self.sheet.header_line, column.name, **values)
        if self.table.is_observation and "period" not in self.have:
            self.problems.add("no_period", self.sheet.header_line, "period", "notice")

    def _with_own_units(self, known: Known) -> Known:
        if self.table.name != "units" or not {"unit_code", "name"} <= self.have:
            return known
        pairs = zip(self.view.columns["unit_code"], self.view.columns["name"], strict=True)
        return known.with_units(list(pairs))

    def answered(self, column: Column) -> Cells:
        """The texts of a column, with what was answered in the place of some."""
        cells = self.view.columns[column.name]
        told = self.answers.cells.get(column.name, {})
        return cells.renamed(told) if told else cells

    def _column(self, column: Column, style: str) -> Typed:
        """The values of a column, None where empty or wrong; each distinct text is read once."""
        unread = column.type in NUMBER_TYPES and not style
        if column.name not in self.have or unread:
            return defaulted(column, len(self.lines))
        value_of = reader(self.table.name, column, self.known, style)
        cells = self.answered(column)
        if column.type not in NUMBER_TYPES:
            cells = cells.renamed({t: t.replace(POINT, ".") for t in cells.texts if POINT in t})
        values, faults = [], {}
        for number, text in enumerate(cells.texts):
            try:
                values.append(value_of(text) if text else self._empty(column))
            except ReadingError as error:
                error.values.setdefault("text", quoted(text))
                values.append(None)
                faults[number] = error
        for number, error in faults.items():
            self.fault(np.flatnonzero(cells.codes == number), column.name, error)
        return Typed(values, cells.codes)

    def _empty(self, column: Column):
        # The header is required but not each cell: a report may give no date.
        if column.type == "period" and self.table.is_observation:
            return Period(None, None, "undated")
        if column.required and not column.default:
            raise ReadingError("required")
        return column.default or None

    def _dated(self, columns: dict[str, Typed]) -> dict[str, Typed]:
        """period_start, period_end and period_kind; the source's day stands in for no date."""
        undated = Period(None, None, "undated")
        periods = columns["period"].mapped(lambda p: p or undated)
        ends = periods.mapped(lambda p: p.end)
        without = periods.where(lambda p: p.kind == "undated")
        if without.any():
            stand_in = columns["source_code"].mapped(self.known.sources.get)
            both = [*ends.values, *stand_in.values]
            ends = Typed(both, np.where(without, stand_in.codes + len(ends.values), ends.codes))
        return {
            "period_start": periods.mapped(lambda p: p.start),
            "period_end": ends,
            "period_kind": periods.mapped(lambda p: p.kind),
        }
