"""The state of a collection: its own files and the imports in force, folded in order, in a database of its own."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.compute

from ingest import warehouse
from ingest.contract import Table, decimals_of, tables
from ingest.desk import rows
from ingest.desk.events import BEFORE, ROWS, Event
from ingest.validate import Checked

HERE = Path(__file__).parent
PLACED = ("unit_code", "period_start", "period_end", "period_kind", "source_code", "place")
BASE = 0
# References first, each after what it may refer to.
ORDER = ("schemes", "categories", "sources", "units", "lineage", "targets")
INNER = {"_event": "bigint", "_whole": "boolean", "_file": "varchar", "_line": "bigint", "_order": "bigint"}
DATES = {"period_start": "date", "period_end": "date", "period_kind": "varchar"}


def key(table: Table) -> tuple[str, ...]:
    """The columns that make two rows the same figure, told twice."""
    return (*(PLACED if table.is_observation else ()), *table.key)


def in_order() -> list[Table]:
    """Every table, references before what refers to them."""
    known = tables()
    return [known[n] for n in ORDER] + [t for t in known.values() if t.name not in ORDER]


def same(table: Table, left: str, right: str) -> str:
    return " and ".join(f"{left}.{k} is not distinct from {right}.{k}" for k in key(table))


@contextmanager
def opened() -> Generator[duckdb.DuckDBPyConnection]:
    """An empty database with a `layer` and a `gone` table for each table of the contract."""
    with TemporaryDirectory(prefix="desk-") as spill:
        connection = duckdb.connect(
            config={"memory_limit": warehouse.MEMORY_LIMIT, "temp_directory": spill, "threads": "2"}
        )
        try:
            connection.execute("create schema layer; create schema gone")
            connection.execute("; ".join(map(_create, tables().values())))
            yield connection
        finally:
            connection.close()


def _create(table: Table) -> str:
    kinds = _kinds(table)
    named = ", ".join(f"{n} {k}" for n, k in (kinds | INNER).items())
    keys = ", ".join(f"{k} {kinds[k]}" for k in key(table))
    return (
        f"create table layer.{table.name} ({named}); create table gone.{table.name} ({keys}, _event bigint)"
    )


def _kinds(table: Table) -> dict[str, str]:
    kinds = {c.name: c.sql_type for c in table.columns}
    return kinds | DATES | dict.fromkeys(rows.decimals(table), "tinyint") if table.is_observation else kinds


def lay(connection, event: int, table: Table, told: pa.Table, whole: bool = False) -> None:
    """Adds the rows of one file to the layer of an event; `whole` rows replace, empty cells and all. The files of an
    import are shown under its number."""
    # The day of a source may change with the source; an undated figure is the same figure all the same.
    dates = (
        "case when period_kind <> 'undated' then period_end end as period_end,"
        if table.is_observation
        else ""
    )
    connection.register("incoming", told)
    connection.execute(
        f"insert into layer.{table.name} by name select * replace ({dates} $shown || _file as _file), "
        f"$event as _event, $whole as _whole, "
        f"$event::bigint * 1000000000 + (select count(*) from layer.{table.name} where _event = $event) "
        f"+ row_number() over () as _order from incoming",
        {"event": event, "whole": whole, "shown": f"{event:04}/" if event else ""},
    )
    connection.unregister("incoming")


def lay_event(connection, event: Event, only: Iterable[str] | None = None) -> None:
    """Adds a kept import: its rows, and which rows it removed."""
    known = tables()
    for name, path in event.tables(ROWS).items():
        if only is None or name in only:
            lay(connection, event.version, known[name], rows.of_csv(path, known[name]), event.whole)
    for name, path in event.tables(BEFORE).items():
        if only is None or name in only:
            connection.register("incoming", rows.of_csv(path, known[name]))
            _note_removed(connection, known[name], event.version)
            connection.unregister("incoming")


def _note_removed(connection, table: Table, version: int) -> None:
    """What stood before and is not among the event's own rows was removed by it."""
    connection.execute(
        f"insert into gone.{table.name} by name select distinct {', '.join(key(table))}, $event as _event "
        f"from incoming as s anti join (select * from layer.{table.name} where _event = $event) as o "
        f"on {same(table, 's', 'o')}",
        {"event": version},
    )


