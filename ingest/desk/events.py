"""Imports on disk: one numbered folder each, put together as a draft and renamed into place, never changed after."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.desk.faults import Damaged, NoVersion

FOLDER = "imports"
RECORD = "record.json"
# The rows of the accepted file in the contract's form, and the rows that they changed or removed, as they stood.
ROWS, BEFORE = "rows", "before"
NUMBER = re.compile(r"\d{4,}")
NONE = "0"
TITLE = ("title_vi", "title_en", "note_vi", "note_en")


@dataclass(frozen=True)
class Event:
    """One import, correction or undo; `record` is what record.json says of it."""

    version: int
    place: Path

    @cached_property
    def record(self) -> dict:
        try:
            return json.loads((self.place / RECORD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise Damaged(version=self.version, file=RECORD) from None

    @property
    def undoes(self) -> int | None:
        return self.record.get("undoes")

    @property
    def whole(self) -> bool:
        """Whether its rows replace earlier ones with their empty cells too."""
        return self.record.get("mode", "merge") != "merge"

    @property
    def mark(self) -> str:
        """Tells this version of the state from every other."""
        return f"{self.version}.{self.record['token']}"

    def tables(self, part: str) -> dict[str, Path]:
        """Table name -> canonical CSV of `rows` or `before`; Damaged if one is not as it was written."""
        found = {}
        for name, digest in self.record.get(part, {}).items():
            path = self.place / part / f"{name}.csv"
            if not path.is_file() or sha256(path) != digest:
                raise Damaged(version=self.version, file=f"{part}/{path.name}")
            found[name] = path
        return found


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def listed(place: Path) -> list[Event]:
    """Every event of a collection's folder, the first first; Damaged if one is missing in between."""
    names = [p.name for p in _entries(place) if NUMBER.fullmatch(p.name)]
    found = [Event(int(name), place / FOLDER / name) for name in names]
    found.sort(key=lambda event: event.version)
    for expected, event in enumerate(found, 1):
        if event.version != expected:
            raise Damaged(version=expected, file=FOLDER)
    return found


def _entries(place: Path) -> list[Path]:
    try:
        return list((place / FOLDER).iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def upto(place: Path, version: int | None) -> list[Event]:
    """The events up to a version, all if None; NoVersion."""
    events = listed(place)
    if version is None:
        return events
    if not 0 <= version <= len(events):
        raise NoVersion(version=version)
    return events[:version]


def undone(events: Iterable[Event]) -> dict[int, int]:
    """Version -> the undo that took it back, for those not in force; an undo can itself be undone."""
    found: dict[int, int] = {}
    for event in sorted(events, key=lambda e: e.version, reverse=True):
        if event.undoes and event.version not in found:
            found[event.undoes] = event.version
    return found


def in_force(events: list[Event]) -> list[Event]:
    """The imports and corrections whose rows count."""
    gone = undone(events)
    return [e for e in events if e.version not in gone and not e.undoes]


def mark(place: Path) -> str:
    """The mark of the last event, "0" before the first: cheap, one small file is read."""
    numbers = [int(p.name) for p in _entries(place) if NUMBER.fullmatch(p.name)]
    return Event(max(numbers), place / FOLDER / f"{max(numbers):04}").mark if numbers else NONE


def base_mark(place: Path) -> str:
    """Changes when a file that was put in by hand does."""
    found = sorted(p for end in ("csv", "toml") for p in place.glob(f"*.{end}"))
    told = [(p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in found]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def draft(place: Path, version: int) -> Path:
    """A new folder for an event in the making; the lock must be held."""
    made = place / FOLDER / f".{version:04}.{os.getpid()}.draft"
    made.mkdir(parents=True)
    return made


def settle(made: Path, version: int) -> Event:
    """Everything in the draft on disk, then the one rename that makes it count."""
    for path in sorted(made.rglob("*"), reverse=True):
        sync(path)
    sync(made)
    final = made.with_name(f"{version:04}")
    os.rename(made, final)
    # It counts from here on, so nothing may say that it failed.
    with suppress(OSError):
        sync(final.parent)
    return Event(version, final)


def sync(path: Path) -> None:
    """Waits until a file or folder is on disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows writes a folder's names through and has no way to ask
    # A file must be open for writing there to be synced; a folder can't be.
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def drafts(place: Path) -> list[Path]:
    """What somebody is writing, or was when he died."""
    return [p for p in [*_entries(place), *place.glob(".collection.toml.*")] if p.name.endswith(".draft")]


def sweep(place: Path) -> None:
    """Drafts of those who died; whoever holds the lock is the only one that may have a living one."""
    for path in drafts(place):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def ensure_title(place: Path) -> None:
    """collection.toml as the first import gave it, where it is missing."""
    path = place / "collection.toml"
    if path.exists() or not (events := listed(place)):
        return
    about = events[0].record.get("about") or {}
    lines = [f"{key} = {json.dumps(about.get(key, ''), ensure_ascii=False)}\n" for key in TITLE]
    made = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        made.write_text("".join(lines) + "illustrative = false\n", encoding="utf-8")
        sync(made)
        os.replace(made, path)
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)
