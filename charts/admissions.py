"""Admissions against quota: by year, by unit, and both at once."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import axes, bands, panels, records, rows, theme
from charts.admission_words import lowest_attainment, of_quota, short_units, shortest_year
from charts.captions import tells
from charts.records import Row
from labels import Labels

FEW = 8


def _year_columns(told: list[Row], say: Labels) -> list[dict]:
    x = axes.period_labels(told, say)
    # The words stand on whatever is higher, so that the mark of the quota never crosses them.
    words = theme.bar(
        x=x,
        y=axes.values(map(_higher, told)),
        text=[
            say.count(row.admitted) if row.attainment_percent is None else bands.marked(row, _short(row, say))
            for row in told
        ],
        width=1,
        marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        hoverinfo="skip",
    )

    def admitted(belongs: Callable[[Row], bool]) -> dict:
        y = axes.values(row.admitted if belongs(row) else None for row in told)
        return theme.bar(x=x, y=y, hovertext=_hovers(told, say), hoverinfo="text")

    quotas = axes.values(row.quota for row in told)
    quota = theme.scatter(x=x, y=quotas, **_quota("line-ew", say))
    drawn = [words, *bands.bars(told, say, admitted)]
    return [*drawn, quota] if any(value is not None for value in quotas) else drawn


def _higher(row: Row) -> int | None:
    """The admitted or the quota, whichever is more."""
    return max((value for value in (row.admitted, row.quota) if value is not None), default=None)


def _hovers(told: list[Row], say: Labels) -> list[str]:
    return [panels.told(row, say, of_quota(row, say)) for row in told]


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
    """Column: admitted in the colour of its band, hatched for part of a year; line: the quota; above: attainment."""
    title = say("units_of_measure.people")
    found = panels.of_units(records.of(frame), say, _year_columns, title=title)
    return panels.stacked(found, say, barmode="overlay")


@tells(finding=short_units)
def attainment_by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Bar: admitted, coloured by its band; upright line: the quota; right of both shape, attainment and counts.

    Other periods stand in words.
    """
    told = records.told(frame)[: rows.MOST]
    drawn = [
        same and row.quota is not None and row.admitted is not None
        for row, same in zip(told, rows.common(told), strict=True)
    ]
    every = list(zip(told, drawn, strict=True))
    texts = [
        bands.marked(row, _of_quota(row, say) if shown else rows.own_period(row, say, of_quota(row, say)))
        for row, shown in every
    ]
    y = list(range(len(told)))

    def admitted(belongs: Callable[[Row], bool]) -> dict:
        x = axes.values(row.admitted if shown and belongs(row) else None for row, shown in every)
        return theme.bar(x=x, y=y, orientation="h", hovertext=_hovers(told, say), hoverinfo="text")

    quota = axes.values(row.quota if shown else None for row, shown in every)
    marks = bands.bars(told, say, admitted)
    if any(drawn):
        marks.append(theme.scatter(x=quota, y=y, **_quota("line-ns", say)))
    words = rows.words(texts, [_higher(row) if shown else 0 for row, shown in every])
    names = [row.unit_name for row in told]
    return rows.figure(names, say, *marks, words, units=[row.unit_id for row in told], room=1.75)


def _of_quota(row: Row, say: Labels) -> str:
    """59,03 %, and below it (85/144): beside a bar on a telephone there is room for little more."""
    counts = say(
        "admissions.attainment_by_unit.counts", admitted=say.count(row.admitted), quota=say.count(row.quota)
    )
    return f"{records.about(row, axes.percent(row.attainment_percent, say))}<br>\u2002{counts}"


def _cell(row, say: Labels) -> str:
    """● 100 %, ● 100 %* where period or sum is not whole, – where nothing is told, nothing before the unit was."""
    if row.attainment_percent is None:
        return say("units_of_measure.not_reported") if row.existed else ""
    partial = row.period_kind == "part_year" or row.complete is False
    return bands.marked(row, _short(row, say)) + ("*" if partial else "")


def _short(row: Row, say: Labels) -> str:
    """A percent with as few decimals as keep it in its band: 99,6 % is not 100 %."""
    percent, below = row.attainment_percent, row.band_below_percent
    within = (digits for digits in (0, 1) if below is None or round(percent, digits) < below)
    return records.about(row, say.percent(percent, next(within, 2)))


def _is_no_more(own: list[Row]) -> bool:
    return not own[-1].existed


@tells(finding=shortest_year)
def attainment_by_unit_and_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Cell: attainment of a unit in a year, shape and colour its band; grey with –: not told; *: not a whole year."""
    units = sorted(records.grouped(records.of(frame), "unit_id").values(), key=_is_no_more)[: rows.MOST]
    every = axes.all_periods([row for own in units for row in own], say)
    cells = [{axes.period_label(row, say): row for row in own} for own in units]

    def grid(value: Callable[[Row], Any]) -> list[list]:
        return [[value(own[x]) if x in own else None for x in every] for own in cells]

    common = {"x": every, "y": list(range(len(units))), "texttemplate": "%{text}", "showscale": False}
    silent = theme.heatmap(
        z=grid(lambda row: 0.0 if row.existed and row.attainment_percent is None else None),
        text=grid(lambda row: _cell(row, say) if row.attainment_percent is None else ""),
        colorscale=[[0, theme.MISSING], [1, theme.MISSING]],
        opacity=0.45,
        hoverinfo="skip",
        **common,
    )
    told = bands.present(row for own in units for row in own if row.band)
    size = theme.SIZE - (3 if len(every) > FEW else 0)
    years = {"range": [-0.5, len(every) - 0.5], "visible": True, "showgrid": False}
    return rows.figure(
        [own[0].unit_name for own in units],
        say,
        silent,
        *(_cells_of(one, grid, say, size) | common for one in told),
        units=[own[0].unit_id for own in units],
        above=90,
        margin={"t": 120},
        legend=theme.LEGEND | {"y": 1, "yref": "container", "yanchor": "top"},
        xaxis=axes.over_periods(every) | years | {"side": "top"},
    )


def _cells_of(one: Row, grid: Callable, say: Labels, size: int) -> dict[str, Any]:
    """The cells of one band."""

    paint = bands.colour(one)

    def within(value: Callable[[Row], Any]) -> list[list]:
        return grid(lambda row: value(row) if row.band == one.band else None)

    return theme.heatmap(
        z=within(lambda row: row.attainment_percent),
        # Not None: Plotly writes "null" into the cells of the other bands.
        text=[[text or "" for text in row] for row in within(lambda row: _cell(row, say))],
        hovertext=within(lambda row: panels.told(row, say, of_quota(row, say))),
        colorscale=[[0, paint], [1, paint]],
        # Else Plotly fits the size to the cells of each band alone.
        textfont={"size": size, "color": theme.ink_on(paint)},
        hovertemplate="%{hovertext}<extra></extra>",
        name=bands.name(one, say),
    )
