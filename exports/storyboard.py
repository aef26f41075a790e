"""A storyboard: an ordered list of saved views (a question, its filters, a note) that becomes slides, sheets, pages."""

import hashlib
import json
import os
import re
import unicodedata
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from filelock import FileLock

import queries
from ingest import variants
from labels import Labels
from queries import FIRST_YEAR, LAST_YEAR, Filters
from queries.scope import scope

DATA = Path(__file__).parents[1] / "data"
FOLDER = DATA / "storyboards"
READY = ("tong-ket-nhiem-ky", "cong-tac-ket-nap", "toan-bo")
FORMAT = 1
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
MOST_SLIDES, MOST_BYTES = 200, 8_000_000
Words = dict[str, str]  # a text in each language
CODED = "compared"  # the own parameter that holds numbers of units, which every build gives anew


class Unreadable(ValueError):
    """A file is no storyboard; `args` are the code of the problem and its place."""


@dataclass(frozen=True)
class View:
    """What a slide looks at where it does not follow the reader: collection, unit (a code), years, territory."""

    collection: str
    unit: str
    first_year: int
    last_year: int
    territory: str = variants.THEN


@dataclass(frozen=True)
class Seen:
    """The figures of a view as they were when it was saved, and the warehouse version they came from."""

    version: str
    figures: dict[str, str]


@dataclass(frozen=True)
class Slide:
    """One saved view: a question with its own parameters, a note, and where it is fixed, what it looks at and saw.

    `only` names what a unit must have for the slide to be asked for: `children` or `reorganised`.
    """

    question: str
    own: dict[str, Any] = field(default_factory=dict)
    note: Words = field(default_factory=dict)
    only: str = ""
    view: View | None = None
    seen: Seen | None = None

    def filters(self, looked: Filters) -> Filters:
        """What this slide asks with; where it is not fixed, what is looked at."""
        if self.view is not None:
            told = asdict(self.view)
            looked = replace(looked, **told)
        own = dict(self.own)
        if CODED in own:
            by_code = scope(looked.collection).by_code
            own[CODED] = tuple(by_code[code].unit_id for code in own[CODED] if code in by_code)
        return looked.having(**own)


@dataclass(frozen=True)
class Storyboard:
    """An ordered list of slides under a title."""

    name: str
    title: Words
    slides: tuple[Slide, ...]

    def titled(self, say: Labels) -> str:
        return spoken(self.title, say)


def spoken(words: Words, say: Labels) -> str:
    """A text in the reader's language, or in the first one that it is written in."""
    return words.get(say.lang) or next((text for text in words.values() if text), "")


def fixed(question: str, filters: Filters, seen: Seen, note: str = "") -> Slide:
    """A view as it is looked at now, fixed; its units by code."""
    places = scope(filters.collection).by_id
    own = dict(filters.extra)
    if CODED in own:
        own[CODED] = [places[unit].code for unit in filters.own(CODED)]
    view = View(filters.collection, filters.unit, filters.first_year, filters.last_year, filters.territory)
    return Slide(question, own, {filters.lang: note} if note else {}, view=view, seen=seen)


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
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c)))
    first = plain.strip("-")[:60].strip("-") or "trinh-chieu"
    taken = {path.stem for folder in (kept_in(), FOLDER) for path in folder.glob("*.json")}
    names = [first, *(f"{first}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


class Overtaken(RuntimeError):
    """Somebody else changed a storyboard meanwhile; `args[0]` is its name."""


def state(name: str) -> str:
    """A short sign of a storyboard of the office's own as it is kept now; nothing where there is none."""
    path = kept_in() / f"{name}.json"
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.exists() else ""


def save(story: Storyboard, over: str | None = None) -> None:
    """Keep a storyboard under its name, in one step: a reader finds the one before or this one.

    `over` is the state that was changed: Overtaken, and nothing is lost, where it is another by now.
    """
    folder = kept_in()
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        if over is not None and state(story.name) != over:
            raise Overtaken(story.name)
        _put(story, folder)


def _put(story: Storyboard, folder: Path) -> None:
    draft = folder / f".{story.name}-{uuid4().hex[:6]}.draft"
    try:
        draft.write_bytes(written(story))
        os.replace(draft, folder / f"{story.name}.json")
    finally:
        draft.unlink(missing_ok=True)


def remove(name: str) -> None:
    """Drop a storyboard of the office's own; LookupError where it keeps none of that name."""
    path = kept_in() / f"{name}.json"
    if not NAME.fullmatch(name) or not path.exists():
        raise LookupError(name)
    path.unlink()


def written(story: Storyboard) -> bytes:
    """A storyboard as a file, to be kept or handed on."""
    told = {"format": FORMAT, "title": story.title, "slides": [_told(asdict(s)) for s in story.slides]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", {})}


def _from(path: Path) -> Storyboard:
    return read(path.read_bytes(), path.stem)


def read(data: bytes, name: str) -> Storyboard:
    """A storyboard from a file's bytes; Unreadable (`too_large`, `not_json`, `format`, `slide`, …) with the slide."""
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large", 0)
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Unreadable("not_json", 0) from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise Unreadable("format", 0)
    slides = told.get("slides")
    if not isinstance(slides, list) or not slides or len(slides) > MOST_SLIDES:
        raise Unreadable("slides", 0)
    return Storyboard(
        name, _words(told.get("title"), 0), tuple(_slide(s, n) for n, s in enumerate(slides, 1))
    )


def _slide(told: Any, number: int) -> Slide:
    if not isinstance(told, dict) or told.get("question") not in queries.names():
        raise Unreadable("question", number)
    own = told.get("own", {})
    if not isinstance(own, dict) or not set(own) <= queries.parameters(told["question"]):
        raise Unreadable("own", number)
    if not all(_is_plain(value) for value in own.values()):
        raise Unreadable("own", number)
    try:
        view = View(**told["view"]) if "view" in told else None
        seen = Seen(**told["seen"]) if "seen" in told else None
    except TypeError:
        raise Unreadable("view", number) from None
    if view and not _is_view(view):
        raise Unreadable("view", number)
    if seen and not (
        isinstance(seen.figures, dict) and all(isinstance(v, str) for v in seen.figures.values())
    ):
        raise Unreadable("view", number)
    note = _words(told["note"], number) if "note" in told else {}
    return Slide(told["question"], own, note, str(told.get("only", "")), view, seen)


def _is_view(view: View) -> bool:
    texts, years = (view.collection, view.unit, view.territory), (view.first_year, view.last_year)
    return (
        all(isinstance(text, str) for text in texts)
        and view.territory in (variants.THEN, variants.NOW)
        and all(type(year) is int and FIRST_YEAR <= year <= LAST_YEAR for year in years)
    )


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | bool) or (
        isinstance(value, list) and all(isinstance(v, str) for v in value)
    )


def _words(told: Any, number: int) -> Words:
    if not isinstance(told, dict) or not all(
        isinstance(k, str) and isinstance(v, str) for k, v in told.items()
    ):
        raise Unreadable("words", number)
    return told
