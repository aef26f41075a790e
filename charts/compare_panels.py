"""Small multiples: panels side by side and under one another, each with a heading of its own."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts import axes, panels, records, theme
from charts.captions import ON_YEARLY_AXIS
from charts.compare_words import covered, figure, numbers
from charts.headline_words import value_of
from charts.records import Row
from labels import Labels

ACROSS, BETWEEN, ROOM = 3, 0.06, 1.15
HEAD, LINE, PLOT, FEET, LEGEND, WIDTH = 18, 20, 130, 34, 52, 34


@dataclass(frozen=True)
class Small:
    """One panel: its name, a line of words under the name, what it draws, and where its axis ends."""

    name: str
    words: str
    traces: list[dict]
    top: float


def grid(panels: list[Small], every: list[str], say: Labels, **yaxis: Any) -> go.Figure:
    """A figure of these panels over the same periods, three in a row."""
    across = min(ACROSS, len(panels))
    if not across:
        return theme.figure(say=say)
    head = HEAD + LINE * max(len(_heading(panel)) for panel in panels)
    plot, feet = (PLOT, FEET) if every else (1, 1)  # no unit has a figure that a yearly axis can hold
    row = head + plot + feet
    total = row * -(-len(panels) // across)
    layout: dict[str, Any] = {"annotations": []}
    for place, panel in enumerate(panels):
        number = _number(place)
        left = (place % across) / across
        right = left + 1 / across - (BETWEEN if across > 1 else 0)
        top = 1 - (place // across * row + head) / total
        own = {"visible": bool(every), "anchor": f"y{number}", "domain": [left, right]}
        layout[f"xaxis{number}"] = _periods(every) | own
        own = {"visible": bool(every), "anchor": f"x{number}", "domain": [top - plot / total, top]}
        layout[f"yaxis{number}"] = own | {"nticks": 4, "range": [0, panel.top * ROOM or 1]} | yaxis
        layout["annotations"].append(_head(panel, left, top))
    place = {"y": 1, "yref": "container", "yanchor": "top"}
    sizes = {"height": total + LEGEND + 8, "margin": {"t": LEGEND, "b": 8}}
    return theme.figure(*_traces(panels), say=say, legend=place, **sizes, **layout)


def _number(place: int) -> str:
    """What Plotly's names of the axes of a panel end with: nothing, 2, 3 …"""
    return str(place + 1) if place else ""


def _traces(panels: list[Small]) -> list[dict]:
    """The traces of every panel on its axes, each name in the legend where it first has a figure."""
    traces, named = [], set()
    for place, panel in enumerate(panels):
        on = {"xaxis": f"x{_number(place)}", "yaxis": f"y{_number(place)}"}
        for trace in panel.traces:
            is_first = trace["name"] not in named and any(value is not None for value in trace["y"])
            named |= {trace["name"]} if is_first else set()
            traces.append({**trace, **on, "showlegend": is_first})
    return traces


def _periods(every: list[str]) -> dict[str, Any]:
    """The axis of a small panel: only its first and its last period stand in words."""
    return axes.over_periods(every) | {
        "tickvals": list(dict.fromkeys([every[0], every[-1]])) if every else []
    }


def _heading(panel: Small) -> list[str]:
    """The name in bold letters and the words under it, on lines that a panel can hold."""
    names = [f"<b>{line}</b>" for line in axes.wrapped(panel.name, WIDTH)]
    return names + [f"<span style='font-size:14px'>{w}</span>" for w in axes.wrapped(panel.words, WIDTH + 4)]


