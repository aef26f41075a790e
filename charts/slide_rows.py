"""A figure of many lying rows, cut for slides: each with as many rows as there is room for."""

import math
from typing import Any

from charts.slide_panels import TOLERANCE, axes, between_margins, lifted

OUTER = ("y", "z", "text", "customdata", "hovertext")  # of a heat map, what has a row for each unit


def rows(figure: dict[str, Any], height: int) -> list[dict[str, Any]]:
    """A figure of many lying rows as figures of as many rows each as there is room for, evenly filled."""
    numbers = axes(figure)
    if len(numbers) != 1 or figure["layout"]["height"] <= height * TOLERANCE:
        return [figure]
    axis = figure["layout"][f"yaxis{numbers[0]}"]
    at = _places(figure, axis)
    if len(at) < 4:
        return [figure]
    domain = axis.get("domain") or [0, 1]
    filled = between_margins(figure) * (domain[1] - domain[0])
    outside = figure["layout"]["height"] - filled
    each = max(2, int((height - outside) * len(at) / filled))
    pages = math.ceil(len(at) / each)
    size = math.ceil(len(at) / pages)
    cut = [at[i : i + size] for i in range(0, len(at), size)]
    return [_window(figure, numbers[0], own, outside + filled * len(own) / len(at)) for own in cut]


def _places(figure: dict[str, Any], axis: dict[str, Any]) -> list[Any]:
    """Where the rows of a lying figure stand, in their order from the top; none where its y axis is a scale."""
    if axis.get("tickvals") is not None:
        return list(axis["tickvals"])
    if axis.get("type") == "category":
        return list(axis.get("categoryarray") or dict.fromkeys(y for t in figure["data"] for y in t["y"]))
    if axis.get("autorange") == "reversed":
        return list(dict.fromkeys(y for trace in figure["data"] for y in trace["y"]))
    return []


def _window(figure: dict[str, Any], number: str, places: list[Any], height: float) -> dict[str, Any]:
    """The figure with these rows alone, that high."""
    axis = dict(figure["layout"][f"yaxis{number}"])
    near = _near(places)
    if axis.get("tickvals") is not None:
        told = dict(zip(axis["tickvals"], axis.get("ticktext") or axis["tickvals"], strict=True))
        axis |= {"tickvals": places, "ticktext": [told[p] for p in places]}
    if all(isinstance(p, int | float) for p in places):
        down = (axis.get("range") or [1, 0])[0] > (axis.get("range") or [1, 0])[1]
        edges = [max(places) + 0.55, min(places) - 0.55]
        axis["range"] = edges if down else edges[::-1]
    else:
        axis["categoryarray"] = places
        axis.pop("range", None)
    notes = figure["layout"].get("annotations", ())
    # A heading above the rows keeps its room, however few rows are left below it.
    low, high = axis.get("domain") or (0, 1)
    inner = between_margins(figure)
    left = inner - (figure["layout"]["height"] - height)
    if "domain" in axis:
        axis["domain"] = [low * inner / left, 1 - (1 - high) * inner / left]

    def moved(y: float) -> float:
        return 1 - (1 - y) * inner / left

    layout = figure["layout"] | {
        f"yaxis{number}": axis,
        "annotations": [lifted(n, moved) for n in notes if n.get("yref") == "paper" or near(n.get("y"))],
        "height": height,
    }
    return {"data": [_taken(trace, near) for trace in figure["data"]], "layout": layout}


def _near(places: list[Any]):
    """Whether a point stands in one of these rows: on it, or beside it within half a row."""
    if all(isinstance(p, int | float) for p in places):
        low, high = min(places) - 0.51, max(places) + 0.51
        return lambda y: isinstance(y, int | float) and low <= y <= high
    return lambda y: y in places


def _taken(trace: dict[str, Any], near) -> dict[str, Any]:
    """The trace with the points of some rows: of all that has an entry for each point, those."""
    ys = trace["y"]
    kept = [i for i, y in enumerate(ys) if near(y)]

    def taken(value: Any) -> Any:
        if isinstance(value, list | tuple) and len(value) == len(ys):
            return [value[i] for i in kept]
        return {k: taken(v) for k, v in value.items()} if isinstance(value, dict) else value

    if trace["type"] == "heatmap":
        return {name: taken(v) if name in OUTER else v for name, v in trace.items()}
    return {name: taken(v) for name, v in trace.items()}
