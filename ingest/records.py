"""Text into records: the separator, quotes, and the physical line that each record begins at."""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from ingest.letters.decode import Unreadable

SEPARATORS = (";", "\t", "|", ",")
SEP_LINE = re.compile(r'"?sep=(.)"?[,;|\t]*\s*', re.IGNORECASE)
# White space with the no-break kinds, and what shows as nothing: zero-width space, joiners,
# byte order mark, soft hyphen.
BLANK = " \t\r\n\v\f\u0085\u00a0\u2007\u202f\u3000"
BLANK += "".join(map(chr, range(0x2000, 0x200E))) + "\u2028\u2029\u2060\ufeff\u00ad"
# The separator is told from so many lines at the head of a file.
HEAD = 60
# Longer than what any office writes into one cell; Excel itself ends at 32.767.
LONGEST_CELL = 131_072

Record = tuple[int, list[str]]


class Separated:
    """The records of a text; `separator` is told from its head, a `sep=;` line before it is skipped."""

    def __init__(self, lines: Iterable[str]):
        lines = iter(lines)
        head = list(islice(lines, HEAD))
        self.skipped, self.separator = _separator(head)
        self._lines = chain(head[self.skipped :], lines)

    def __iter__(self) -> Iterator[Record]:
        """Records with a filled cell, and the line each begins at; raises Unreadable broken_quote, cell_too_long."""
        csv.field_size_limit(LONGEST_CELL)
        begun, pending = 0, deque()
        reader = csv.reader(
            _kept(self._lines, pending), delimiter=self.separator, skipinitialspace=True, strict=True
        )
        try:
            for cells in reader:
                if any(cells):
                    yield self.skipped + begun + 1, cells
                begun = reader.line_num
                pending.clear()
        except csv.Error as error:
            raise _unreadable(error, list(pending), self.separator, self.skipped + begun) from None


def _kept(lines: Iterator[str], pending: deque) -> Iterator[str]:
    """The lines, each remembered until its record is read: where a quote was opened is asked in case of a fault."""
    for line in lines:
        pending.append(line)
        yield line


def _unreadable(error: csv.Error, lines: list[str], separator: str, before: int) -> Unreadable:
    if "field larger" in str(error) and len(lines) == 1:
        return Unreadable("cell_too_long", before + 1, limit=LONGEST_CELL)
    return Unreadable("broken_quote", before + _opened(lines, separator))


def _separator(head: list[str]) -> tuple[int, str]:
    """How many lines to skip (a `sep=;` line), and the character between the cells."""
    if head and (found := SEP_LINE.fullmatch(head[0])):
        return 1, found[1]
    counts = [c for c in _counted(head) if any(c)]
    if not counts:
        return 0, ","
    # Titles above a table and notes below it may hold commas; most lines of a table hold its separator equally often.
    best = max(range(len(SEPARATORS)), key=lambda i: _votes([c[i] for c in counts]))
    return 0, SEPARATORS[best]


def _votes(counts: list[int]) -> tuple[int, int]:
    """How many lines hold a separator the number of times that most lines do, and that number."""
    filled = [count for count in counts if count]
    if not filled:
        return 0, 0
    usual = max(set(filled), key=lambda n: (filled.count(n), n))
    return filled.count(usual), usual


def _counted(head: list[str]) -> list[list[int]]:
    """How often each separator stands outside quotes, record by record."""
    counts, inside, last = [], False, [0] * len(SEPARATORS)
    for line in head:
        for char in line[:LONGEST_CELL]:
            if char == '"':
                inside = not inside
            elif not inside and char in SEPARATORS:
                last[SEPARATORS.index(char)] += 1
        if not inside:
            counts.append(last)
            last = [0] * len(SEPARATORS)
    return counts if not any(last) else [*counts, last]


def _opened(lines: list[str], separator: str) -> int:
    """The line, from 1, where the quote that spoils the first of these records was opened."""
    opened, state = 1, "start"
    for number, line in enumerate(lines, 1):
        for char in line:
            if state == "inside":
                state = "closed" if char == '"' else "inside"
            elif char == '"' and state != "plain":
                # A quote right after a closing one is a doubled quote of the same cell.
                opened = number if state == "start" else opened
                state = "inside"
            elif char == separator:
                state = "start"
            elif state == "closed":
                return opened
            elif char != " ":
                state = "plain"
    return opened
