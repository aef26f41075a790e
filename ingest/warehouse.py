"""Which warehouse file serves a collection: versioned files, one pointer each, opened read-only and locked down."""

import os
import re
import shutil
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import duckdb

FOLDER = Path(__file__).parent.parent / "data" / "warehouse"
KEEP = 5
# The key in the table `about` that says which imports a file holds.
MARK = "mark"
# A draft of a build, and the folder of a plan: hidden, named after the collection, with the number of the process.
VERSION = r"\d{8}T\d{6}-[0-9a-f]{6}"
LEFT_BEHIND = rf"-{VERSION}\.(?:[a-z]+-\d+\.)?(?:duckdb\.)?(\d+)\.(?:draft|plan|pointer)(?:\..*)?"
MEMORY_LIMIT = "1300MB"
# Given at the opening, so that a second one of the same file agrees with the first.
LOCKED: dict[str, str | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "memory_limit": MEMORY_LIMIT,
    # A question reads a few rows: handing them to a second thread takes longer than reading them.
    "threads": "1",
    "lock_configuration": "true",
}


class NoWarehouse(LookupError):
    """No warehouse has been built for this collection; `args[0]` is its name."""


class UnreadableWarehouse(OSError):
    """The file of a warehouse is there and can't be opened; `args[0]` is its name."""


def folder() -> Path:
    """The folder of the warehouse files; DANG_VIEN_WAREHOUSE moves it."""
    return Path(os.environ.get("DANG_VIEN_WAREHOUSE", FOLDER))


def new_file(collection: str) -> Path:
    """A path no warehouse has had: a file is never overwritten under its readers."""
    stamp = datetime.now().strftime("%Y%m%dT%H%M%S")
    return folder() / f"{collection}-{stamp}-{uuid4().hex[:6]}.duckdb"


def _pointer(collection: str) -> Path:
    return folder() / f"{collection}.current"


def switch(collection: str, file: Path) -> None:
    """Point the collection to `file` in one atomic step and drop versions beyond the last few."""
    draft = folder() / f".{file.stem}.{os.getpid()}.pointer"
    try:
        with draft.open("w", encoding="utf-8") as pointing:
            pointing.write(file.name)
            pointing.flush()
            os.fsync(pointing.fileno())  # else a power cut could leave a pointer to nothing
        os.replace(draft, _pointer(collection))
    finally:
        draft.unlink(missing_ok=True)
    mine = re.compile(rf"{re.escape(collection)}-{VERSION}\.duckdb")
    versions = [p for p in folder().glob("*.duckdb") if mine.fullmatch(p.name)]
    versions.sort(key=lambda p: p.stat().st_mtime)
    for old in [p for p in versions if p != file][: -KEEP + 1]:
        for gone in [*folder().glob(f"{old.stem}.*.duckdb"), old]:
            try:
                gone.unlink()
            except PermissionError:  # Windows keeps a file that is open; the next build tries again
                break


def sweep(collection: str) -> None:
    """Removes what builds and plans of this collection left behind when their processes died."""
    left = re.compile(rf"\.{re.escape(collection)}{LEFT_BEHIND}")
    for path in folder().glob(f".{collection}-*"):
        found = left.fullmatch(path.name)
        if found and not _lives(int(found[1])):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink()


def _lives(process: int) -> bool:
    if os.name == "nt":
        # To ask would end it there; but what a living process has open, Windows does not let go.
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def current(collection: str) -> Path:
    """The file that serves `collection` now; NoWarehouse when there is none."""
    pointer = _pointer(collection)
    try:
        told = pointer.stat()
    except FileNotFoundError:
        raise NoWarehouse(collection) from None
    file = _pointed_at(pointer, told.st_ino, told.st_mtime_ns)
    if not file.exists():
        raise NoWarehouse(collection)
    return file


# A page asks a dozen times which file serves; a switch replaces the pointer, so that its number and time change.
@lru_cache(maxsize=64)
def _pointed_at(pointer: Path, number: int, moment: int) -> Path:
    return pointer.parent / pointer.read_text(encoding="utf-8").strip()


def mark(collection: str) -> str | None:
    """Which imports the file that serves holds; None if nothing serves or it does not say."""
    try:
        return _mark(current(collection))
    except (NoWarehouse, UnreadableWarehouse):
        return None


@lru_cache(maxsize=64)
def _mark(file: Path) -> str | None:
    with open_readonly(file) as connection:
        try:
            found = connection.execute("select value from about where key = $key", {"key": MARK}).fetchall()
        except duckdb.Error as fault:
            raise UnreadableWarehouse(file.name) from fault
    return found[0][0] if found else None


def built() -> list[str]:
    """Names of the collections that have a warehouse."""
    return sorted(p.stem for p in folder().glob("*.current") if _serves(p.stem))


def _serves(collection: str) -> bool:
    try:
        return bool(current(collection))
    except NoWarehouse:
        return False


def open_readonly(file: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection that reaches no other file and cannot be reconfigured; UnreadableWarehouse."""
    try:
        return duckdb.connect(str(file), read_only=True, config=LOCKED)
    except duckdb.Error as fault:
        raise UnreadableWarehouse(file.name) from fault
