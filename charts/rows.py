"""Units one under another: lying bars of one period; a figure of another period stands in its row in words."""

from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import theme
from labels import Labels

MOST, WIDTH, BAR, LEGEND = 60, 22, 34, 40


def common(frame: pd.DataFrame) -> pd.Series:
    """Which rows share the period that most of them have; none where each unit has one of its own."""
    days = ["period_start", "period_end", "period_kind"]
    told = frame.dropna(subset=["period_kind"])
    sizes = told.groupby(days, dropna=False).unit_id.nunique()
    if sizes.empty or (sizes.max() == 1 and len(sizes) > 1):
        return pd.Series(False, index=frame.index)
    start, end, kind = sizes.idxmax()
    same = frame.period_kind == kind
    for name, day in (("period_start", start), ("period_end", end)):
        same &= frame[name].isna() if pd.isna(day) else frame[name] == day
    return same


def when(frame: pd.DataFrame, say: Labels) -> str:
    """The common period in words, or nothing where there is none."""
    rows = frame[common(frame)]
    if rows.empty:
        return ""
    row = rows.iloc[0]
    return say.period(row.period_start, row.period_end, row.period_kind)


def figure(frame: pd.DataFrame, say: Labels, *traces: Any, room: float = 1.3, **layout: Any) -> go.Figure:
    """Lying bars of the units of `frame`, whose rows stand at 0, 1, 2 …; `room` leaves space for words."""
    names = ["<br>".join(wrap(name, WIDTH)) for name in frame.unit_name]
    longest = max((v for t in traces for v in t.x if isinstance(v, float)), default=0)
    written = [
        t for trace in traces if isinstance(trace, go.Scatter) and trace.mode == "text" for t in trace.text
    ]
    lines = max((text.count("<br>") + 1 for text in [*names, *written]), default=1)
    axis = {
        "tickvals": list(range(len(frame))),
        "ticktext": names,
        "range": [len(frame) - 0.5, -0.5],
        "showgrid": False,
        "zeroline": False,
    }
    for trace in traces:
        trace.showlegend = bool(trace.name)
    scale = {"showgrid": True, "range": [0, (longest or 1) * room], "nticks": 6, "visible": bool(longest)}
    legend = LEGEND if any(trace.name for trace in traces) else 0
    return theme.figure(
        *traces,
        say=say,
        yaxis=axis,
        xaxis=scale | layout.pop("xaxis", {}),
        height=legend + 56 + max(BAR, 20 * lines + 10) * max(len(frame), 1),
        barmode="overlay",
        **layout,
    )


def words(frame: pd.DataFrame, texts: list[str], at: list[Any]) -> go.Scatter:
    """Words to the right of each bar."""
    return go.Scatter(
        y=list(range(len(frame))),
        x=[float(x) for x in at],
        mode="text",
        text=[f"\u2002{text}" for text in texts],
        textposition="middle right",
        hoverinfo="skip",
    )


def own_period(row: Any, say: Labels, figure_in_words: str) -> str:
    """A figure of another period than the others', in words that stand in its row."""
    spoken = say.period(row.period_start, row.period_end, row.period_kind)
    return "<br>\u2002".join(wrap(f"{figure_in_words} · {spoken}", 30))
