"""The same figures seen otherwise: of today's territory, or with small numbers hidden, in a file of their own."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from ingest import build, shown, warehouse
from ingest.contract import observations

REFERENCES = (
    "about",
    "categories",
    "edges",
    "lineage",
    "names",
    "reconciled",
    "schemes",
    "spellings",
    "targets",
)
# What a build adds to these tables is added anew.
ADDED = {"sources": "figures, units", "units": "told"}
THEN, NOW = "then", "now"
_making = Lock()


@dataclass(frozen=True)
class Variant:
    """Of which territory figures are told (`then`: as it was in each period, `now`: as it is today), and from which
    number on a small cell is shown (0 shows every one)."""

    territory: str = THEN
    least: int = 0


PLAIN = Variant()


def file_of(file: Path, variant: Variant) -> Path:
    """The file that holds the figures of warehouse file `file` in this view, made when it is first asked for."""
    if variant.territory == NOW and not _reorganised(file):
        variant = Variant(THEN, variant.least)
    if variant == PLAIN:
        return file
    own = file.with_name(f"{file.stem}.{variant.territory}-{variant.least}.duckdb")
    with _making:
        if not own.exists():
            _make(file, own, variant)
    return own


@lru_cache(maxsize=64)
def _reorganised(file: Path) -> bool:
    sql = "select exists (from lineage) or exists (select unit_id from edges group by unit_id having count(*) > 1)"
    with warehouse.open_readonly(file) as connection:
        return connection.execute(sql).fetchall()[0][0]


def _make(file: Path, own: Path, variant: Variant) -> None:
    with build.writing(own) as connection:
        place = str(file).replace("'", "''")
        connection.execute(f"attach '{place}' as plain (read_only)")
        connection.execute("create schema stated")
        for table in [*REFERENCES, *(f"stated.{t.name}" for t in observations())]:
            connection.execute(f"create table {table} as from plain.{table}")
        for table, added in ADDED.items():
            connection.execute(f"create table {table} as select * exclude ({added}) from plain.{table}")
        connection.execute("detach plain")
        shown.lay_out(connection)
