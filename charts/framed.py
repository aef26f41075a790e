"""A card as one picture: its figure or its table, with head and foot inside, so that it may travel alone."""

import copy
from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

WIDTH, EDGE = 1200, 24
TITLE, TEXT, SMALL = 24, 18, 14  # sizes of words, in pixels
LEADING = 1.3  # what Plotly leaves from line to line
MOST_ROWS, ROW, CELL = 60, 22, 15


def figure(drawn: go.Figure, head: Sequence[str], foot: Sequence[str]) -> dict[str, Any]:
    """A figure with its head (the first line is its title) above and its foot below, as a plain dict."""
    layout = copy.deepcopy(dict(drawn._layout))
    below = (layout.pop("title", None) or {}).get("text", "")
    inside = layout.get("height", 360)
    margin = dict(layout.get("margin") or {})
    if below:  # words that a figure puts under itself stand in the foot instead
        foot = [below.replace("<br>", " "), *foot]
        margin["b"] = margin.get("b", 8) - ROW * (below.count("<br>") + 1)
    top, bottom = _height(_head(head)), _height(_foot(foot))
    margin |= {"t": margin.get("t", 16) + top + EDGE, "b": max(8, margin.get("b", 8))}
    layout |= {"margin": margin, "height": inside + top + bottom + 2 * EDGE, "width": WIDTH}
    return _framed(list(drawn._data), layout, head, foot)


def table(words: pd.DataFrame, head: Sequence[str], foot: Sequence[str]) -> dict[str, Any]:
    """A table of words with its head and foot, its first rows where there are many, as a plain dict."""
    rows = words.head(MOST_ROWS)
    texts = [[str(text) for text in rows[name]] for name in rows]
    wide = [max(6, min(34, max(len(t) for t in [str(n), *own]))) for n, own in zip(rows, texts, strict=True)]
    letters = (WIDTH - 2 * EDGE) / 8.4
    fits = [max(6, int(w * letters / sum(wide)) - 2) for w in wide]
    heads = [_wrapped(str(n), fit) for n, fit in zip(rows, fits, strict=True)]
    cells = [[_wrapped(t, fit) for t in own] for own, fit in zip(texts, fits, strict=True)]
    lines = [max(c.count("<br>") + 1 for c in row) for row in zip(*cells, strict=True)]
    body = sum(n * ROW + 6 for n in lines) + (max(h.count("<br>") for h in heads) + 1) * ROW + 30
    top, bottom = _height(_head(head)), _height(_foot(foot))
    look = {"align": "left", "line": {"color": theme.LIGHT_LINE}, "font": {"size": CELL}}
    trace = {
        "type": "table",
        "columnwidth": wide,
        "header": {**look, "values": [f"<b>{h}</b>" for h in heads], "fill": {"color": theme.SEQUENTIAL[0]}},
        "cells": {**look, "values": cells, "fill": {"color": theme.LIGHT_PAPER}, "height": ROW},
    }
    margin = {"l": EDGE, "r": EDGE, "t": top + 2 * EDGE, "b": bottom + EDGE}
    layout = {"margin": margin, "height": body + top + bottom + 3 * EDGE, "width": WIDTH}
    return _framed([trace], layout, head, foot)


def _framed(data: list, layout: dict[str, Any], head: Sequence[str], foot: Sequence[str]) -> dict[str, Any]:
    place = {"xref": "container", "yref": "container", "x": EDGE / WIDTH, "xanchor": "left"}
    high = layout["height"]
    title = {
        "text": _head(head),
        "y": 1 - EDGE / high,
        "yanchor": "top",
        "font": {"size": TEXT},
        "automargin": False,
    }
    # The name of a mark that nobody sees: of all words, only a legend's can be held to the foot of a picture.
    unseen = {
        "type": "scatter",
        "x": [None],
        "y": [None],
        "mode": "lines",
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    holder = {
        **unseen,
        "xaxis": "x99",
        "yaxis": "y99",
        "name": _foot(foot),
        "legend": "legend2",
        "showlegend": True,
    }
    # Lying, it takes its room from the foot; standing, it would take it from the side.
    legend = {
        **place,
        "orientation": "h",
        "x": 0,
        "y": EDGE / 2 / high,
        "yanchor": "bottom",
        "itemwidth": 30,
        "font": {"size": SMALL},
    }
    layout = layout | {
        "title": {**place, **title},
        "legend2": legend,
        "template": theme.looks()["light"],
        "plot_bgcolor": "rgba(0,0,0,0)",
    }
    # It stands on axes of its own, which nobody sees either.
    layout |= {
        f"{name}axis99": {
            "visible": False,
            "type": "linear",
            "range": [0, 1],
            "domain": [0, 1],
            "anchor": anchor,
            "fixedrange": True,
        }
        for name, anchor in (("x", "y99"), ("y", "x99"))
    }
    return {"data": [*data, holder], "layout": layout}


def _head(lines: Sequence[str]) -> str:
    first, *others = [line for line in lines if line]
    title = _wrapped(first, int(WIDTH / 13.5))
    small = "<br>".join(_wrapped(line, int(WIDTH / 8.6)) for line in others)
    return f"<span style='font-size:{TITLE}px'><b>{title}</b></span><br><span style='font-size:16px'>{small}</span>"


def _foot(lines: Sequence[str]) -> str:
    return "<br>".join(_wrapped(line, int(WIDTH / 7.6)) for line in lines if line)


def _wrapped(text: str, width: int) -> str:
    return "<br>".join(escape(line, quote=False) for line in axes.wrapped(text, width))


def _height(text: str) -> int:
    """How high these lines stand; a title counts as its own size."""
    lines = text.split("<br>")
    large = next((n for n, line in enumerate(lines, 1) if "</b>" in line), 0)
    return int(LEADING * (large * TITLE + (len(lines) - large) * TEXT))
