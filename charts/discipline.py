"""Discipline per authority, never added up across them; removals apart, because they are not discipline."""

from operator import attrgetter

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, part_words, parts, records, rows, theme
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


def _latest(told: list[Row]) -> list[Row]:
    """The rows of the latest whole year, else of the last period; none where several units tell figures."""
    told = records.having(told, "period_kind")
    if not told or records.several_units(told):
        return []
    found = [row for row in told if row.period_kind == "year"] or told
    last = max(records.having(found, "period_end"), key=attrgetter("period_end"), default=found[-1])
    return records.grouped(found, *rows.DAYS)[last.period_start, last.period_end, last.period_kind]


def _by_authority(frame: pd.DataFrame, say: Labels) -> str | None:
    """What each authority decided in the latest period, one beside the other."""
    last = [row for row in _latest(records.of(frame)) if part_words.is_told(row, OUTCOMES)]
    authorities = records.grouped(last, "authority_label", "subject").items()
    if any(part_words.total(own, OUTCOMES) is None for _, own in authorities):
        return None
    told = [
        say(f"discipline.told.{subject}", authority=name, cases=part_words.total_written(own, say, OUTCOMES))
        for (name, subject), own in authorities
    ]
    return _in_period(last, told, say)


def _in_period(last: list[Row], told: list[str], say: Labels) -> str | None:
    """What is told of the rows of one period, with their unit and period; None of no rows."""
    if not last:
        return None
    when = rows.when(last, say)
    return say("discipline.told.latest", unit=last[0].unit_name, when=when, told="; ".join(told))


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
    hidden = [row for row in told if records.is_hidden(row)]
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
    ] + ([_hidden(hidden, say)] if hidden else [])


def _hidden(told: list[Row], say: Labels) -> dict:
    """The word on the axis for a year whose rate would give a small number away."""
    return theme.scatter(
        x=axes.period_labels(told, say),
        y=[0.0] * len(told),
        mode="text",
        text=[say("card.hidden")] * len(told),
        textposition="top center",
        hovertext=[panels.told(row, say, f"{row.authority_label}: {say('card.hidden')}") for row in told],
        hoverinfo="text",
    )


def _of_members(row, say: Labels) -> str:
    return say(
        "discipline.rate_by_year.of_members",
        rate=say.decimal(row.cases_per_1000, 2),
        cases=say.count(row.cases),
        members=say.count(row.members_year_end),
    )


def _latest_rate(frame: pd.DataFrame, say: Labels) -> str | None:
    """The rate of each authority in the latest year that tells one."""
    last = _latest(records.having(records.of(frame), "cases_per_1000"))
    key = "discipline.rate_by_year.told"
    told = [say(key, authority=row.authority_label, rate=say.decimal(row.cases_per_1000, 2)) for row in last]
    return _in_period(last, told, say)


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
    last = [row for row in _latest(_ways(frame, say)) if row.change != EXPELLED]
    if any(map(records.is_hidden, last)):
        return None
    last = records.having(last, "members")
    key = "discipline.told.removal"
    told = [say(key, change=row.change_label, members=say.count(row.members)) for row in last]
    return _in_period(last, told, say)


@tells(finding=_removed)
def removals_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Pieces of a column: struck off, released; expulsion, which is discipline, stands in a panel of its own."""
    return parts.over_years(_ways(frame, say), say, REMOVALS, title=say("units_of_measure.members"))


@tells()
def removals_by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Pieces of a lying bar: struck off, released in a unit, in the order of the tree; expulsion apart."""
    return parts.by_unit(_ways(frame, say), say, REMOVALS)
