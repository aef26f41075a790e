"""One file for every unit directly under another, in a zip on the disk, made one by one with a way to stop."""

import logging
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from exports import deck, formats
from exports.storyboard import Storyboard
from labels import Labels
from queries import Filters
from queries.scope import Place, scope

log = logging.getLogger("exports")
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
LONGEST_NAME = 120


@dataclass(frozen=True)
class Done:
    """How far the work is: units done of all, and the name of the last one."""

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

    Told before every unit to `tell`; ends early, with what there is, once `stopped` says so.
    """
    formats.check(kind)  # what fails for one would fail for all
    say, every, without, taken = Labels(filters.lang), units(filters), [], set()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for number, place in enumerate(every):
            if stopped():
                break
            tell(Done(number, len(every), place.name))
            data = _one(story, replace(filters, unit=place.code), kind)
            if data is None:
                without.append(place.name)
                continue
            target.writestr(_unlike(place.name, formats.FORMATS[kind].ending, taken), data)
        if without:
            lines = [say("exports.wards.without"), *without]
            target.writestr(f"{say('exports.wards.list')}.txt", "\ufeff" + "\r\n".join(lines))
    return without


def _one(story: Storyboard, filters: Filters, kind: str) -> bytes | None:
    """The file of one unit; None where it has no figures, or where it fails, which the log tells."""
    try:
        made = deck.of(story, filters)
        return formats.write(made, kind) if made.shown else None
    except (LookupError, ValueError, OSError, formats.NotMade):
        log.exception("no file for %s", filters.unit)
        return None


def file_name(text: str) -> str:
    """A text as the name of a file on any system, its letters kept."""
    return " ".join(FORBIDDEN.sub(" ", text).split()).strip(" .")[:LONGEST_NAME] or "_"


def _unlike(name: str, ending: str, taken: set[str]) -> str:
    plain = file_name(name)
    number = 2
    while (found := f"{plain}.{ending}").casefold() in taken:
        plain, number = f"{file_name(name)} {number}", number + 1
    taken.add(found.casefold())
    return found
