"""Cards as pictures, PNG and SVG, with title, filters, source, day and audience inside; drawn by Chromium."""

import atexit
import io
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from charts import framed
from exports import body, chromium, notes
from exports.card import Card
from exports.deck import Deck
from exports.file_names import file_name

SCALE, MOST_SECONDS, AT_ONCE = 2, 60, 2
_starting, _drawing = Lock(), Lock()
_started: list[str] = []


def png(card: Card) -> bytes:
    """A card as PNG, two pixels for each of the screen; `chromium.Missing`, `chromium.TooLong`."""
    return _drawn(_framed(card), "png")


def svg(card: Card) -> bytes:
    """A card as SVG, its words as text; `chromium.Missing`, `chromium.TooLong`."""
    return _drawn(_framed(card), "svg")


def write(deck: Deck, kind: str) -> bytes:
    """All cards of a deck as pictures of this kind (`png`, `svg`), numbered, in a zip; drawn a few at a time."""
    import kaleido

    warm()
    target = io.BytesIO()
    with TemporaryDirectory() as folder, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        paths = [Path(folder) / f"{number}.{kind}" for number in range(len(deck.shown))]
        figures = [_framed(shown.card) for shown in deck.shown]
        wanted = [
            {"fig": f, "path": p, "opts": _options(f, kind)} for f, p in zip(figures, paths, strict=True)
        ]
        with _alone():
            kaleido.write_fig_from_object_sync(wanted, cancel_on_error=True)
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
    import kaleido  # the others of this folder never need it

    warm()
    with _alone():
        return kaleido.calc_fig_sync(figure, opts=_options(figure, kind))


def _options(figure: dict[str, Any], kind: str) -> dict[str, Any]:
    width, height = figure["layout"]["width"], figure["layout"]["height"]
    return {"format": kind, "width": width, "height": height, "scale": SCALE if kind == "png" else 1}


@contextmanager
def _alone() -> Generator[None]:
    """One asks the browser at a time: who asks beside another may be handed the other's picture."""
    with _drawing:
        try:
            yield
        except TimeoutError as fault:
            raise chromium.TooLong from fault


def warm() -> None:
    """Start the browser that draws, once for the process; it fetches nothing and ends with the process."""
    import kaleido

    with _starting:
        if _started:
            return
        kaleido.start_sync_server(
            n=AT_ONCE, path=chromium.path(), timeout=MOST_SECONDS, mathjax=False, silence_warnings=True
        )
        _started.append(chromium.path())
        atexit.register(kaleido.stop_sync_server, silence_warnings=True)
