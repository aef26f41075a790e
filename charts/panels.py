"""Panels under one another, one per unit, authority or kind: columns over the years, or lying bars of one period."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts import axes, theme
from charts.captions import ON_YEARLY_AXIS
from labels import Labels

TITLE_WIDTH = 46
LINE, YEARLY, FEET, BAR, AIR = 24, 190, 70, 34, 30


@dataclass(frozen=True)
class Parts:
    """Which columns a panel is made of: the code and the name of a part, its value, and what parts the panels."""

    code: str
    label: str
    value: str
    apart: tuple[str, ...] = ()
    stacked: bool = True


@dataclass(frozen=True)
class Panel:
    """One panel: its heading, its rows, and whether its rows stand on a yearly axis."""

    title: str
    rows: pd.DataFrame
    yearly: bool

    @property
    def heading(self) -> list[str]:
        return wrap(self.title, TITLE_WIDTH) or [""]

    @property
    def height(self) -> int:
        return YEARLY if self.yearly else BAR * len(self.rows)

    @property
    def feet(self) -> int:
        return FEET if self.yearly else AIR


def drawn(frame: pd.DataFrame, say: Labels, parts: Parts, unit_of_measure: str) -> go.Figure:
    """Parts of each year as columns (or lying bars where a figure has a period of its own), panel by panel."""
    panels = _panels(frame.dropna(subset=["period_kind", parts.value]), say, parts)
    if not panels:
        return theme.figure(say=say, height=160)
    fig = _frame_of(panels, say)
    colours = _colours(frame, parts)
    named: set[str] = set()
    for row, panel in enumerate(panels, 1):
        draw = _columns if panel.yearly else _lying
        for trace in draw(panel, say, parts, colours):
            trace.showlegend = bool(trace.name) and panel.yearly and trace.name not in named
            named |= {trace.name} if trace.showlegend else set()
            fig.add_trace(trace, row=row, col=1)
        _axes(fig, panel, row, say, parts, unit_of_measure)
    return fig.update_layout(barmode="stack" if parts.stacked else "group")


def _panels(frame: pd.DataFrame, say: Labels, parts: Parts) -> list[Panel]:
    units = ["unit_name"] if frame.unit_name.nunique() > 1 else []
    heads = [*units, *parts.apart]
    yearly = frame.period_kind.isin(ON_YEARLY_AXIS)
    found = [Panel(" · ".join(map(str, names)), rows, True) for names, rows in _groups(frame[yearly], heads)]
    own = frame[~yearly]
    spoken = [
        say.period(*days) for days in zip(own.period_start, own.period_end, own.period_kind, strict=True)
    ]
    own = own.assign(_spoken=spoken)
    found += [
        Panel(" · ".join(map(str, names)), rows, False) for names, rows in _groups(own, [*heads, "_spoken"])
    ]
    return found


def _groups(frame: pd.DataFrame, names: list[str]) -> Iterable[tuple[tuple, pd.DataFrame]]:
    if frame.empty:
        return []
    return frame.groupby(names, sort=False) if names else [((), frame)]


def _colours(frame: pd.DataFrame, parts: Parts) -> dict[str, str]:
    codes = list(dict.fromkeys(frame[parts.code].dropna()))
    return dict(zip(codes, theme.category_colours(codes), strict=True))


def _frame_of(panels: list[Panel], say: Labels) -> go.Figure:
    """An empty figure with room for every panel, its heading above it and its periods below."""
    heads = [LINE * len(p.heading) + 8 for p in panels]
    total = sum(p.height + p.feet + head for p, head in zip(panels, heads, strict=True))
    fig = make_subplots(rows=len(panels), cols=1)
    top, titles = float(total), []
    for row, (panel, head) in enumerate(zip(panels, heads, strict=True), 1):
        top -= head
        axis = "yaxis" if row == 1 else f"yaxis{row}"
        fig.layout[axis].domain = ((top - panel.height) / total, top / total)
        titles.append((panel, top / total))
        top -= panel.height + panel.feet
    for panel, y in titles:
        fig.add_annotation(
            text=f"<b>{'<br>'.join(panel.heading)}</b>" if panel.title else "",
            x=0, y=y, xref="paper", yref="paper", xanchor="left", yanchor="bottom",
            yshift=6, showarrow=False, align="left",
        )  # fmt: skip
    legend = any(p.yearly for p in panels)
    figure = theme.figure(say=say)
    fig.update_layout(template=figure.layout.template, separators=figure.layout.separators)
    return fig.update_layout(height=total + 40 + 40 * legend, legend={"y": 1 + 4 / total}, margin={"b": 8})


def _columns(panel: Panel, say: Labels, parts: Parts, colours: dict[str, str]) -> list:
    rows = panel.rows
    traces: list = []
    for code, own in rows.groupby(parts.code, sort=False):
        name = own[parts.label].iloc[0]
        bar = go.Bar(
            x=axes.period_labels(own, say),
            y=own[parts.value],
            name=name,
            legendgroup=code,
            marker={"color": colours[code], "pattern": theme.partial_pattern(axes.is_partial(own))},
            text=[say.count(v) for v in own[parts.value]],
            hovertext=_told(own, say, parts),
            hoverinfo="text",
        )
        if parts.stacked:
            theme.number_inside(bar)
        traces.append(bar)
    return [*traces, _totals(rows, say, parts)] if parts.stacked else traces


def _totals(rows: pd.DataFrame, say: Labels, parts: Parts) -> go.Scatter:
    """The total above each stack, so that a year of zeros says 0."""
    sums = rows.assign(_x=axes.period_labels(rows, say)).groupby("_x", sort=False)[parts.value].sum()
    return go.Scatter(
        x=list(sums.index),
        y=list(sums),
        mode="text",
        text=[f"<b>{say.count(v)}</b>" for v in sums],
        textposition="top center",
        hoverinfo="skip",
    )


def _lying(panel: Panel, say: Labels, parts: Parts, colours: dict[str, str]) -> list:
    rows = panel.rows
    return [
        go.Bar(
            y=rows[parts.label],
            x=rows[parts.value],
            orientation="h",
            marker={"color": [colours[c] for c in rows[parts.code]]},
            text=_written(rows, say, parts),
            hovertext=_told(rows, say, parts),
            hoverinfo="text",
        )
    ]


def _written(rows: pd.DataFrame, say: Labels, parts: Parts) -> list[str]:
    words = [say.count(v) for v in rows[parts.value]]
    if "percent" not in rows:
        return words
    return [
        f"{word} ({say.percent(p, None)})" if pd.notna(p) else word
        for word, p in zip(words, rows.percent, strict=True)
    ]


def _told(rows: pd.DataFrame, say: Labels, parts: Parts) -> list[str]:
    return [
        f"{row.unit_name}, {say.period(row.period_start, row.period_end, row.period_kind)}<br>"
        f"{getattr(row, parts.label)}: {word}"
        for row, word in zip(rows.itertuples(), _written(rows, say, parts), strict=True)
    ]


def _axes(fig: go.Figure, panel: Panel, row: int, say: Labels, parts: Parts, unit_of_measure: str) -> None:
    if panel.yearly:
        every = axes.all_periods(panel.rows, say)
        fig.update_xaxes(axes.as_reported([], every), row=row, col=1)
        fig.update_yaxes(title=unit_of_measure, nticks=5, row=row, col=1)
        return
    most = float(panel.rows[parts.value].max())
    fig.update_xaxes(visible=False, range=[0, most * 1.25 or 1], row=row, col=1)
    fig.update_yaxes(showgrid=False, autorange="reversed", type="category", row=row, col=1)
