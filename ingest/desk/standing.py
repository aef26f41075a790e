"""What a collection with imports stands at: its files checked, the imports laid over them, references that fit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import pyarrow as pa

from ingest import collection as collections
from ingest.contract import Column, Table
from ingest.desk import events, rows, state
from ingest.desk.rows import Folded
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
        state.fold(connection, "now", [state.BASE, *(e.version for e in standing)], only)
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
    base = collections.check_all(files, lenient, only)
    for entry in base:
        if entry.accepted:
            state.lay(connection, state.BASE, entry.contract, rows.of_checked(entry))
    return base


def _layers(connection) -> Iterable[Folded]:
    """What the layers say of units, sources and codes, whether or not it was replaced later."""
    for table in state.in_order()[: len(state.ORDER)]:
        names = ", ".join(rows.columns(table))
        told = connection.sql(f"select {names} from layer.{table.name} order by _order").to_arrow_table()
        yield Folded("", table, told)


def entries(connection, schema: str, known: Known, only: tuple[str, ...] | None = None) -> list[Folded]:
    """The entries of a folded state, with the references that lead nowhere noted; `known` learns them."""
    found = state.entries(connection, schema, only)
    for entry in found:
        known.learn(entry)
    problems = defaultdict(list)
    for _, problem in unfit(connection, schema, known, only):
        problems[problem.file].append(problem)
    return [replace(e, problems=problems.pop(e.file, [])) for e in found]


def unfit(
    connection, schema: str, known: Known, only: tuple[str, ...] | None = None
) -> list[tuple[int, Problem]]:
    """(event, problem) for codes in a folded state that nothing in it explains."""
    found = []
    for table in state.in_order():
        if only is not None and table.name not in only:
            continue
        for column in table.columns:
            allowed = _allowed(column, known)
            if allowed is not None:
                found += _strays(connection, f"{schema}.{table.name}", column, allowed)
        if any(c.type == "category" for c in table.columns):
            found += _stray_categories(connection, f"{schema}.{table.name}", table, known)
    return found


def _allowed(column: Column, known: Known) -> Iterable[str] | None:
    kinds = {"unit": known.units, "source": known.sources, "choice": column.choices}
    if column.type == "scheme":
        return {scheme for _, scheme in known.schemes}
    if column.type == "code":
        return known.in_list(column.list)[0]
    return kinds.get(column.type)


def _strays(connection, place: str, column: Column, allowed: Iterable[str]) -> list[tuple[int, Problem]]:
    connection.register("allowed", pa.table({"code": pa.array(list(allowed), pa.string())}))
    told = connection.execute(
        f"select _event, _file, arg_min(_line, _order), {column.name} from {place} "
        f"where {column.name} not in (select code from allowed) "
        f"group by _event, _file, {column.name} order by min(_order) limit {KEPT}"
    ).fetchall()
    connection.unregister("allowed")
    code = WORDS.get(column.type, "unknown_code")
    return [(e, _problem(code, file, line, column.name, text)) for e, file, line, text in told]


def _stray_categories(connection, place: str, table: Table, known: Known) -> list[tuple[int, Problem]]:
    told = connection.execute(
        f"select _event, _file, arg_min(_line, _order), dimension, scheme, category from {place} "
        "group by _event, _file, dimension, scheme, category order by min(_order)"
    ).fetchall()
    found = []
    for event, file, line, dimension, scheme, category in told:
        if (dimension, scheme) not in known.schemes:
            found.append((event, _problem("unknown_scheme", file, line, "scheme", scheme)))
        elif category not in known.codes.get((dimension, scheme), ()):
            found.append((event, _problem("unknown_code", file, line, "category", category)))
    return found[:KEPT]


def _problem(code: str, file: str, line: int, column: str, text: str) -> Problem:
    return Problem(code, "error", file, line, column, {"text": quoted(text), "nearest": ""})
