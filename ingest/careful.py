"""Records into columns, one by one: the careful way, which places what is wrong; `quick` is held to it."""

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from ingest import quick
from ingest.contract import limits
from ingest.letters.decode import Unreadable
from ingest.problem import POINT
from ingest.records import BLANK, Record
from ingest.sheet import Cells
from ingest.words import YEAR

TICK = 20_000
MOST_RAGGED = 1000
FIGURE = re.compile(rf"[\d.,{POINT} ]+%?")
YEAR_ALONE = re.compile(YEAR)


def spread(
    records: Iterable[Record],
    merged: list[tuple[int, int, int, int]],
    one_figure: Callable[[int, int], None],
) -> Iterator[Record]:
    """The rows of a sheet; a word or a year merged over several rows stands in each of them, as it looks; any other
    number is told to `one_figure` by its line and column."""
    down = {(a, b): c for a, b, c, d in merged if c > a and b == d}
    if not down:
        yield from records
        return
    reaching: dict[int, tuple[int, str]] = {}
    for line, cells in records:
        for column, (last, text) in reaching.items():
            if line <= last and column < len(cells) and not cells[column]:
                cells[column] = text
            elif line <= last and column == len(cells):
                cells.append(text)
        for column, text in enumerate(cells):
            if text and (line, column) in down:
                reaching[column] = (down[line, column], text)
                if FIGURE.fullmatch(text) and not YEAR_ALONE.fullmatch(text):
                    one_figure(line, column)
        yield line, cells


def refuse_rows(count: int, line: int | None) -> None:
    if count > limits()["rows"]:
        raise Unreadable("too_many_rows", line, limit=limits()["rows"])


def composed(text: str) -> str:
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).strip(BLANK)


def cleaned(records: Iterable[Record]) -> Iterator[Record]:
    for line, cells in records:
        cells = [cell.strip(BLANK) for cell in cells]
        if any(cells):
            yield line, cells


def split(
    records: Iterable[Record], width: int, least: int, tick
) -> tuple[list[Cells], np.ndarray, list[Record]]:
    """The careful way: columns of the rows that are as wide as the header, their lines, and the other rows."""
    numbers: list[dict[str, int]] = [{} for _ in range(width)]
    codes = [array("i") for _ in range(width)]
    lines, ragged = array("q"), []
    for line, cells in records:
        if len(cells) != width:
            cells = _even(cells, width, least)
            if cells is None or len(cells) != width:
                if cells and len(ragged) < MOST_RAGGED:
                    ragged.append((line, cells))
                continue
        lines.append(line)
        for known, row, cell in zip(numbers, codes, cells, strict=True):
            row.append(known.setdefault(cell, len(known)))
        if len(lines) % TICK == 0:
            refuse_rows(len(lines), line)
            tick(len(lines) / limits()["rows"])
    refuse_rows(len(lines), None)
    raw = zip(numbers, codes, strict=True)
    columns = [quick.as_cells((list(known), np.array(row, np.int32)), composed) for known, row in raw]
    return columns, np.array(lines, np.int64), ragged


def _even(cells: list[str], width: int, least: int) -> list[str] | None:
    """The cells of a row without empty ones beyond the width, or with those that only columns without a name lack;
    None for a row without any text."""
    cells = [cell.strip(BLANK) for cell in cells]
    if not any(cells):
        return None
    if least <= len(cells) < width:
        return cells + [""] * (width - len(cells))
    return cells[:width] if len(cells) > width and not any(cells[width:]) else cells
