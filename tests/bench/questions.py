"""The five main questions over random units and years: laid out by the build, and beside it plain tables."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import duckdb

import queries
from ingest import warehouse

from .report import Line, beside, times
from .warehouses import added_up_when_asked

SEED, FILTERS, EVERY = 7, 200, 5
STRUCTURE = {"population": "members", "scheme": "btctw_2021"}
FIVE: list[tuple[str, dict[str, str]]] = [
    ("membership/members_by_year", {}),
    ("structure/by_year", STRUCTURE | {"dimension": "age"}),
    ("structure/by_year", STRUCTURE | {"dimension": "education"}),
    ("admissions/attainment_by_unit_and_year", {"quota_kind": "adjusted"}),
    ("discipline/outcomes_by_year", {"subject": "member"}),
]
AT_MOST = (20, 15)


def filters(connection: duckdb.DuckDBPyConnection) -> list[dict]:
    """Random units, every level of the tree as often as any other, and random years."""
    rng, levels = random.Random(SEED), defaultdict(list)
    for unit, depth in connection.execute("select unit_id, depth from units order by 1").fetchall():
        levels[depth].append(unit)
    years = connection.execute("select min(to_year), max(to_year) from membership").fetchall()[0]
    found = []
    for _ in range(FILTERS):
        unit = rng.choice(levels[rng.choice(sorted(levels))])
        first, last = sorted(rng.choices(range(years[0], years[1] + 1), k=2))
        values = {"unit_id": unit, "units": [unit], "first_year": first, "last_year": last, "lang": "vi"}
        found.append(values)
    return found


def asked(connection: duckdb.DuckDBPyConnection, question: str, values: dict) -> tuple[float, int]:
    """Milliseconds until every row of the answer is there, and how many rows there are."""
    sql, needed = queries.sql_of(question), queries.parameters(question)
    cursor = connection.cursor()
    start = perf_counter()
    rows = cursor.execute(sql, {k: v for k, v in values.items() if k in needed}).fetchall()
    return (perf_counter() - start) * 1000, len(rows)


def added_up(connection: duckdb.DuckDBPyConnection, question: str, values: dict) -> tuple[float, int]:
    """The same on views that add up; which units are to be added up is told before the clock starts."""
    connection.execute("delete from asked")
    if "unit_id" in queries.parameters(question):
        children = "select unit_id from plain.edges where parent_id = $unit_id union select $unit_id"
        connection.execute(f"insert into asked {children}", {"unit_id": values["unit_id"]})
    else:
        connection.execute("insert into asked select unnest($units)", {"units": values["units"]})
    sql, needed = queries.sql_of(question), queries.parameters(question)
    start = perf_counter()
    rows = connection.execute(sql, {k: v for k, v in values.items() if k in needed}).fetchall()
    return (perf_counter() - start) * 1000, len(rows)


Way = Callable[[str, dict], tuple[float, int]]


def together(ways: dict[str, Way], chosen: list[dict]) -> dict[str, list[list[float]]]:
    """For each way of asking: the times of the five questions, filter by filter, the ways taking turns."""
    found: dict[str, list[list[float]]] = {name: [] for name in ways}
    for turn, values in enumerate(chosen):
        names = list(ways) if turn % 2 else list(ways)[::-1]
        for name in names:
            found[name].append([])
        for question, own in FIVE:
            answers = {name: ways[name](question, values | own) for name in names}
            for name in names:
                found[name][-1].append(answers[name][0])
            if len({rows for _, rows in answers.values()}) > 1:
                raise SystemExit(f"{question}: the ways of asking differ, {values | own}: {answers}")
    return found


def measure(title: str, laid_out: Path, plain: Path, national: bool) -> Iterator[Line]:
    """Lines for the five questions of one warehouse; what is aimed at holds at national scale."""
    ours, theirs = warehouse.open_readonly(laid_out), warehouse.open_readonly(plain)
    ways: dict[str, Way] = {
        "laid out": lambda q, v: asked(ours, q, v),
        "plain": lambda q, v: asked(theirs, q, v),
    }
    chosen = filters(ours)
    together(ways, chosen[:5])
    found = together(ways, chosen)
    ours.close()
    theirs.close()
    for i in range(len(FIVE)):
        yield _one(title, i, found)
    five, others = ([sum(each) for each in found[name]] for name in ("laid out", "plain"))
    yield times(f"{title}: the five together, laid out", five)
    yield beside(f"{title}: the same rows unsorted", five, others, AT_MOST if national else None)
    if national:
        yield against_adding_up(title, laid_out, plain, chosen[::EVERY])


def against_adding_up(title: str, laid_out: Path, plain: Path, chosen: list[dict]) -> Line:
    """A line beside the plain rows as printed; only where no unit ever moved, for it asks no edge for its dates."""
    ours, recursive = warehouse.open_readonly(laid_out), added_up_when_asked(plain)
    ways: dict[str, Way] = {
        "laid out": lambda q, v: asked(ours, q, v),
        "added up": lambda q, v: added_up(recursive, q, v),
    }
    found = together(ways, chosen)
    ours.close()
    recursive.close()
    five, others = ([sum(each) for each in found[name]] for name in ways)
    what = f"{title}: printed rows unsorted, added up when asked"
    return beside(what, five, others, AT_MOST)


def _one(title: str, i: int, found: dict[str, list[list[float]]]) -> Line:
    question, own = FIVE[i]
    words = [f"{title}: {question}", own.get("dimension", "")]
    ours, theirs = ([each[i] for each in found[name]] for name in ("laid out", "plain"))
    line, other = times(" ".join(w for w in words if w), ours), beside("", ours, theirs)
    return Line(line.what, line.p50, line.p95, ratio=other.ratio)


def opening(title: str, file: Path) -> Line:
    """How long it takes from nothing to the first answer of a warehouse."""
    found = []
    for _ in range(20):
        start = perf_counter()
        connection = warehouse.open_readonly(file)
        connection.execute("select name from units where unit_id = 1").fetchall()
        found.append((perf_counter() - start) * 1000)
        connection.close()
    return times(f"{title}: opening the warehouse", found, "100 ms", (100,))
