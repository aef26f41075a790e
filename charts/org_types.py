"""Members by type of organisation: a bar per type, a panel per unit."""

import pandas as pd
import plotly.graph_objects as go

from charts import lists, panels, records
from labels import Labels, missing


def largest(frame: pd.DataFrame, say: Labels) -> str | None:
    """The type with most members, where one unit tells them."""
    told = records.having(records.of(frame), "members")
    if records.several_units(told) or len(told) < 2 or told[0].members == told[1].members:
        return None
    top = told[0]
    key = "membership.members_by_org_type.largest"
    return say(key, unit=top.unit_name, kind=top.org_type_label, members=_of_all(top, say))


def _of_all(row, say: Labels) -> str:
    count, share = _type(row, say)
    return f"{count} ({share})" if share and count else count or share


def _type(row, say: Labels) -> tuple[str, str]:
    """The members of one type, and their share."""
    share = "" if missing(row.part_percent) else say.percent(round(row.part_percent, 2), None)
    return "" if missing(row.members) else say.count(row.members, row.qualifier), share


def listed(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A panel per unit, named with its date where there are several; what a report does not split is grey."""
    units = records.grouped(records.told(frame), "unit_name")
    found = []
    for name, own in units.items():
        row = own[0]
        when = say.period(row.period_start, row.period_end, row.period_kind)
        parts = [
            (part.org_type_label, float(part.members or 0), lists.words(*_type(part, say))) for part in own
        ]
        rest = None
        if row.untold is not None:
            rest = (say("membership.members_by_org_type.untold"), float(row.untold), say.count(row.untold))
        found.append(lists.panel(f"{name} · {when}" if len(units) > 1 else "", parts, rest))
    return panels.stacked(found, say, showlegend=False, barmode="overlay")
