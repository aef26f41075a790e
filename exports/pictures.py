"""Cards as pictures, PNG and SVG, with title, filters, source, day and audience inside; drawn by Chromium."""

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from charts import framed
from exports import body, drawing, notes
from exports.card import Card
from exports.deck import Deck
from exports.file_names import file_name

SCALE = 2


def png(card: Card) -> bytes:
    """A card as PNG, two pixels for each of the screen; `chromium.Missing`, `chromium.TooLong`."""
    return _drawn(_framed(card), "png")


def svg(card: Card) -> bytes:
    """A card as SVG, its words as text; `chromium.Missing`, `chromium.TooLong`."""
    return _drawn(_framed(card), "svg")


def write(deck: Deck, kind: str) -> bytes:
    """All cards of a deck as pictures of this kind (`png`, `svg`), numbered, in a zip; drawn a few at a time."""
    target = io.BytesIO()
    with TemporaryDirectory() as folder, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        paths = [Path(folder) / f"{number}.{kind}" for number in range(len(deck.shown))]
        figures = [_framed(shown.card) for shown in deck.shown]
        wanted = [
            {"fig": f, "path": p, "opts": _options(f, kind)} for f, p in zip(figures, paths, strict=True)
        ]
        seconds = drawing.EACH * (1 + len(wanted) / drawing.AT_ONCE)
        drawing.ask(lambda browser: browser.write_fig_from_object(wanted, cancel_on_error=True), seconds)
        for number, (shown, path) in enumerate(zip(deck.shown, paths, strict=True), 1):
            packed.write(path, f"{file_name(f'{number:02d} {shown.card.title}')}.{kind}")
    return target.getvalue()


def _framed(card: Card) -> dict[str, Any]:
    flags = " · ".join(card.flags)
    head = [card.title, card.subtitle, flags, *(f"{when}: {what}" for when, what in card.apart)]
    told = [line for line in notes.of(card) if line not in card.flags]
    if body.is_drawn(card):
        drawn, lines = body.figure(card)
        return framed.figure(drawn, head, [body.legend(card), *lines, *told])
    words = body.words(card)
    more = ""
    if len(words) > framed.MOST_ROWS:
        shown, count = card.say.count(framed.MOST_ROWS), card.say.count(len(words))
        more = card.say("card.first_rows", shown=shown, count=count)
    return framed.table(words, head, [more, *told])


def _drawn(figure: dict[str, Any], kind: str) -> bytes:
    options = _options(figure, kind)
    return drawing.ask(lambda browser: browser.calc_fig(figure, opts=options), drawing.EACH)


def _options(figure: dict[str, Any], kind: str) -> dict[str, Any]:
    width, height = figure["layout"]["width"], figure["layout"]["height"]
    return {"format": kind, "width": width, "height": height, "scale": SCALE if kind == "png" else 1}
