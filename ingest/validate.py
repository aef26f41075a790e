"""The rows of one file against the contract: typed rows, and every problem with its place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pyarrow as pa

from ingest import context, personal, rules, wide
from ingest.answers import NONE, Answers
from ingest.cells import NUMBER_TYPES, WHOLE_TYPES, reader
from ingest.contract import Column, Table, decimals_of, tables
from ingest.header import Headers, columns_by_heading, heading, match, table_of, titles_of
from ingest.known import Known
from ingest.meaning import Told
from ingest.normalise import STYLES, NumberCell, Period, StyleError, number_style, parse_number
from ingest.problem import HINTS, POINT, Problem, Problems, quoted
from ingest.read import read
from ingest.reading import ReadingError
from ingest.sheet import Cells, Sheet
from ingest.typed import Typed, defaulted
from ingest.wide import View
from ingest.words import LEVEL, forms_beside, is_plain, says_thousands

__all__ = ["Checked", "Known", "check", "table_of"]

PERIOD_COLUMNS = {"period_start": "date", "period_end": "date", "period_kind": "varchar"}


@dataclass(frozen=True)
class Checked:
    """One file after the check. `columns` are the contract's, and for observations period_start, period_end (dates or
    None) and period_kind; `arrays` hold their values in that order; empty cells are None, or the column's default.
    `lines` holds the physical line of each row, `decimals` how many each fraction was printed with. Rows with an error
    are left out; use rows only if `accepted`."""

    file: str
    table: Table | None
    columns: list[str] = field(default_factory=list)
    arrays: list[pa.Array] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sheet: Sheet | None = None
    decimals: dict[str, pa.Array] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[tuple]:
        """The rows as tuples in the order of `columns`; for a large file `arrays` take a tenth of the room."""
        return list(zip(*(a.to_pylist() for a in self.arrays), strict=True))

    @property
    def contract(self) -> Table:
        """The table of an accepted file: one that no table was found for is never accepted."""
        if self.table is None:
            raise LookupError(self.file)
        return self.table

    @property
    def accepted(self) -> bool:
        """True if no problem is an error."""
        return all(p.severity != "error" for p in self.problems)


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
        beside = forms_beside(table, [cell for _, cells in sheet.above for cell in cells if cell])
        self.scheme = context.scheme(sheet, answers)
        headers = match(
            table, sheet.header, sheet.header_line, problems, known.is_unit, answers, beside, self.scheme
        )
        self.at = headers.at
        self.view = self._view(headers)
        self.lines = self.view.lines
        self.have = set(self.view.columns)
        self.known = self._with_own_units(known)
        self.bad = np.zeros(len(self.lines), bool)
        self._say_missing()

    def checked(self) -> Checked:
        style = self._style()
        columns = {c.name: self._column(c, style) for c in self.table.columns}
        kinds = {c.name: c.sql_type for c in self.table.columns}
        if self.table.is_observation:
            self.periods = columns["period"]
            rules.say_serials(self)
            columns |= self._dated(columns)
            kinds |= PERIOD_COLUMNS
        for column in self.table.columns:
            if column.type == "period":
                columns[column.name] = columns[column.name].mapped(lambda p: (p.edtf or None) if p else None)
        rules.check_rows(self, columns)
        rules.compare_totals(self, columns, self.sheet.totals, style)
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

    def _view(self, headers: Headers) -> View:
        """The sheet by the contract's columns: labels down the side and values side by side become rows."""
        sheet = self.sheet
        columns = {name: sheet.columns[i] for name, i in headers.at.items()} if sheet.columns else {}
        shown = {name: sheet.header[i] for name, i in headers.at.items()}
        view = context.filled(
            View(columns, sheet.lines, shown), self.table, sheet, self.problems, self.answers
        )
        across = {i: item for i, item in headers.across.items() if i < len(sheet.columns)}
        if headers.labels is not None and sheet.columns:
            figures = [sheet.columns[i] for i in (*across, *headers.at.values())]
            labels = sheet.columns[headers.labels]
            with_side = replace(view, columns=view.columns | {f"#{i}": sheet.columns[i] for i in across})
            view = wide.labelled(
                with_side,
                self.table,
                quoted(sheet.header[headers.labels]),
                labels,
                figures,
                self.known.is_unit,
                self.scheme,
                self.problems,
            )
            side = {i: view.columns[f"#{i}"] for i in across}
            view = replace(view, columns={n: c for n, c in view.columns.items() if not n.startswith("#")})
        else:
            side = {i: sheet.columns[i] for i in across}
        return wide.parted(self._melted(view, across, side), self.table, self.problems, sheet.header_line)

    def _melted(self, view: View, across: dict, side: dict[int, Cells]) -> View:
        have = set(view.columns)
        counted, measure = {}, context.measure(self.table, self.sheet, self.answers)
        timed = "period" not in have and any("period" in item.key for item in across.values())
        for index, item in across.items():
            name, line = self.sheet.header[index], self.sheet.header_line
            # A sum beside years is that of the years: without one of its own it would be a figure of no time.
            summed = timed and "period" not in item.key and all(is_plain(part) for part in name.split(LEVEL))
            if summed or not wide.complete(self.table, item, have):
                self.problems.add(
                    "header_left_out", line, quoted(name), "notice", table=titles_of(self.table)
                )
            elif not (item.measure or measure):
                options = ", ".join(m.name for m in self.table.measures)
                self.problems.add("which_measure", line, quoted(name), options=options)
            else:
                counted[name] = (item, side[index])
        if not counted:
            return view
        if any(item.key for item, _ in counted.values()):
            view = self._beside(view, counted, timed)
            self._say_twice(counted, measure)
            count = len({tuple(sorted(item.key.items())) for item, _ in counted.values()})
            self.problems.add(
                "made_long", self.sheet.header_line, None, "notice", columns=len(counted), rows=count
            )
        return wide.melted(view, self.table, counted, measure)

    def _beside(self, view: View, counted: dict, timed: bool) -> View:
        """The view without its own figures beside those side by side: they are of no part, so they are not repeated
        with each; where only years tell of when, they are of no time."""
        for measure in self.table.measures:
            if measure.name not in view.columns or measure.name == "base":
                continue
            cells, name = view.columns[measure.name], view.shown.get(measure.name, measure.name)
            if timed or not wide.complete(self.table, Told(), set(view.columns)):
                self.problems.add(
                    "header_left_out",
                    self.sheet.header_line,
                    quoted(name),
                    "notice",
                    table=titles_of(self.table),
                )
            else:
                counted[name] = (Told(measure.name), cells)
            view = replace(view, columns={n: c for n, c in view.columns.items() if n != measure.name})
        return view

    def _say_twice(self, counted: dict, measure: str) -> None:
        """Two headers that count the same: one of them would be lost."""
        first: dict[tuple, str] = {}
        for name, (item, _) in counted.items():
            other = first.setdefault((item.measure or measure, *sorted(item.key.items())), name)
            if other != name:
                self.problems.add(
                    "duplicate_header", self.sheet.header_line, quoted(name), other=quoted(other)
                )

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

    def _style(self) -> str:
        """How the file writes its numbers; "", and a problem noted, if it can't be told."""
        if self.answers.numbers:
            return self.answers.numbers
        cells = {}
        for column in self.table.columns:
            if column.type in NUMBER_TYPES and column.name in self.have:
                whole, of_column = column.type in WHOLE_TYPES, self._answered(column)
                for text, row in zip(of_column.texts, of_column.first_rows().tolist(), strict=True):
                    line = int(self.lines[row]) if len(self.lines) else 0
                    # The earliest line speaks for a text that stands in several columns.
                    if text and ((text, whole) not in cells or line < cells[text, whole].line):
                        cells[text, whole] = NumberCell(text, whole, line, column.name, row)
        try:
            return number_style(cells.values())
        except StyleError as error:
            self.fault([error.cell.row], error.cell.column, error)
            return ""

    def _answered(self, column: Column) -> Cells:
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
        cells = self._answered(column)
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
