"""What happened to a collection: every import and undo, two versions side by side, the values that were replaced."""

from dataclasses import dataclass
from pathlib import Path

from ingest import collection as collections
from ingest.contract import tables
from ingest.desk import difference, events, faults, fold, rows, standing, state
from ingest.desk.difference import Change, Count
from ingest.desk.plan import LOCAL
from ingest.validate import Known


@dataclass(frozen=True)
class Entry:
    """One line of the history. `files` have name, kept, sha256 and bytes; `tables` say per table how many rows were
    told, added, changed, removed and the same; `undone_by` is the undo that took it back, if one is in force."""

    version: int
    at: str
    who: str
    kind: str
    mode: str
    reason: str
    files: list[dict]
    tables: dict[str, dict[str, int]]
    accepted: list[dict]
    undoes: int | None
    undone_by: int | None


@dataclass(frozen=True)
class Comparison:
    """Two versions: what the second has otherwise than the first."""

    counts: list[Count]
    changes: list[Change]


@dataclass(frozen=True)
class Revision:
    """A value that an import in force changed or removed, and why."""

    version: int
    at: str
    who: str
    reason: str
    change: Change


def history() -> list[Entry]:
    """Every event, the newest first. Raises Damaged."""
    listed = events.listed(_place())
    gone = events.undone(listed)
    named = ("at", "who", "kind", "mode", "reason", "files", "tables", "accepted", "undoes")
    told = [
        Entry(version=e.version, undone_by=gone.get(e.version), **{n: e.record[n] for n in named})
        for e in listed
    ]
    return told[::-1]


def sources(version: int) -> list[tuple[str, Path]]:
    """The accepted files of an import: the name that each came with, and where it is kept. Raises NoVersion."""
    found = events.upto(_place(), version)[-1:]
    if not found or version < 1:
        raise faults.NoVersion(version=version)
    return [(f["name"], found[0].place / f["kept"]) for f in found[0].record["files"]]


def compare(first: int, second: int) -> Comparison:
    """The rows that differ between two versions, counted in the tables that any of them touches; 0 is the state before
    the first import, with the files of the folder as they are now in both. Raises NoVersion, Damaged."""
    was, now = (events.in_force(events.upto(_place(), v)) for v in (first, second))
    with state.opened() as connection:
        for event in {e.version: e for e in [*was, *now]}.values():
            state.lay_event(connection, event)
        standing.lay_base(connection, LOCAL, collections.load_shared(Known()))
        for schema, told in (("was", was), ("now", now)):
            fold.fold(connection, schema, [state.BASE, *(e.version for e in told)])
        names = difference.touched(connection, {e.version for e in was} ^ {e.version for e in now})
        difference.find(connection, "was", "now", "difference", names)
        counts = difference.counts(connection, "now", "difference", names)
        return Comparison(counts, difference.changes(connection, "difference", names))


def revisions(version: int | None = None) -> list[Revision]:
    """What the imports in force replaced or removed, the newest first; of one import, in force or not, if its
    `version` is given. Raises NoVersion, Damaged."""
    listed = events.upto(_place(), version)
    wanted = events.in_force(listed) if version is None else listed[-1:]
    found = []
    for event in reversed(wanted):
        told = event.record
        found += [
            Revision(event.version, told["at"], told["who"], told["reason"], change)
            for change in _replaced(event)
        ]
    return found


def _replaced(event: events.Event) -> list[Change]:
    before = event.tables(events.BEFORE)
    if not before:
        return []
    with state.opened() as connection:
        for name, path in before.items():
            state.lay(connection, state.BASE, tables()[name], rows.of_csv(path, tables()[name]))
        state.lay_event(connection, event, before)
        fold.fold(connection, "was", [state.BASE])
        fold.fold(connection, "now", [state.BASE, event.version])
        difference.find(connection, "was", "now", "difference", list(before))
        found = difference.changes(connection, "difference", list(before))
    return [c for c in found if c.kind != "added"]


def _place() -> Path:
    return collections.folder(LOCAL)
