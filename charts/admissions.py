"""Admissions against quota: by year, by unit, and both at once."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, records, rows, theme
from charts.admission_words import lowest_attainment, of_quota, short_units, shortest_year
from charts.captions import tells
from charts.records import Row
from labels import Labels


def _year_columns(told: list[Row], say: Labels) -> list[dict]:
    x = axes.period_labels(told, say)
    # The words stand on whatever is higher, so that the mark of the quota never crosses them.
    words = theme.bar(
        x=x,
        y=axes.values(map(_higher, told)),
        text=[
            say.count(row.admitted) if row.attainment_percent is None else _short(row.attainment_percent, say)
            for row in told
        ],
        width=1,
        marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        hoverinfo="skip",
    )
    admitted = theme.bar(x=x, y=axes.values(row.admitted for row in told), **_admitted(told, say))
    quotas = axes.values(row.quota for row in told)
    quota = theme.scatter(x=x, y=quotas, **_quota("line-ew", say))
    return [words, admitted, quota] if any(value is not None for value in quotas) else [words, admitted]


def _higher(row: Row) -> int | None:
    """The admitted or the quota, whichever is more."""
    return max((value for value in (row.admitted, row.quota) if value is not None), default=None)


def _admitted(told: list[Row], say: Labels) -> dict[str, Any]:
    """How a bar of the admitted looks and what it says."""
    return {
        "name": say("column.admitted"),
        "marker": {"color": theme.ADMITTED, "pattern": theme.partial_pattern(axes.is_partial(told))},
        "hovertext": [panels.told(row, say, of_quota(row, say)) for row in told],
        "hoverinfo": "text",
    }


def _quota(symbol: str, say: Labels) -> dict[str, Any]:
    """How the mark of a quota looks: a line across the bar."""
    line = {"width": 4, "color": theme.QUOTA}
    return {
        "name": say("column.quota"),
        "mode": "markers",
        "marker": {"symbol": symbol, "size": 22, "color": theme.QUOTA, "line": line},
        "hoverinfo": "skip",
    }


@tells(finding=lowest_attainment, apart=of_quota)
def attainment_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Column: admitted, hatched for part of a year; line across it: the quota; above both: the attainment."""
    title = say("units_of_measure.people")
    found = panels.of_units(records.of(frame), say, _year_columns, title=title)
    return panels.stacked(found, say, barmode="overlay")


@tells(finding=short_units)
def attainment_by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Bar: admitted; upright line: the quota; right of both the attainment. Other periods stand in words."""
    told = records.told(frame)[: rows.MOST]
    drawn = [
        same and row.quota is not None and row.admitted is not None
        for row, same in zip(told, rows.common(told), strict=True)
    ]
    every = list(zip(told, drawn, strict=True))
    texts = [
        axes.percent(row.attainment_percent, say) if shown else rows.own_period(row, say, of_quota(row, say))
        for row, shown in every
    ]
    y = list(range(len(told)))
    admitted = axes.values(row.admitted if shown else None for row, shown in every)
    quota = axes.values(row.quota if shown else None for row, shown in every)
    marks = [
        theme.bar(x=admitted, y=y, orientation="h", **_admitted(told, say)),
        theme.scatter(x=quota, y=y, **_quota("line-ns", say)),
    ]
    words = rows.words(texts, [_higher(row) if shown else 0 for row, shown in every])
    names = [row.unit_name for row in told]
    return rows.figure(names, say, *(marks if any(drawn) else []), words, room=1.35)


def _cell(row, say: Labels) -> str:
    """91 %, 91 %* where the period or the sum is not whole, – where nothing is told, nothing before the unit was."""
    if row.attainment_percent is None:
        return say("units_of_measure.not_reported") if row.existed else ""
    partial = row.period_kind == "part_year" or row.complete is False
    return _short(row.attainment_percent, say) + ("*" if partial else "")


def _short(percent: float, say: Labels) -> str:
    """A percent without decimals, but 99,6 % is not 100 %."""
    return say.percent(percent, 1 if percent < 100 and round(percent) == 100 else 0)


def _is_no_more(own: list[Row]) -> bool:
    return not own[-1].existed


@tells(finding=shortest_year)
def attainment_by_unit_and_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Cell: attainment of a unit in a year, pale at 100 %; grey with –: not told; *: not a whole year."""
    units = sorted(records.grouped(records.of(frame), "unit_id").values(), key=_is_no_more)[: rows.MOST]
    every = axes.all_periods([row for own in units for row in own], say)
    cells = [{axes.period_label(row, say): row for row in own} for own in units]

    def grid(value: Callable[[Row], Any]) -> list[list]:
        return [[value(own[x]) if x in own else None for x in every] for own in cells]

    common = {"x": every, "y": list(range(len(units))), "text": grid(lambda row: _cell(row, say))}
    silent = theme.heatmap(
        z=grid(lambda row: 0.0 if row.existed and row.attainment_percent is None else None),
        colorscale=[[0, theme.MISSING], [1, theme.MISSING]],
        opacity=0.45,
        showscale=False,
        texttemplate="%{text}",
        hoverinfo="skip",
        **common,
    )
    percent = theme.heatmap(
        z=grid(lambda row: row.attainment_percent),
        customdata=grid(lambda row: panels.told(row, say, of_quota(row, say))),
        texttemplate="%{text}",
        hovertemplate="%{customdata}<extra></extra>",
        colorbar=_colorbar(say),
        **theme.ATTAINMENT_SCALE,
        **common,
    )
    years = {"range": [-0.5, len(every) - 0.5], "visible": True, "showgrid": False}
    return rows.figure(
        [own[0].unit_name for own in units],
        say,
        silent,
        percent,
        above=90,
        margin={"t": 120},
        xaxis=axes.over_periods(every) | years | {"side": "top"},
    )


def _colorbar(say: Labels) -> dict[str, Any]:
    place = {
        "orientation": "h",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "len": 0.6,
        "x": 0,
        "xanchor": "left",
    }
    ticks = [50, 75, 100, 125, 150]
    return place | {"tickvals": ticks, "ticktext": [say.percent(value, 0) for value in ticks]}
