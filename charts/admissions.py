"""Admissions against quota: by year, by unit, and both at once."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, rows, theme
from charts.captions import tells
from labels import Labels


def of_quota(row, say: Labels) -> str:
    """85/144 = 59,03 %, or as much of it as the report tells."""
    if pd.isna(row.attainment_percent):
        return say("admissions.attainment_by_year.only_admitted", admitted=_admitted(row, say))
    percent = say.percent(row.attainment_percent)
    if pd.isna(row.quota):
        return say(
            "admissions.attainment_by_year.only_percent", admitted=_admitted(row, say), percent=percent
        )
    words = "admissions.attainment_by_year.of_quota"
    return say(words, admitted=_admitted(row, say), quota=say.count(row.quota), percent=percent)


def _admitted(row, say: Labels) -> str:
    return say.count(row.admitted, row.qualifier if isinstance(row.qualifier, str) else None)


def _lowest_attainment(frame: pd.DataFrame, say: Labels) -> str | None:
    """The year that fell shortest of its quota, or that every year met it; without quotas, the highest and lowest."""
    years = frame[frame.period_kind == "year"]
    told = years[years.attainment_percent.notna() & years.quota.notna()]
    if told.empty:
        return _most_and_fewest(years.dropna(subset=["admitted"]), say)
    low = told.loc[told.attainment_percent.idxmin()]
    met = "met" if low.attainment_percent >= 100 else "short"
    return say(
        f"admissions.attainment_by_year.{met}",
        unit=low.unit_name,
        year=low.period_end.year,
        percent=say.percent(low.attainment_percent),
        admitted=say.count(low.admitted),
        quota=say.count(low.quota),
    )


def _most_and_fewest(years: pd.DataFrame, say: Labels) -> str | None:
    if years.unit_name.nunique() != 1 or years.admitted.nunique() < 2:
        return None
    high, low = years.loc[years.admitted.idxmax()], years.loc[years.admitted.idxmin()]
    return say(
        "admissions.attainment_by_year.no_quota",
        unit=high.unit_name,
        high_year=high.period_end.year,
        high=say.count(high.admitted),
        low_year=low.period_end.year,
        low=say.count(low.admitted),
    )


def _year_columns(frame: pd.DataFrame, say: Labels) -> list:
    x = axes.period_labels(frame, say)
    hovers = [panels.told(row, say, of_quota(row, say)) for row in frame.itertuples()]
    share = zip(frame.attainment_percent, frame.admitted, strict=True)
    # The words stand on whatever is higher, so that the mark of the quota never crosses them.
    words = go.Bar(
        x=x,
        y=axes.values(frame[["admitted", "quota"]].astype(float).max(axis=1)),
        text=[say.percent(v) if pd.notna(v) else say.count(n) for v, n in share],
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
        marker={"symbol": "line-ew", "size": 34, "color": theme.QUOTA, "line": line},
        hoverinfo="skip",
    )
    return [words, admitted, quota] if frame.quota.notna().any() else [words, admitted]


@tells(finding=_lowest_attainment, apart=of_quota)
def attainment_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Column: admitted, hatched for part of a year; line across it: the quota; above both: the attainment."""
    fig = panels.of_units(frame, say, _year_columns, title=say("units_of_measure.people"))
    return fig.update_layout(barmode="overlay")


def _short_units(frame: pd.DataFrame, say: Labels) -> str | None:
    """How many units fell short of their quota in the common period, and which one most."""
    told = frame[rows.common(frame) & frame.attainment_percent.notna()]
    if told.empty:
        return None
    low = told[told.attainment_percent == told.attainment_percent.min()]
    short = int((told.attainment_percent < 100).sum())
    words = "one" if len(told) == 1 else "short" if short else "met"
    return say(
        f"admissions.attainment_by_unit.{words}",
        when=rows.when(frame, say),
        short=say.count(short),
        count=say.count(len(told)),
        lowest=", ".join(low.unit_name[:3]) + (" …" if len(low) > 3 else ""),
        percent=say.percent(low.attainment_percent.iloc[0]),
    )


@tells(finding=_short_units)
def attainment_by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Bar: admitted; upright line: the quota; right of both the attainment. Other periods stand in words."""
    frame = frame.dropna(subset=["period_kind"]).head(rows.MOST)
    same = rows.common(frame) & frame.quota.notna() & frame.admitted.notna()
    at = frame[["admitted", "quota"]].astype(float).max(axis=1).where(same, 0)
    texts = [
        say.percent(row.attainment_percent) if drawn else rows.own_period(row, say, of_quota(row, say))
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


def _shortest_year(frame: pd.DataFrame, say: Labels) -> str | None:
    """The whole year in which most units fell short of their quota."""
    years = frame[(frame.period_kind == "year") & frame.attainment_percent.notna()]
    if years.empty:
        return None
    short = (years.attainment_percent < 100).groupby(years.period_end.dt.year).agg(["sum", "count"])
    most = short[short["sum"] == short["sum"].max()]
    if not most["sum"].iloc[0]:
        return say("admissions.attainment_by_unit_and_year.met")
    if len(most) > 1:
        return None
    return say(
        "admissions.attainment_by_unit_and_year.short",
        year=most.index[0],
        short=say.count(most["sum"].iloc[0]),
        count=say.count(most["count"].iloc[0]),
    )


def _cell(row, say: Labels) -> str:
    """91 %, 91 %* where the period or the sum is not whole, – where nothing is told, nothing before the unit was."""
    if pd.isna(row.attainment_percent):
        return say("units_of_measure.not_reported") if row.existed else ""
    partial = row.period_kind == "part_year" or row.complete is False
    return say.percent(row.attainment_percent, 0) + ("*" if partial else "")


@tells(finding=_shortest_year)
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
    percent = go.Heatmap(
        z=cells("attainment_percent"),
        texttemplate="%{text}",
        hovertemplate="%{customdata}<extra></extra>",
        colorbar=bar | {"ticksuffix": "%", "tickvals": [50, 75, 100, 125, 150]},
        **theme.ATTAINMENT_SCALE,
        **common,
    )
    names = told.drop_duplicates("unit_id")
    fig = rows.figure(names, say, silent, percent, xaxis=axes.over_periods(every))
    return fig.update_layout(height=fig.layout.height + 40, margin={"t": 70})
