"""Admissions against quota: by year, by unit, and both at once."""

from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, rows, theme
from charts.admission_words import lowest_attainment, of_quota, short_units, shortest_year
from charts.captions import tells
from labels import Labels


def _year_columns(frame: pd.DataFrame, say: Labels) -> list:
    x = axes.period_labels(frame, say)
    hovers = [panels.told(row, say, of_quota(row, say)) for row in frame.itertuples()]
    share = zip(frame.attainment_percent, frame.admitted, strict=True)
    # The words stand on whatever is higher, so that the mark of the quota never crosses them.
    words = go.Bar(
        x=x,
        y=axes.values(frame[["admitted", "quota"]].astype(float).max(axis=1)),
        text=[_short(v, say) if pd.notna(v) else say.count(n) for v, n in share],
        width=1,
        marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        hoverinfo="skip",
    )
    admitted = go.Bar(
        x=x,
        y=axes.values(frame.admitted),
        name=say("column.admitted"),
        marker={"color": theme.ADMITTED, "pattern": theme.partial_pattern(axes.is_partial(frame))},
        hovertext=hovers,
        hoverinfo="text",
    )
    line = {"width": 4, "color": theme.QUOTA}
    quota = go.Scatter(
        x=x,
        y=axes.values(frame.quota),
        name=say("column.quota"),
        mode="markers",
        marker={"symbol": "line-ew", "size": 22, "color": theme.QUOTA, "line": line},
        hoverinfo="skip",
    )
    return [words, admitted, quota] if frame.quota.notna().any() else [words, admitted]


@tells(finding=lowest_attainment, apart=of_quota)
def attainment_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Column: admitted, hatched for part of a year; line across it: the quota; above both: the attainment."""
    fig = panels.of_units(frame, say, _year_columns, title=say("units_of_measure.people"))
    return fig.update_layout(barmode="overlay")


@tells(finding=short_units)
def attainment_by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Bar: admitted; upright line: the quota; right of both the attainment. Other periods stand in words."""
    frame = frame.dropna(subset=["period_kind"]).head(rows.MOST)
    same = rows.common(frame) & frame.quota.notna() & frame.admitted.notna()
    at = frame[["admitted", "quota"]].astype(float).max(axis=1).where(same, 0)
    texts = [
        axes.percent(row.attainment_percent, say) if drawn else rows.own_period(row, say, of_quota(row, say))
        for row, drawn in zip(frame.itertuples(), same, strict=True)
    ]
    y = list(range(len(frame)))
    admitted = go.Bar(
        y=y,
        x=axes.values(frame.admitted.where(same)),
        name=say("column.admitted"),
        orientation="h",
        marker={"color": theme.ADMITTED, "pattern": theme.partial_pattern(axes.is_partial(frame))},
        hovertext=[panels.told(row, say, of_quota(row, say)) for row in frame.itertuples()],
        hoverinfo="text",
    )
    line = {"width": 4, "color": theme.QUOTA}
    quota = go.Scatter(
        y=y,
        x=axes.values(frame.quota.where(same)),
        name=say("column.quota"),
        mode="markers",
        marker={"symbol": "line-ns", "size": 22, "color": theme.QUOTA, "line": line},
        hoverinfo="skip",
    )
    marks = [admitted, quota] if same.any() else []
    return rows.figure(frame, say, *marks, rows.words(frame, texts, list(at)), room=1.35)


def _cell(row, say: Labels) -> str:
    """91 %, 91 %* where the period or the sum is not whole, – where nothing is told, nothing before the unit was."""
    if pd.isna(row.attainment_percent):
        return say("units_of_measure.not_reported") if row.existed else ""
    partial = row.period_kind == "part_year" or row.complete is False
    return _short(row.attainment_percent, say) + ("*" if partial else "")


def _short(percent: float, say: Labels) -> str:
    """A percent without decimals, but 99,6 % is not 100 %."""
    return say.percent(percent, 1 if percent < 100 and round(percent) == 100 else 0)


@tells(finding=shortest_year)
def attainment_by_unit_and_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Cell: attainment of a unit in a year, pale at 100 %; grey with –: not told; *: not a whole year."""
    frame = frame[frame.unit_id.isin(frame.unit_id.drop_duplicates().head(rows.MOST))]
    told = frame.assign(
        _x=axes.period_labels(frame, say),
        _cell=[_cell(row, say) for row in frame.itertuples()],
        _hover=[panels.told(row, say, of_quota(row, say)) for row in frame.itertuples()],
        _grey=(frame.attainment_percent.isna() & frame.existed).map({True: 0.0, False: None}),
    )
    units, every = list(dict.fromkeys(frame.unit_id)), axes.all_periods(frame, say)

    def cells(name: str) -> list:
        grid = told.pivot(index="unit_id", columns="_x", values=name).reindex(index=units, columns=every)
        return grid.astype(object).where(grid.notna(), None).to_numpy().tolist()

    common = {"x": every, "y": list(range(len(units))), "customdata": cells("_hover"), "text": cells("_cell")}
    silent = go.Heatmap(
        z=cells("_grey"),
        colorscale=[theme.MISSING, theme.MISSING],
        opacity=0.45,
        showscale=False,
        texttemplate="%{text}",
        hoverinfo="skip",
        **common,
    )
    bar = {"orientation": "h", "y": 1, "yanchor": "bottom", "len": 0.6, "x": 0, "xanchor": "left"}
    ticks = [50, 75, 100, 125, 150]
    percent = go.Heatmap(
        z=cells("attainment_percent"),
        texttemplate="%{text}",
        hovertemplate="%{customdata}<extra></extra>",
        colorbar=bar | {"tickvals": ticks, "ticktext": [say.percent(v, 0) for v in ticks]},
        **theme.ATTAINMENT_SCALE,
        **common,
    )
    names = told.drop_duplicates("unit_id")
    marks = "<br>".join(wrap(say("admissions.attainment_by_unit_and_year.legend"), 44))
    fig = rows.figure(
        names,
        say,
        silent,
        percent,
        xaxis=axes.over_periods(every)
        | {"range": [-0.5, len(every) - 0.5], "visible": True, "showgrid": False},
    )
    place = {"x": 1, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
    fig.add_annotation(text=marks, yshift=52, showarrow=False, align="right", **place)
    return fig.update_layout(height=fig.layout.height + 100, margin={"t": 130})
