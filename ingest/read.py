"""A file into a sheet of text columns: CSV of any dialect or a page of a workbook, with the line of every row."""

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice

import numpy as np

from ingest import quick, rest, shape
from ingest.books import workbook
from ingest.careful import cleaned, composed, refuse_rows, split, spread
from ingest.contract import limits
from ingest.header import ignored
from ingest.letters.decode import Decoded, Unreadable, decode
from ingest.letters.kind import kind
from ingest.normalise import fold
from ingest.problem import Problems, quoted
from ingest.records import BLANK, HEAD, Record, Separated
from ingest.sheet import Cells, Sheet
from ingest.words import LEVEL, is_note

__all__ = ["BLANK", "Sheet", "Unreadable", "peek", "read"]

# A larger workbook is read row by row; its merged cells, which no table of that size has, are not looked for.
LARGE_BOOK = 4 << 20

Tick = Callable[[float], None]


def still(done: float) -> None:
    """Nobody watches how far a file is read."""


def read(data: bytes, file: str, page: str = "", tick: Tick = still) -> Sheet:
    """Splits one file strictly. Never raises for what the file holds: what is wrong stands in `problems`, each with
    the line of the file as an editor counts it. `page` chooses a sheet of a workbook; `tick` is told the part of the
    rows done (of a file of the largest size), and what it raises ends the reading."""
    problems = Problems(file)
    try:
        return _File(data, page, problems).sheet(tick)
    except Unreadable as reason:
        problems.add(reason.code, reason.line, **reason.values)
        return Sheet(problems=problems.listed())


def peek(data: bytes, file: str, page: str = "") -> Sheet:
    """The header of a file and the titles above it, without its rows; no header where it cannot be read."""
    try:
        opened = _File(data, page, Problems(file))
        return Sheet(opened.top.names, above=opened.top.above, header_line=opened.top.line)
    except Unreadable:
        return Sheet()


