"""Who is admitted: sources, residential areas, the rate against the target, the units."""

from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, parts, rows, theme
from charts.admission_words import against_target, largest_source
from charts.captions import tells
from labels import Labels

SOURCES = parts.Parts("category", "category_label", "members", ("scheme_label",))


@tells(finding=largest_source)
def sources(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Pieces of a column: who introduced the members admitted in a year; lying bars: those of a longer period."""
    return parts.over_years(frame, say, SOURCES, title=say("units_of_measure.people"))


def _residential(row, say: Labels) -> str:
    """585/1.587 = 36,9 %, or as much of it as is told."""
    if pd.isna(row.admitted_all):
        told = "count" if pd.isna(row.residential_percent) else "percent"
    else:
        told = "of_all" if pd.isna(row.residential_percent) else "share"
    return say(
        f"intake.residential_share.{told}",
        residential=say.count(row.admitted_residential),
        everyone=say.count(row.admitted_all),
        percent=axes.percent(row.residential_percent, say),
    )


def _latest_share(frame: pd.DataFrame, say: Labels) -> str | None:
    """The share of residential areas in the latest year, or the only period, that tells one."""
    told = frame.dropna(subset=["residential_percent"])
    if told.empty or told.unit_name.nunique() != 1:
        return None
    years = told[told.period_kind == "year"]
    row = (told if years.empty else years).iloc[-1]
    return say(
        "intake.residential_share.latest",
        unit=row.unit_name,
        when=say.period(row.period_start, row.period_end, row.period_kind),
        percent=axes.percent(row.residential_percent, say),
    )


def _residential_columns(frame: pd.DataFrame, say: Labels) -> list:
    x = axes.period_labels(frame, say)
    hovers = [panels.told(row, say, _residential(row, say)) for row in frame.itertuples()]
    told_by = {"x": x, "hovertext": hovers, "hoverinfo": "text"}
    pattern = theme.partial_pattern(axes.is_partial(frame))
    counts = [
        f"{say.count(row.admitted_residential)}/<br>{say.count(row.admitted_all)}"
        for row in frame.itertuples()
    ]
    share = zip(frame.residential_percent, counts, strict=True)
    return [
        go.Bar(
            y=axes.values(frame.admitted_all),
            name=say("column.admitted_all"),
            width=0.85,
            marker={"color": theme.TAUPE, "pattern": pattern},
            text=[say.percent(p, 0) if pd.notna(p) else n for p, n in share],
            **told_by,
        ),
        go.Bar(
            y=axes.values(frame.admitted_residential),
            name=say("column.admitted_residential"),
            width=0.5,
            marker={"color": theme.ADMITTED, "pattern": pattern},
            **told_by,
        ),
    ]


@tells(finding=_latest_share, apart=_residential)
def residential_share(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Wide grey column: all admitted; narrow one in it: residential areas; above: their share, else both counts."""
    fig = panels.of_units(frame, say, _residential_columns, title=say("units_of_measure.people"))
    return fig.update_layout(barmode="overlay")


def _target(low: float, high: float, basis: str, say: Labels) -> str:
    words = say("intake.rate_by_year.target", low=say.count(low), high=say.count(high), basis=basis)
    return "<br>".join(wrap(words, 40))


def _rate_lines(frame: pd.DataFrame, say: Labels) -> list:
    x = axes.period_labels(frame, say)
    aimed = frame.dropna(subset=["target_min_percent", "target_max_percent"])
    spans: Any = aimed.groupby(["target_min_percent", "target_max_percent", "legal_basis"])
    bands = [
        go.Bar(
            x=axes.period_labels(own, say),
            y=axes.values(own.target_max_percent - own.target_min_percent),
            base=axes.values(own.target_min_percent),
            name=_target(low, high, basis, say),
            width=1,
            marker={"color": theme.GREEN, "opacity": 0.28, "line": {"width": 0}},
            hoverinfo="skip",
        )
        for (low, high, basis), own in spans
    ]
    words = [
        say(
            "intake.rate_by_year.of_members",
            admitted=say.count(row.admitted),
            members=say.count(row.members_year_before),
            percent=say.percent(row.admission_rate_percent),
        )
        for row in frame.itertuples()
    ]
    line = go.Scatter(
        x=x,
        y=axes.values(frame.admission_rate_percent),
        name=say("column.admission_rate_percent"),
        mode="lines+markers+text",
        line={"color": theme.ADMITTED},
        text=[say.percent(v) if pd.notna(v) else "" for v in frame.admission_rate_percent],
        textposition="top center",
        hovertext=[panels.told(row, say, w) for row, w in zip(frame.itertuples(), words, strict=True)],
        hoverinfo="text",
    )
    return [*bands, line]


@tells(finding=against_target)
def rate_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Line: admitted of a year in percent of the members at 31/12 of the year before; band: the target."""
    fig = panels.of_units(frame, say, _rate_lines, ticksuffix="%")
    return fig.update_layout(barmode="overlay")


def _most_admitted(frame: pd.DataFrame, say: Labels) -> str | None:
    """The unit that admitted most in the common period."""
    told = frame[rows.common(frame) & frame.admitted.notna()]
    if told.empty:
        return None
    most = told[told.admitted == told.admitted.max()]
    if len(most) > 1:
        return None
    words = "one" if len(told) == 1 else "most"
    return say(
        f"intake.admitted_by_unit.{words}",
        unit=most.unit_name.iloc[0],
        when=rows.when(frame, say),
        admitted=say.count(most.admitted.iloc[0]),
        area=most.area_label.iloc[0],
        count=say.count(len(told)),
    )


@tells(finding=_most_admitted)
def admitted_by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Bar: admitted in the period that most units tell; other periods stand in words, without a bar."""
    frame = frame.dropna(subset=["period_kind"]).head(rows.MOST)
    same = rows.common(frame)
    texts = [say.count(row.admitted, row.qualifier) for row in frame.itertuples()]
    shown = [
        text if drawn else rows.own_period(row, say, text)
        for row, text, drawn in zip(frame.itertuples(), texts, same, strict=True)
    ]
    bar = go.Bar(
        y=list(range(len(frame))),
        x=axes.values(frame.admitted.where(same)),
        orientation="h",
        marker={"color": theme.ADMITTED, "pattern": theme.partial_pattern(axes.is_partial(frame))},
        hovertext=[panels.told(row, say, t) for row, t in zip(frame.itertuples(), texts, strict=True)],
        hoverinfo="text",
    )
    at = list(frame.admitted.astype(float).where(same, 0))
    marks = [bar] if same.any() else []
    return rows.figure(frame, say, *marks, rows.words(frame, shown, at), room=1.3)
