"""Inspection and supervision: how much was checked, and what came of it, per authority."""

import pandas as pd
import plotly.graph_objects as go

from charts import part_words, parts, records, theme
from charts.captions import tells
from charts.records import Row
from labels import Labels

WAY = ("authority", "kind", "subject")
KINDS = parts.Parts("kind", "kind_label", "cases", ("authority_label", "subject_label"), stacked=False)
STAGES = parts.Parts(
    "stage",
    "stage_label",
    "cases",
    ("authority_label", "kind_label", "subject_label"),
    colours={
        "checked": theme.BLUE,
        "violation_found": theme.ORANGE,
        "must_discipline": theme.LILAC,
        "disciplined": theme.PLUM,
    },
)


@tells()
def by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Columns side by side: kinds of inspection in a year; they may overlap, so they are never stacked."""
    return parts.over_years(records.of(frame), say, KINDS, title=say("units_of_measure.times"))


def _followed(frame: pd.DataFrame, say: Labels) -> str | None:
    """The way from checked to disciplined of the kind of inspection after which most were disciplined."""
    told = records.told(frame, "cases")
    if any(map(records.is_hidden, records.of(frame))):
        return None
    most = max((row.cases for row in told if row.stage == "disciplined"), default=None)
    ends = [row for row in told if row.stage == "disciplined" and row.cases == most]
    if len(ends) != 1 or records.several_units(told):
        return None
    end = ends[0]
    followed = records.grouped(told, *WAY)[end.authority, end.kind, end.subject]
    stages = [
        say("inspections.by_stage.stage", stage=row.stage_label, cases=say.count(row.cases, row.qualifier))
        for row in followed
    ]
    return say(
        "inspections.by_stage.followed",
        unit=end.unit_name,
        when=say.period(end.period_start, end.period_end, end.period_kind),
        authority=end.authority_label,
        kind=end.kind_label,
        subject=end.subject_label,
        stages="; ".join(stages),
    )


@tells(finding=_followed)
def by_stage(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Lying bars, one panel per authority, kind and subject: checked, in violation, to be disciplined, disciplined."""
    told = [row for row in records.told(frame) if part_words.is_told(row, STAGES)]
    return parts.of_periods(records.adding(told, "percent", _of_checked), say, STAGES)


def _of_checked(row: Row) -> float | None:
    known = row.stage != "checked" and row.of_checked_percent is not None
    return round(row.of_checked_percent, 1) if known else None
