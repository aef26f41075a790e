"""Panels under one another: each has a heading, a height of its own, and room for the words below its axis."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from charts import axes, records, theme
from charts.records import Row
from labels import Labels

TITLE_WIDTH, NAME_WIDTH = 40, 22
LINE, LEGEND, TWO_LINES, INDENT = 22, 46, 84, 36
ALONE, TOGETHER, FEET = 300, 190, 62
BAR, ROOMY, AIR, NAMES = 42, 50, 22, 170


@dataclass(frozen=True)
class Panel:
    """One panel: its heading, what it draws, its axes, its height and the room below it."""

    title: str
    traces: list[dict]
    xaxis: dict[str, Any] = field(default_factory=dict)
    yaxis: dict[str, Any] = field(default_factory=dict)
    height: int = TOGETHER
    feet: int = FEET
    left: int = 0

    @property
    def heading(self) -> list[str]:
        """The title on lines that a telephone can hold, broken between its parts where they allow it."""
        lines: list[str] = []
        for part in filter(None, self.title.split(" · ")):
            if lines and len(f"{lines[-1]} · {part}") <= TITLE_WIDTH:
                lines[-1] += f" · {part}"
            else:
                lines += axes.wrapped(part, TITLE_WIDTH)
        return lines


def years(
    heading: str, rows: list[Row], traces: list[dict], say: Labels, /, title: str = "", **yaxis
) -> Panel:
    """A panel whose columns stand on the years of `rows`; `title` names what they measure."""
    named = {"title": {"text": title}} if title else {}
    every = axes.over_periods(axes.all_periods(rows, say))
    return Panel(heading, traces, every, {"nticks": 6} | named | yaxis)


def lying(title: str, names: list[str], traces: list[dict]) -> Panel:
    """A panel of lying bars at 0, 1, 2 …, one per name."""
    narrow = ["<br>".join(axes.wrapped(name, NAME_WIDTH)) for name in names]
    ticks = {"tickvals": list(range(len(names))), "ticktext": narrow, "range": [len(names) - 0.5, -0.5]}
    most = max((v for trace in traces for v in trace["x"] if v), default=1)
    hidden = {"visible": False, "range": [0, most * 1.5]}
    return Panel(
        title,
        traces,
        hidden,
        ticks | {"showgrid": False, "automargin": False},
        (BAR if len(names) > 3 else ROOMY) * len(names),
        AIR,
        NAMES,
    )


def of_units(rows: list[Row], say: Labels, traces: Callable, **yaxis) -> list[Panel]:
    """A panel over the years per unit; `traces(rows, say)` draws one of them."""
    found = records.grouped(records.having(rows, "period_kind"), "unit_name")
    return [
        years(name if len(found) > 1 else "", own, _opening(traces(own, say), own[0]), say, **yaxis)
        for name, own in found.items()
    ]


def _opening(traces: list[dict], row: Row) -> list[dict]:
    """The traces of one unit with its number beside each point, so that a click opens it."""
    return [{**trace, "customdata": [row.unit_id] * len(trace["x"])} for trace in traces]


def groups(rows: list[Row], names: list[str]) -> list[tuple[str, list[Row]]]:
    """The rows of each heading: the values of the columns `names`, in the order in which they come."""
    if not names:
        return [("", rows)] if rows else []
    # One name more than there are: of a single column, the key would be no tuple.
    found = records.grouped(rows, *names, names[0])
    return [(" · ".join(k for k in key[:-1] if isinstance(k, str)), own) for key, own in found.items()]


def told(row: Row, say: Labels, words: str) -> str:
    """The hover of one figure: whose, when, what."""
    return f"{row.unit_name}, {say.period(row.period_start, row.period_end, row.period_kind)}<br>{words}"


def stacked(panels: list[Panel], say: Labels, above: int = 0, **layout: Any) -> go.Figure:
    """A figure of these panels, as high as they need, and `above` more; a legend where traces have names."""
    if not panels:
        return theme.figure(say=say)
    named = len(names(panels))
    top = 8 if not named else LEGEND if named < 4 else TWO_LINES
    left = max(p.left for p in panels)
    placed, total = _placed(panels)
    own = {
        "height": total + top + 8 + above,
        "legend": {"y": 1 + 6 / total, "yanchor": "bottom", "traceorder": "normal"},
        "margin": {"t": top, "b": 8} | ({"l": left} if left else {}),
        "annotations": [_head(p, y, left) for p, (_, y) in zip(panels, placed, strict=True) if p.title],
    }
    return theme.figure(*_traces(panels), say=say, **_axes(panels, placed), **_merged(own, layout))


def _merged(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Both layouts; of a legend or a margin in both, each property that one of them sets."""
    deep = {name: ours[name] | theirs[name] for name in ("legend", "margin") if name in theirs}
    return ours | theirs | deep


def names(panels: list[Panel]) -> list[str]:
    """The names in the legend of these panels."""
    named = (trace["name"] for panel in panels for trace in panel.traces if "name" in trace)
    return list(dict.fromkeys(named))


def _placed(panels: list[Panel]) -> tuple[list[tuple[float, float]], int]:
    """The bottom and the top of each panel as parts of the height of all, and that height."""
    heads = [LINE * len(p.heading) + 10 for p in panels]
    heights = [ALONE if len(panels) == 1 and p.height == TOGETHER else p.height for p in panels]
    total = top = sum(heads) + sum(heights) + sum(p.feet for p in panels)
    placed = []
    for panel, head, height in zip(panels, heads, heights, strict=True):
        top -= head
        placed.append(((top - height) / total, top / total))
        top -= height + panel.feet
    return placed, total


def _axes(panels: list[Panel], placed: list[tuple[float, float]]) -> dict[str, Any]:
    """xaxis and yaxis, xaxis2 and yaxis2 … of the panels from the top."""
    longest, found = _longest(panels), {}
    for panel, number, place in zip(panels, _numbers(panels), placed, strict=True):
        scale = longest if _is_lying(panel) else {}
        found[f"xaxis{number}"] = {"anchor": f"y{number}", "domain": [0, 1]} | panel.xaxis | scale
        found[f"yaxis{number}"] = {"anchor": f"x{number}", "domain": list(place)} | panel.yaxis
    return found


def _numbers(panels: list[Panel]) -> list[str]:
    """What Plotly's names of the axes end with: nothing, 2, 3 …"""
    return ["", *(str(number) for number in range(2, len(panels) + 1))]


def _is_lying(panel: Panel) -> bool:
    return panel.xaxis.get("visible") is False


def _longest(panels: list[Panel]) -> dict[str, Any]:
    """One scale for all lying bars of a figure: bars one under another are compared by their length."""
    ranges = [p.xaxis["range"] for p in panels if _is_lying(p)]
    return {"range": [min(low for low, _ in ranges), max(high for _, high in ranges)]} if ranges else {}


def _traces(panels: list[Panel]) -> list[dict]:
    """The traces of every panel on its axes, each name once in the legend."""
    traces, named = [], {""}
    for panel, number in zip(panels, _numbers(panels), strict=True):
        on = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
        for trace in panel.traces:
            name = trace.get("name", "")
            traces.append({**trace, **on, "legendgroup": name, "showlegend": name not in named})
            named.add(name)
    return traces


def _head(panel: Panel, y: float, left: int) -> dict[str, Any]:
    place = {"x": 0, "y": y, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    text = f"<b>{'<br>'.join(panel.heading)}</b>"
    shift = {"xshift": -(left or INDENT), "yshift": 4}
    return {"text": text, "showarrow": False, "align": "left", **place, **shift}
