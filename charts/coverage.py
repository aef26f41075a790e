"""For which units, tables and years there are figures: marks of each table, numbers of each unit."""

from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from charts import axes, records, theme
from charts.records import Row
from labels import Labels, missing

ROW, LINE, HEAD, MOST_UNITS, NOTE_WIDTH = 30, 21, 96, 60, 44
# A shape for each state, so that no state is told by its colour alone; the order is the legend's.
MARKS = {
    "stated": {"symbol": "circle", "size": 16, "color": theme.BLUE},
    "summed": {"symbol": "square", "size": 15, "color": theme.PERIWINKLE},
    "partial": {"symbol": "square-open", "size": 15, "color": theme.ORANGE, "line": {"width": 3}},
    "part_year": {"symbol": "triangle-left", "size": 16, "color": theme.GREEN},
    "undated": {"symbol": "circle-open", "size": 14, "color": theme.BLUE, "line": {"width": 3}},
    "span": {"symbol": "line-ew", "size": 16, "line": {"width": 5, "color": theme.TAUPE}},
    "absent": {"symbol": "x-thin", "size": 7, "line": {"width": 2, "color": theme.MISSING}},
    "not_existing": {"symbol": "line-ns", "size": 1, "opacity": 0},
}


def tables(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Row: a table of a unit; column: a year; the mark says how far the unit has figures for it."""
    told = records.of(frame)
    units = records.grouped(told, "unit_id")
    places = _places(told, len(units) > 1)
    years = [str(year) for year in sorted({row.year for row in told})]
    states = records.grouped(told, "coverage")
    return theme.figure(
        *(_marks(states[state], state, say) for state in MARKS if state in states),
        say=say,
        xaxis={"side": "top", "showgrid": True, "range": [-0.6, len(years) - 0.4], **_in_order(years)},
        yaxis={
            "tickvals": list(places),
            "ticktext": list(places.values()),
            "showgrid": False,
            "range": [len(places) - 0.3, -0.7],
            **_in_order(list(places)),
        },
        annotations=[_heading(own[0]) for own in units.values()] if len(units) > 1 else [],
        height=ROW * len(places) + HEAD,
        legend={"y": 0, "yanchor": "top"},
    )


def _marks(told: list[Row], state: str, say: Labels) -> dict:
    """The marks of one state; beside that of a part stands how large it is."""
    words = {"text": [_share(row, say) for row in told]} if state == "partial" else {}
    return theme.scatter(
        x=[str(row.year) for row in told],
        y=[_place(row) for row in told],
        mode="markers+text" if words else "markers",
        textposition="middle right",
        name=say(f"coverage.{state}"),
        marker=MARKS[state],
        hovertext=[_hover(row, say) for row in told],
        hoverinfo="text",
        **words,
    )


def _place(row) -> str:
    return f"{row.unit_id} {row.table_name}"


def _places(told: list[Row], several: bool) -> dict[str, str]:
    """The rows from the top, with their words: a table of a unit, before them the unit where there are several."""
    places: dict[str, str] = {}
    for row in told:
        if several:
            places.setdefault(_unit(row), "")
        places.setdefault(_place(row), row.table_label)
    return places


def _unit(row) -> str:
    return f"unit {row.unit_id}"


def _in_order(categories: list[str]) -> dict:
    return {"type": "category", "categoryorder": "array", "categoryarray": categories}


def _heading(row) -> dict:
    where = {"x": 0, "xref": "paper", "xanchor": "left", "y": _unit(row), "yref": "y", "yanchor": "middle"}
    return {"text": f"<b>{row.unit_name}</b>", "showarrow": False, **where}


def _share(row, say: Labels) -> str:
    return f"{say.count(row.reported)}/{say.count(row.expected)}"


def _hover(row, say: Labels) -> str:
    state = say(f"coverage.{row.coverage}")
    share = "" if missing(row.expected) else f" ({_share(row, say)})"
    return f"{row.unit_name}<br>{row.table_label}, {row.year}<br>{state}{share}"


def counts(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Row: a unit; column: a year; the number: in how many tables it has figures, 0 for none, blank for no unit."""
    units = records.grouped(records.of(frame), "unit_id")
    gaps = {
        unit: sum(99 if row.tables_told is None else row.tables_told for row in own)
        for unit, own in units.items()
    }
    kept = set(sorted(gaps, key=gaps.__getitem__)[:MOST_UNITS])
    shown = [own for unit, own in units.items() if unit in kept]
    years = sorted({row.year for own in shown for row in own})
    told = [{row.year: row.tables_told for row in own} for own in shown]
    due = max(
        (row.tables_due for own in units.values() for row in own if row.tables_due is not None), default=0
    )
    places = list(range(len(shown)))
    heat = theme.heatmap(
        x=[str(year) for year in years],
        y=places,
        z=[axes.values(of_year.get(year) for year in years) for of_year in told],
        text=[[_number(of_year.get(year), say) for year in years] for of_year in told],
        texttemplate="%{text}",
        zmin=0,
        zmax=due,
        showscale=False,
        hoverongaps=False,
        hovertemplate="%{x}: %{text}<extra></extra>",
        customdata=[[own[0].unit_id] * len(years) for own in shown],
    )
    notes = _notes(due, len(kept), len(gaps), say)
    foot = ROW * (len(notes) + 2)
    height = ROW * len(shown) + HEAD + foot
    ticks = {"tickvals": places, "ticktext": [own[0].unit_name for own in shown]}
    return theme.figure(
        heat,
        say=say,
        height=height,
        margin={"b": foot},
        title=_foot(notes, height),
        yaxis={**ticks, "autorange": "reversed", "showgrid": False, "zeroline": False},
        xaxis={"type": "category", "side": "bottom"},
    )


def _number(told: int | None, say: Labels) -> str:
    return "" if told is None else say.count(told)


def _notes(due: int, shown: int, units: int, say: Labels) -> list[str]:
    """What a number counts, and that of many units the emptiest are shown, on lines for a telephone."""
    notes = wrap(say("sources.units_by_year.axis", due=due), NOTE_WIDTH)
    if units > shown:
        notes += wrap(say("sources.units_by_year.fewest", shown=shown, count=say.count(units)), NOTE_WIDTH)
    return notes


def _foot(notes: list[str], height: int) -> dict:
    """The notes as a title below the plot: the title of an axis would be cut off on a telephone."""
    where = {"xref": "container", "x": 0.01, "xanchor": "left", "yref": "container", "yanchor": "top"}
    y = (LINE * len(notes) + 8) / height
    return {"text": "<br>".join(notes), "font": {"size": theme.SIZE - 1}, "y": y, **where}
