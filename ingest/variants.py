"""The same figures seen otherwise: of today's territory, or with small numbers hidden, in a file of their own."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from ingest import build, hidden, shown, warehouse
from ingest.contract import observations

REFERENCES = (
    "about",
    "categories",
    "dealt_from",
    "edges",
    "heirs",
    "lineage",
    "members_then",
    "names",
    "schemes",
    "spellings",
    "targets",
    "territory_changes",
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
    if variant.territory == NOW and not reorganised(file):
        variant = Variant(THEN, variant.least)
    if variant == PLAIN:
        return file
    plain = {name: file_of(file, Variant(name)) for name in (THEN, NOW)} if variant.least else {}
    own = _named(file, variant)
    with _making:
        if not own.exists():
            if variant.least:
                _hide(plain, own, variant)
            else:
                _make(file, own)
    return own


def is_made(file: Path, variant: Variant) -> bool:
    """Whether the first to ask for this view need not wait for it."""
    return variant == PLAIN or _named(file, variant).exists()


def _named(file: Path, variant: Variant) -> Path:
    return file.with_name(f"{file.stem}.{variant.territory}-{variant.least}.duckdb")


@lru_cache(maxsize=64)
def reorganised(file: Path) -> bool:
    """Whether the territory of any unit in warehouse file `file` ever changed: else both views are one."""
    sql = "select exists (from territory_changes)"
    with warehouse.open_readonly(file) as connection:
        return connection.execute(sql).fetchall()[0][0]


def _make(file: Path, own: Path) -> None:
    with build.writing(own) as connection:
        _copy(connection, file, [*REFERENCES, "reconciled", *(f"stated.{t.name}" for t in observations())])
        # Only today's territory is made of plain figures.
        shown.lay_out(connection, now=True)
        connection.execute("detach plain")


def _hide(plain: dict[str, Path], own: Path, variant: Variant) -> None:
    # Where nothing was reorganised, both territories are one file, and one of them tells all.
    told = {THEN: plain[THEN]} if plain[NOW] == plain[THEN] else plain
    with build.writing(own) as connection:
        _copy(connection, told[variant.territory], REFERENCES)
        connection.execute("detach plain")
        hidden.write(connection, told, variant.territory, variant.least)
        shown.gather(connection, variant.territory == NOW)


def _copy(connection, file: Path, tables) -> None:
    """These tables of a file, which stays attached as `plain`."""
    place = str(file).replace("'", "''")
    connection.execute(f"attach '{place}' as plain (read_only)")
    connection.execute("create schema stated")
    for table in tables:
        connection.execute(f"create table {table} as from plain.{table}")
    for table, added in ADDED.items():
        connection.execute(f"create table {table} as select * exclude ({added}) from plain.{table}")
