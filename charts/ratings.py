"""The share rated good or better: a column per year and subject, against the target where one applies."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, records, theme
from charts.records import Row
from charts.unit_words import rated_in_words
from labels import Labels


def over_years(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A panel per unit, a column per year and subject, a dashed line for the target."""
    told = records.having(records.of(frame), "good_or_better_percent")
    found = panels.of_units(told, say, _traces, range=[0, 105], **theme.PERCENT_AXIS)
    return panels.stacked(found, say)


def _traces(told: list[Row], say: Labels) -> list[dict]:
    subjects = records.grouped(told, "subject")
    colours = theme.category_colours(subjects)
    bars = [_bar(own, colour, say) for own, colour in zip(subjects.values(), colours, strict=True)]
    periods = records.grouped(records.having(told, "target_percent"), "period_end")
    target = [own[0] for own in periods.values()]
    line = theme.scatter(
        x=axes.period_labels(target, say),
        y=axes.values(row.target_percent for row in target),
        name=say("column.target_percent"),
        mode="lines+markers",
        line={"color": theme.QUOTA, "dash": "dash"},
        marker={"symbol": "line-ew-open", "size": 10, "color": theme.QUOTA},
        hoverinfo="skip",
    )
    return [*bars, line] if target else bars


def _bar(told: list[Row], colour: str, say: Labels) -> dict:
    return theme.bar(
        x=axes.period_labels(told, say),
        y=axes.values(row.good_or_better_percent for row in told),
        name=told[0].subject_label,
        marker={"color": colour, "pattern": theme.partial_pattern(axes.is_partial(told))},
        text=[say.percent(row.good_or_better_percent, 1) for row in told],
        textangle=-90,
        textposition="inside",
        insidetextfont={"color": "#000000" if colour in theme.PALE else "#ffffff"},
        hovertext=[panels.told(row, say, rated_in_words(row, say)) for row in told],
        hoverinfo="text",
    )
