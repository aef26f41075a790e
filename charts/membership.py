"""How many members there are, where, and what brought and took them."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, balance, flows, org_types, panels, records, rows, shares, theme
from charts.captions import tells
from charts.records import Row
from labels import Labels, missing


def _growth(frame: pd.DataFrame, say: Labels) -> str | None:
    """How far the last complete year is from the complete year before it; not across a reorganisation."""
    every = records.of(frame)
    years = [row for row in every if row.period_kind == "year" and row.complete]
    if records.several_units(every) or not years:
        return None
    last = years[-1]
    told = {"unit": last.unit_name, "year": last.period_end.year, "members": say.count(last.members)}
    if last.reorganised_members is not None:
        key, count = "membership.members_by_year.reorganised", say.signed(last.reorganised_members)
        return say(key, **told, count=count)
    if last.breaks and len(years) > 1:
        return say("membership.members_by_year.broken", **told)
    if len(years) < 2 or last.status == "b":
        return say("membership.members_by_year.only", **told)
    before = years[-2]
    change = last.members - before.members
    return say(
        f"membership.members_by_year.{balance.direction(change)}",
        **told,
        change=say.count(abs(change)),
        before=before.period_end.year,
    )


def _members(row, say: Labels) -> str:
    return records.about(row, say.count(row.members, row.qualifier))


@tells(finding=_growth, apart=_members)
def members_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Column: the members at the end of the year; beneath the number, how many a reorganisation brought or took."""
    title = say("units_of_measure.members")
    return panels.stacked(panels.of_units(records.of(frame), say, _yearly, title=title), say)


def _yearly(own: list[Row], say: Labels) -> list[dict]:
    words = [_with_reorganised(row, say) for row in own]
    return [
        theme.bar(
            x=axes.period_labels(own, say),
            y=axes.values(row.members for row in own),
            marker={"color": theme.MEMBERS, "pattern": theme.partial_pattern(axes.is_partial(own))},
            text=words,
            hovertext=[panels.told(row, say, word) for row, word in zip(own, words, strict=True)],
            hoverinfo="text",
        )
    ]


def _with_reorganised(row, say: Labels) -> str:
    if missing(row.reorganised_members):
        return _members(row, say)
    reorganised = say("membership.members_by_year.of_these", count=say.signed(row.reorganised_members))
    return f"{_members(row, say)}<br>{reorganised}"


def _largest_unit(frame: pd.DataFrame, say: Labels) -> str | None:
    """The unit with most members."""
    told = records.having(records.of(frame), "members")
    if len(told) < 2 or told[0].members == told[1].members:
        return None
    one_date = len(records.grouped(told, *rows.DAYS)) == 1
    key = "membership.members_by_unit.largest" if one_date else "membership.members_by_unit.largest_of_dates"
    return say(key, unit=told[0].unit_name, members=_members(told[0], say), when=rows.when(told, say))


@tells(finding=_largest_unit)
def members_by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A bar per unit, the largest on top, with its share of the whole; a date of its own stands beside the number."""
    told = records.having(records.of(frame), "members")
    first, dated = told[: rows.MOST], len(records.grouped(told, *rows.DAYS)) > 1
    bar = theme.bar(
        y=list(range(len(first))),
        x=axes.values(row.members for row in first),
        orientation="h",
        marker={"color": theme.MEMBERS},
        text=[_ranked(row, say, dated) for row in first],
        hovertext=[panels.told(row, say, _ranked(row, say, False)) for row in first],
        hoverinfo="text",
    )
    rest = len(told) - len(first)
    title = say("membership.members_by_unit.rest", count=say.count(rest)) if rest else ""
    axis = {"title": {"text": title}, "showticklabels": False, "showgrid": False}
    names = [row.unit_name for row in first]
    numbers = [row.unit_id for row in first]
    return rows.figure(names, say, bar, units=numbers, room=2.6 if dated else 2.3, xaxis=axis)


def _ranked(row, say: Labels, with_date: bool) -> str:
    words = _members(row, say)
    if row.part_percent is not None:
        words += f" ({say.percent(round(row.part_percent, 2), None)})"
    if with_date:
        return rows.own_period(row, say, words)
    return words


@tells(finding=org_types.largest)
def members_by_org_type(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A bar per type of organisation, the largest on top; the grey bar is what the report does not split."""
    return org_types.listed(frame, say)


@tells(finding=balance.difference)
def change_decomposition(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Steps from the opening to the closing, each starting where the last ended; reorganisation has its own colour."""
    return balance.steps(frame, say)


@tells(finding=flows.last_year, apart=flows.one_change)
def changes_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Above zero who came, below zero who left; the mark is the balance without reorganisations, named above it."""
    title = say("units_of_measure.people")
    found = panels.of_units(records.of(frame), say, flows.diverging, title=title)
    entries = len(panels.names(found))
    return panels.stacked(
        found,
        say,
        above=shares.LEGEND_ROW * entries // 3,
        barmode="relative",
        legend=shares.whole(entries),
    )


def _probationary(frame: pd.DataFrame, say: Labels) -> str | None:
    """How many of the members of the last year are probationary."""
    told = records.of(frame)
    years = [row for row in told if (row.period_kind, row.member_status) == ("year", "probationary")]
    if records.several_units(told) or not years or years[-1].percent is None:
        return None
    last = years[-1]
    return say(
        "membership.members_by_status.probationary",
        unit=last.unit_name,
        year=last.period_end.year,
        share=say.percent(last.percent),
        count=say.count(last.members, last.qualifier),
    )


def _one_status(row, say: Labels) -> str:
    return f"{row.member_status_label}: {_with_percent(row, say)}"


def _with_percent(row, say: Labels) -> str:
    share = "" if missing(row.percent) else f" ({say.percent(round(row.percent, 2), None)})"
    return _members(row, say) + share


@tells(finding=_probationary, apart=_one_status)
def members_by_status(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Column of two parts: official members below, probationary members above them with their number on top."""
    title = say("units_of_measure.members")
    return panels.stacked(
        panels.of_units(records.of(frame), say, _statuses, title=title), say, barmode="stack"
    )


def _statuses(own: list[Row], say: Labels) -> list[dict]:
    bars = []
    for code, part in records.grouped(own, "member_status").items():
        bar = theme.bar(
            x=axes.period_labels(part, say),
            y=axes.values(row.members for row in part),
            name=part[0].member_status_label,
            marker={
                "color": theme.MEMBERS if code == "official" else theme.ORANGE,
                "pattern": theme.partial_pattern(axes.is_partial(part)),
            },
            text=[_members(row, say) for row in part],
            hovertext=[panels.told(row, say, _one_status(row, say)) for row in part],
            hoverinfo="text",
        )
        bars.append(theme.number_inside(bar) if code == "official" else bar)
    return bars
