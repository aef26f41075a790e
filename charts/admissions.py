"""Admissions and quotas: how many were admitted, against which quota, from where."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme
from charts.captions import tells
from labels import Labels


def _lowest_attainment(frame: pd.DataFrame, say: Labels) -> str | None:
    """The year that fell shortest of its quota, or that every year met it."""
    years = frame[(frame.period_kind == "year") & frame.attainment_percent.notna()]
    if years.empty:
        return None
    low = years.loc[years.attainment_percent.idxmin()]
    met = "met" if low.attainment_percent >= 100 else "short"
    return say(
        f"admissions.attainment_by_year.{met}",
        unit=low.unit_name,
        year=low.period_end.year,
        percent=say.percent(low.attainment_percent),
        admitted=say.count(low.admitted),
        quota=say.count(low.quota),
    )


def _admitted_of_quota(row, say: Labels) -> str:
    if pd.isna(row.attainment_percent) or pd.isna(row.quota):
        return say(
            "admissions.attainment_by_year.only_admitted",
            admitted=say.count(row.admitted, row.qualifier),
        )
    return say(
        "admissions.attainment_by_year.of_quota",
        admitted=say.count(row.admitted),
        quota=say.count(row.quota),
        percent=say.percent(row.attainment_percent),
    )


@tells(finding=_lowest_attainment, apart=_admitted_of_quota)
def attainment_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Column: admitted, hatched for part of a year; line mark: the quota; above: the attainment in words."""
    x = axes.periods(frame, say)
    words = [_admitted_of_quota(row, say) for row in frame.itertuples()]
    admitted = go.Bar(
        x=x,
        y=frame.admitted,
        name=say("column.admitted"),
        marker={"color": theme.ADMITTED, "pattern": theme.partial_pattern(axes.is_partial(frame))},
        text=[
            say.percent(v, 0) if pd.notna(v) else say.count(n)
            for v, n in zip(frame.attainment_percent, frame.admitted, strict=True)
        ],
        textposition="outside",
        hovertext=words,
        hoverinfo="x+text",
    )
    quota = go.Scatter(
        x=x,
        y=frame.quota,
        name=say("column.quota"),
        mode="markers",
        marker={"symbol": "line-ew", "size": 34, "line": {"width": 4, "color": theme.QUOTA}},
        hoverinfo="skip",
    )
    return theme.figure(admitted, quota, say=say, yaxis={"title": say("units_of_measure.people")}, height=380)
