"""Storyboards as files: twenty slides, twenty pictures, every unit of a collection, and the memory that takes."""

import resource
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from exports import deck, pictures, pptx, shelf, wards
from exports.deck import Deck
from queries import Filters
from queries.scope import scope

from .report import Line

SLIDES, RUNS = 20, 5
MOST_SLIDES, MOST_PICTURES, MOST_SECONDS = 3.0, 10.0, 1.5  # of a PowerPoint, a set, each unit's file
STEADY = 1.25  # how much more memory the last third of the units may take than the first


def measure(collection: str, folder: Path) -> Iterator[Line]:
    """Lines for one collection; files go into `folder`."""
    filters = _filters(collection)
    twenty = _first(deck.of(shelf.find("toan-bo"), filters), SLIDES)
    yield _line(f"{collection}: a PowerPoint of {SLIDES} cards", lambda: pptx.write(twenty), MOST_SLIDES)
    start = time.perf_counter()
    pictures.png(twenty.shown[0].card)
    yield Line(f"{collection}: the first picture, Chromium starting", f"{time.perf_counter() - start:.1f} s")
    made = f"{collection}: {SLIDES} pictures after it"
    yield _line(made, lambda: pictures.write(twenty, "png"), MOST_PICTURES)
    yield from every_unit(collection, folder)


def _filters(collection: str) -> Filters:
    found = scope(collection)
    return Filters(collection, found.tops[0].code, found.first_year, found.last_year)


def _first(made: Deck, count: int) -> Deck:
    return replace(made, shown=made.shown[:count])


def _line(what: str, make: Callable[[], bytes], most: float) -> Line:
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        make()
        taken.append(time.perf_counter() - start)
    middle = statistics.median(taken)
    return Line(what, f"{middle:.2f} s", f"{max(taken):.2f} s", f"{most:g} s", reached=middle <= most)


def every_unit(collection: str, folder: Path) -> Iterator[Line]:
    """The whole dashboard of every unit of a collection as a PowerPoint each, as the page and the command make them."""
    story, filters, places = shelf.find("toan-bo"), _filters(collection), scope(collection).places
    start, memory = time.perf_counter(), []
    for place, data in wards.made(story, filters, "pptx", places, lambda: False):
        (folder / f"{place.code}.pptx").write_bytes(data or b"")
        memory.append(_memory())
    took, count = time.perf_counter() - start, len(places)
    most = MOST_SECONDS * count
    yield Line(
        f"{collection}: all figures of {count} units, a PowerPoint each",
        f"{took:.0f} s",
        "",
        f"{most:.0f} s (90 s for 60)",
        reached=took <= most,
    )
    third = count // 3
    grown = max(memory[-third:]) / max(memory[:third])
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**10
    yield Line(
        f"{collection}: memory of this process in the last third of them against the first",
        f"{grown:.2f} x",
        f"{max(memory):.0f} MiB, largest worker {workers:.0f} MiB",
        f"{STEADY:g} x",
        reached=grown <= STEADY,
    )


def _memory() -> float:
    """MiB that this process holds now."""
    told = Path("/proc/self/statm").read_text(encoding="ascii")
    return int(told.split()[1]) * resource.getpagesize() / 2**20
