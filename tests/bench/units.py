"""Going down level by level and searching among all names of a nation: the server's part."""

import random
from collections.abc import Iterator
from time import perf_counter

import queries
from ingest.words import spelled_key
from pages._search import sought
from queries import Filters
from queries.scope import scope

from .report import Line, quantile, times
from .screens import visits

COLLECTION, SEED, WAYS = "nation", 11, 20
PAGES = ("overview", "membership", "admissions", "units")
DOWN, SEARCH = 120.0, 50.0
SOUGHT = (
    "dang uy phuong",
    "tỉnh ủy 07",
    "p. 12.034",
    "to chuc co so dang",
    "01-001-003",
    "xã 33",
    "không có đơn vị này",
)


def measure() -> Iterator[Line]:
    """Lines for the collection `nation` of the warehouse folder."""
    yield searching()
    found = {page: going_down(page) for page in PAGES}
    every = [time for page in found.values() for time in page]
    p95 = quantile(every, 0.95)
    line = times(f"{COLLECTION}: going down one level, all pages", every)
    yield Line(line.what, line.p50, line.p95, f"p95 {DOWN:.0f} ms", reached=p95 <= DOWN)
    for page, taken in found.items():
        yield times(f"{COLLECTION}: going down one level, {page}", taken)


def searching() -> Line:
    """The search as it is typed, letter by letter, over every name and code."""
    taken = []
    for text in SOUGHT:
        for end in range(1, len(text) + 1):
            spelled = spelled_key(text[:end])
            asked = sought(Filters(COLLECTION), spelled)
            if spelled:
                start = perf_counter()
                queries.ask("units/search", asked)
                taken.append((perf_counter() - start) * 1000)
    names = len(scope(COLLECTION).places)
    line = times(f"{COLLECTION}: a letter more in the search over {names:,} units", taken)
    reached = quantile(taken, 0.95) <= SEARCH
    return Line(line.what, line.p50, line.p95, f"p95 {SEARCH:.0f} ms", reached=reached)


def going_down(page: str) -> list[float]:
    """Milliseconds of the script for each step from the nation to a grassroots organisation, along random ways."""
    rng, looked = random.Random(SEED), scope(COLLECTION)
    steps = []
    for _ in range(WAYS):
        place = looked.tops[0]
        steps.append(place.code)
        while children := looked.under.get(place.unit_id):
            place = rng.choice(children)
            steps.append(place.code)
    return visits(page, [{"collection": COLLECTION, "unit": code, "lang": "vi"} for code in steps])
