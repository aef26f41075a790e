"""Where the table stands in a file: titles above it, a header of one to three rows, totals and notes below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.contract import tables
from ingest.header import columns_by_heading, ignored
from ingest.records import Record
from ingest.words import (
    LEVEL,
    heading,
    is_label_header,
    is_plain,
    meanings,
    period_in,
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
    widths = [sum(1 for c in cells if c) for _, cells in head[:DEEPEST_HEADER]]
    # One known word may stand in a title; two beside each other are a header, and its parts stand below it.
    if several := [i for i, score in enumerate(scores) if score >= 2]:
        # A title fills fewer cells than a header: what fills as many above is the header, though in words unknown.
        return next(i for i in range(several[0] + 1) if widths[i] >= widths[several[0]])
    best = max(scores)
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
    if not filled or any(is_figure(below[i]) for i in filled):
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


def is_figure(text: str) -> bool:
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
