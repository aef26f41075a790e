"""Where storyboards are kept: those that come with the project, and the office's own; found, saved, dropped by name."""

import hashlib
import os
import re
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from filelock import FileLock

from exports.file_names import RESERVED
from exports.storyboard import Storyboard, Unreadable, Words, read, written
from ingest.normalise import fold

DATA = Path(__file__).parents[1] / "data"
FOLDER = DATA / "storyboards"
READY = ("tong-ket-nhiem-ky", "cong-tac-ket-nap", "toan-bo")
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


class Overtaken(RuntimeError):
    """Somebody else changed a storyboard meanwhile; `args[0]` is its name."""


def ready() -> list[Storyboard]:
    """The storyboards that come with the project and follow whatever unit is looked at."""
    return [_from(FOLDER / f"{name}.json") for name in READY]


def kept_in() -> Path:
    """The folder of the storyboards that this office keeps; DANG_VIEN_SAVED moves it."""
    return Path(os.environ.get("DANG_VIEN_SAVED", DATA / "saved"))


def saved() -> list[Storyboard]:
    """The storyboards that this office keeps and that can be read."""
    return readable()[0]


def readable() -> tuple[list[Storyboard], list[str]]:
    """The storyboards that this office keeps, and the names of kept files that are none."""
    found, broken = [], []
    for path in sorted(kept_in().glob("*.json")):
        try:
            found.append(_from(path))
        except Unreadable:
            broken.append(path.stem)
        except FileNotFoundError:  # another window has just dropped it
            continue
    return found, broken


def find(name: str) -> Storyboard:
    """A storyboard by its name, the office's own first; LookupError where there is none, Unreadable."""
    if NAME.fullmatch(name):
        for folder in (kept_in(), FOLDER):
            if (path := folder / f"{name}.json").exists():
                return _from(path)
    raise LookupError(name)


def free_name(title: Words) -> str:
    """A name for a file and an address that no storyboard has, made of the letters of a title."""
    text = next((text for text in title.values() if text), "")
    plain = re.sub(r"[^a-z0-9]+", "-", fold(text))
    first = plain.strip("-")[:60].strip("-") or "trinh-chieu"
    first = f"ban-{first}" if first in RESERVED else first
    taken = {path.stem for folder in (kept_in(), FOLDER) for path in folder.glob("*.json")}
    names = [first, *(f"{first}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def free_title(title: Words) -> Words:
    """The title, with a number behind it where a storyboard of the office's own has it already."""
    taken = {text for story in saved() for text in story.title.values()}
    endings = ["", *(f" ({number})" for number in range(2, len(taken) + 3))]
    titles = ({lang: text + ending for lang, text in title.items()} for ending in endings)
    return next(one for one in titles if not taken & set(one.values()))


def state(name: str) -> str:
    """A short sign of a storyboard of the office's own as it is kept now; nothing where there is none."""
    path = kept_in() / f"{name}.json"
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.exists() else ""


def save(story: Storyboard, over: str | None = None) -> None:
    """Keep a storyboard under its name, in one step: a reader finds the one before or this one.

    `over` is the state that was changed: Overtaken, and nothing is lost, where it is another by now. Unreadable, and
    nothing is kept, where it has grown too long.
    """
    folder = kept_in()
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        if over is not None and state(story.name) != over:
            raise Overtaken(story.name)
        _put(story, folder)


def _put(story: Storyboard, folder: Path) -> None:
    data = written(story)
    read(data, story.name)  # what could not be read again is not kept
    draft = folder / f".{story.name}-{uuid4().hex[:6]}.draft"
    try:
        draft.write_bytes(data)
        os.replace(draft, folder / f"{story.name}.json")
    finally:
        draft.unlink(missing_ok=True)


def remove(name: str) -> None:
    """Drop a storyboard of the office's own; LookupError where it keeps none of that name."""
    path = kept_in() / f"{name}.json"
    if not NAME.fullmatch(name) or not path.exists():
        raise LookupError(name)
    path.unlink()


def _from(path: Path) -> Storyboard:
    about = path.stat()
    return _read(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=200)  # every run of a page with an open fold lists them all
def _read(path: Path, changed: int, size: int) -> Storyboard:
    return read(path.read_bytes(), path.stem)
