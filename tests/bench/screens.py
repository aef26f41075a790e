"""The server's part of a filter change: the script of a page run by Streamlit's own runner, without a browser.

AppTest runs the door and the page in a real ScriptRunner with real widgets and caches; measured is the run itself
(`ScriptRunner._run_script`), neither the start of its thread nor AppTest's reading of what came out. Compiled scripts
are kept from run to run, as a server keeps them. AppTest takes the folder `pages/` for pages of the old kind at every
run and opens the page's file alone first; a server does that once, at the first visit after its start, and is warm from
then on, as it is here. A change is to a unit and years this page has not shown yet, so that
no answer is in the cache; cached is the same address once more. Bytes on their way to the browser are not measured.
"""

import random
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import AppTest

import queries
from queries import Filters

from .report import Line, times

DOOR = Path(__file__).parents[2] / "dashboard.py"
PAGES = ("overview", "membership", "structure", "admissions", "discipline", "units", "compare")
SEED, CHANGES, FRESH, CACHED = 7, 40, 60.0, 25.0


@contextmanager
def clocked() -> Generator[list[float]]:
    """The milliseconds of every run of a script, in the order in which they ended."""
    found: list[float] = []
    run = ScriptRunner._run_script

    def timed(runner: ScriptRunner, asked) -> None:
        start = perf_counter()
        run(runner, asked)
        found.append((perf_counter() - start) * 1000)

    kept, begin = ScriptCache(), PagesManager.__init__

    def warm(manager: PagesManager, *given, **named) -> None:
        begin(manager, *given, **named)
        PagesManager.uses_pages_directory = False

    with (
        patch.object(PagesManager, "__init__", warm),
        patch.object(ScriptRunner, "_run_script", timed),
        patch("streamlit.testing.v1.app_test.ScriptCache", lambda: kept),
        patch("streamlit.testing.v1.local_script_runner.ScriptCache", lambda: kept),
    ):
        yield found


def addresses(collection: str) -> list[dict[str, str]]:
    """Different addresses of one collection: every unit as likely, any years."""
    rng = random.Random(SEED)
    units = list(queries.ask("units/tree", Filters(collection)).unit_code)
    years = queries.ask("sources/years", Filters(collection)).iloc[0]
    span = range(int(years.first_year), int(years.last_year) + 1)
    every = [(unit, first, last) for unit in units for first in span for last in span if first <= last]
    return [
        {"collection": collection, "unit": unit, "from": str(first), "to": str(last), "lang": "vi"}
        for unit, first, last in rng.sample(every, CHANGES + 1)
    ]


def opened(page: str) -> AppTest:
    """A page of the dashboard, as it stands after its first visit."""
    app = AppTest.from_file(str(DOOR), default_timeout=120).run()
    app.switch_page(f"pages/{page}.py")
    return app


def visited(app: AppTest, address: dict[str, str]) -> None:
    """One run at an address; a screen that fails ends the measuring."""
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    if app.exception or app.error:
        raise SystemExit(f"{address}: {[*app.exception, *app.error]}")


def visits(page: str, chosen: list[dict[str, str]]) -> list[float]:
    """Milliseconds of each visit but the first, one after the other in one session."""
    taken = []
    with clocked() as found:
        app = opened(page)
        for address in chosen:
            found.clear()
            visited(app, address)
            taken.append(sum(found))
    return taken[1:]


def changes(page: str, chosen: list[dict[str, str]]) -> tuple[list[float], list[float]]:
    """Times of a page at addresses new to it, and at the same once more; the first address only warms up."""
    every = visits(page, [address for address in chosen for _ in range(2)])
    return every[1::2], every[2::2]


def measure(collection: str) -> list[Line]:
    """Lines for all pages together, new and cached, and for each."""
    chosen = addresses(collection)
    found = {page: changes(page, chosen) for page in PAGES}
    every = [[time for page in found.values() for time in page[i]] for i in (0, 1)]
    lines = [
        times(f"{collection}: filter change, all pages", every[0], "60 ms", (FRESH,)),
        times(f"{collection}: the same filters again, all pages", every[1], "25 ms", (CACHED,)),
    ]
    for page, (fresh, cached) in found.items():
        lines.append(times(f"{collection}: filter change, {page}", fresh))
        lines.append(times(f"{collection}: the same filters again, {page}", cached))
    return lines
