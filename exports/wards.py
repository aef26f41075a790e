"""One file for every unit directly under another, in a zip on the disk, with a way to see how far and to stop."""

import logging
import os
import time
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.pool import AsyncResult
from pathlib import Path

from exports import deck, formats
from exports.file_names import unlike
from exports.storyboard import Storyboard
from ingest import variants, warehouse
from ingest.thresholds import small_numbers
from labels import Labels
from queries import Filters
from queries.scope import Place, scope

log = logging.getLogger("exports")
MOST_PROCESSES, MOST_SECONDS, LOOK_AGAIN = 2, 600, 0.2  # for one file; until somebody's stop is seen


@dataclass(frozen=True)
class Done:
    """How far the work is: units done of all, and the name of the last one done."""

    done: int
    count: int
    name: str


def units(filters: Filters) -> list[Place]:
    """The units that get a file: those directly under the one looked at that stand in the years looked at."""
    looked = scope(filters.collection)
    above = looked.place(filters.unit)
    below = looked.under.get(above.unit_id if above else 0, [])
    return [
        place
        for place in below
        if (not place.valid_to or place.valid_to.year >= filters.first_year)
        and (not place.valid_from or place.valid_from.year <= filters.last_year)
    ]


def write(
    story: Storyboard,
    filters: Filters,
    kind: str,
    path: Path,
    tell: Callable[[Done], None],
    stopped: Callable[[], bool],
) -> list[str]:
    """Fill the zip at `path`; the names of the units that have no file. A unit that fails is left out and named.

    Told after every unit to `tell`; ends early, with what there is, once `stopped` says so. NotMade.
    """
    formats.check(kind)  # what fails for one would fail for all
    say, every, without, taken = Labels(filters.lang), units(filters), [], set()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for number, (place, data) in enumerate(made(story, filters, kind, every, stopped), 1):
            if data is None:
                without.append(place.name)
            else:
                target.writestr(unlike(place.name, formats.FORMATS[kind].ending, taken), data)
            tell(Done(number, len(every), place.name))
        if without:
            lines = [say("exports.wards.without"), *without]
            target.writestr(f"{say('exports.wards.list')}.txt", "\ufeff" + "\r\n".join(lines))
    return without


def made(
    story: Storyboard, filters: Filters, kind: str, every: list[Place], stopped: Callable[[], bool]
) -> Iterator[tuple[Place, bytes | None]]:
    """Each unit with its file, in their order, by processes of their own: Python works on one thing at a time."""
    # Made here, before several want it at once.
    least = small_numbers()["exports"]
    variants.file_of(warehouse.current(filters.collection), variants.Variant(filters.territory, least))
    count = max(1, min(MOST_PROCESSES, os.cpu_count() or 1, len(every)))
    asked = deque((place, replace(filters, unit=place.code)) for place in every)
    waiting: deque[tuple[Place, AsyncResult]] = deque()
    with get_context("spawn").Pool(count) as pool:  # left early, it ends its processes
        while asked or waiting:
            # No more at once than are worked on and wait next: files stay on the disk, not in memory.
            while asked and len(waiting) < 2 * count:
                place, own = asked.popleft()
                waiting.append((place, pool.apply_async(_one, (story, own, kind))))
            place, result = waiting.popleft()
            until = time.monotonic() + MOST_SECONDS
            while not result.ready() and not stopped() and time.monotonic() < until:
                result.wait(LOOK_AGAIN)
            if stopped():
                return
            # A process that the system has ended never answers.
            yield place, result.get() if result.ready() else None


def _one(story: Storyboard, filters: Filters, kind: str) -> bytes | None:
    """The file of one unit; None where it has no figures, or where it fails, which the log tells."""
    try:
        own = deck.of(story, filters)
        return formats.write(own, kind) if own.shown else None
    except Exception:  # one unit's fault, whatever it is, must not end the files of the others
        log.exception("no file for %s", filters.unit)
        return None
