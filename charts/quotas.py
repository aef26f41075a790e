"""Quotas: what was decided, what became of it, the sum of the units under one, the pace of a year, several years."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, bands, panels, records, rows, theme
from charts.captions import tells
from charts.quota_words import (
    change,
    difference,
    document,
    furthest,
    how_many_decided,
    latest_sum,
    of_several_years,
    on_pace,
    pace_told,
    revised,
    untold,
    version,
)
from charts.records import Row
from labels import Labels

# Beside a bar on a telephone there is room for little more.
WRAPPED = 16


@tells(finding=revised)
def revisions(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Open ring: the quota first given; full dot: the revised one; right of both what changed."""
    told = records.of(frame)[: rows.MOST]
    hovers = [panels.told(row, say, row.note or "") for row in told]

    def dots(column: str, symbol: str) -> dict:
        line = {"width": 3, "color": theme.QUOTA}
        return theme.scatter(
            y=list(range(len(told))),
            x=axes.values(getattr(row, column) for row in told),
            name=say(f"column.{column}"),
            mode="markers",
            marker={"symbol": symbol, "size": 13, "color": theme.QUOTA, "line": line},
            hovertext=hovers,
            hoverinfo="text",
        )

    words = rows.words(
        [change(row, say) for row in told], [max(row.original_quota, row.revised_quota) for row in told]
    )
    marks = [dots("original_quota", "circle-open"), dots("revised_quota", "circle")]
    names = [f"{row.unit_name} · {axes.period_label(row, say)}" for row in told]
    return rows.figure(names, say, *marks, words, units=[row.unit_id for row in told], room=2.1)


@tells(finding=how_many_decided)
def decisions(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """Every printed quota as a table of words: whose, when, first given or revised, in which document and place."""
    told = records.told(frame)
    columns = {
        "unit_name": [row.unit_name for row in told] if records.several_units(told) else [],
        "period": [say.period(row.period_start, row.period_end, row.period_kind) for row in told],
        "quota_version": [say(f"quota_version.{row.quota_version}") for row in told],
        "quota": [version(row, say) for row in told],
        "decision_note": [row.note or "" for row in told],
        "decision_document": [document(row) for row in told],
        "place": [row.place or "" for row in told],
    }
    return _table(told, columns, say)


@tells(finding=latest_sum)
def against_children(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """A unit's own quota and the sum of its units' as a table of words: both, what is between, who tells none."""
    told = records.of(frame)
    columns = {
        "unit_name": [row.unit_name for row in told] if records.several_units(told) else [],
        "period": [say.period(row.period_start, row.period_end, row.period_kind) for row in told],
        "quota": [say.count(row.quota) for row in told],
        "children_quota": [say.count(row.children_quota) for row in told],
        "quota_difference": [difference(row, say) for row in told],
        "children_told": [f"{say.count(row.children_told)}/{say.count(row.children_due)}" for row in told],
        "children_untold": [untold(row, say) for row in told],
    }
    return _table(told, columns, say)


def _table(told: list[Row], columns: dict[str, list[str]], say: Labels) -> pd.DataFrame:
    """The columns that say anything, a row for each of these rows, with the number of its unit."""
    texts = {say(f"column.{name}"): own for name, own in columns.items() if any(own)}
    return pd.DataFrame(texts, index=pd.Index([row.unit_id for row in told], name="unit_id"))


def _mark(x: list[float | None], name: str) -> dict:
    """An upright line across each bar."""
    return theme.scatter(
        x=x,
        y=list(range(len(x))),
        name=name,
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": 22,
            "color": theme.QUOTA,
            "line": {"width": 4, "color": theme.QUOTA},
        },
        hoverinfo="skip",
    )


@tells(finding=on_pace)
def pace(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Bar: admitted since 1 January in percent of the quota; upright line: how much of its time is over."""
    told = records.told(frame, "of_quota_percent")[: rows.MOST]
    bar = theme.bar(
        x=axes.values(row.of_quota_percent for row in told),
        y=list(range(len(told))),
        orientation="h",
        name=say("column.of_quota_percent"),
        marker={"color": theme.ADMITTED, "pattern": theme.partial_pattern(axes.is_partial(told))},
        hovertext=[panels.told(row, say, pace_told(row, say)) for row in told],
        hoverinfo="text",
    )
    texts = ["<br>\u2002".join(axes.wrapped(pace_told(row, say), WRAPPED)) for row in told]
    words = rows.words(texts, [max(row.of_quota_percent, row.elapsed_percent) for row in told])
    elapsed = _mark(axes.values(row.elapsed_percent for row in told), say("column.elapsed_percent"))
    names = [row.unit_name for row in told]
    numbers, axis = [row.unit_id for row in told], {"ticksuffix": "%", "nticks": 4}
    return rows.figure(names, say, bar, elapsed, words, units=numbers, room=2.4, above=24, xaxis=axis)


@tells(finding=furthest)
def cumulative(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Bar: admitted over the years, coloured by its band; upright line: the quota; what a report prints has its row."""
    told = records.told(frame, "attainment_percent")[: rows.MOST]
    several = records.several_units(told)
    y = list(range(len(told)))

    def admitted(belongs) -> dict:
        x = axes.values(row.admitted if belongs(row) else None for row in told)
        hovers = [panels.told(row, say, of_several_years(row, say)) for row in told]
        return theme.bar(x=x, y=y, orientation="h", hovertext=hovers, hoverinfo="text")

    texts = [
        "<br>\u2002".join(axes.wrapped(bands.marked(row, of_several_years(row, say)), WRAPPED))
        for row in told
    ]
    words = rows.words(texts, [max(row.admitted or 0, row.quota or 0) for row in told])
    quota = _mark(axes.values(row.quota for row in told), say("column.quota"))
    names = [_counted(row, several, say) for row in told]
    marks = [*bands.bars(told, say, admitted), quota, words]
    return rows.figure(names, say, *marks, units=[row.unit_id for row in told], room=2.4, above=24)


def _counted(row: Row, several: bool, say: Labels) -> str:
    """Whose sum or printed figure, of which years."""
    when = say.period(row.period_start, row.period_end, row.period_kind)
    told = say(f"quotas.cumulative.{row.cumulation}", when=when)
    return f"{row.unit_name} · {told}" if several else told
