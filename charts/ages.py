"""How old members are: men and women by age band, the mean age over the years."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, records, theme
from charts.records import Row
from labels import Labels


def bands(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A panel per unit: a pair of bars for each band, men to the left, women to the right."""
    told = records.told(frame)
    units = records.grouped(told, "unit_name")
    counts = [value for row in told for value in (row.men, row.women) if value is not None]
    widest = 1.9 * max([1.0, *counts])
    scale = {"visible": False, "autorange": False, "range": [-widest, widest]}
    found = [
        panels.lying(name if len(units) > 1 else "", [row.age_label for row in own], _sides(own, say))
        for name, own in units.items()
    ]
    upright = [replace(p, xaxis=scale, yaxis=p.yaxis | {"range": p.yaxis["range"][::-1]}) for p in found]
    return panels.stacked(upright, say, barmode="overlay", bargap=0.15)


def _sides(told: list[Row], say: Labels) -> list[dict]:
    return [
        _side(told, [row.men for row in told], -1, say("column.men"), theme.CATEGORIES[0], say),
        _side(told, [row.women for row in told], 1, say("column.women"), theme.CATEGORIES[1], say),
    ]


def _side(told: list[Row], counts: list, sign: int, name: str, colour: str, say: Labels) -> dict:
    texts = [say.count(count) for count in counts]
    return theme.bar(
        y=list(range(len(told))),
        x=[None if count is None else sign * count for count in axes.values(counts)],
        orientation="h",
        name=name,
        marker={"color": colour},
        text=texts,
        hovertext=[f"{name}, {row.age_label}: {text}" for row, text in zip(told, texts, strict=True)],
        hoverinfo="text",
    )


def in_words(row, say: Labels) -> str:
    """A mean age as a figure beside the axis."""
    return say("structure.mean_age.years_old", age=say.decimal(row.mean_age, 1))


def means(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A panel per unit: a point per year."""
    title = say("units_of_measure.years_old")
    found = panels.of_units(records.of(frame), say, _ages, title=title, rangemode="normal")
    return panels.stacked(found, say)


def _ages(told: list[Row], say: Labels) -> list[dict]:
    of_period = {axes.period_label(row, say): row for row in told}
    every = axes.all_periods(told, say)
    points = [of_period.get(period) for period in every]
    line = theme.scatter(
        x=every,
        y=[row and row.mean_age for row in points],
        mode="lines+markers+text",
        marker={"color": theme.MEMBERS},
        text=[say.decimal(row.mean_age, 1) if row else "" for row in points],
        textposition="top center",
        hovertext=[panels.told(row, say, in_words(row, say)) if row else "" for row in points],
        hoverinfo="text",
    )
    return [line]
