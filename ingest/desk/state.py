"""What each import tells, table by table, as layers in a database of their own; what makes two rows one figure."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from ingest import warehouse
from ingest.contract import Table, tables
from ingest.desk import rows
from ingest.desk.events import BEFORE, ROWS, Event

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
    known = kinds(table)
    named = ", ".join(f"{n} {k}" for n, k in (known | INNER).items())
    keys = ", ".join(f"{k} {known[k]}" for k in key(table))
    return (
        f"create table layer.{table.name} ({named}); create table gone.{table.name} ({keys}, _event bigint)"
    )


def kinds(table: Table) -> dict[str, str]:
    """The columns of a layer as SQL types: the contract's, dates, and how many decimals were printed."""
    found = {c.name: c.sql_type for c in table.columns}
    return found | DATES | dict.fromkeys(rows.decimals(table), "tinyint") if table.is_observation else found


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
