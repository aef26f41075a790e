"""Every chart on real answers: a valid figure that draws the frame's own numbers, in words, and escapes names."""

import importlib
import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

import queries
from charts import captions, theme
from labels import languages
from queries import Filters
from tests.house import COLLECTIONS, LABELS, charts, goldens, own, samples, shown
from tests.house import asked as asked_by

QUESTIONS = sorted(charts())
# Where it is looked from: the collections' tops, and one unit within.
LOOKS = (
    *((c, "") for c in COLLECTIONS),
    ("local", "t-a"),
    ("demo", "md-p-ho-sen"),
    ("reports", "qt-dong-ha"),
)
WORDLESS = re.compile(r"\b(nan|NaN|NaT|None|<NA>)\b|(?<!%)\{\w*\}")
MARKED = "<b>B</b> & C"
# Not drawn by length or height: steps from one figure to the next, and marks on a grid of rows and years.
OTHERWISE = {
    *("membership/change_decomposition", "sources/tables_by_year", "sources/units_by_year"),
    "units/whole_and_parts",
}
MOST_TRACES = 12


def values(question: str) -> list[dict]:
    """The question's own parameters: those of its goldens, else the linter's samples."""
    found = [dict(asked_by(p)[1].extra) for p in goldens() if asked_by(p)[0] == question]
    return found or [{n: samples()[n] for n in own(question)}]


def answers(question: str, collection: str, unit: str = "", lang: str = "vi") -> list[pd.DataFrame]:
    return [queries.ask(question, Filters(collection, unit, lang=lang).having(**v)) for v in values(question)]


def drawn(question: str, frame: pd.DataFrame, lang: str = "vi") -> go.Figure:
    """The figure as a card makes it."""
    chart = charts()[question]
    rows, _ = captions.split(chart, frame)
    return chart(captions.escaped(rows), LABELS[lang])


def checked(figure: go.Figure) -> go.Figure:
    """A figure that plotly accepts, with a height, in both looks, and without a wordless value in its words."""
    assert isinstance(figure, go.Figure)
    told = figure.to_json()
    go.Figure(json.loads(told))
    for dark in (False, True):
        theme.dress(figure, dark).to_json()
    assert not [t for t in texts(figure) if WORDLESS.search(t)]
    return figure


def texts(figure: go.Figure) -> list[str]:
    """All words of a figure: names, ticks, annotations, hover."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, str):
            found.append(node)
        elif isinstance(node, dict):
            for key, value in node.items():
                if key not in ("template", "bdata", "dtype"):
                    walk(value)
        elif isinstance(node, list | tuple | np.ndarray):
            for value in node:
                walk(value)

    walk(figure.to_dict())
    return found


def numbers(trace) -> list[float]:
    """The finite numbers that a trace shows by length, height or colour; a floating bar shows where it ends."""
    stroke = trace.hoverinfo == "skip" and not trace.name
    if stroke or (trace.type == "scatter" and trace.mode == "text"):
        return []
    lying = trace.type == "bar" and trace.orientation == "h"
    column = trace.z if trace.type == "heatmap" else trace.x if lying else trace.y
    if trace.type == "scatter" and column is not None and _places(column):
        column = trace.x
    if column is None:
        return []
    base = getattr(trace, "base", None) if trace.type == "bar" else None
    bases = [0 if b is None else b for b in base] if isinstance(base, list | tuple | np.ndarray) else None
    flat = list(np.asarray(column, dtype=object).ravel())
    ends = zip(flat, bases or [base or 0] * len(flat), strict=True)
    return [abs(float(v) + b) for v, b in ends if isinstance(v, int | float | np.number) and math.isfinite(v)]


def _places(column) -> bool:
    """0, 1, 2 … or words: rows that marks stand on, no figures."""
    told = list(column)
    return not told or any(isinstance(v, str) for v in told) or told == list(range(len(told)))


def frame_numbers(frame: pd.DataFrame) -> dict[str, list[float]]:
    ids = {"unit_id", "parent_id", "reported", "expected", "sort_order", "depth"}
    names = [n for n in frame.columns if pd.api.types.is_numeric_dtype(frame[n]) and n not in ids]
    names = [n for n in names if frame[n].dtype != bool]
    return {n: [abs(float(v)) for v in frame[n].dropna()] for n in names}


@pytest.mark.parametrize(("collection", "unit"), LOOKS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_valid_figure(every_collection, question, collection, unit):
    for frame in answers(question, collection, unit):
        before = frame.copy(deep=True)
        checked(drawn(question, frame))
        pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_valid_figure_of_nothing(tiny, question):
    for frame in answers(question, tiny):
        checked(drawn(question, frame.iloc[:0]))


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("golden", [p for p in goldens() if asked_by(p)[0] in charts()], ids=lambda p: p.stem)
def test_a_figure_is_spelled_as_plotly_wants(tiny, golden, lang):
    """A chart draws without Plotly's validators, for they cost most of its time; here they read every property."""
    question, filters = asked_by(golden)
    for unit in ("", "t-a"):
        figure = drawn(question, queries.ask(question, replace(filters, unit=unit, lang=lang)), lang)
        plain = figure.to_dict()
        plain["layout"] = {name: value for name, value in plain["layout"].items() if value not in ([], {})}
        read = go.Figure(plain).to_dict()
        del read["layout"]["template"]
        assert json.loads(json.dumps(read)) == json.loads(json.dumps(plain))
        assert not [value for value in leaves(plain) if isinstance(value, float) and math.isnan(value)]
        assert not [
            value for value in leaves(plain) if isinstance(value, np.ndarray | np.generic | pd.Series)
        ]


