"""Units one under another: lying bars of one period; a figure of another period stands in its row in words."""

from collections.abc import Iterable, Sequence
from typing import Any

import plotly.graph_objects as go

from charts import axes, records, theme
from charts.records import Row
from labels import Labels

MOST, WIDTH, BAR, LEGEND = 60, 22, 34, 40
DAYS = ("period_start", "period_end", "period_kind")


def common(rows: list[Row]) -> list[bool]:
    """Which rows share the period that most of them have; none where each unit has one of its own."""
    found = records.grouped(records.having(rows, "period_kind"), *DAYS)
    units = {period: len({row.unit_id for row in own}) for period, own in found.items()}
    most = max(units.values(), default=0)
    if most == 0 or (most == 1 and len(units) > 1):
        return [False] * len(rows)
    period = min((p for p, n in units.items() if n == most), key=_earliest)
    return [(row.period_start, row.period_end, row.period_kind) == period for row in rows]


def _earliest(period: tuple) -> list[tuple]:
    """The order of periods; of two days, an absent one is the later."""
    return [(part is None, part or 0) for part in period]


def shared(rows: list[Row]) -> list[Row]:
    """The rows of the common period."""
    return [row for row, same in zip(rows, common(rows), strict=True) if same]


def when(rows: list[Row], say: Labels) -> str:
    """The period of rows that share it, in words; nothing of no rows."""
    return say.period(rows[0].period_start, rows[0].period_end, rows[0].period_kind) if rows else ""


def figure(
    names: list[str],
    say: Labels,
    *traces: dict,
    units: Sequence[int] = (),
    room: float = 1.3,
    above: int = 0,
    xaxis: dict | None = None,
    **layout: Any,
) -> go.Figure:
    """Lying bars of the units named, whose rows stand at 0, 1, 2 …; `room` and `above` leave space for words. With the
    numbers of their `units` a click on a row opens its unit."""
    narrow = ["<br>".join(axes.wrapped(name, WIDTH)) for name in names]
    longest = max((v for trace in traces for v in trace["x"] if isinstance(v, float)), default=0)
    scale = {"showgrid": True, "range": [0, (longest or 1) * room], "nticks": 6, "visible": bool(longest)}
    axis = {
        "tickvals": list(range(len(names))),
        "ticktext": narrow,
        "range": [len(names) - 0.5, -0.5],
        "showgrid": False,
        "zeroline": False,
    }
    return theme.figure(
        *({**trace, "showlegend": "name" in trace, **_opening(trace, units)} for trace in traces),
        say=say,
        yaxis=axis,
        xaxis=scale | (xaxis or {}),
        height=above + _height(narrow, traces),
        barmode="overlay",
        **layout,
    )


def _opening(trace: dict, units: Sequence[int]) -> dict[str, Any]:
    """The number of the unit beside each point of a trace; words open nothing."""
    if not units or trace.get("mode") == "text":
        return {}
    if trace["type"] == "heatmap":
        return {"customdata": [[units[y]] * len(trace["x"]) for y in trace["y"]]}
    return {"customdata": [units[y] for y in trace["y"]]}


def _height(names: list[str], traces: Iterable[dict]) -> int:
    """Room for the legend, and in each row for the words in it."""
    written = [text for trace in traces if trace.get("mode") == "text" for text in trace["text"]]
    lines = max((text.count("<br>") + 1 for text in [*names, *written]), default=1)
    legend = LEGEND if any("name" in trace for trace in traces) else 0
    return legend + 56 + max(BAR, 20 * lines + 10) * max(len(names), 1)


def words(texts: list[str], at: list[float | None]) -> dict:
    """Words to the right of each bar."""
    return theme.scatter(
        y=list(range(len(texts))),
        x=axes.values(at),
        mode="text",
        text=[f"\u2002{text}" for text in texts],
        textposition="middle right",
        hoverinfo="skip",
    )


def own_period(row: Row, say: Labels, figure_in_words: str) -> str:
    """A figure of another period than the others', in words that stand in its row."""
    spoken = say.period(row.period_start, row.period_end, row.period_kind)
    return "<br>\u2002".join(axes.wrapped(f"{figure_in_words} · {spoken}", 30))