def lay_removed(connection, table: Table, version: int, events: list[int]) -> None:
    """An import that replaces: what its sources told (or the whole table, where rows name no source) and it does
    not tell is removed."""
    scope = (
        f"and s.source_code in (select source_code from layer.{table.name} where _event = $event)"
        if any(c.type == "source" for c in table.columns)
        else ""
    )
    connection.execute(
        f"insert into gone.{table.name} by name select distinct {', '.join(f's.{k}' for k in key(table))}, "
        f"$event as _event from layer.{table.name} as s "
        f"anti join (select * from layer.{table.name} where _event = $event) as o on {same(table, 's', 'o')} "
        f"where list_contains($events, s._event) {scope}",
        {"event": version, "events": events},
    )


def fold(connection, schema: str, events: list[int], only: Iterable[str] | None = None) -> None:
    """Schema `schema`: for each table the rows in force when these events speak, BASE among them."""
    connection.execute(f"create schema {schema}")
    for name, several in _told_by_several(connection, events).items():
        if only is not None and name not in only:
            continue
        if several:
            connection.execute(_fold(tables()[name], schema), {"events": events})
        else:
            names = ", ".join(
                [*_kinds(tables()[name]), "_event", "_file", "_line", "_order", "true as _alone"]
            )
            spoken = f"select {names} from layer.{name} where _event in ({', '.join(map(str, events))})"
            connection.execute(f"create view {schema}.{name} as {spoken}")


def _told_by_several(connection, events: list[int]) -> dict[str, bool]:
    """Whether more than one of the events tells or removes rows of a table: else it stands as it is told."""
    parts = (
        f"select '{n}', count(distinct _event) > 1 from (select _event from layer.{n} "
        f"union all select _event from gone.{n}) where list_contains($events, _event)"
        for n in tables()
    )
    return dict(connection.execute(" union all ".join(parts), {"events": events}).fetchall())


def _fold(table: Table, schema: str) -> str:
    keys = key(table)
    names = list(_kinds(table))
    return (
        (HERE / "fold.sql")
        .read_text(encoding="utf-8")
        .format(
            schema=schema,
            table=table.name,
            keys=", ".join(keys),
            keys_s=", ".join(f"s.{k}" for k in keys),
            same_s_o=same(table, "s", "o"),
            columns=", ".join(names),
            merged=",\n        ".join(_merged(table, n) for n in names if n not in keys),
        )
    )


def _merged(table: Table, name: str) -> str:
    newest = f"arg_max({name}, _rank) filter (_event >= _from)"
    if name == "status" and table.is_observation:
        changed = " or ".join(_changed(m.name) for m in table.measures)
        # The newest row's own mark, also where it is empty: then a change makes it a revision.
        own = "arg_max_null(status, _rank)"
        return f"coalesce({own}, case when {changed} then 'r' end, {newest}) as status"
    if name in rows.decimals(table):
        # How a figure was printed belongs to the figure, not to whoever said something last.
        told = f"filter (_event >= _from and {decimals_of(table)[name]} is not null)"
        return f"arg_max_null({name}, _rank) {told} as {name}"
    return f"{newest} as {name}"


def _changed(name: str) -> str:
    newest = f"arg_max({name}, _rank) filter (_event >= _from)"
    return f"min({name}) is distinct from {newest} or max({name}) is distinct from {newest}"


def entries(connection, schema: str, only: Iterable[str] | None = None) -> list[Checked]:
    """The rows of a folded state, one entry per table and file, in the order of dependence."""
    parts = (
        f"select '{t.name}' from {schema}.{t.name} limit 1"
        for t in in_order()
        if only is None or t.name in only
    )
    filled = connection.execute(" union all ".join(f"({p})" for p in parts)).fetchall()
    found = []
    for table in (t for t in in_order() if (t.name,) in filled):
        told = _told(connection, schema, table)
        for file in told["_file"].unique().to_pylist():
            mine = told.filter(pa.compute.equal(told["_file"], file))
            found.append(rows.as_checked(file, table, mine))
    return found


def _told(connection, schema: str, table: Table) -> pa.Table:
    kinds = rows.dated(table) | rows.decimals(table)
    columns = ", ".join(f"s.{n}" for n in kinds)
    # Sisters stand as their file has them; figures are found by their keys, in whatever order they came.
    join, order = "", "order by s._order"
    if table.is_observation:
        columns = columns.replace(
            "s.period_end",
            "case s.period_kind when 'undated' then o.as_of else s.period_end end as period_end",
        )
        days = f"select source_code, max(as_of) as as_of from {schema}.sources group by source_code"
        join = f"left join ({days}) as o using (source_code)"
        order = ""
    sql = f"select {columns}, s._file, s._line from {schema}.{table.name} as s {join} {order}"
    told = connection.sql(sql).to_arrow_table()
    return told.cast(pa.schema([(n, k) for n, k in (kinds | rows.ORIGIN).items()]))
