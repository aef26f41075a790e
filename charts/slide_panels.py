"""A figure of several panels, cut for slides: each with as many panels as there is room for."""

from typing import Any

TOLERANCE = 1.28  # a figure a little too high is pressed together rather than cut
MOST_ABOVE = 60  # words of break lines stand between a panel and its heading


def axes(figure: dict[str, Any]) -> list[str]:
    """What the names of its y axes end with, the top one first."""
    return [name.removeprefix("yaxis") for name in figure["layout"] if name.startswith("yaxis")]


def between_margins(figure: dict[str, Any]) -> float:
    """The height of what lies between the margins."""
    margin = figure["layout"].get("margin") or {}
    return figure["layout"]["height"] - margin.get("t", 16) - margin.get("b", 8)


def panels(figure: dict[str, Any], height: int) -> list[dict[str, Any]]:
    """A figure of several panels as figures that each hold as many of them, from the top, as there is room for."""
    numbers = axes(figure)
    if len(numbers) < 2 or figure["layout"]["height"] <= height * TOLERANCE:
        return [figure]
    if not all("domain" in figure["layout"][f"yaxis{n}"] for n in numbers):
        return [figure]
    inner, cuts = between_margins(figure), _cuts(figure, numbers)
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
    inner, top = between_margins(figure), high
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
    every = axes(figure)

    def moved(y: float) -> float:
        return (y - low) / (high - low)

    for number in every:
        if number in numbers:
            own = layout[f"yaxis{number}"]
            layout[f"yaxis{number}"] = {**own, "domain": [moved(y) for y in own["domain"]]}
        else:
            del layout[f"yaxis{number}"], layout[f"xaxis{number}"]
    outside = layout["height"] - between_margins(figure)
    layout["height"] = outside + between_margins(figure) * (high - low)
    for name in ("annotations", "shapes"):
        layout[name] = [lifted(p, moved) for p in layout.get(name, ()) if _stays(p, numbers, every, band)]
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


def lifted(part: dict[str, Any], moved) -> dict[str, Any]:
    if part.get("yref") != "paper":
        return part
    return {**part, **{name: moved(part[name]) for name in ("y", "y0", "y1") if name in part}}
