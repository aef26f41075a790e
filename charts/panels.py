"""Panels under one another: each has a heading, a height of its own, and room for the words below its axis."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts import axes, theme
from labels import Labels

TITLE_WIDTH, NAME_WIDTH = 40, 22
LINE, LEGEND, TWO_LINES, INDENT = 22, 46, 84, 36
ALONE, TOGETHER, FEET = 300, 190, 62
BAR, ROOMY, AIR, NAMES = 42, 50, 22, 170


@dataclass(frozen=True)
class Panel:
    """One panel: its heading, what it draws, its axes, its height and the room below it."""

    title: str
    traces: list
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
                lines += wrap(part, TITLE_WIDTH)
        return lines


def years(title: str, rows: pd.DataFrame, traces: list, say: Labels, /, **yaxis) -> Panel:
    """A panel whose columns stand on the years of `rows`."""
    return Panel(title, traces, axes.over_periods(axes.all_periods(rows, say)), {"nticks": 6} | yaxis)


def lying(title: str, names: list[str], traces: list) -> Panel:
    """A panel of lying bars at 0, 1, 2 …, one per name."""
    narrow = ["<br>".join(wrap(name, NAME_WIDTH)) for name in names]
    ticks = {"tickvals": list(range(len(names))), "ticktext": narrow, "range": [len(names) - 0.5, -0.5]}
    most = max((v for trace in traces if trace.x is not None for v in trace.x if v), default=1)
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


def of_units(frame: pd.DataFrame, say: Labels, traces: Callable, **yaxis) -> go.Figure:
    """A panel over the years per unit; `traces(rows, say)` draws one of them."""
    frame = frame.dropna(subset=["period_kind"])
    several = frame.unit_name.nunique() > 1
    found = frame.groupby("unit_name", sort=False)
    return stacked(
        [years(str(name) if several else "", rows, traces(rows, say), say, **yaxis) for name, rows in found],
        say,
    )


def groups(frame: pd.DataFrame, names: list[str]) -> Iterable[tuple[str, pd.DataFrame]]:
    """The rows of each heading: the values of the columns `names`, in the order in which they come."""
    if not names or frame.empty:
        return [("", frame)] if len(frame) else []
    found: Any = frame.groupby(names, sort=False, dropna=False)
    return [(" · ".join(str(k) for k in key if isinstance(k, str)), rows) for key, rows in found]


def told(row, say: Labels, words: str) -> str:
    """The hover of one figure: whose, when, what."""
    return f"{row.unit_name}, {say.period(row.period_start, row.period_end, row.period_kind)}<br>{words}"


def stacked(panels: list[Panel], say: Labels, **layout: Any) -> go.Figure:
    """A figure of these panels, as high as they need; a legend where traces have names."""
    if not panels:
        return theme.figure(say=say, height=160)
    fig = make_subplots(rows=len(panels), cols=1)
    named = _draw(fig, panels)
    above = 8 if not named else LEGEND if named < 4 else TWO_LINES
    left = max(p.left for p in panels)
    heads = [LINE * len(p.heading) + 10 for p in panels]
    heights = [ALONE if len(panels) == 1 and p.height == TOGETHER else p.height for p in panels]
    total = top = sum(heads) + sum(heights) + sum(p.feet for p in panels)
    longest = _longest(panels)
    for row, panel in enumerate(panels, 1):
        top -= heads[row - 1]
        domain = [(top - heights[row - 1]) / total, top / total]
        fig.update_xaxes(**panel.xaxis | longest if _is_lying(panel) else panel.xaxis, row=row, col=1)
        fig.update_yaxes(domain=domain, **panel.yaxis, row=row, col=1)
        _head(fig, panel, top / total, left)
        top -= heights[row - 1] + panel.feet
    return fig.update_layout(
        separators=theme.SEPARATORS[say.lang],
        height=total + above + 8,
        legend={"y": 1 + 6 / total, "yanchor": "bottom", "traceorder": "normal"},
        margin={"t": above, "b": 8} | ({"l": left} if left else {}),
        **layout,
    )


def _is_lying(panel: Panel) -> bool:
    return panel.xaxis.get("visible") is False


def _longest(panels: list[Panel]) -> dict[str, Any]:
    """One scale for all lying bars of a figure: bars one under another are compared by their length."""
    ranges = [p.xaxis["range"] for p in panels if _is_lying(p)]
    return {"range": [min(low for low, _ in ranges), max(high for _, high in ranges)]} if ranges else {}


def _draw(fig: go.Figure, panels: list[Panel]) -> int:
    """Adds the traces of every panel, each name once in the legend; says how many names that are."""
    named: set[str] = set()
    for row, panel in enumerate(panels, 1):
        for trace in panel.traces:
            trace.legendgroup = trace.name or ""
            trace.showlegend = bool(trace.name) and trace.name not in named
            named |= {trace.name} if trace.name else set()
            fig.add_trace(trace, row=row, col=1)
    return len(named)


def _head(fig: go.Figure, panel: Panel, y: float, left: int) -> None:
    if panel.title:
        text = f"<b>{'<br>'.join(panel.heading)}</b>"
        place = {"x": 0, "y": y, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
        fig.add_annotation(
            text=text, xshift=-(left or INDENT), yshift=4, showarrow=False, align="left", **place
        )
