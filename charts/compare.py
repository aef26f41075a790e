"""Units side by side: their ranking, the years in small panels, two years, two figures, and all units and years."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, compare_bars, compare_cells, compare_cloud, compare_panels, records
from charts.captions import ON_YEARLY_AXIS, tells
from charts.compare_words import changes_between, highest_and_lowest, medians, whole_of
from labels import Labels

MOST, MOST_PANELS = 120, 24


@tells(finding=highest_and_lowest)
def ranking(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Bar: a unit's figure, with its place and change of place; grey: not ranked, with the reason in words."""
    return compare_bars.ranked(records.of(frame)[:MOST], say)


@tells(finding=whole_of)
def over_years(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A panel per unit; grey line: the unit above, or the average; open mark: not a whole year or not all units."""
    units = list(records.grouped(records.of(frame), "unit_id").values())[:MOST_PANELS]
    told = [row for own in units for row in own]
    on_axis = [row for row in told if row.period_kind in ON_YEARLY_AXIS]
    every = axes.all_periods(on_axis, say)
    beside = {axes.period_label(row, say): row for row in on_axis if row.beside_value is not None}
    found = [compare_panels.of_unit(own, every, beside, say) for own in units]
    return compare_panels.grid(found, every, say, **compare_bars.scale(told))


@tells(finding=changes_between)
def two_years(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Open mark: the first year; full mark: the last; right of both the change; grey: not comparable."""
    return compare_bars.between(records.of(frame)[:MOST], say)


@tells(finding=medians)
def pair(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A mark per unit, named where it lies apart; thin lines: the medians; open grey mark: on a small base."""
    return compare_cloud.of_units(records.having(records.of(frame), "value"), say)


@tells(finding=whole_of)
def units_and_years(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Cell: a unit in a year, darker for more; grey with –: not told; grey with a figure: not to be compared."""
    every = records.of(frame)
    units = sorted(records.grouped(every, "unit_id").values(), key=lambda own: not own[-1].existed)
    return compare_cells.heat_map(units[:MOST], say)
