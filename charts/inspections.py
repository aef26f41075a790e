"""Inspection and supervision: how much was checked, and what came of it, per authority."""

import pandas as pd
import plotly.graph_objects as go

from charts import parts
from charts.captions import tells
from labels import Labels

KINDS = parts.Parts("kind", "kind_label", "cases", ("authority_label", "subject_label"), stacked=False)
STAGES = parts.Parts("stage", "stage_label", "cases", ("authority_label", "kind_label", "subject_label"))


@tells()
def by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Columns side by side: kinds of inspection in a year; they may overlap, so they are never stacked."""
    return parts.over_years(frame, say, KINDS, title=say("units_of_measure.times"))


@tells()
def by_stage(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Lying bars, one panel per authority, kind and subject: checked, in violation, to be disciplined, disciplined."""
    shown = frame.assign(percent=frame.of_checked_percent.where(frame.stage != "checked").round(1))
    return parts.of_periods(shown.dropna(subset=["period_kind", "cases"]), say, STAGES)
