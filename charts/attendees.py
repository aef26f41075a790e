"""Attendees of the class before admission, and how many of them were admitted."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, records, rows, theme
from charts.captions import tells
from charts.records import Row
from labels import Labels, missing


def _attendees_in_all(frame: pd.DataFrame, say: Labels) -> str | None:
    """What the unit looked at tells as a whole."""
    told = [row for row in records.having(records.of(frame), "attendees") if row.whole]
    if len(told) != 1:
        return None
    row = told[0]
    return say(
        "attendees.by_unit.whole",
        unit=row.unit_name,
        when=rows.when(told, say),
        attendees=say.count(row.attendees),
        admitted=say.count(row.admitted),
        percent=say.percent(row.admitted_of_attendees_percent),
        area=row.area_label,
    )


def _of_attendees(row, say: Labels) -> str:
    if missing(row.admitted):
        return say("attendees.by_year.only_attendees", attendees=say.count(row.attendees))
    return say(
        "attendees.by_year.of_attendees",
        attendees=say.count(row.attendees),
        admitted=say.count(row.admitted),
        percent=say.percent(row.admitted_of_attendees_percent),
        area=row.area_label,
    )


@tells(finding=_attendees_in_all)
def by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Wide grey bar: attendees of the class; narrow bar in it: admitted; the unit looked at is in the title."""
    told = records.told(frame)
    told = ([row for row in told if not row.whole] or told)[: rows.MOST]
    hovers = [panels.told(row, say, _of_attendees(row, say)) for row in told]
    common = {"y": list(range(len(told))), "orientation": "h", "hovertext": hovers, "hoverinfo": "text"}
    looks = {"attendees": (theme.TAUPE, 0.8), "admitted": (theme.ADMITTED, 0.4)}
    bars = [
        theme.bar(
            x=axes.values(getattr(row, name) for row in told),
            name=say(f"column.{name}"),
            width=width,
            marker={"color": colour},
            **common,
        )
        for name, (colour, width) in looks.items()
    ]
    words = rows.words([_short(row, say) for row in told], [row.attendees for row in told])
    names, numbers = [row.unit_name for row in told], [row.unit_id for row in told]
    return rows.figure(names, say, *bars, words, units=numbers, room=1.9)


def _short(row, say: Labels) -> str:
    return say(
        "attendees.by_unit.short",
        admitted=say.count(row.admitted),
        attendees=say.count(row.attendees),
        percent=say.percent(row.admitted_of_attendees_percent, 0),
    )


def _attendee_columns(told: list[Row], say: Labels) -> list[dict]:
    hovers = [panels.told(row, say, _of_attendees(row, say)) for row in told]
    common = {"x": axes.period_labels(told, say), "hovertext": hovers, "hoverinfo": "text"}
    pattern = theme.partial_pattern(axes.is_partial(told))
    attendees = theme.bar(
        y=axes.values(row.attendees for row in told),
        name=say("column.attendees"),
        width=0.85,
        marker={"color": theme.TAUPE, "pattern": pattern},
        text=[say.percent(row.admitted_of_attendees_percent, 0) for row in told],
        **common,
    )
    admitted = theme.bar(
        y=axes.values(row.admitted for row in told),
        name=say("column.admitted"),
        width=0.5,
        marker={"color": theme.ADMITTED, "pattern": pattern},
        **common,
    )
    return [attendees, admitted]


@tells(apart=_of_attendees)
def by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Wide grey column: attendees of the class; narrow one in it: admitted; above: admitted of attendees."""
    title = say("units_of_measure.people")
    found = panels.of_units(records.of(frame), say, _attendee_columns, title=title)
    return panels.stacked(found, say, barmode="overlay")
