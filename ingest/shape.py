"""Where the table stands in a file: titles above it, a header of one to three rows, totals and notes below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.contract import tables
from ingest.header import columns_by_heading, ignored
from ingest.problem import Problems
from ingest.records import Record
from ingest.sheet import Sheet
from ingest.words import (
    LEVEL,
    heading,
    is_label_header,
    is_note,
    is_plain,
    is_total,
    meanings,
    period_in,
    unnumbered,
)

# Titles of a sheet are a handful of rows; a header further down is a second table.
DEEPEST_HEADER = 30
MOST_HEADER_ROWS = 3
NUMBER = re.compile(r"[-+]?\d[\d .,\u00a0\u202f]*%?(?:\s*/\s*\d[\d.,]*)?")
# "(1)", "2", "A": what numbers the columns of a form in a row under its header.
# "(1)", "B", "5=4/3".
COLUMN_NUMBER = re.compile(r"\(?(?:(\d{1,2})|[A-Ea-e])\)?(?: ?= ?[\d()+x*/:,.% -]+)?")
FEW = 12
# Nobody's header is wider; a row that is holds no header, whatever its words.
WIDEST = 1000


@dataclass(frozen=True)
class Top:
    """The top of a file: `names` of the columns (levels parted), the line of the header's first row, the titles above,
    and how many of the records are no data."""

    names: list[str]
    line: int
    above: list[Record]
    taken: int
    rows: int = 1


def top(head: list[Record], merged: Sequence[tuple[int, int, int, int]] = ()) -> Top:
    """The header among the first records of a file: the row with most words that head columns; else the first."""
    at = _header_row(head)
    line, names = head[at][0], list(head[at][1])
    if merged:  # a sheet of a workbook, whose rows end with their last filled cell
        names += [""] * (max(len(cells) for _, cells in head[at : at + MOST_HEADER_ROWS]) - len(names))
    taken, rows = at + 1, 1
    while rows < MOST_HEADER_ROWS and taken < len(head):
        below = head[taken]
        if not _continues(names, below[1], _spans(merged, line, below[0])):
            break
        names = _joined(names, below[1], _groups(merged, head[taken - 1][0]))
        taken, rows = taken + 1, rows + 1
    if _score(head[at][1]) >= 2 and taken < len(head) and _numbers_columns(head[taken][1]):
        taken += 1
    return Top(names, line, head[:at], taken, rows)


def _header_row(head: list[Record]) -> int:
    scores = [_score(cells) for _, cells in head[:DEEPEST_HEADER]]
    # One known word may stand in a title; two beside each other are a header, and its parts stand below it.
    if several := [i for i, score in enumerate(scores) if score >= 2]:
        return several[0]
    best = max(scores)
    widths = [sum(1 for c in cells if c) for _, cells in head[:DEEPEST_HEADER]]
    if best == 1 and widths[scores.index(1)] > 1 and max(widths[: scores.index(1)], default=1) == 1:
        return scores.index(1)
    # Nothing is known: a header is the first row that is as wide as most are, for a title fills one cell.
    return next((i for i, w in enumerate(widths) if w > 1), 0) if widths[0] == 1 and max(widths) > 1 else 0


def _score(cells: list[str]) -> int:
    """How many cells head a column of the one table that knows most of them; figures never do."""
    words = [c for c in cells[:WIDEST] if c and len(c) <= 120]
    if any(NUMBER.fullmatch(w) and not period_in(w)[0] for w in words):
        return 0
    known = max(sum(1 for w in words if _heads(name, w)) for name in tables())
    # Years in a header stand beside words; a row of years alone is its second row.
    return known + sum(1 for w in words if period_in(w)[0]) if known else 0


def _heads(table: str, text: str) -> bool:
    key = heading(text)
    if key in columns_by_heading(table) or is_label_header(text) or text.lower() in ignored():
        return True
    named = meanings(table) if tables()[table].is_observation else {}
    return key in named and not NUMBER.fullmatch(text)


def _spans(merged, line: int, below: int) -> bool:
    """Whether a merged range of the header row ends in it, so that the row below belongs to the header too."""
    return any(a == line and c >= below for a, _, c, _ in merged) or any(
        a <= line <= c and b < d for a, b, c, d in merged
    )


def _groups(merged, line: int) -> dict[int, int]:
    """First column -> last column of the ranges of this row that span several columns."""
    return {b: d for a, b, c, d in merged if a <= line <= c and d > b}


def _continues(names: list[str], below: list[str], spans: bool) -> bool:
    """Whether the row below is a further row of the header: it names parts of groups, and holds no figures."""
    filled = {i for i, c in enumerate(below) if c}
    if not filled or any(_is_figure(below[i]) for i in filled):
        return False
    blanks = {i for i, n in enumerate(names) if not n} | set(range(len(names), len(below)))
    named = {i for i, n in enumerate(names) if n}
    # Below a merged cell the row is blank; the parts of a group begin under its name.
    part = bool(filled & blanks) and bool(named - filled)
    known = _score(list(filter(None, below))) or any(period_in(below[i])[0] for i in filled)
    plain = all(is_plain(below[i]) or _heads_any(below[i]) or period_in(below[i])[0] for i in filled)
    return part and (spans or plain or bool(known and not _is_row(names, below)))


def _heads_any(text: str) -> bool:
    return any(_heads(name, text) for name in tables())


def _is_row(names: list[str], below: list[str]) -> bool:
    """Whether the first named column holds a word in the row below: data begins there."""
    first = next((i for i, n in enumerate(names) if n and heading(n) not in ignored()), 0)
    return first < len(below) and bool(below[first])


def _is_figure(text: str) -> bool:
    return bool(NUMBER.fullmatch(text)) and not period_in(text)[0]


def _joined(names: list[str], below: list[str], groups: dict[int, int]) -> list[str]:
    """Names of both rows: a part stands under the name of its group, which reaches to the next name."""
    width = max(len(names), len(below))
    upper = names + [""] * (width - len(names))
    lower = below + [""] * (width - len(below))
    joined, group, last = [], "", -1
    for i, (name, part) in enumerate(zip(upper, lower, strict=True)):
        if name:
            group, last = name, groups.get(i, width if not groups else i)
        within = group if group and i <= last else ""
        if part and (name or within):
            joined.append(f"{name or within}{LEVEL}{part}")
        else:
            joined.append(name or part)
    return joined


def _numbers_columns(cells: list[str]) -> bool:
    """Whether a row only numbers the columns: (1), (2), (3) or A, B, 1, 2."""
    filled = [c for c in cells if c]
    found = [match for c in filled if (match := COLUMN_NUMBER.fullmatch(c))]
    if len(filled) < 3 or len(filled) < len(cells) - 1 or len(found) < len(filled):
        return False
    numbers = [int(match[1]) for match in found if match[1]]
    return (
        len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] < 3
    )


def without_the_rest(sheet: Sheet, problems: Problems) -> Sheet:
    """The sheet without total rows, notes and repeated headers, each said; totals are kept apart so that their sums can
    be compared."""
    if len(repeated := _repeated_header(sheet)):
        for number in repeated:
            problems.add("repeated_header", int(sheet.lines[number]), severity="notice")
        sheet = sheet.without(repeated)
    totals = _total_rows(sheet)
    for number in totals:
        problems.add("total_row", int(sheet.lines[number]), severity="notice", text=_label(sheet.row(number)))
    notes = [n for n in _note_rows(sheet) if n not in totals]
    for number in notes:
        problems.add("note_row", int(sheet.lines[number]), severity="notice")
    if not totals and not notes:
        return sheet
    kept = sheet.without(np.array([*totals, *notes], np.int64))
    rows = [[(int(sheet.lines[n]), sheet.row(n)) for n in numbers] for numbers in (totals, notes)]
    return replace(kept, totals=rows[0], beside=[*sheet.beside, *rows[1]])


def _repeated_header(sheet: Sheet) -> np.ndarray:
    """Rows that say the header again, as printed pages do: every cell is the one of the header."""
    same = np.ones(len(sheet.lines), bool)
    # Columns of few texts first: of a long sheet they leave no row to ask the others about.
    for name, column in sorted(zip(sheet.header, sheet.columns, strict=True), key=lambda c: len(c[1].texts)):
        if not same.any():
            break
        key = heading(name.split(LEVEL)[-1])
        codes = [i for i, text in enumerate(column.texts) if heading(text) == key]
        same &= np.isin(column.codes, codes)
    return np.flatnonzero(same)


def _label(cells: list[str]) -> str:
    return next((c for c in cells if not _is_figure(c.rstrip(".")) and any(map(str.isalpha, c))), "")


def _total_rows(sheet: Sheet) -> list[int]:
    """Rows whose first words are those of a total, though they may carry a running number; not where the words say
    what is counted ("all types"), for there the total is a figure of its own."""
    found: set[int] = set()
    for name, column in list(zip(sheet.header, sheet.columns, strict=True))[:3]:
        if not (is_label_header(name) or _names_codes(name)):
            found |= set(column.rows_of(t for t in column.texts if t and is_total(t)).tolist())
    return sorted(n for n in found if is_total(unnumbered(_label(sheet.row(n)))))


def _names_codes(name: str) -> bool:
    known = (columns_by_heading(table).get(heading(name)) for table in tables())
    return any(column is not None and column.type in ("code", "category") for column in known)


def _note_rows(sheet: Sheet) -> list[int]:
    """Rows at the very end with one or two words and no figures, up from the last that begins as a note does: what
    stands below a signature is its name."""
    found, below = [], []
    for number in range(len(sheet.lines) - 1, max(-1, len(sheet.lines) - 1 - FEW), -1):
        filled = [c for c in sheet.row(number) if c]
        if len(filled) > 2 or any(_is_figure(c) for c in filled):
            break
        if any(map(is_note, filled)):
            found, below = [*found, *below, number], []
        elif " " not in filled[0] or (found and len(filled) == 2):
            break
        else:
            (found or below).append(number)
    return found[::-1]
