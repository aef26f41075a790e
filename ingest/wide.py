"""Wide tables made long: years, codes or units side by side as columns, labels down the side, pairs such as 680/730."""

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from ingest.contract import Table
from ingest.meaning import Told, settle, told
from ingest.problem import Problems, quoted
from ingest.sheet import Cells
from ingest.view import View
from ingest.words import LEVEL, has_all, is_plain, unnumbered

PAIR = re.compile(r"(\d[\d.]*)\s*/\s*(\d[\d.]*)\s*(?:\(?\s*([\d.,]+\s*%)\s*\)?)?")


def readings(table: Table, names: list[str], is_unit: Callable[[str], bool], scheme: str) -> dict[str, Told]:
    """What each header that is no column of the contract counts; those without sense in this table are left out."""
    items = [told(table, tuple(name.split(LEVEL)), is_unit) for name in names]
    settled = settle(items, scheme)
    return {n: item for n, item in zip(names, settled, strict=True) if item is not None}


def complete(table: Table, item: Told, have: set[str]) -> bool:
    """Whether a row of these codes, beside the columns that the file has, has all that the table's key asks for."""
    needed = {c.name for c in table.columns if c.required and c.name in table.key}
    return needed <= have | set(item.key)


def as_total(table: Table, item: Told, have: set[str]) -> Told:
    """A word that says only "total" counts all of a code list that knows such an entry."""
    if item.open or set(item.key) - {"period", "unit_code"}:
        return item
    lacking = [c for c in table.columns if c.required and c.name in table.key and c.name not in have]
    key = {c.name: "all" for c in lacking if has_all(c.list or c.name)}
    return Told(item.measure, item.key | key) if key and len(key) == len(lacking) else item


def melted(view: View, table: Table, across: dict[str, tuple[Told, Cells]], measure: str) -> View:
    """The values side by side under one another: one row per row of the file and different key of its headers.

    `across`: header -> what it counts, its cells; `measure` is that of headers that name none."""
    keys: list[tuple] = []
    for item, _ in across.values():
        if (key := tuple(sorted(item.key.items()))) not in keys:
            keys.append(key)
    count = len(keys)
    columns = {name: Cells(c.texts, np.repeat(c.codes, count)) for name, c in view.columns.items()}
    side: dict[str, list[str]] = {}
    for name in dict.fromkeys(name for key in keys for name, _ in key):
        columns[name] = _tiled([dict(key).get(name, "") for key in keys], len(view.lines))
        side[name] = _headers_by_key(across, keys)
    measures = dict.fromkeys(item.measure or measure for item, _ in across.values())
    for wanted in measures:
        of_key = {
            tuple(sorted(item.key.items())): (header, cells)
            for header, (item, cells) in across.items()
            if (item.measure or measure) == wanted
        }
        columns[wanted] = _interleaved([of_key.get(key, ("", None))[1] for key in keys], len(view.lines))
        side[wanted] = [of_key.get(key, ("", None))[0] for key in keys]
    long = replace(view, columns=columns, lines=np.repeat(view.lines, count), side=view.side | side)
    return _reported(long, list(measures), count)


def _headers_by_key(across: dict[str, tuple[Told, Cells]], keys: list[tuple]) -> list[str]:
    first: dict[tuple, str] = {}
    for header, (item, _) in across.items():
        first.setdefault(tuple(sorted(item.key.items())), header)
    return [first[key] for key in keys]


def _tiled(texts: list[str], rows: int) -> Cells:
    row = Cells.of(texts)
    return Cells(row.texts, np.tile(row.codes, rows))


def _interleaved(columns: list[Cells | None], rows: int) -> Cells:
    """Cells of several columns row by row: the first row of each, then the second of each."""
    numbers: dict[str, int] = {"": 0}
    stacked = np.zeros((rows, len(columns)), np.int32)
    for i, cells in enumerate(columns):
        if cells is not None and rows:
            known = np.array([numbers.setdefault(t, len(numbers)) for t in cells.texts], np.int32)
            stacked[:, i] = known[cells.codes]
    return Cells(list(numbers), stacked.ravel())