def _head(panel: Small, x: float, y: float) -> dict[str, Any]:
    place = {"x": x, "y": y, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return {"text": "<br>".join(_heading(panel)), "showarrow": False, "align": "left", "yshift": 4, **place}


def of_unit(own: list[Row], every: list[str], beside: dict[str, Row], say: Labels) -> Small:
    """One unit: its whole years as a line, what is not whole as open marks, what no yearly axis holds in words."""
    drawn = [row for row in own if row.period_kind in ON_YEARLY_AXIS]
    whole = {axes.period_label(r, say): r for r in drawn if r.period_kind == "year" and r.complete}
    parts = [row for row in drawn if row.period_kind != "year" or not row.complete]
    top = float(max((row.axis_top for row in own if row.axis_top is not None), default=1))
    averaged = any(row.averaged_units is not None for row in own)
    grey = _grey(
        _unbroken(every, beside), top, say(f"compare.over_years.{'average' if averaged else 'above'}")
    )
    marks = [_open_marks(parts, say)] if parts else []
    return Small(own[0].unit_name, _latest(own, say), [grey, _line(own[0], every, whole, say), *marks], top)


def _line(unit: Row, every: list[str], whole: dict[str, Row], say: Labels) -> dict:
    """The whole years of a unit; the line does not cross a change of its territory."""
    points: list[tuple[str, Row | None]] = []
    for x in every:
        row = whole.get(x)
        points += [(x, None), (x, row)] if row is not None and row.breaks else [(x, row)]
    return theme.scatter(
        x=[x for x, _ in points],
        y=axes.values(row and row.value for _, row in points),
        mode="lines+markers",
        name=say("compare.over_years.whole"),
        line={"color": theme.MEMBERS, "width": 2},
        marker={"size": 7, "color": [_colour(row) for _, row in points]},
        customdata=[[unit.unit_id] for _ in points],
        hovertext=["" if row is None else _point(row, say) for _, row in points],
        hoverinfo="text",
    )


def _open_marks(parts: list[Row], say: Labels) -> dict:
    return theme.scatter(
        x=axes.period_labels(parts, say),
        y=axes.values(row.value for row in parts),
        mode="markers",
        name=say("compare.over_years.parts"),
        marker={"symbol": "circle-open", "size": 9, "color": theme.MEMBERS, "line": {"width": 2}},
        customdata=numbers(parts),
        hovertext=[_point(row, say) for row in parts],
        hoverinfo="text",
    )


def _grey(steps: list[tuple[str, float | None]], top: float, name: str) -> dict:
    """The line beside a unit's own; where it lies beyond the unit's own axis it is left out."""
    values = (None if value is None or value > top * ROOM else value for _, value in steps)
    return theme.scatter(
        x=[x for x, _ in steps],
        y=axes.values(values),
        mode="lines+markers",
        name=name,
        line={"color": theme.MISSING, "width": 1.5},
        marker={"size": 3, "color": theme.MISSING},
        hoverinfo="skip",
    )


def _unbroken(every: list[str], beside: dict[str, Row]) -> list[tuple[str, float | None]]:
    """The grey line; an average of fewer or more units than in the period before does not continue it."""
    steps: list[tuple[str, float | None]] = []
    before = None
    for x in every:
        row = beside.get(x)
        if row is not None and before is not None and row.averaged_units != before.averaged_units:
            steps.append((x, None))
        steps.append((x, None if row is None else row.beside_value))
        before = row or before
    return steps


def _colour(row: Row | None) -> str:
    return theme.MISSING if row is not None and row.small_base else theme.MEMBERS


def _point(row: Row, say: Labels) -> str:
    return panels.told(row, say, " · ".join(w for w in (figure(row, say), covered(row, say)) if w))


def _latest(own: list[Row], say: Labels) -> str:
    """The last whole year in words, and what no yearly axis holds, the newest first."""
    told = records.having(own, "period_kind")
    years = [row for row in told if row.period_kind == "year"][-1:]
    apart = [row for row in reversed(told) if row.period_kind not in ON_YEARLY_AXIS][:1]
    texts = [
        f"{value_of(row.value, row, say)} ({say.short_period(row.period_start, row.period_end, row.period_kind)})"
        for row in years + apart
    ]
    return "; ".join(texts) or say("compare.ranking.not_reported")
