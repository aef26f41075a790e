"""Discipline per authority, never added up across them; removals apart, because they are not discipline."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, parts, records, theme
from charts.captions import tells
from charts.records import Row
from labels import Labels

EXPELLED = "out_expelled"
COLOURS = {"all": theme.OTHER}
OUTCOMES = parts.Parts(
    "outcome",
    "outcome_label",
    "cases",
    ("authority_label", "subject_label"),
    colours=COLOURS,
    total="total_cases",
)
AUTHORITIES = parts.Parts(
    "outcome", "outcome_label", "cases", ("subject_label",), colours=COLOURS, total="total_cases"
)
REMOVALS = parts.Parts(
    "change",
    "change_label",
    "members",
    ("way_label",),
    colours={"out_struck_off": theme.BLUE, "out_released": theme.ORANGE, EXPELLED: theme.PARTY_RED},
)


def _latest(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of the latest whole year, else of the last period; none where several units tell figures."""
    told = frame.dropna(subset=["period_kind"])
    if told.empty or told.unit_name.nunique() != 1:
        return told.iloc[:0]
    years = told[told.period_kind == "year"]
    found = told if years.empty else years
    last = found.loc[found.period_end.idxmax()] if found.period_end.notna().any() else found.iloc[-1]
    same = found.period_kind == last.period_kind
    for name in ("period_start", "period_end"):
        same &= found[name].isna() if pd.isna(last[name]) else found[name] == last[name]
    return found[same]


def _by_authority(frame: pd.DataFrame, say: Labels) -> str | None:
    """What each authority decided in the latest period, one beside the other."""
    last = _latest(frame).dropna(subset=["cases"])
    if last.empty:
        return None
    told = []
    groups: Any = last.groupby(["authority_label", "subject"], sort=False)
    for (authority, subject), rows in groups:
        cases = rows.cases.sum() if rows.total_cases.isna().all() else rows.total_cases.max()
        told.append(say(f"discipline.told.{subject}", authority=authority, cases=say.count(cases)))
    return _in_period(last, "; ".join(told), say)


def _in_period(last: pd.DataFrame, told: str, say: Labels) -> str:
    row = last.iloc[0]
    when = say.period(row.period_start, row.period_end, row.period_kind)
    return say("discipline.told.latest", unit=row.unit_name, when=when, told=told)


@tells(finding=_by_authority)
def outcomes_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Pieces of a column: outcomes of one authority in a year, above it their total; lying bars: other periods."""
    return parts.over_years(records.of(frame), say, OUTCOMES, title=say("units_of_measure.cases"))


@tells(finding=_by_authority)
def organisations_disciplined(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Pieces of a column: outcomes for organisations in a year; lying bars: periods of their own."""
    return parts.over_years(records.of(frame), say, OUTCOMES, title=say("units_of_measure.organisations"))


@tells(finding=_by_authority)
def outcomes_by_authority(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Pieces of a lying bar: outcomes of one authority over the whole years chosen, or over a period of its own."""
    return parts.side_by_side(records.of(frame), say, AUTHORITIES, "authority_label")


def _rate_lines(told: list[Row], say: Labels) -> list[dict]:
    looks = zip(theme.CATEGORIES, ("circle", "diamond", "square", "cross"), strict=False)
    authorities = records.grouped(told, "authority_label").items()
    return [
        theme.scatter(
            x=axes.period_labels(own, say),
            y=axes.values(row.cases_per_1000 for row in own),
            name=authority,
            mode="lines+markers+text",
            line={"color": colour},
            marker={"symbol": symbol, "size": 11},
            text=["" if row.cases_per_1000 is None else say.decimal(row.cases_per_1000, 2) for row in own],
            textposition="top center",
            hovertext=[panels.told(row, say, _of_members(row, say)) for row in own],
            hoverinfo="text",
        )
        for (colour, symbol), (authority, own) in zip(looks, authorities, strict=False)
    ]


def _of_members(row, say: Labels) -> str:
    return say(
        "discipline.rate_by_year.of_members",
        rate=say.decimal(row.cases_per_1000, 2),
        cases=say.count(row.cases),
        members=say.count(row.members_year_end),
    )


def _latest_rate(frame: pd.DataFrame, say: Labels) -> str | None:
    """The rate of each authority in the latest year that tells one."""
    last = _latest(frame.dropna(subset=["cases_per_1000"]))
    if last.empty:
        return None
    told = [
        say(
            "discipline.rate_by_year.told",
            authority=row.authority_label,
            rate=say.decimal(row.cases_per_1000, 2),
        )
        for row in last.itertuples()
    ]
    return _in_period(last, "; ".join(told), say)


@tells(finding=_latest_rate)
def rate_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Line per authority: members disciplined in a year per 1.000 members at the end of that year."""
    title = say("discipline.rate_by_year.axis")
    return panels.stacked(panels.of_units(records.of(frame), say, _rate_lines, title=title), say)


@tells()
def outcomes_by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Pieces of a lying bar: outcomes in a unit, in the order of the tree; one panel per authority."""
    return parts.by_unit(records.of(frame), say, OUTCOMES)


def _ways(frame: pd.DataFrame, say: Labels) -> list[Row]:
    words = {way: say(f"discipline.way.{way}") for way in ("removal", "discipline")}
    told = records.of(frame)
    return records.adding(
        told, "way_label", lambda row: words["discipline" if row.change == EXPELLED else "removal"]
    )


def _removed(frame: pd.DataFrame, say: Labels) -> str | None:
    """How many were struck off and how many released in the latest period."""
    last = _latest(frame)
    last = last[(last.change != EXPELLED) & last.members.notna()]
    if last.empty:
        return None
    told = [
        say("discipline.told.removal", change=row.change_label, members=say.count(row.members))
        for row in last.itertuples()
    ]
    return _in_period(last, "; ".join(told), say)


@tells(finding=_removed)
def removals_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Pieces of a column: struck off, released; expulsion, which is discipline, stands in a panel of its own."""
    return parts.over_years(_ways(frame, say), say, REMOVALS, title=say("units_of_measure.members"))


@tells()
def removals_by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Pieces of a lying bar: struck off, released in a unit, in the order of the tree; expulsion apart."""
    return parts.by_unit(_ways(frame, say), say, REMOVALS)
