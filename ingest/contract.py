"""The data contract: `data/contracts/*.toml` read into plain tables and columns."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "data" / "contracts"
DUCKDB_TYPES = {
    "count": "bigint",
    "whole": "bigint",
    "percent": "double",
    "decimal": "double",
    "share": "double",
    "date": "date",
    "flag": "boolean",
}

# Types of figures that are printed rounded.
ROUNDED = ("percent", "decimal")


@dataclass(frozen=True)
class Column:
    """One column: its name, kind of value, list of codes, and the words that head it in a file; `out_of` is the column
    that the second number of a cell such as 680/730 belongs to."""

    name: str
    type: str
    vi: str
    en: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    default: str = ""
    list: str = ""
    choices: tuple[str, ...] = ()
    unit: str = ""
    over_100: bool = False
    out_of: str = ""
    signed_for: tuple[str, ...] = ()

    @property
    def is_measure(self) -> bool:
        """True for a figure (it has a unit), false for a code or a word."""
        return bool(self.unit)

    @property
    def sql_type(self) -> str:
        return DUCKDB_TYPES.get(self.type, "varchar")


@dataclass(frozen=True)
class Table:
    """One table: `measured` is stock, flow, none or reference; `key` without unit, period and source."""

    name: str
    vi: str
    en: str
    holds_vi: str
    holds_en: str
    measured: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    layout: tuple[str, ...] = ()
    allowed: dict | None = None

    @property
    def is_observation(self) -> bool:
        return self.measured != "reference"

    @property
    def measures(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.is_measure)

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)


def _column(entry: dict[str, Any]) -> Column:
    lists: dict[str, Any] = {k: tuple(v) for k, v in entry.items() if isinstance(v, list)}
    return Column(**(entry | lists))


def shared() -> dict:
    """Columns that open and close every observation table, and the personal-data words."""
    return tomllib.loads((FOLDER / "_shared.toml").read_text(encoding="utf-8"))


def _table(path: Path) -> Table:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = [_column(c) for c in raw.pop("columns")]
    if raw["measured"] != "reference":
        ends = shared()
        columns = [_column(c) for c in ends["head"]] + columns + [_column(c) for c in ends["tail"]]
    raw["name"] = raw.pop("table")
    raw["key"], raw["layout"] = tuple(raw["key"]), tuple(raw.get("layout", ()))
    return Table(**raw, columns=tuple(columns))


@cache
def tables() -> dict[str, Table]:
    """Every table of the contract by its name, observations and references."""
    found = [_table(p) for p in sorted(FOLDER.glob("[!_]*.toml"))]
    return {t.name: t for t in found}


def decimals_of(table: Table) -> dict[str, str]:
    """The columns that say how many decimals a figure was printed with, and the figure's own column."""
    return {f"{m.name}_decimals": m.name for m in table.measures if m.type in ROUNDED}


def observations() -> list[Table]:
    return [t for t in tables().values() if t.is_observation]


@cache
def limits() -> dict[str, int]:
    """The largest file that is read: `bytes`, `rows`, `columns`."""
    return shared()["limits"]


@cache
def personal(kind: str) -> frozenset[str]:
    """Words that betray personal data: `headers`, `words`, and parts of names; see the file."""
    return frozenset(shared()["personal"][kind])
