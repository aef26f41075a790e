"""The rows of one file against the contract: typed rows, and every problem with its place."""

from dataclasses import dataclass, field, replace

from ingest import personal, rules
from ingest.cells import NUMBER_TYPES, WHOLE_TYPES, reader
from ingest.contract import Column, Table
from ingest.header import columns_by_heading, heading, match, table_of
from ingest.known import Known
from ingest.normalise import NumberCell, Period, StyleError, number_style
from ingest.problem import HINTS, Problem, Problems, quoted
from ingest.read import Sheet, read
from ingest.reading import ReadingError

__all__ = ["Checked", "Known", "check", "table_of"]

PERIOD_COLUMNS = ("period_start", "period_end", "period_kind")


@dataclass(frozen=True)
class Checked:
    """One file after the check. `rows` are typed tuples in the order of `columns`: the contract's
    columns, and for observations period_start, period_end (dates or None) and period_kind; empty
    cells are None, or the column's default. `lines` holds the physical line of each row. Rows with
    an error are left out; use rows only if `accepted`."""

    file: str
    table: Table | None
    columns: list[str] = field(default_factory=list)
    rows: list[tuple] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

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


def check(file: str, data: bytes, known: Known, table: Table | None = None) -> Checked:
    """Reads and checks one CSV file; never raises for what the file holds. `file` is its name as
    shown; the table is told from name and header unless it is given. `known` is not changed."""
    sheet = read(data, file)
    table = table or (table_of(file, sheet.header) if sheet.header else None)
    if betrayed := personal.find(sheet, _numeric(table, sheet.header)):
        return Checked(file, table, problems=[replace(p, file=file) for p in betrayed])
    problems = Problems(file)
    problems.extend(sheet.problems)
    if table is None:
        if sheet.header:
            problems.add("unknown_table", sheet.header_line)
        return Checked(file, None, problems=problems.listed())
    return _Check(table, sheet, known, problems).checked()


def _numeric(table: Table | None, header: list[str]) -> frozenset[int]:
    columns = columns_by_heading(table.name) if table else {}
    types = [columns[heading(h)].type if heading(h) in columns else "" for h in header]
    return frozenset(i for i, kind in enumerate(types) if kind in NUMBER_TYPES)


class _Check:
    """The check of one sheet against one table, column by column and then row by row."""

    def __init__(self, table: Table, sheet: Sheet, known: Known, problems: Problems):
        self.table, self.sheet, self.problems = table, sheet, problems
        self.lines = [line for line, _ in sheet.rows]
        self.at = match(table, sheet.header, sheet.header_line, problems)
        self.known = self._with_own_units(known)
        self.bad_lines: set[int] = set()
        self.hints = 0

    def checked(self) -> Checked:
        style = self._style()
        columns = {c.name: self._column(c, style) for c in self.table.columns}
        names = [c.name for c in self.table.columns]
        if self.table.is_observation:
            columns |= self._dated(columns)
            names += PERIOD_COLUMNS
        for column in self.table.columns:
            if column.type == "period":
                columns[column.name] = [p.edtf or None if p else None for p in columns[column.name]]
        rules.check_rows(self, columns)
        rows = list(zip(*(columns[name] for name in names), strict=True))
        kept = rules.without_repeats(self, names, rows)
        rows, lines = [rows[i] for i in kept], [self.lines[i] for i in kept]
        listed = self.problems.listed()
        return Checked(self.problems.file, self.table, names, rows, lines, listed)

    def fault(self, line: int, column: str, error: ReadingError) -> None:
        """Notes what is wrong with a cell, under the column's name in the file."""
        values = {k: v for k, v in error.values.items() if k != "near"}
        if near := error.values.get("near"):
            self.hints += 1
            values["nearest"] = near() if self.hints <= HINTS else ""
        self.problems.add(error.code, line, self.shown(column), **values)
        self.bad_lines.add(line)

    def shown(self, column: str) -> str:
        """The header of a column as it stands in the file."""
        return self.sheet.header[self.at[column]] if column in self.at else column

    def cells(self, column: str) -> tuple[str, ...]:
        """The texts of a column that is in the file."""
        return self.sheet.columns[self.at[column]]

    def _with_own_units(self, known: Known) -> Known:
        if self.table.name != "units" or not {"unit_code", "name"} <= set(self.at):
            return known
        return known.with_units(list(zip(self.cells("unit_code"), self.cells("name"), strict=True)))

    def _style(self) -> str:
        """How the file writes its numbers; "", and a problem noted, if it can't be told."""
        cells = {}
        for column in self.table.columns:
            if column.type in NUMBER_TYPES and column.name in self.at:
                whole = column.type in WHOLE_TYPES
                texts = self.cells(column.name)
                first = dict(zip(reversed(texts), reversed(self.lines), strict=True))
                for text, line in first.items():
                    # The earliest line speaks for a text that stands in several columns.
                    if text and ((text, whole) not in cells or line < cells[text, whole].line):
                        cells[text, whole] = NumberCell(text, whole, line, column.name)
        try:
            return number_style(cells.values())
        except StyleError as error:
            self.fault(error.cell.line, error.cell.column, error)
            return ""

    def _column(self, column: Column, style: str) -> list:
        """The values of a column, None where empty or wrong; each distinct text is read once."""
        unread = column.type in NUMBER_TYPES and not style
        if column.name not in self.at or unread:
            return [column.default or None] * len(self.lines)
        value_of = reader(self.table.name, column, self.known, style)
        cells = self.cells(column.name)
        values, faults = {}, {}
        for text in dict.fromkeys(cells):
            try:
                values[text] = value_of(text) if text else self._empty(column)
            except ReadingError as error:
                error.values.setdefault("text", quoted(text))
                values[text], faults[text] = None, error
        if faults:
            for line, text in zip(self.lines, cells, strict=True):
                if text in faults:
                    self.fault(line, column.name, faults[text])
        return [values[text] for text in cells]

    def _empty(self, column: Column):
        # The header is required but not each cell: a report may give no date.
        if column.type == "period" and self.table.is_observation:
            return Period(None, None, "undated")
        if column.required and not column.default:
            raise ReadingError("required")
        return column.default or None

    def _dated(self, columns: dict[str, list]) -> dict[str, list]:
        """period_start, period_end and period_kind; the source's day stands in for no date."""
        starts, ends, kinds = [], [], []
        for period, source in zip(columns["period"], columns["source_code"], strict=True):
            period = period or Period(None, None, "undated")
            undated = period.kind == "undated"
            starts.append(period.start)
            ends.append(self.known.sources.get(source) if undated else period.end)
            kinds.append(period.kind)
        return dict(zip(PERIOD_COLUMNS, (starts, ends, kinds), strict=True))
