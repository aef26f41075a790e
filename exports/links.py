"""Views that links lead to: kept with the figures seen then, under a short sign that stands in the address."""

import hashlib
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from exports import seen, shelf, storyboard
from exports.card import Card, card
from exports.storyboard import Seen, Slide, Storyboard, Unreadable, fixed

SIGN = re.compile(r"[0-9a-f]{12}")
MOST_KEPT, MOST_BYTES = 5000, 200_000_000


def view(shown: Card) -> Slide:
    """What a card shows on screen now, as a saved view with every figure in the language that figures are kept in."""
    told = card(shown.question, shown.chart, replace(shown.filters, lang=seen.IN))
    return fixed(told.question, told.filters, Seen(told.version, seen.figures(told)))


def sign(slide: Slide) -> str:
    """A short sign of a view and all its figures: another one where any of them is another."""
    figures = sorted(slide.seen.figures.items()) if slide.seen else []
    told = json.dumps([json.loads(_written(replace(slide, seen=None))), figures], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def keep(slide: Slide) -> str:
    """Keep a view on this machine; the sign by which it is found again. The oldest make room."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{sign(slide)}.json"
    draft = folder / f".{uuid4().hex[:8]}.draft"
    try:
        draft.write_bytes(_written(slide))
        os.replace(draft, path)  # also where it is kept already: it is the youngest again
    finally:
        draft.unlink(missing_ok=True)
    _make_room(folder)
    return path.stem


def kept(given: str) -> Slide | None:
    """The view kept under a sign; None where this machine has none, or what is there can't be read."""
    if not SIGN.fullmatch(given):
        return None
    try:
        return storyboard.read((_folder() / f"{given}.json").read_bytes(), given).slides[0]
    except (OSError, Unreadable):
        return None


def same_view(one: Slide, other: Slide) -> bool:
    """Whether two slides look at the same, whatever the figures."""
    return replace(one, seen=None, note={}) == replace(other, seen=None, note={})


def _folder() -> Path:
    return shelf.kept_in() / "seen"


def _written(slide: Slide) -> bytes:
    return storyboard.written(Storyboard("", {seen.IN: "link"}, (slide,)))


def _make_room(folder: Path) -> None:
    found = []
    for path in folder.glob("*.json"):
        try:
            about = path.stat()
        except FileNotFoundError:  # another window made room just now
            continue
        found.append((about.st_mtime_ns, about.st_size, path))
    size = 0
    for number, (_, own, path) in enumerate(sorted(found, reverse=True), 1):
        size += own
        if number > MOST_KEPT or size > MOST_BYTES:
            path.unlink(missing_ok=True)