def leaves(node: object) -> Iterator[object]:
    """Everything in nested dicts and lists that is neither."""
    if isinstance(node, dict | list | tuple):
        for value in node.values() if isinstance(node, dict) else node:
            yield from leaves(value)
    else:
        yield node


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q not in OTHERWISE])
def test_nothing_is_drawn_that_the_answer_does_not_hold(tiny, question):
    """Every number drawn stands in the frame, and one of its columns is drawn whole."""
    for frame in answers(question, tiny):
        rows, _ = captions.split(charts()[question], frame)
        every = {round(v, 6) for column in frame_numbers(rows).values() for v in column}
        traces = [numbers(t) for t in drawn(question, frame).data]
        assert {round(v, 6) for t in traces for v in t} <= every | {0.0}
        if traces := [t for t in traces if t]:
            assert _sums(traces) & _totals(rows), [sum(t) for t in traces]


def _totals(frame: pd.DataFrame) -> set[float]:
    """The total of each column: of all its rows, and of those of one period, with the whole and without."""
    found = frame_numbers(frame).values()
    apart = [n for n in ("period_start", "period_end", "period_kind", "whole") if n in frame]
    if apart:
        parts = [rows for _, rows in frame.groupby(apart, dropna=False)]
        parts += [rows for _, rows in frame.groupby(apart[-1], dropna=False)]
        found = [*found, *(column for rows in parts for column in frame_numbers(rows).values())]
    return {round(sum(column), 4) for column in found if column}


def _sums(traces: list[list[float]]) -> set[float]:
    """The totals of each trace, of some of them together, of all."""
    each = [sum(t) for t in traces]
    few = range(2, len(each)) if len(each) <= MOST_TRACES else ()
    several = [sum(chosen) for size in few for chosen in combinations(each, size)]
    return {round(total, 4) for total in [*each, *several, sum(each)]}


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("question", QUESTIONS)
def test_names_are_text(tiny, question, lang):
    """A name like `<b>B</b>` reaches the figure escaped, whole, and once."""
    for unit in ("", "t-a"):
        for frame in answers(question, tiny, unit, lang):
            for text in texts(checked(drawn(question, frame, lang))):
                assert MARKED not in text
                assert "&amp;lt;" not in text


@pytest.mark.parametrize(("collection", "unit"), LOOKS)
@pytest.mark.parametrize("question", sorted(set(shown()) & set(charts())))
def test_titles_and_figures_apart_are_sentences(every_collection, question, collection, unit):
    room, name = question.split("/")
    chart = getattr(importlib.import_module(f"charts.{room}"), name)
    say = LABELS["vi"]
    for frame in answers(question, collection, unit):
        told = [captions.finding(chart, frame, say) or ""]
        told += [
            t for pair in captions.apart_figures(chart, captions.split(chart, frame)[1], say) for t in pair
        ]
        told += captions.flags(frame, say, illustrative=False)
        assert not [t for t in told if WORDLESS.search(t)]
        assert not [t for t in told if "!" in t]


def test_one_figure_printed_for_one_time_in_two_ways_stands_once():
    """58 of 2019-2023 and since 2019 is one figure; 58 of two half-years is two."""
    say = LABELS["vi"]

    def told(*spans: tuple) -> list[tuple[str, str]]:
        rows = pd.DataFrame(
            [("A", pd.Timestamp(a), pd.Timestamp(b) if b else pd.NaT, kind) for a, b, kind in spans],
            columns=["unit_name", "period_start", "period_end", "period_kind"],
        )
        chart = captions.tells(apart=lambda row, say: "58")(lambda frame, say: None)
        return captions.apart_figures(chart, rows, say)

    whole, since = ("2019-01-01", "2023-12-31", "multi_year"), ("2019-01-01", None, "open")
    assert [figure for _, figure in told(whole, since)] == ["58"]
    early, late = ("2012-01-01", "2016-12-31", "multi_year"), ("2017-01-01", "2021-12-31", "multi_year")
    assert [figure for _, figure in told(early, late)] == ["58", "58"]
