"""Rows of a table that are no data: totals, notes and signatures below it, headers said again."""

from dataclasses import replace

import numpy as np

from ingest.contract import tables
from ingest.header import columns_by_heading
from ingest.problem import Problems
from ingest.shape import is_figure
from ingest.sheet import Sheet
from ingest.words import LEVEL, heading, is_label_header, is_note, is_total, unnumbered

FEW = 12


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
    return next((c for c in cells if not is_figure(c.rstrip(".")) and any(map(str.isalpha, c))), "")


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
        if len(filled) > 2 or any(is_figure(c) for c in filled):
            break
        if any(map(is_note, filled)):
            found, below = [*found, *below, number], []
        elif " " not in filled[0] or (found and len(filled) == 2):
            break
        else:
            (found or below).append(number)
    return found[::-1]
