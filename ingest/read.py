"""Bytes into rows of text: encoding, separator, quotes, and the physical line of every row."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

from ingest.decode import Unreadable, decode
from ingest.normalise import fold
from ingest.problem import Problem, Problems, quoted

SEPARATORS = ("\t", ";", ",")
SEP_LINE = re.compile(r'"?sep=(.)"?[,;\t]*\s*', re.IGNORECASE)
# White space with the no-break kinds, and what shows as nothing: zero-width space, joiners,
# byte order mark, soft hyphen.
BLANK = " \t\r\n\v\f\u0085\u00a0\u2007\u202f\u3000"
BLANK += "".join(map(chr, range(0x2000, 0x200E))) + "\u2028\u2029\u2060\ufeff\u00ad"


@dataclass(frozen=True)
class Sheet:
    """A file as text: `rows` are (physical line, cells), each as wide as `header`; every cell is
    NFC without outer spaces. `header` is empty if `problems` made reading pointless."""

    header: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    separator: str = ","
    problems: list[Problem] = field(default_factory=list)
    header_line: int = 1

    @cached_property
    def columns(self) -> list[tuple[str, ...]]:
        """The cells of each column, in the order of the header."""
        return list(zip(*(cells for _, cells in self.rows), strict=True)) or [()] * len(self.header)


def read(data: bytes, file: str) -> Sheet:
    """Splits the bytes of one CSV file strictly. Never raises: what is wrong stands in `problems`
    (empty_file, binary_file, not_utf8, damaged_text, old_font, broken_quote, ragged_row, no_rows,
    empty_header, duplicate_header), each with the line of the file as an editor counts it."""
    problems = Problems(file)
    try:
        lines = _lines(decode(data))
        skip, separator = _separator(lines)
        records = _records(lines[skip:], separator, skip)
    except Unreadable as reason:
        problems.add(reason.code, reason.line, **reason.values)
        return Sheet(problems=problems.listed())
    if not records:
        problems.add("empty_file")
        return Sheet(separator=separator, problems=problems.listed())
    (line, header), body = records[0], records[1:]
    header, body = _even(line, header, body, problems)
    if not body and not problems.refused:
        problems.add("no_rows", line)
    return Sheet(header, body, separator, problems.listed(), line)


def _lines(text: str) -> list[str]:
    """Physical lines with their ends, split at CRLF, LF and CR only (not at U+2028)."""
    return list(io.StringIO(unicodedata.normalize("NFC", text), newline=""))


def _separator(lines: list[str]) -> tuple[int, str]:
    """How many lines to skip (a `sep=;` line), and the character between the cells."""
    if lines and (found := SEP_LINE.fullmatch(lines[0])):
        return 1, found[1]
    counts, inside = dict.fromkeys(SEPARATORS, 0), False
    for line in lines:
        for char in line:
            if char == '"':
                inside = not inside
            elif not inside and char in SEPARATORS:
                counts[char] += 1
        if line.strip() and not inside:
            break
    return 0, max(counts, key=counts.__getitem__) if any(counts.values()) else ","


def _records(lines: list[str], separator: str, skipped: int) -> list[tuple[int, list[str]]]:
    """Records with a filled cell and the line each begins at; Unreadable broken_quote."""
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=True)
    records, begun = [], 0
    try:
        for cells in reader:
            cells = [cell.strip(BLANK) for cell in cells]
            if any(cells):
                records.append((skipped + begun + 1, cells))
            begun = reader.line_num
    except csv.Error:
        opened = _opened(lines[begun:], separator)
        raise Unreadable("broken_quote", skipped + begun + opened) from None
    return records


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


def _even(line, header, body, problems) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header checked, and the rows cut or refused so that all have its width."""
    width = _width(line, header, body, problems)
    first: dict[str, str] = {}
    for name in filter(None, header):
        key = fold(name) or name
        if key in first:
            problems.add("duplicate_header", line, quoted(name), other=quoted(first[key]))
        first.setdefault(key, name)
    rows = []
    for number, cells in body:
        if len(cells) == width:
            rows.append((number, cells))
        elif len(cells) < width or any(cells[width:]):
            problems.add("ragged_row", number, got=len(cells), expected=width)
        else:
            rows.append((number, cells[:width]))
    return header[:width], rows


def _width(line, header, body, problems) -> int:
    """How many columns count. Excel writes the empty ones at the right of a sheet, so a column
    without a name is wrong only if it is filled."""
    filled = {i for i, name in enumerate(header) if name}
    if len(filled) < len(header):
        cells = (enumerate(cells[: len(header)]) for _, cells in body)
        if nameless := {i for row in cells for i, cell in row if cell} - filled:
            problems.add("empty_header", line, number=min(nameless) + 1)
            filled |= nameless
    return max(filled) + 1
