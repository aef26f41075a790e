"""Two figures of each compared unit as a cloud of marks."""

from typing import Any

import plotly.graph_objects as go

from charts import axes, panels, theme
from charts.compare_words import amount, numbers, topic
from charts.records import Row
from labels import Labels


def of_units(told: list[Row], say: Labels) -> go.Figure:
    """A mark per unit at its two figures, with the medians of both."""
    if not told:
        return theme.figure(say=say)
    traces = [_cloud(told, small, say) for small in (False, True)]
    first = told[0]
    other = first._replace(measure=first.other_measure)
    lines, words = [], []
    if first.median_value is not None:
        lines = [_line("x", first.median_value), _line("y", first.other_median_value)]
        middle, other_middle = first.median_value, first.other_median_value
        words = [
            _note("x", middle, say("compare.pair.median", value=amount(middle, first, say))),
            _note("y", other_middle, say("compare.pair.median", value=amount(other_middle, other, say))),
        ]
    return theme.figure(
        *(trace for trace in traces if trace["x"]),
        say=say,
        height=520,
        xaxis=_titled(topic(first, say), first.measure, say),
        yaxis=_titled(topic(first, say, "other", "other_part_label"), first.other_measure, say),
        shapes=lines,
        annotations=words,
        showlegend=False,
        margin={"t": 32, "r": 120},
    )


def _cloud(told: list[Row], small: bool, say: Labels) -> dict:
    own = [row for row in told if bool(row.small_base) == small]
    return theme.scatter(
        x=axes.values(row.value for row in own),
        y=axes.values(row.other_value for row in own),
        mode="markers+text",
        text=[row.unit_name if row.named or small else "" for row in own],
        textposition=[_side(row, told) for row in own],
        marker={
            **{"size": 12, "line": {"width": 2 if small else 0}},
            "symbol": "circle-open" if small else "circle",
            "color": theme.MISSING if small else theme.MEMBERS,
        },
        customdata=numbers(own),
        hovertext=[_both(row, say) for row in own],
        hoverinfo="text",
    )


def _side(row: Row, told: list[Row]) -> str:
    """Above its mark; at the right edge to the left of it, that no name is cut."""
    values = [other.value for other in told]
    return "middle left" if row.value > min(values) + 0.75 * (max(values) - min(values)) else "top right"


def _both(row: Row, say: Labels) -> str:
    other = row._replace(measure=row.other_measure)
    return panels.told(
        row,
        say,
        f"{topic(row, say)}: {amount(row.value, row, say)}<br>"
        f"{topic(row, say, 'other', 'other_part_label')}: {amount(row.other_value, other, say)}",
    )


def _titled(title: str, measure: str, say: Labels) -> dict[str, Any]:
    unit = say(f"measure.{measure}") if measure != "percent" else ""
    suffix = {"ticksuffix": "%"} if measure == "percent" else {}
    return {"title": {"text": f"{title} ({unit})" if unit else title}, "rangemode": "normal", **suffix}


def _line(axis: str, value: float) -> dict[str, Any]:
    other = "y" if axis == "x" else "x"
    place = {
        f"{axis}0": value,
        f"{axis}1": value,
        f"{other}0": 0,
        f"{other}1": 1,
        f"{other}ref": f"{other} domain",
    }
    return {
        "type": "line",
        f"{axis}ref": axis,
        **place,
        "line": {"color": theme.MISSING, "width": 1, "dash": "dot"},
    }


def _note(axis: str, value: float, words: str) -> dict[str, Any]:
    place = (
        {"x": value, "y": 1, "xref": "x", "yref": "y domain", "yanchor": "bottom"}
        if axis == "x"
        else {"x": 1, "y": value, "xref": "x domain", "yref": "y", "xanchor": "left"}
    )
    return {"text": words, "showarrow": False, "font": {"size": 14}, **place}
