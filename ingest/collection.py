"""A collection: a folder of CSV files and its collection.toml, read in the order they need."""

import os
import re
import tomllib
from functools import lru_cache
from pathlib import Path

from ingest.answers import NONE, Answers
from ingest.contract import Table, tables
from ingest.desk import events
from ingest.header import table_of
from ingest.read import Tick, peek, still
from ingest.validate import Checked, Known, check
from ingest.words import forms_beside

DEFAULT = "reports"
DATA = Path(__file__).parent.parent / "data"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
# What each table may refer to stands before it; observations come last.
ORDER = ("schemes", "categories", "sources", "units", "lineage", "targets")


class NoCollection(LookupError):
    """There is no collection of this name; `args[0]` is the name."""


def folder(name: str) -> Path:
    """The folder of a collection, whether it exists or not; DANG_VIEN_LOCAL moves `local`.
    NoCollection for what cannot be a name."""
    if not NAME.fullmatch(name):
        raise NoCollection(name)
    if name == "local" and (moved := os.environ.get("DANG_VIEN_LOCAL")):
        return Path(moved)
    return DATA / name


def names() -> list[str]:
    """The collections that exist: folders with a collection.toml, sorted."""
    found = {p.parent.name for p in DATA.glob("*/collection.toml")}
    if (folder("local") / "collection.toml").is_file():
        found.add("local")
    return sorted(found)


def about(name: str) -> dict:
    """What collection.toml says. NoCollection if there is none."""
    path = folder(name) / "collection.toml"
    if not path.is_file():
        raise NoCollection(name)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def load(name: str, known: Known | None = None) -> list[Checked]:
    """Every CSV file checked, in the order of dependence: the shared code lists, the collection's
    own references, its observations; with the imports of the desk folded into them. A `known` that
    is passed learns all of it. Problems stay in each Checked. NoCollection if the folder is absent."""
    known = known if known is not None else Known()
    shared = load_shared(known)
    if events.listed(folder(name)):
        # Only here: a collection without imports is read without a database.
        from ingest.desk import standing

        return shared + standing.load(name, shared, known)
    return shared + check_all(files(name), known)


def learn(name: str, known: Known) -> list[Checked]:
    """Teaches `known` what new files may refer to, without reading the figures; returns what it read."""
    shared = load_shared(known)
    if events.listed(folder(name)):
        from ingest.desk import standing

        return shared + standing.load(name, shared, known, only=ORDER)
    return shared + check_all(files(name), known, only=ORDER)


def files(name: str) -> list[tuple[str, bytes]]:
    """Name and bytes of every CSV file that was put into the folder by hand."""
    place = folder(name)
    if not place.is_dir():
        raise NoCollection(name)
    return [(p.name, p.read_bytes()) for p in sorted(place.glob("*.csv"))]


def load_shared(known: Known) -> list[Checked]:
    """The code lists of data/categories, which belong to every collection."""
    paths = sorted((DATA / "categories").glob("*.csv"))
    shared = _shared(tuple((path, path.stat().st_size, path.stat().st_mtime_ns) for path in paths))
    for entry in shared:
        known.learn(entry)
    return list(shared)


# An import asks for them several times over, and they change with the program alone.
@lru_cache(maxsize=1)
def _shared(stamps: tuple[tuple[Path, int, int], ...]) -> tuple[Checked, ...]:
    shared = []
    for path, _, _ in stamps:
        # Here a file is named after the table whose codes it lists.
        table = tables()[path.stem if path.stem in ("schemes", "targets") else "categories"]
        shared.append((f"categories/{path.name}", path.read_bytes(), table))
    return tuple(_in_order(shared, Known()))


def check_all(
    files: list[tuple[str, bytes]],
    known: Known,
    answers: Answers = NONE,
    tick: Tick = still,
    only: tuple[str, ...] | None = None,
) -> list[Checked]:
    """Checks (name, bytes) files that belong together, references first; `known` learns each. A form that holds figures
    of two tables is checked once for each. With `only`, other tables are left out."""
    told = [(name, data, table) for name, data in files for table in _tables(name, data, answers)]
    if only is not None:
        told = [entry for entry in told if entry[2] and entry[2].name in only]
    return _in_order(told, known, answers, tick)


def _tables(name: str, data: bytes, answers: Answers = NONE) -> list[Table | None]:
    sheet = peek(data, name, answers.page)
    if not sheet.header:
        return [None]
    titles = [cell for _, cells in sheet.above for cell in cells if cell]
    table = tables().get(answers.table) or table_of(name, sheet.header, titles)
    return [table, *(forms_beside(table, titles) if table else [])]


def _in_order(
    files: list[tuple[str, bytes, Table | None]], known: Known, answers: Answers = NONE, tick: Tick = still
) -> list[Checked]:
    done = []
    for name, data, table in sorted(files, key=lambda f: (_rank(f[2]), f[0])):
        done.append(check(name, data, known, table, answers, tick))
        if done[-1].accepted:
            known.learn(done[-1])
    return done


def _rank(table: Table | None) -> int:
    return ORDER.index(table.name) if table and table.name in ORDER else len(ORDER)
