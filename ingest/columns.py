"""Columns of Python values into a table of DuckDB, by way of Arrow: row by row would take a hundred times as long."""

from collections.abc import Iterable, Mapping

import pyarrow as pa

from ingest.checked import Checked
from ingest.typed import ARROW


def arrow(columns: Mapping[str, tuple[str, Iterable]]) -> pa.Table:
    """An Arrow table of columns {name: (SQL type, values)}."""
    arrays = {n: pa.array(v, type=ARROW.get(kind, pa.string())) for n, (kind, v) in columns.items()}
    return pa.table(arrays)


def insert(connection, target: str, columns: Mapping[str, tuple[str, Iterable]]) -> None:
    """Append columns {name: (SQL type, values)} to table `target`."""
    connection.register("incoming", arrow(columns))
    connection.execute(f"insert into {target} by name select * from incoming")
    connection.unregister("incoming")


def append(connection, statement: str, entry: Checked, values: dict | None = None, **more) -> None:
    """Run a statement that reads the rows of an accepted file as `incoming`, with further columns."""
    arrays = dict(zip(entry.columns, entry.arrays, strict=True)) | more
    connection.register("incoming", pa.table(arrays))
    connection.execute(statement, values)
    connection.unregister("incoming")