class _File:
    """One opened file: its records, the first of them looked at, its header found."""

    def __init__(self, data: bytes, page: str, problems: Problems):
        self.problems = problems
        self.decoded: Decoded | None = None
        self.page: workbook.Page | None = None
        self.encoding, self.separator, merged = "xlsx", "", []
        _refuse_size(data)
        if problems.file.lower().endswith((".xlsx", ".xlsm")) and not kind(data):
            raise Unreadable("damaged_workbook")
        if workbook.is_workbook(data):
            if len(data) > LARGE_BOOK:
                self.page = workbook.Page(page, [], [])
                records = workbook.rows(data, page)
            else:
                self.page = workbook.page(data, page)
                records, merged = iter(self.page.rows), self.page.merged
        else:
            self.decoded = decode(data)
            separated = Separated(self.decoded.lines())
            self.separator, self.encoding = separated.separator, self.decoded.converted or self.decoded.codec
            records = iter(separated)
        head = list(islice(cleaned(records), HEAD))
        if not head:
            raise Unreadable("empty_file")
        self.top = shape.top(head, merged)
        if (got := len(self.top.names)) > limits()["columns"]:
            raise Unreadable("too_many_columns", self.top.line, got=got, limit=limits()["columns"])
        # Excel writes empty columns at the right of a sheet; how wide a row must be, the last name tells.
        self.least = 1 if self.page else max(i for i, name in enumerate(self.top.names) if name) + 1
        self.body: Iterator[Record] = spread(chain(head[self.top.taken :], records), merged, self._one_figure)
        self.begins = head[self.top.taken][0] if self.top.taken < len(head) else None

    def sheet(self, tick: Tick) -> Sheet:
        self._say_what_was_done()
        columns, lines, ragged = self._columns(tick)
        sheet = Sheet(list(self.top.names), columns, lines, self.separator, header_line=self.top.line)
        sheet = _without_blank_rows(sheet)
        beside = self._ragged(ragged, sheet)
        header, columns = _checked_header(sheet, self.problems)
        sheet = Sheet(
            header, columns, sheet.lines, self.separator, [], self.top.line, self.top.above, beside, [],
            self.encoding,
        )  # fmt: skip
        sheet = rest.without_the_rest(sheet, self.problems)
        if not len(sheet.lines) and not self.problems.refused:
            self.problems.add("no_rows", self.top.line)
        sheet.problems.extend(self.problems.listed())
        return sheet

    def _say_what_was_done(self) -> None:
        opened = self.decoded or self.page
        if opened and opened.converted:
            self.problems.add("converted_text", severity="notice", encoding=opened.converted)
        if self.page and self.page.hidden:
            self.problems.add("hidden_cells", severity="notice", sheet=self.page.name)
        if self.page and self.page.others:
            sheets = ", ".join(map(quoted, self.page.others))
            self.problems.add("other_sheets", severity="notice", sheet=self.page.name, sheets=sheets)
        if self.top.above:
            last = self.top.above[-1][0]
            code = "title_row" if len(self.top.above) == 1 else "title_rows"
            self.problems.add(code, self.top.above[0][0], severity="notice", last=last, header=self.top.line)
        if self.top.rows > 1:
            self.problems.add("header_rows", self.top.line, severity="notice", rows=self.top.rows)

    def _one_figure(self, line: int, column: int) -> None:
        """A figure in a cell merged over several rows is that of all of them together: of none alone."""
        name = self.top.names[column] if column < len(self.top.names) else ""
        if fold(name) not in ignored():
            self.problems.add("merged_figure", line, quoted(name))

    def _columns(self, tick) -> tuple[list[Cells], np.ndarray, list[Record]]:
        width = len(self.top.names)
        if self.begins and (raw := self._quick(width, tick)) is not None:
            lines = np.arange(self.begins, self.begins + len(raw[0][1]), dtype=np.int64)
            return [quick.as_cells(column, composed) for column in raw], lines, []
        return split(self.body, width, self.least, tick)

    def _quick(self, width: int, tick):
        """The body by the fast way, where the file is large and plain; None otherwise."""
        if not (self.decoded and self.decoded.plain and self.begins):
            return None
        data = self.decoded.data
        if len(data) < quick.WORTHWHILE:
            return None
        done = 0

        def rows(count: int) -> None:
            nonlocal done
            done += count
            refuse_rows(done, self.begins)
            tick(done / limits()["rows"])

        body = data[_offset(data, self.begins) :]
        return quick.columns(body, self.separator, width, rows) if len(body) else None

    def _ragged(self, ragged: list[Record], sheet: Sheet) -> list[Record]:
        """Rows of another width are refused, but for the notes at the very end."""
        last = int(sheet.lines[-1]) if len(sheet.lines) else 0
        beside = []
        for line, cells in ragged:
            filled = [c for c in cells if c]
            if line > last and len(filled) <= 2 and (is_note(filled[0]) or beside):
                beside.append((line, cells))
                self.problems.add("note_row", line, severity="notice")
            else:
                self.problems.add("ragged_row", line, got=len(cells), expected=len(sheet.header))
        return beside


def _refuse_size(data: bytes) -> None:
    if len(data) > limits()["bytes"]:
        raise Unreadable("too_large", got=len(data) >> 20, limit=limits()["bytes"] >> 20)


def _offset(data: memoryview, line: int) -> int:
    """Where a physical line begins, in bytes; the end of the data where lines do not end in LF alone or CRLF."""
    head, start = bytes(data[: 1 << 20]), 0
    for _ in range(line - 1):
        start = head.find(b"\n", start) + 1
        if not start:
            return len(data)
    return len(data) if re.search(rb"\r(?!\n)", head[:start]) else start


def _without_blank_rows(sheet: Sheet) -> Sheet:
    blank = np.ones(len(sheet.lines), bool)
    for column in sheet.columns:
        empty = column.texts.index("") if "" in column.texts else -1
        blank &= column.codes == empty
    return sheet.without(np.flatnonzero(blank)) if blank.any() else sheet


def _checked_header(sheet: Sheet, problems: Problems) -> tuple[list[str], list[Cells]]:
    """The header without the empty columns that Excel writes at the right of a sheet; a column without a name is
    wrong only if it is filled, and two columns of one name always are."""
    line, header = sheet.header_line, sheet.header
    filled = [any(column.texts) for column in sheet.columns]
    if nameless := [i for i, name in enumerate(header) if not name and filled[i]]:
        problems.add("empty_header", line, number=nameless[0] + 1)
    first: dict[str, str] = {}
    for name in filter(None, header):
        key = fold(name.replace(LEVEL, " ")) or name
        if key in first:
            problems.add("duplicate_header", line, quoted(name), other=quoted(first[key]))
        first.setdefault(key, name)
    width = max(i for i, name in enumerate(header) if name or filled[i]) + 1
    return header[:width], sheet.columns[:width]
