"""Break lines: where the territory of a unit changed, a dotted line stands on every axis of periods."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import axes, records, theme
from charts.records import Row
from labels import Labels

ROW, LEGIBLE, NEAR = 20, 3, 2.5


def mark(figure: go.Figure, frame: pd.DataFrame, changes: pd.DataFrame, say: Labels) -> list[Row]:
    """Draws a line at each change into the panels of its unit, cuts lines that would join what does not compare, and
    makes room above for the words; the changes that were drawn."""
    if changes.empty or "period_end" not in frame:
        return []
    rows, panels = records.of(frame), _panels(figure)
    found: list[tuple[str, float, Row]] = []
    for number, unit in _owners(figure, panels, frame).items():
        every = list(figure._layout[f"xaxis{number}"]["categoryarray"])
        ends = {axes.period_label(row, say): row.period_end for row in rows if row.period_kind is not None}
        for change in records.of(changes[changes.unit_id == unit]):
            place = _place(every, ends, change)
            if place is not None:
                found.append((number, place, change))
    _draw(figure, found, say)
    return list(dict.fromkeys(change for _, _, change in found))


def _panels(figure: go.Figure) -> list[str]:
    """What the names of the axes on which periods stand end with."""
    names = [name for name in figure._layout if name.startswith("xaxis")]
    return [name.removeprefix("xaxis") for name in names if figure._layout[name].get("categoryarray")]


def _owners(figure: go.Figure, panels: list[str], frame: pd.DataFrame) -> dict[str, Any]:
    """The unit that each panel tells of: the only one, or the one that its heading begins with."""
    names = dict(zip(frame.unit_id, frame.unit_name, strict=True)) if "unit_name" in frame else {}
    if len(names) == 1:
        return dict.fromkeys(panels, next(iter(names)))
    heads = [a["text"] for a in figure._layout.get("annotations", ()) if a.get("xanchor") == "left"]
    every = [name.removeprefix("xaxis") for name in figure._layout if name.startswith("xaxis")]
    found = {}
    for number, head in zip(every, heads, strict=False) if len(every) == len(heads) else ():
        words = head.removeprefix("<b>").replace("<br>", " ")
        owners = [unit for unit, name in names.items() if f"{words} ".startswith((f"{name} ", f"{name}</b>"))]
        if number in panels and owners:
            found[number] = owners[0]
    return found


def _place(every: list[str], ends: dict[str, Any], change: Row) -> float | None:
    """Left of the first period that ends after the change; None where all ended before, or all began long after."""
    days = [ends.get(label) for label in every]
    for number, (label, day) in enumerate(zip(every, days, strict=True)):
        after = day >= change.on_date if day else label.isdigit() and int(label) >= change.on_date.year
        if after:
            years = [d.year for d in days if d]
            return number - 0.5 if number or change.on_date.year >= min(years, default=0) else None
    return None


def _draw(figure: go.Figure, found: list[tuple[str, float, Row]], say: Labels) -> None:
    layout = figure._layout
    shapes, words = list(layout.get("shapes", ())), list(layout.get("annotations", ()))
    heights: dict[str, int] = {}
    feet: dict[str, int] = {}
    for number, place, change in found:
        beside = [p for n, p, c in found if n == number and c is not change and p < place < p + NEAR]
        rank = len(beside) % 2
        beneath = layout[f"xaxis{number}"].get("side") == "top"
        rooms = feet if beneath else heights
        rooms[number] = max(rooms.get(number, 0), (rank + 1) * ROW)
        shapes.append(_line(number, place))
        text = _words(number, place, rank, len(layout[f"xaxis{number}"]["categoryarray"]), change, say)
        words.append(text | (_below(rank) if beneath else {}))
        if change.breaks:
            _cut(figure, number, place)
    layout["shapes"], layout["annotations"] = shapes, words
    _make_room(layout, heights)
    if feet:
        layout["margin"] = (margin := dict(layout.get("margin", {}))) | {
            "b": margin.get("b", 8) + max(feet.values())
        }
        layout["height"] += max(feet.values())


def _below(rank: int) -> dict[str, Any]:
    """Words under a panel whose periods stand above it."""
    return {"y": 0, "yanchor": "top", "yshift": -4 - rank * ROW}


def _line(number: str, place: float) -> dict[str, Any]:
    ends = {"xref": f"x{number}", "x0": place, "x1": place, "yref": f"y{number} domain", "y0": 0, "y1": 1.02}
    return {"type": "line", **ends, "line": {"color": theme.MISSING, "width": 2, "dash": "dash"}}


def _words(number: str, place: float, rank: int, periods: int, change: Row, say: Labels) -> dict[str, Any]:
    side = "left" if place < 1 else "right" if place > periods - 2 else "center"
    return {
        "text": say("mergers.break", date=say.date(change.on_date)),
        "hovertext": change.legal_basis or "",
        **{"xref": f"x{number}", "x": place, "xanchor": side, "yref": f"y{number} domain", "y": 1},
        **{"yanchor": "bottom", "yshift": 4 + rank * ROW, "showarrow": False},
        "font": {"size": theme.SIZE - LEGIBLE},
        "name": "break",
    }


def _cut(figure: go.Figure, number: str, place: float) -> None:
    """No line joins the figures on both sides of a break."""
    order = {label: n for n, label in enumerate(figure._layout[f"xaxis{number}"]["categoryarray"])}
    for trace in figure._data:
        mode = trace.get("mode", "")
        if trace.get("xaxis", "x") != f"x{number}" or "lines" not in mode:
            continue
        points = list(trace["x"])
        cut = next((n for n, label in enumerate(points) if order.get(label, -1) > place), 0)
        if cut:
            trace |= _with_gap(trace, cut, len(points))
            trace["x"] = [*points[:cut], points[cut], *points[cut:]]


def _with_gap(properties: dict[str, Any], cut: int, points: int) -> dict[str, Any]:
    """What is listed point by point, of the marks too, with an empty point in between."""
    found = {}
    for name, value in properties.items():
        if isinstance(value, dict):
            found[name] = _with_gap(value, cut, points)
        else:
            listed = isinstance(value, list | tuple) and len(value) == points
            found[name] = [*value[:cut], None, *value[cut:]] if listed else value
    return found


def _make_room(layout: Any, heights: dict[str, int]) -> None:
    """The panels with words above them move down: each place is worked out anew in the higher figure."""
    numbers = [name.removeprefix("yaxis") for name in layout if name.startswith("yaxis")]
    margin = layout.get("margin", {})
    old = layout["height"] - margin.get("t", 16) - margin.get("b", 8)
    new = old + sum(heights.values())
    domains = {n: tuple(layout[f"yaxis{n}"].get("domain", (0, 1))) for n in numbers}

    def moved(y: float, upper: bool) -> float:
        """A height in the new figure; the words of a panel stand between its top and what is above it."""
        below = [
            room
            for n, room in heights.items()
            if domains[n][1] < y - 1e-9 or (upper and abs(domains[n][1] - y) < 1e-9)
        ]
        return (y * old + sum(below)) / new

    for n, (low, high) in domains.items():
        layout[f"yaxis{n}"]["domain"] = [moved(low, False), moved(high, False)]
    for words in layout["annotations"]:
        if words.get("yref") == "paper":
            words["y"] = moved(words["y"], True)
    if "legend" in layout and layout["legend"].get("y", 0) >= 1:
        layout["legend"]["y"] = 1 + (layout["legend"]["y"] - 1) * old / new
    layout["height"] += sum(heights.values())
