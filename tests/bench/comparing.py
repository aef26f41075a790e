"""The server's part of the screen that compares units, a hundred of them: all its questions, figures and their text."""

import random
from pathlib import Path
from time import perf_counter

import duckdb
import plotly.io as pio

import queries
from charts import captions, compare, theme
from ingest import warehouse
from labels import Labels
from queries import comparison

from .report import Line, times

SEED, TURNS, UNITS, AT_MOST = 7, 20, 100, 250.0
CHARTS = (compare.ranking, compare.over_years, compare.two_years, compare.pair, compare.units_and_years)
TOPICS = (
    {"headline": "members", "part": "", "counted": "count"},
    {"headline": "women", "part": "", "counted": "rate"},
    {"headline": "attainment", "part": "", "counted": "rate"},
)
OTHER = {"other": "admitted", "other_part": "", "other_counted": "count"}
SWITCHES = {"partial": False, "ranked": True, "scale": "shared"}


def _screen(connection: duckdb.DuckDBPyConnection, values: dict, say: Labels) -> float:
    """Milliseconds of the whole page, every part of it."""
    start = perf_counter()
    for question in ("compare/options", *map(captions.question, CHARTS)):
        needed = {k: v for k, v in values.items() if k in queries.parameters(question)}
        frame = connection.cursor().execute(queries.sql_of(question), needed).df()
        for chart in CHARTS:
            if captions.question(chart) == question:
                captions.finding(chart, frame, say)
                pio.to_json(theme.dress(chart(captions.escaped(frame), say), False), validate=False)
    return (perf_counter() - start) * 1000


def measure(title: str, file: Path) -> Line:
    """All units under a parent that has a hundred or more, any headline; the first turns only warm up."""
    connection, rng, say = warehouse.open_readonly(file), random.Random(SEED), Labels("vi")
    having = "select parent_id from edges group by parent_id having count(*) >= $units order by 1"
    parents = [row[0] for row in connection.execute(having, {"units": UNITS}).fetchall()]
    found = []
    for turn in range(TURNS + len(TOPICS)):
        topic, parent = TOPICS[turn % len(TOPICS)], rng.choice(parents)
        common = {"unit_id": parent, "first_year": 1930, "last_year": 2100, "lang": "vi", "compared": []}
        least = {"least_base": comparison.least_base(topic["headline"])}
        found.append(_screen(connection, common | topic | OTHER | SWITCHES | least, say))
    connection.close()
    return times(
        f"{title}: the compare screen with {UNITS} units",
        found[len(TOPICS) :],
        "p95 250 ms",
        (AT_MOST, AT_MOST),
    )
