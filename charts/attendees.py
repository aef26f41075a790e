"""Attendees of the class before admission, and how many of them were admitted."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, rows, theme
from charts.captions import tells
from labels import Labels


def _attendees_in_all(frame: pd.DataFrame, say: Labels) -> str | None:
    """What the unit looked at tells as a whole."""
    told = frame[frame.whole & frame.attendees.notna()]
    if len(told) != 1:
        return None
    row = told.iloc[0]
    return say(
        "attendees.by_unit.whole",
        unit=row.unit_name,
        when=say.period(row.period_start, row.period_end, row.period_kind),
        attendees=say.count(row.attendees),
        admitted=say.count(row.admitted),
        percent=say.percent(row.admitted_of_attendees_percent),
        area=row.area_label,
    )


def _of_attendees(row, say: Labels) -> str:
    if pd.isna(row.admitted):
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
    told = frame.dropna(subset=["period_kind"])
    below = told[~told.whole]
    frame = (told if below.empty else below).head(rows.MOST)
    y, x = list(range(len(frame))), axes.values(frame.attendees)
    hovers = [panels.told(row, say, _of_attendees(row, say)) for row in frame.itertuples()]
    told_by = {"y": y, "orientation": "h", "hovertext": hovers, "hoverinfo": "text"}
    wide = go.Bar(x=x, name=say("column.attendees"), width=0.8, marker={"color": theme.TAUPE}, **told_by)
    narrow = go.Bar(
        x=axes.values(frame.admitted),
        name=say("column.admitted"),
        width=0.4,
        marker={"color": theme.ADMITTED},
        **told_by,
    )
    texts = [
        say(
            "attendees.by_unit.short",
            admitted=say.count(row.admitted),
            attendees=say.count(row.attendees),
            percent=say.percent(row.admitted_of_attendees_percent, 0),
        )
        for row in frame.itertuples()
    ]
    return rows.figure(frame, say, wide, narrow, rows.words(frame, texts, x), room=1.9)


def _attendee_columns(frame: pd.DataFrame, say: Labels) -> list:
    x = axes.period_labels(frame, say)
    hovers = [panels.told(row, say, _of_attendees(row, say)) for row in frame.itertuples()]
    pattern = theme.partial_pattern(axes.is_partial(frame))
    looks = {"attendees": (theme.TAUPE, 0.85), "admitted": (theme.ADMITTED, 0.5)}
    return [
        go.Bar(
            x=x,
            y=axes.values(frame[name]),
            name=say(f"column.{name}"),
            width=width,
            marker={"color": colour, "pattern": pattern},
            text=[say.percent(p, 0) for p in frame.admitted_of_attendees_percent]
            if name == "attendees"
            else None,
            hovertext=hovers,
            hoverinfo="text",
        )
        for name, (colour, width) in looks.items()
    ]


@tells(apart=_of_attendees)
def by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Wide grey column: attendees of the class; narrow one in it: admitted; above: admitted of attendees."""
    fig = panels.of_units(frame, say, _attendee_columns, title=say("units_of_measure.people"))
    return fig.update_layout(barmode="overlay")
