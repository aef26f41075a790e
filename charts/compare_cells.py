"""Compared units and years as coloured cells."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from charts import axes, bands, records, rows, theme
from charts.compare_words import covered, figure
from charts.records import Row
from labels import Labels


def heat_map(units: list[list[Row]], say: Labels) -> go.Figure:
    """A row per unit, a column per year; an attainment in the colour of its band, everything else darker for more."""
    every = [row for own in units for row in own]
    years = [str(year) for year in sorted({row.year for row in every})]
    common = {
        "x": years,
        "y": list(range(len(units))),
        "hoverinfo": "text",
        "texttemplate": "%{text}",
    }

    spans: dict[tuple, str] = {}

    def cells(belongs: Callable[[Row], bool], **look: Any) -> dict:
        z = [[_drawn(row) if belongs(row) else None for row in own] for own in units]
        text = [[_cell(row, say) if belongs(row) else "" for row in own] for own in units]
        hover = [[_hover(row, say, spans) if belongs(row) else "" for row in own] for own in units]
        return theme.heatmap(z=z, text=text, hovertext=hover, **look, **common)

    grey = cells(lambda row: not _is_coloured(row), showscale=False, opacity=0.45, **_plain(theme.MISSING))
    shown = {"range": [-0.5, len(years) - 0.5], "visible": True, "showgrid": False, "side": "top"}
    return rows.figure(
        [own[0].unit_name for own in units],
        say,
        grey,
        *_coloured(every, cells, say),
        units=[own[0].unit_id for own in units],
        above=90,
        margin={"t": 120},
        legend=theme.LEGEND | {"y": 1, "yref": "container", "yanchor": "top"},
        xaxis=axes.over_periods(years) | shown,
    )


def _coloured(every: list[Row], cells: Callable[..., dict], say: Labels) -> list[dict]:
    """One trace per band of an attainment; else one whose colours are a scale."""
    found = bands.present(row for row in every if _is_coloured(row) and row.band)
    if not found:
        steps = [[i / (len(theme.SEQUENTIAL) - 1), c] for i, c in enumerate(theme.SEQUENTIAL)]
        return [cells(_is_coloured, colorscale=steps, colorbar=_colorbar(every, say))]
    return [
        cells(
            lambda row, band=one.band: _is_coloured(row) and row.band == band,
            name=bands.name(one, say),
            showscale=False,
            # Else Plotly fits the size to the cells of each band alone.
            textfont={"size": theme.SIZE - 3, "color": theme.ink_on(bands.colour(one))},
            **_plain(bands.colour(one)),
        )
        for one in found
    ]


def _plain(paint: str) -> dict[str, Any]:
    return {"colorscale": [[0, paint], [1, paint]]}


def _is_coloured(row: Row) -> bool:
    return row.value is not None and bool(row.complete) and not row.small_base


def _drawn(row: Row) -> float | None:
    """A figure, 0 where the unit stood and tells none; nothing where it did not stand."""
    if row.value is None:
        return 0.0 if row.existed else None
    return float(row.value)


def _cell(row: Row, say: Labels) -> str:
    """45,2%, 45,2%* where the year or the sum is not whole, – where nothing is told, nothing where no unit was."""
    if row.value is None:
        return say("units_of_measure.not_reported") if row.existed else ""
    words = (
        say.percent(row.value, 1)
        if row.measure == "percent"
        else say.decimal(row.value, 1)
        if row.measure == "per_1000"
        else say.count(row.value)
    )
    return bands.marked(row, words) + ("" if row.period_kind == "year" and row.complete else "*")


def _hover(row: Row, say: Labels, spans: dict[tuple, str]) -> str:
    """Whose, when, what; `spans` holds the words of every period met so far, for a column has but a few."""
    if row.value is None:
        return f"{row.unit_name}, {row.year}<br>{say('compare.ranking.not_reported')}" if row.existed else ""
    span = (row.period_start, row.period_end, row.period_kind)
    if span not in spans:
        spans[span] = say.period(*span)
    small = say("compare.ranking.small_base", base=say.count(row.denominator)) if row.small_base else ""
    words = " · ".join(w for w in (figure(row, say), covered(row, say), small) if w)
    return f"{row.unit_name}, {spans[span]}<br>{words}"


def _colorbar(every: list[Row], say: Labels) -> dict[str, Any]:
    first = next(iter(records.having(every, "value")), None)
    place = {
        "orientation": "h",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "len": 0.6,
        "x": 0,
        "xanchor": "left",
    }
    if first is None:
        return place
    title = {"text": say(f"compare.unit.{first.measure}"), "side": "right"}
    return place | {"title": title, "nticks": 6} | ({"ticksuffix": "%"} if first.measure == "percent" else {})
