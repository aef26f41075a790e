"""A storyboard: an ordered list of saved views (a question, its filters, a note) that becomes slides, sheets, pages."""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import queries
from ingest import variants
from labels import Labels
from queries import FIRST_YEAR, LAST_YEAR, Filters
from queries.scope import scope

FORMAT = 1
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
    """A text in the reader's language, be it empty; where there is none, in the first one that it is written in."""
    return words.get(say.lang, next((text for text in words.values() if text), ""))


def fixed(question: str, filters: Filters, seen: Seen, note: str = "") -> Slide:
    """A view as it is looked at now, fixed; its units by code."""
    places = scope(filters.collection).by_id
    own = dict(filters.extra)
    if CODED in own:
        own[CODED] = [places[unit].code for unit in filters.own(CODED)]
    view = View(filters.collection, filters.unit, filters.first_year, filters.last_year, filters.territory)
    return Slide(question, own, {filters.lang: note} if note else {}, view=view, seen=seen)


def written(story: Storyboard) -> bytes:
    """A storyboard as a file, to be kept or handed on."""
    told = {"format": FORMAT, "title": story.title, "slides": [_told(asdict(s)) for s in story.slides]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", {})}


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
    title = {lang: text for lang, text in _words(told.get("title"), 0).items() if text.strip()}
    if not title:
        raise Unreadable("words", 0)
    return Storyboard(name, title, tuple(_slide(s, n) for n, s in enumerate(slides, 1)))


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
