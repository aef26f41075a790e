"""One question per `.sql` file: `ask("admissions/attainment_by_year", filters)` gives its rows as a DataFrame."""

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import pandas as pd

from ingest import variants, warehouse
from ingest.contract import observations
from ingest.warehouse import NoWarehouse as NoWarehouse

FOLDER = Path(__file__).parent
FIRST_YEAR, LAST_YEAR = 1930, 2100
EVERY_TABLE = {"figures", "figures_in_words", "shown"}  # of all observation tables
OTHERWISE = {"quota_kind": "adjusted"}  # what a question is asked with where nobody says
NO_HEADLINE = {"inspections", "indicators"}  # no headline is worked out from these


class UnknownUnit(LookupError):
    """The collection has no unit with this code; `args[0]` is the code."""


class MissingParameter(LookupError):
    """A question has parameters of its own that nobody gave; `args` are their names."""


@dataclass(frozen=True)
class Filters:
    """What is looked at: a collection, a unit ("" is the top of it), years from-to inclusive, a language, of which
    territory (see `Variant`), and from which number on small cells are shown."""

    collection: str = "reports"
    unit: str = ""
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR
    lang: str = "vi"
    territory: str = variants.THEN
    least: int = 0
    extra: tuple[tuple[str, object], ...] = field(default=())

    def having(self, **values) -> "Filters":
        """The same filters with values for a question's own parameters."""
        return replace(self, extra=tuple(sorted((dict(self.extra) | values).items())))

    def own(self, name: str, otherwise: Any = None) -> Any:
        """The value of a question's own parameter."""
        return dict(self.extra).get(name, otherwise)


def names() -> list[str]:
    """Every question, as `room/name`."""
    return sorted(p.relative_to(FOLDER).with_suffix("").as_posix() for p in FOLDER.glob("*/*.sql"))


@cache
def sql_of(name: str) -> str:
    """The text of one question; LookupError when there is none of that name."""
    if name not in names():
        raise LookupError(name)
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def purpose(name: str) -> str:
    """What a question answers: the comment at its head, on one line."""
    lines = sql_of(name).splitlines()
    head = [
        line[2:].strip() for line in lines[: next(i for i, x in enumerate(lines) if not x.startswith("--"))]
    ]
    return " ".join(head)


@cache
def parameters(name: str) -> frozenset[str]:
    """The $names that a question uses."""
    return frozenset(duckdb.extract_statements(sql_of(name))[0].named_parameters)


_open: dict[Path, duckdb.DuckDBPyConnection] = {}
_opening = Lock()
KEPT_OPEN = 8


def cursor(file: Path) -> duckdb.DuckDBPyConnection:
    """A cursor of its own on one warehouse file: a connection is never shared between threads."""
    with _opening:
        if file not in _open:
            _open[file] = warehouse.open_readonly(file)
            # The oldest is let go, not closed: a question may still be reading from it.
            while len(_open) > KEPT_OPEN:
                _open.pop(next(iter(_open)))
        return _open[file].cursor()


@cache
def tables_of(name: str) -> list[str]:
    """The observation tables that a question reads."""
    # The names alone are asked for: nothing says that a label is text, which a collation wants to know.
    plain = re.sub(r"\$\w+", "null", sql_of(name)).replace("collate vi", "")
    read = {t.partition(" ")[0] for t in duckdb.get_table_names(plain, qualified=True)}
    found = {t.rpartition(".")[2] for t in read}
    every = {t.name for t in observations()}
    if "headlines.shown" in read:
        return sorted(every - NO_HEADLINE)
    return sorted(every if found & EVERY_TABLE else found & every)


@lru_cache(maxsize=4096)
def _looked_at(file: Path, code: str) -> tuple[int, tuple[int, ...]]:
    """The number of the unit looked at and of those compared: the unit itself, or at the top every top unit."""
    sql = "select unit_id from units where if($code = '', depth = 1 and told, unit_code = $code) order by unit_id"
    with cursor(file) as asked:
        found = tuple(row[0] for row in asked.execute(sql, {"code": code}).fetchall())
    if code and not found:
        raise UnknownUnit(code)
    return found[0] if len(found) == 1 else 0, found


def ask(name: str, filters: Filters) -> pd.DataFrame:
    """The rows of one question; counts are nullable integers, absent figures are missing, never 0.

    Raises LookupError (no such question), UnknownUnit, NoWarehouse, MissingParameter.
    """
    variant = variants.Variant(filters.territory, filters.least)
    file = variants.file_of(warehouse.current(filters.collection), variant)
    unit_id, units = _looked_at(file, filters.unit)
    values = {
        "unit_id": unit_id,
        "units": units,
        "first_year": int(filters.first_year),
        "last_year": int(filters.last_year),
        "lang": filters.lang,
        **OTHERWISE,
        **dict(filters.extra),
    }
    if absent := sorted(parameters(name) - values.keys()):
        raise MissingParameter(*absent)
    # A tuple is a struct to DuckDB; filters hold tuples because they are hashed.
    needed = {k: list(v) if isinstance(v, tuple) else v for k, v in values.items() if k in parameters(name)}
    with cursor(file) as asked:
        # Not `sql`: it binds the statement twice, which takes as long as answering it. Read whole, a cursor's own.
        return asked.execute(sql_of(name), needed).df()
