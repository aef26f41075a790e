"""Compared units and years as coloured cells."""

from typing import Any

import plotly.graph_objects as go

from charts import axes, panels, records, rows, theme
from charts.compare_words import covered, figure
from charts.records import Row
from labels import Labels


def heat_map(units: list[list[Row]], say: Labels) -> go.Figure:
    """A row per unit, a column per year; the grey cells lie under the coloured ones."""
    every = [row for own in units for row in own]
    years = [str(year) for year in sorted({row.year for row in every})]
    common = {
        "x": years,
        "y": list(range(len(units))),
        "text": [[_cell(r, say) for r in own] for own in units],
    }
    points = {
        "customdata": [[[own[0].unit_code]] * len(own) for own in units],
        "texttemplate": "%{text}",
        "hoverinfo": "text",
    }
    hover = [[_cell_hover(row, say) for row in own] for own in units]
    grey = theme.heatmap(
        z=[[_grey(row) for row in own] for own in units],
        colorscale=[[0, theme.MISSING], [1, theme.MISSING]],
        opacity=0.45,
        showscale=False,
        hovertext=hover,
        **common,
        **points,
    )
    coloured = theme.heatmap(
        z=[[float(row.value) if _is_coloured(row) else None for row in own] for own in units],
        hovertext=hover,
        colorbar=_colorbar(every, say),
        **_colours(every),
        **common,
        **points,
    )
    shown = {"range": [-0.5, len(years) - 0.5], "visible": True, "showgrid": False, "side": "top"}
    return rows.figure(
        [own[0].unit_name for own in units],
        say,
        grey,
        coloured,
        above=90,
        margin={"t": 120},
        xaxis=axes.over_periods(years) | shown,
    )


def _is_coloured(row: Row) -> bool:
    return row.value is not None and bool(row.complete) and not row.small_base


def _grey(row: Row) -> float | None:
    """Grey: a figure that must not be set against others, or none where the unit stood; nothing where it did not."""
    if _is_coloured(row) or (row.value is None and not row.existed):
        return None
    return 0.0 if row.value is None else float(row.value)


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
    return words + ("" if row.period_kind == "year" and row.complete else "*")


def _cell_hover(row: Row, say: Labels) -> str:
    if row.value is None:
        return f"{row.unit_name}, {row.year}<br>{say('compare.ranking.not_reported')}" if row.existed else ""
    small = say("compare.ranking.small_base", base=say.count(row.denominator)) if row.small_base else ""
    return panels.told(row, say, " · ".join(w for w in (figure(row, say), covered(row, say), small) if w))


def _colours(every: list[Row]) -> dict[str, Any]:
    """Attainment is pale at 100 %; everything else grows darker."""
    if any(row.headline == "attainment" and row.measure == "percent" for row in every):
        return theme.ATTAINMENT_SCALE
    return {"colorscale": [[i / (len(theme.SEQUENTIAL) - 1), c] for i, c in enumerate(theme.SEQUENTIAL)]}


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
