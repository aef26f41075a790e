"""A figure on a slide: cut into as many as keep its words legible, each with larger and no small words."""

import copy
import math
from typing import Any

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from charts import theme

# A slide is drawn smaller and enlarged 1.5 times: words of 16 become 24 pixels of a screen 1.080 high.
HEIGHT, LEAST_FONT = 440, 16
TOLERANCE, PRESSED = 1.28, 1.0  # a figure a little too high is pressed together rather than cut
MOST_ABOVE = 60  # words of break lines stand between a panel and its heading
OUTER = ("y", "z", "text", "customdata", "hovertext")  # of a heat map, what has a row for each unit


def of(figure: go.Figure, height: int = HEIGHT) -> list[dict[str, Any]]:
    """The figures of the slides that one figure fills, as plain dicts (`data`, `layout`, as `natural` the height in
    pixels that each would have on a page, as `foot` that of words below it); every point stands in one of them."""
    whole: dict[str, Any] = copy.deepcopy({"data": list(figure._data), "layout": dict(figure._layout)})
    whole["layout"].pop("template", None)
    height_of_all = whole["layout"]["height"]
    cut = [page for part in _panels(whole, height) for page in _rows(part, height)]
    for page in cut:
        _enlarge(page)
        page["natural"] = page["layout"].pop("height")
        page["foot"] = height_of_all * (page["layout"].get("title") or {}).get("y", 0)
    return cut


def looks() -> dict[str, Any]:
    """The two looks of every figure, `light` and `dark`, with words no smaller than a slide wants."""
    found = {name: copy.deepcopy(look) for name, look in theme.looks().items()}
    for look in found.values():
        _enlarge(look)
    return found


def script() -> str:
    """The drawing library, to stand in a file that fetches nothing."""
    return get_plotlyjs()


def _enlarge(part: Any) -> None:
    """Raise the size of every font that is smaller than a slide wants."""
    if isinstance(part, dict):
        if part.get("type") == "heatmap" and "texttemplate" in part:
            part.setdefault("textfont", {}).setdefault("size", LEAST_FONT)  # else the cells choose
        for name, value in part.items():
            if (
                name.endswith("font")
                and isinstance(value, dict)
                and isinstance(value.get("size"), int | float)
            ):
                value["size"] = max(value["size"], LEAST_FONT)
            elif name == "uniformtext":
                value["minsize"] = LEAST_FONT
            else:
                _enlarge(value)
        if isinstance(part.get("text"), str):
            part["text"] = part["text"].replace("font-size:14px", f"font-size:{LEAST_FONT}px")
    elif isinstance(part, list | tuple):
        for value in part:
            _enlarge(value)


def _axes(figure: dict[str, Any]) -> list[str]:
    """What the names of its y axes end with, the top one first."""
    return [name.removeprefix("yaxis") for name in figure["layout"] if name.startswith("yaxis")]


def _inner(figure: dict[str, Any]) -> float:
    """The height of what lies between the margins."""
    margin = figure["layout"].get("margin") or {}
    return figure["layout"]["height"] - margin.get("t", 16) - margin.get("b", 8)


def _panels(figure: dict[str, Any], height: int) -> list[dict[str, Any]]:
    """A figure of several panels as figures that each hold as many of them, from the top, as there is room for."""
    numbers = _axes(figure)
    if len(numbers) < 2 or figure["layout"]["height"] <= height * TOLERANCE:
        return [figure]
    if not all("domain" in figure["layout"][f"yaxis{n}"] for n in numbers):
        return [figure]
    inner, cuts = _inner(figure), _cuts(figure, numbers)
    outside = figure["layout"]["height"] - inner
    groups: list[list[int]] = []
    used = 0.0
    for place, (low, high) in enumerate(cuts):
        own = (high - low) * inner
        if groups and used + own + outside <= height * TOLERANCE:
            groups[-1].append(place)
            used += own
        else:
            groups.append([place])
            used = own
    return [_only(figure, [numbers[i] for i in g], (cuts[g[-1]][0], cuts[g[0]][1])) for g in groups]


def _cuts(figure: dict[str, Any], numbers: list[str]) -> list[tuple[float, float]]:
    """The band of the paper that belongs to each panel: from its own foot to the foot of the one above."""
    lows = [figure["layout"][f"yaxis{n}"]["domain"][0] for n in numbers]
    highs = [figure["layout"][f"yaxis{n}"]["domain"][1] for n in numbers]
    heads = [_head_of(figure, n, high) for n, high in zip(numbers, highs, strict=True)]
    edges = [1.0]
    for place in range(1, len(numbers)):
        # Words below an axis belong to the panel above, a heading to the one below.
        edges.append(min(lows[place - 1], heads[place]))
    return [(edges[i + 1] if i + 1 < len(edges) else 0.0, edges[i]) for i in range(len(edges))]