def _reported(view: View, measures: list[str], count: int) -> View:
    """The rows that tell anything: an empty cell among years side by side is no row. Headers are kept row by row."""
    told = np.zeros(len(view.lines), bool)
    for name in measures:
        cells = view.columns[name]
        told |= cells.codes != (cells.texts.index("") if "" in cells.texts else -1)
    columns = {name: cells.take(told) for name, cells in view.columns.items()}
    rows = np.flatnonzero(told) % count
    side = {name: [headers[r] for r in rows] for name, headers in view.side.items()}
    return replace(view, columns=columns, lines=view.lines[told], side=side)


def labelled(
    view: View,
    table: Table,
    head: str,
    labels: Cells,
    figures: list[Cells],
    is_unit,
    scheme: str,
    problems: Problems,
) -> View:
    """Rows whose first words, under `head`, say what they count, as forms print them: those words as columns of
    the key.

    A label without figures opens a section; "total" is the code for all, or left out and said; unknown_label,
    which_scheme."""
    paths, section = [], ""
    for row in range(len(view.lines)):
        label = labels[row]
        empty = not any(cells[row] for cells in figures)
        if empty or _is_section(table, label):
            section = label
        paths.append(() if empty else (section, label) if section and section != label else (label,))
    items = [
        told(table, path, is_unit) or told(table, path[-1:], is_unit) if path else Told() for path in paths
    ]
    items = [item and as_total(table, item, set(view.columns)) for item in settle(items, scheme)]
    kept, keys = [], []
    for row, (path, item) in enumerate(zip(paths, items, strict=True)):
        if not path:
            continue
        line = int(view.lines[row])
        if item is None and not is_plain(unnumbered(labels[row])):
            problems.add(
                "unknown_label", line, head, text=quoted(labels[row]), table={"vi": table.vi, "en": table.en}
            )
        elif item is not None and item.open:
            problems.add("which_scheme", line, head, text=quoted(labels[row]), options=_schemes(item))
        elif item is None or not complete(table, item, set(view.columns)):
            problems.add("row_left_out", line, head, "notice", text=quoted(labels[row]))
        else:
            kept.append(row)
            keys.append(item.key)
    left = np.setdiff1d(np.arange(len(view.lines)), kept)
    view = view.without(left)
    for name in dict.fromkeys(name for key in keys for name in key):
        view = view.with_column(name, Cells.of(key.get(name, "") for key in keys))
    return view


def _is_section(table: Table, label: str) -> bool:
    item = told(table, (label,), lambda text: False)
    return item is not None and set(item.key) == {"dimension"} and not item.open


def _schemes(item: Told) -> str:
    return ", ".join(sorted({m["scheme"] for m in item.open if "scheme" in m}))


def parted(view: View, table: Table, problems: Problems, line: int) -> View:
    """Cells such as 680/730 as two columns, the second one that of the contract (`out_of`), with a notice."""
    for column in table.columns:
        cells = view.columns.get(column.name)
        if not column.out_of or cells is None or column.out_of in view.columns:
            continue
        pairs = {t: found for t in cells.texts if (found := PAIR.fullmatch(t))}
        if not pairs:
            continue
        first, second = ({t: f[i] for t, f in pairs.items()} for i in (1, 2))
        others = {t: "" for t in cells.texts if t not in pairs}
        header = view.header_of(column.name, 0)
        view = view.with_column(column.out_of, cells.renamed(second | others), header)
        view = view.with_column(column.name, cells.renamed(first), header)
        values = {"first": {"vi": column.vi, "en": column.en}, "second": _title(table, column.out_of)}
        problems.add("parted_pairs", line, quoted(header), "notice", **values)
    return view


def _title(table: Table, name: str) -> dict[str, str]:
    column = table.column(name)
    return {"vi": column.vi, "en": column.en}
