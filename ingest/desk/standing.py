"""What a collection with imports stands at: its files checked, the imports laid over them, references that fit."""

from collections.abc import Collection, Iterable
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from ingest import collection as collections
from ingest import tree
from ingest.contract import Column
from ingest.desk import events, fold, rows, state
from ingest.problem import KEPT, Problem, quoted
from ingest.validate import Checked, Known

WORDS = {"unit": "unknown_unit", "source": "unknown_source", "scheme": "unknown_scheme"}


def load(name: str, shared: list[Checked], known: Known, only: tuple[str, ...] | None = None) -> list:
    """The rows in force of a collection, one entry per table and file; files in the folder that are refused stay
    among them. `known` has learnt the shared code lists and learns the rest; with `only`, just these tables."""
    place = collections.folder(name)
    with state.opened() as connection:
        standing = events.in_force(events.listed(place))
        for event in standing:
            state.lay_event(connection, event, only)
        base = lay_base(connection, name, shared, only)
        fold.fold(connection, "now", [state.BASE, *(e.version for e in standing)], only)
        return [c for c in base if not c.accepted] + entries(connection, "now", known, only)


def lay_base(
    connection, name: str, shared: list[Checked], only: tuple[str, ...] | None = None
) -> list[Checked]:
    """Checks the files of the folder and lays those that are accepted. They may refer to what imports brought,
    so the layers of these must stand already."""
    lenient = Known()
    for entry in [*shared, *_layers(connection)]:
        lenient.learn(entry)
    try:
        files = collections.files(name)
    except collections.NoCollection:
        files = []  # the first import makes the folder
    base = collections.check_all(files, lenient, only=only)
    for entry in base:
        if entry.accepted:
            state.lay(connection, state.BASE, entry.contract, rows.of_checked(entry))
    return base


def _layers(connection) -> Iterable[Checked]:
    """What the layers say of units, sources and codes, whether or not it was replaced later."""
    for table in state.in_order()[: len(state.ORDER)]:
        names = ", ".join(rows.columns(table))
        told = connection.sql(
            f"select {names}, _line from layer.{table.name} order by _order"
        ).to_arrow_table()
        yield rows.as_checked("", table, told)


def entries(connection, schema: str, known: Known, only: tuple[str, ...] | None = None) -> list[Checked]:
    """The entries of a folded state, with the codes noted that nothing in it explains; `known` learns them."""
    found = fold.entries(connection, schema, only)
    for entry in found:
        known.learn(entry)
    lists: dict[str, Collection[str]] = {}
    found = [replace(e, problems=_strays(e, known, lists)) for e in found]
    return found if any(e.problems for e in found) else _without_circles(found)


def _without_circles(found: list[Checked]) -> list[Checked]:
    """The same entries; units that hang under themselves are noted with the newest file of units."""
    units = [e for e in found if e.contract.name == "units"]
    try:
        tree.number([tree.UnitRow(*row) for e in units for row in e.rows])
    except tree.CircularUnits as circle:
        last = max(units, key=lambda e: version_of(e.file))
        codes = {"codes": ", ".join(circle.args)}
        last.problems.append(Problem("circular_units", "error", last.file, values=codes))
    return found


def version_of(file: str) -> int:
    """The import that brought a file, as it is shown; BASE for one of the folder."""
    number, slash, _ = file.partition("/")
    return int(number) if slash else state.BASE


def _strays(entry: Checked, known: Known, lists: dict[str, Collection[str]]) -> list[Problem]:
    found = []
    for column in entry.contract.columns:
        codes = _allowed(column, known, lists)
        if codes is None:
            continue
        for text in _column(entry, column.name).unique().to_pylist():
            if text is not None and text not in codes:
                line = _first_line(entry, column.name, text)
                found.append(
                    _problem(WORDS.get(column.type, "unknown_code"), entry.file, line, column.name, text)
                )
    if any(c.type == "category" for c in entry.contract.columns):
        found += _stray_categories(entry, known)
    return found[:KEPT]


def _allowed(column: Column, known: Known, lists: dict[str, Collection[str]]) -> Collection[str] | None:
    if column.type == "code":
        if column.list not in lists:
            lists[column.list] = known.in_list(column.list)[0]
        return lists[column.list]
    if column.type == "scheme":
        return {scheme for _, scheme in known.schemes}
    kinds = {"unit": known.units, "source": known.sources, "choice": column.choices}
    return kinds.get(column.type)


def _first_line(entry: Checked, column: str, text: str) -> int:
    return entry.lines[pc.index(_column(entry, column), text).as_py()]


def _column(entry: Checked, name: str) -> pa.Array:
    return entry.arrays[entry.columns.index(name)]


def _stray_categories(entry: Checked, known: Known) -> list[Problem]:
    names = ["dimension", "scheme", "category"]
    told = pa.table({n: _column(entry, n) for n in names} | {"line": pa.array(entry.lines, pa.int64())})
    told = told.group_by(names).aggregate([("line", "min")])
    found = []
    for dimension, scheme, category, line in zip(
        *(told[n].to_pylist() for n in [*names, "line_min"]), strict=True
    ):
        if (dimension, scheme) not in known.schemes:
            found.append(_problem("unknown_scheme", entry.file, line, "scheme", scheme))
        elif category not in known.codes.get((dimension, scheme), ()):
            found.append(_problem("unknown_code", entry.file, line, "category", category))
    return found


def _problem(code: str, file: str, line: int, column: str, text: str) -> Problem:
    return Problem(code, "error", file, line, column, {"text": quoted(text), "nearest": ""})