def _head_of(figure: dict[str, Any], number: str, high: float) -> float:
    """How far the words above a panel reach, whose top is at `high`: those of break lines, and its heading."""
    inner, top = _inner(figure), high
    for note in figure["layout"].get("annotations", ()):
        lines = 22 * (note["text"].count("<br>") + 1) + 10
        if note.get("yref") == f"y{number} domain" and note.get("yanchor") == "bottom":
            top = max(top, high + (note.get("yshift", 0) + lines) / inner)
        if note.get("yref") == "paper" and -1e-6 <= note["y"] - high <= MOST_ABOVE / inner:
            top = max(top, note["y"] + lines / inner)
    return top


def _only(figure: dict[str, Any], numbers: list[str], band: tuple[float, float]) -> dict[str, Any]:
    """The figure with only these panels, its band of the paper stretched to the whole of it."""
    low, high = band
    layout = dict(figure["layout"])
    every = _axes(figure)

    def moved(y: float) -> float:
        return (y - low) / (high - low)

    for number in every:
        if number in numbers:
            own = layout[f"yaxis{number}"]
            layout[f"yaxis{number}"] = {**own, "domain": [moved(y) for y in own["domain"]]}
        else:
            del layout[f"yaxis{number}"], layout[f"xaxis{number}"]
    outside = layout["height"] - _inner(figure)
    layout["height"] = outside + _inner(figure) * (high - low)
    for name in ("annotations", "shapes"):
        layout[name] = [_lifted(p, moved) for p in layout.get(name, ()) if _stays(p, numbers, every, band)]
    kept = [trace for trace in figure["data"] if (trace.get("yaxis") or "y").removeprefix("y") in numbers]
    return {"data": _named_once(kept), "layout": layout}


def _named_once(traces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The traces of one page: each name once in its legend."""
    named, found = {""}, []
    for trace in traces:
        name = trace.get("name", "")
        found.append({**trace, "showlegend": name not in named} if "showlegend" in trace else trace)
        named.add(name)
    return found


def _stays(part: dict[str, Any], numbers: list[str], every: list[str], band: tuple[float, float]) -> bool:
    """Whether a note or a line stands in one of the panels that are kept."""
    of = (part.get("yref") or "y").split()[0]
    if of == "paper":
        return band[0] - 1e-6 <= part.get("y", part.get("y0", 0)) <= band[1] + 1e-6
    return of.removeprefix("y") in numbers if of.removeprefix("y") in every else True


def _lifted(part: dict[str, Any], moved) -> dict[str, Any]:
    if part.get("yref") != "paper":
        return part
    return {**part, **{name: moved(part[name]) for name in ("y", "y0", "y1") if name in part}}


def _rows(figure: dict[str, Any], height: int) -> list[dict[str, Any]]:
    """A figure of many lying rows as figures of as many rows each as there is room for, evenly filled."""
    numbers = _axes(figure)
    if len(numbers) != 1 or figure["layout"]["height"] <= height * TOLERANCE:
        return [figure]
    axis = figure["layout"][f"yaxis{numbers[0]}"]
    at = _places(figure, axis)
    if len(at) < 4:
        return [figure]
    domain = axis.get("domain") or [0, 1]
    rows = _inner(figure) * (domain[1] - domain[0])
    outside = figure["layout"]["height"] - rows
    each = max(2, int((height * PRESSED - outside) * len(at) / rows))
    pages = math.ceil(len(at) / each)
    size = math.ceil(len(at) / pages)
    cut = [at[i : i + size] for i in range(0, len(at), size)]
    return [_window(figure, numbers[0], own, outside + rows * len(own) / len(at)) for own in cut]


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
    inner = _inner(figure)
    left = inner - (figure["layout"]["height"] - height)
    if "domain" in axis:
        axis["domain"] = [low * inner / left, 1 - (1 - high) * inner / left]

    def moved(y: float) -> float:
        return 1 - (1 - y) * inner / left

    layout = figure["layout"] | {
        f"yaxis{number}": axis,
        "annotations": [_lifted(n, moved) for n in notes if n.get("yref") == "paper" or near(n.get("y"))],
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
