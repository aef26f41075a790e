"""Storyboards as files: twenty slides, twenty pictures, sixty units one after another, and the memory that takes."""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from exports import deck, pictures, pptx, storyboard
from exports.deck import Deck
from queries import Filters
from queries.scope import scope

from .report import Line

SLIDES, UNITS, RUNS = 20, 60, 5
MOST_SLIDES, MOST_PICTURES, MOST_UNITS = 3.0, 10.0, 90.0
STEADY = 1.25  # how much more memory the last third of the units may take than the first


def measure(collection: str, folder: Path) -> Iterator[Line]:
    """Lines for one collection; files go into `folder`."""
    filters = _filters(collection)
    twenty = _first(deck.of(storyboard.find("toan-bo"), filters), SLIDES)
    yield _line(f"{collection}: a PowerPoint of {SLIDES} cards", lambda: pptx.write(twenty), MOST_SLIDES)
    start = time.perf_counter()
    pictures.png(twenty.shown[0].card)
    yield Line(f"{collection}: the first picture, Chromium starting", f"{time.perf_counter() - start:.1f} s")
    drawn = _first(twenty, SLIDES)
    yield _line(
        f"{collection}: {SLIDES} pictures after it", lambda: pictures.write(drawn, "png"), MOST_PICTURES
    )
    yield from sixty(collection, folder)


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


def sixty(collection: str, folder: Path) -> Iterator[Line]:
    """The whole dashboard of sixty units, one PowerPoint each; of a small collection some units twice."""
    story, filters = storyboard.find("toan-bo"), _filters(collection)
    codes = [place.code for place in scope(collection).places]
    start, memory = time.perf_counter(), []
    for number in range(UNITS):
        # A unit that comes again is asked for other years, so that nothing is remembered.
        again = number // len(codes)
        asked = replace(filters, unit=codes[number % len(codes)], last_year=filters.last_year - again)
        made = deck.of(story, asked)
        (folder / f"unit-{number}.pptx").write_bytes(pptx.write(made))
        memory.append(_memory())
    took = time.perf_counter() - start
    yield Line(
        f"{collection}: {UNITS} units, all figures, a PowerPoint each, one process",
        f"{took:.0f} s",
        "",
        f"{MOST_UNITS:g} s",
        reached=took <= MOST_UNITS,
    )
    third = UNITS // 3
    grown = max(memory[-third:]) / max(memory[:third])
    yield Line(
        f"{collection}: memory of the last third of them against the first",
        f"{grown:.2f} x",
        f"{max(memory):.0f} MiB",
        f"{STEADY:g} x",
        reached=grown <= STEADY,
    )


def _memory() -> float:
    """MiB that this process holds now; where the machine does not tell, the most it held."""
    told = Path("/proc/self/statm")
    if told.exists():
        return int(told.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
