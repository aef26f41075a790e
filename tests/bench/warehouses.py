"""The warehouses that are asked: the demo and the nation laid out by the build, and beside each a plain copy."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter

import duckdb

from ingest import warehouse
from ingest.contract import Table, tables

KIBIBYTES = 1024
SHUFFLED_AT_ONCE = 2_000_000


def in_child(*arguments: str) -> tuple[float, float, float]:
    """Runs `python -m` in a process of its own: seconds by the clock, seconds of processor, peak memory in MiB."""
    start = perf_counter()
    child = os.posix_spawn(sys.executable, [sys.executable, "-m", *arguments], os.environ)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"python -m {' '.join(arguments)}: {os.waitstatus_to_exitcode(status)}")
    return perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / KIBIBYTES


def plain_copy(file: Path, copy: Path) -> None:
    """The same rows in DuckDB's own row groups and in no order at all: that of a hash of where they stood."""
    with closing(duckdb.connect(str(copy))) as connection:
        connection.execute(f"set memory_limit='{warehouse.MEMORY_LIMIT}'")
        connection.execute(f"attach '{file}' as laid_out (read_only)")
        connection.execute("create schema terms")
        for name, rows in _sizes(connection):
            connection.execute(f"create table {name} as from laid_out.{name} limit 0")
            parts = rows // SHUFFLED_AT_ONCE + 1
            for part in range(parts):
                connection.execute(
                    f"insert into {name} from laid_out.{name} "
                    f"where hash(rowid) % {parts} = {part} order by hash(rowid)"
                )


def _sizes(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, int]]:
    found = "from duckdb_tables() where database_name = 'laid_out' and schema_name in ('main', 'terms')"
    for (name,) in connection.execute(
        f"select schema_name || '.' || table_name {found} order by 1"
    ).fetchall():
        yield name, connection.execute(f"select count(*) from laid_out.{name}").fetchall()[0][0]


def added_up_when_asked(plain: Path) -> duckdb.DuckDBPyConnection:
    """A connection on which the same questions read views instead of tables: the plain rows as printed, without any
    row of a higher unit, added up over everything below the units in table `asked` by a recursive query."""
    connection = duckdb.connect()
    connection.execute(f"set memory_limit='{warehouse.MEMORY_LIMIT}'")
    connection.execute("set threads=2")
    connection.execute(f"attach '{plain}' as plain (read_only)")
    connection.execute("create table asked (unit_id integer)")
    for table in tables().values():
        if table.is_observation:
            connection.execute(f"create view {table.name} as {_added_up(connection, table)}")
    connection.execute("create schema terms")
    for table in ("structure", "discipline"):
        connection.execute(f"create view terms.{table} as from plain.terms.{table}")
    connection.execute("set search_path='memory.main,plain.main'")
    return connection


def _added_up(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    told = [row[0] for row in connection.execute(f"describe plain.{table.name}").fetchall()]
    counts = {m.name for m in table.measures if m.type == "count" and m.name != "base"}
    grouped = {
        "period_start",
        "period_end",
        "period_kind",
        "from_year",
        "to_year",
        "year",
        "in_year",
        *table.key,
    }
    columns = [_column(name, name in grouped, name in counts) for name in told if name != "unit_id"]
    return f"""
        with recursive below as (
            select unit_id as top, unit_id from asked
            union all
            select b.top, e.unit_id from below as b inner join plain.edges as e on b.unit_id = e.parent_id
        )
        select b.top as unit_id, {", ".join(columns)}
        from plain.{table.name} as p inner join below as b on p.unit_id = b.unit_id
        where p.basis = 'stated'
        group by all
    """


def _column(name: str, grouped: bool, count: bool) -> str:
    if grouped:
        return f"p.{name}"
    return f"sum(p.{name})::bigint as {name}" if count else f"any_value(p.{name}) as {name}"
