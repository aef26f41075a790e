"""The cells that may have to be hidden, and the sums in which an outsider knows them to stand."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ingest import warehouse

HERE = Path(__file__).parent
CELLS = (
    "create table cells (territory varchar, table_name varchar, row_number bigint, unit_id integer, period_start date, "
    "period_end date, period_kind varchar, k1 varchar, k2 varchar, k3 varchar, k4 varchar, value double, "
    "counted boolean, sensitive boolean, part_of double, summed boolean)"
)


@dataclass(frozen=True)
class Told:
    """Cells by number: their values, which are whole numbers, of a unit with others under it, small; `sums` are lists
    of (cell, coefficient), each with what it leaves untold (None where nothing is); `estimates` tell of which cells
    each is made."""

    connection: duckdb.DuckDBPyConnection
    values: list[float]
    whole: list[bool]
    high: list[bool]
    small: list[int]
    sums: list[tuple[list[tuple[int, float]], float | None]]
    estimates: dict[int, set[int]]

    def with_estimates(self, hidden: set[int]) -> set[int]:
        """These cells, and the estimates that any of them went into."""
        found, size = set(hidden), -1
        while len(found) > size:
            size = len(found)
            found |= {cell for cell, pieces in self.estimates.items() if not pieces.isdisjoint(found)}
        return found

    def rows(self, hidden: Iterable[int]) -> dict[str, list[tuple[str, int]]]:
        """The (table, row) of these cells in the file of each territory."""
        self.connection.execute(
            "create or replace temp table chosen as select unnest($cells) as cell", {"cells": list(hidden)}
        )
        found = self.connection.execute(
            "select territory, list((table_name, row_number)) filter (cell in (select cell from chosen)) "
            "from numbered group by territory"
        ).fetchall()
        return {territory: rows or [] for territory, rows in found}


@contextmanager
def read(plain: dict[str, Path], least: int) -> Generator[Told]:
    """The cells and sums of warehouse files by their territory; `then` is always among them."""
    connection = duckdb.connect()
    try:
        connection.execute(f"set memory_limit='{warehouse.MEMORY_LIMIT}'")
        connection.execute(CELLS)
        connection.execute(
            "create table hung (territory varchar, parent_id integer, unit_id integer, valid_from date, valid_to date)"
        )
        for territory, file in plain.items():
            place, house = str(file).replace("'", "''"), f"{territory}_"
            connection.execute(f"attach '{place}' as {house} (read_only)")
            connection.execute(_text("cells").format(house=house, territory=territory))
            connection.execute(f"insert into hung select '{territory}', * from {house}.edges")
        connection.execute(_text("made_of"))
        connection.execute(_text("numbered"), {"least": least})
        yield _told(connection)
    finally:
        connection.close()


def _told(connection) -> Told:
    cells = connection.execute(
        "select cell, any_value(value), bool_and(counted), "
        "bool_or(unit_id in (select parent_id from hung)), bool_or(small), bool_and(territory = 'now') "
        "from numbered group by cell order by cell"
    ).fetchall()
    sums = [found for path in sorted((HERE / "sums").glob("*.sql")) for found in _sums(connection, path)]
    pieces = {whole: (parts, exact) for whole, parts, exact in connection.execute(_text("pieces")).fetchall()}
    estimates = {cell: set() for cell, *_, now in cells if now}
    for whole, (parts, exact) in pieces.items():
        if exact:
            del estimates[whole]
            sums.append(([(whole, 1.0), *((part, -1.0) for part in parts)], None))
        else:
            estimates[whole] |= set(parts)
    for terms, _ in sums:
        for cell in estimates.keys() & {cell for cell, factor in terms if factor > 0}:
            estimates[cell] |= {part for part, factor in terms if factor < 0}
    return Told(
        connection,
        [value for _, value, *_ in cells],
        [counted for _, _, counted, *_ in cells],
        [high for _, _, _, high, *_ in cells],
        [cell for cell, *_, small, _ in cells if small and cell not in estimates],
        # What estimates add up to follows from what they are made of.
        [(terms, slack) for terms, slack in sums if estimates.keys().isdisjoint(cell for cell, _ in terms)],
        estimates,
    )


def _sums(connection, path: Path) -> list:
    """Each sum once, however many territories tell it."""
    return connection.execute(
        f"""
        select list((cell, coefficient) order by cell) as terms, slack
        from (
            select equation, cell, sum(coefficient)::double as coefficient, any_value(slack) as slack
            from ({path.read_text(encoding="utf-8")}) group by equation, cell
        )
        group by equation, slack
        order by all
        """
    ).fetchall()


def _text(name: str) -> str:
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")
