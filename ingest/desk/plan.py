"""What an import or an undo would do: rows added, changed and removed, the headlines after it; nothing is kept yet."""

import os
import shutil
import weakref
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid4

from ingest import build as builder
from ingest import collection as collections
from ingest import warehouse
from ingest.desk import canonical, difference, events, faults, fold, standing, state
from ingest.desk.difference import Change, Count
from ingest.desk.headlines import Headline, compared
from ingest.validate import Checked, Known

LOCAL = "local"
# merge: adds and changes, an empty cell leaves what is there; overwrite: a row replaces the earlier one, empty cells
# and all; replace: overwrites, and removes what the sources of the file told before and it does not.
MODES = ("merge", "overwrite", "replace")
WAREHOUSE = "warehouse.duckdb"


@dataclass(frozen=True)
class Plan:
    """One import or undo as it would be kept, with its new warehouse ready in `folder`, which is removed with the
    plan. `mark` and `base` tell the state it was made on."""

    version: int
    mark: str
    base: str
    mode: str
    token: str
    about: dict
    folder: Path
    undoes: int | None = None
    counts: list[Count] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)

    def total(self, kind: str) -> int:
        """How many rows are `added`, `changed`, `removed` or the `same`."""
        return sum(getattr(c, kind) for c in self.counts)

    @property
    def file(self) -> Path:
        return self.folder / WAREHOUSE

    def discard(self) -> None:
        """Forgets the plan's draft; done by itself when the plan is let go of."""
        shutil.rmtree(self.folder, ignore_errors=True)


def plan(checked: list[Checked], mode: str = "merge", title: dict | None = None) -> Plan:
    """What it would mean to import these accepted files. `title` (title_vi, title_en …) is needed where the
    collection has no collection.toml. Raises Refused with the problems of the files or of the state they would lead
    to, NothingToDo, NoTitle, NotStored."""
    if problems := [p for c in checked for p in c.problems if p.severity == "error"]:
        raise builder.Refused(problems)
    if mode not in MODES:
        raise ValueError(mode)
    made = _begun(mode, title)
    with _kept(made):
        shared = collections.load_shared(Known())
        with state.opened() as connection, _as_they_came(made):
            was = _laid(connection, events.in_force(events.listed(_place())), shared)
            canonical.lay(connection, made.version, checked, mode, was)
            entries = _worked_out(connection, made, was, [*was, made.version], shared)
        return _built(made, [*shared, *entries])


def plan_undo(version: int) -> Plan:
    """What it would mean to undo an import, a correction or an undo. Raises NoVersion, UndoneAlready, Depends,
    Refused, NotStored."""
    made = _begun("merge", None, version)
    with _kept(made):
        listed = events.listed(_place())
        if version not in {e.version for e in listed}:
            raise faults.NoVersion(version=version)
        if by := events.undone(listed).get(version):
            raise faults.UndoneAlready(version=version, by=by)
        before, after = _toggled(listed, version)
        shared = collections.load_shared(Known())
        with state.opened() as connection:
            _laid(connection, [e for e in listed if e.version in before | after], shared)
            if found := difference.dependents(connection, before, after, version):
                raise faults.Depends(versions=found)
            now = [state.BASE, *after]
            entries = _worked_out(connection, made, [state.BASE, *before], now, shared)
        return _built(made, [*shared, *entries])


def _toggled(listed: list[events.Event], version: int) -> tuple[set[int], set[int]]:
    """The imports in force before and after the undo of a version."""
    undo = events.Event(len(listed) + 1, Path())
    undo.__dict__["record"] = {"undoes": version}
    before, after = events.in_force(listed), events.in_force([*listed, undo])
    return {e.version for e in before}, {e.version for e in after}


def _place() -> Path:
    return collections.folder(LOCAL)


def _begun(mode: str, title: dict | None, undoes: int | None = None) -> Plan:
    place = _place()
    try:
        about = collections.about(LOCAL)
    except collections.NoCollection:
        if title is None:
            raise faults.NoTitle() from None
        about = title
    mark, base = events.mark(place), events.base_mark(place)
    version = len(events.listed(place)) + 1
    hidden = f".{warehouse.new_file(LOCAL).stem}.{os.getpid()}.plan"
    with faults.storing():
        (warehouse.folder() / hidden).mkdir(parents=True)
    made = Plan(version, mark, base, mode, uuid4().hex, about, warehouse.folder() / hidden, undoes)
    weakref.finalize(made, shutil.rmtree, made.folder, ignore_errors=True)
    return made


@contextmanager
def _kept(made: Plan) -> Generator[None]:
    """The draft of a plan that could not be made is dropped at once; a failed write is NotStored."""
    with faults.storing():
        try:
            yield
        except BaseException:
            made.discard()
            raise


@contextmanager
def _as_they_came(made: Plan) -> Generator[None]:
    """Problems name the files of the import as they came: it has no number before it is kept."""
    try:
        yield
    except builder.Refused as refused:
        own = f"{made.version:04}/"
        plain = [replace(p, file=p.file.removeprefix(own)) for p in refused.problems]
        raise builder.Refused(plain) from None


def _laid(connection, standing_events: list[events.Event], shared: list[Checked]) -> list[int]:
    for event in standing_events:
        state.lay_event(connection, event)
    base = standing.lay_base(connection, LOCAL, shared)
    if problems := [p for c in base for p in c.problems if p.severity == "error"]:
        raise builder.Refused(problems)
    return [state.BASE, *(e.version for e in standing_events)]


def _worked_out(
    connection, made: Plan, was: list[int], now: list[int], shared: list[Checked]
) -> list[Checked]:
    """Fills the plan with its differences and its canonical rows; returns what the state would hold."""
    fold.fold(connection, "was", was)
    fold.fold(connection, "now", now)
    known = Known()
    for entry in shared:
        known.learn(entry)
    entries = standing.entries(connection, "now", known)
    if problems := [p for e in entries for p in e.problems]:
        if made.undoes:
            raise faults.Depends(versions=sorted({standing.version_of(p.file) for p in problems}))
        raise builder.Refused(problems)
    names = difference.touched(connection, set(was) ^ set(now))
    difference.find(connection, "was", "now", "difference", names)
    counts = difference.counts(connection, "now", "difference", names, None if made.undoes else made.version)
    if not made.undoes and not any(c.added or c.changed or c.removed for c in counts):
        raise faults.NothingToDo()
    made.counts.extend(counts)
    made.changes.extend(difference.changes(connection, "difference", names))
    if not made.undoes:
        made.tables.update(canonical.write(connection, made.version, made.folder, names))
    return entries


def _built(made: Plan, entries: list[Checked]) -> Plan:
    """The plan with its warehouse, and what that would show."""
    about = made.about | {"collection": LOCAL}
    builder.write(made.file, about, entries, f"{made.version}.{made.token}")
    made.headlines.extend(compared(_served(), made.file))
    return made


def _served() -> Path | None:
    """What viewers see now; None where nothing serves yet."""
    return warehouse.current(LOCAL) if LOCAL in warehouse.built() else None
