"""Who is admitted: sources, attendees of the class, residential areas, the rate against the target, the units."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, parts, rows, theme
from charts.captions import tells
from labels import Labels


def _percent(value, say: Labels) -> str:
    """A printed percent keeps its decimals; one that was worked out has two."""
    return say.percent(value, 2 if pd.notna(value) and round(value, 2) != value else None)


def _largest_source(frame: pd.DataFrame, say: Labels) -> str | None:
    """Who introduced most of the new members in the latest period."""
    told = frame.dropna(subset=["period_kind", "members"])
    if told.unit_name.nunique() != 1:
        return None
    last = told[(told.period_end == told.period_end.max())]
    if (
        last.scheme.nunique() != 1
        or last.period_kind.nunique() != 1
        or (last.members == last.members.max()).sum() > 1
    ):
        return None
    most = last.loc[last.members.idxmax()]
    return say(
        "intake.sources.largest",
        unit=most.unit_name,
        when=say.period(most.period_start, most.period_end, most.period_kind),
        source=most.category_label,
        members=say.count(most.members),
        total=say.count(last.members.sum()),
    )


SOURCES = parts.Parts("category", "category_label", "members", ("scheme_label",))


@tells(finding=_largest_source)
def sources(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Pieces of a column: who introduced the members admitted in a year; lying bars: those of a longer period."""
    return parts.over_years(frame, say, SOURCES, title=say("units_of_measure.people"))


def _attendees_in_all(frame: pd.DataFrame, say: Labels) -> str | None:
    """What the unit looked at tells as a whole."""
    told = frame[frame.whole & frame.attendees.notna()]
    if len(told) != 1:
        return None
    row = told.iloc[0]
    return say(
        "intake.attendees_to_admitted.whole",
        unit=row.unit_name,
        when=say.period(row.period_start, row.period_end, row.period_kind),
        attendees=say.count(row.attendees),
        admitted=say.count(row.admitted),
        percent=say.percent(row.admitted_of_attendees_percent),
        area=row.area_label,
    )


def _of_attendees(row, say: Labels) -> str:
    if pd.isna(row.admitted):
        return say("intake.attendees_by_year.only_attendees", attendees=say.count(row.attendees))
    return say(
        "intake.attendees_by_year.of_attendees",
        attendees=say.count(row.attendees),
        admitted=say.count(row.admitted),
        percent=say.percent(row.admitted_of_attendees_percent),
        area=row.area_label,
    )


@tells(finding=_attendees_in_all)
def attendees_to_admitted(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Wide pale bar: attendees of the class; narrow bar in it: admitted; the unit looked at is in the title."""
    told = frame.dropna(subset=["period_kind"])
    below = told[~told.whole]
    frame = (told if below.empty else below).head(rows.MOST)
    y, x = list(range(len(frame))), axes.values(frame.attendees)
    hovers = [panels.told(row, say, _of_attendees(row, say)) for row in frame.itertuples()]
    told_by = {"y": y, "orientation": "h", "hovertext": hovers, "hoverinfo": "text"}
    wide = go.Bar(
        x=x, name=say("column.attendees"), width=0.8, marker={"color": theme.SEQUENTIAL[1]}, **told_by
    )
    narrow = go.Bar(
        x=axes.values(frame.admitted),
        name=say("column.admitted"),
        width=0.4,
        marker={"color": theme.ADMITTED},
        **told_by,
    )
    texts = [
        say(
            "intake.attendees_to_admitted.short",
            admitted=say.count(row.admitted),
            attendees=say.count(row.attendees),
            percent=say.percent(row.admitted_of_attendees_percent, 0),
        )
        for row in frame.itertuples()
    ]
    return rows.figure(frame, say, wide, narrow, rows.words(frame, texts, x), room=1.6)


def _attendee_columns(frame: pd.DataFrame, say: Labels) -> list:
    x = axes.period_labels(frame, say)
    hovers = [panels.told(row, say, _of_attendees(row, say)) for row in frame.itertuples()]
    pattern = theme.partial_pattern(axes.is_partial(frame))
    looks = {"attendees": (theme.SEQUENTIAL[1], 0.85), "admitted": (theme.ADMITTED, 0.5)}
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
def attendees_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Wide pale column: attendees of the class; narrow one in it: admitted; above: admitted of attendees."""
    fig = panels.of_units(frame, say, _attendee_columns, title=say("units_of_measure.people"))
    return fig.update_layout(barmode="overlay")


def _residential(row, say: Labels) -> str:
    """585/1.587 = 36,9 %, or as much of it as is told."""
    if pd.isna(row.admitted_all):
        told = "count" if pd.isna(row.residential_percent) else "percent"
    else:
        told = "of_all" if pd.isna(row.residential_percent) else "share"
    return say(
        f"intake.residential_share.{told}",
        residential=say.count(row.admitted_residential),
        everyone=say.count(row.admitted_all),
        percent=_percent(row.residential_percent, say),
    )


def _latest_share(frame: pd.DataFrame, say: Labels) -> str | None:
    """The share of residential areas in the latest year, or the only period, that tells one."""
    told = frame.dropna(subset=["residential_percent"])
    if told.empty or told.unit_name.nunique() != 1:
        return None
    years = told[told.period_kind == "year"]
    row = (told if years.empty else years).iloc[-1]
    return say(
        "intake.residential_share.latest",
        unit=row.unit_name,
        when=say.period(row.period_start, row.period_end, row.period_kind),
        percent=_percent(row.residential_percent, say),
    )


def _residential_columns(frame: pd.DataFrame, say: Labels) -> list:
    x = axes.period_labels(frame, say)
    hovers = [panels.told(row, say, _residential(row, say)) for row in frame.itertuples()]
    told_by = {"x": x, "hovertext": hovers, "hoverinfo": "text"}
    pattern = theme.partial_pattern(axes.is_partial(frame))
    share = zip(frame.residential_percent, frame.admitted_residential, strict=True)
    return [
        go.Bar(
            y=axes.values(frame.admitted_all),
            name=say("column.admitted_all"),
            width=0.85,
            marker={"color": theme.SEQUENTIAL[1], "pattern": pattern},
            text=[say.percent(p, 0) if pd.notna(p) else say.count(n) for p, n in share],
            **told_by,
        ),
        go.Bar(
            y=axes.values(frame.admitted_residential),
            name=say("column.admitted_residential"),
            width=0.5,
            marker={"color": theme.ADMITTED, "pattern": pattern},
            **told_by,
        ),
    ]


@tells(finding=_latest_share, apart=_residential)
def residential_share(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Wide pale column: all admitted; narrow one in it: residential areas; above: their share, else their count."""
    fig = panels.of_units(frame, say, _residential_columns, title=say("units_of_measure.people"))
    return fig.update_layout(barmode="overlay")


def _against_target(frame: pd.DataFrame, say: Labels) -> str | None:
    """Where the latest rate stands to the target of its year."""
    told = frame.dropna(subset=["admission_rate_percent"])
    if told.empty or told.unit_name.nunique() != 1:
        return None
    row = told.iloc[-1]
    place = "no_target"
    if pd.notna(row.target_min_percent) and pd.notna(row.target_max_percent):
        rate = round(row.admission_rate_percent, 2)
        place = (
            "below"
            if rate < row.target_min_percent
            else "above"
            if rate > row.target_max_percent
            else "within"
        )
    return say(
        f"intake.rate_by_year.{place}",
        unit=row.unit_name,
        year=row.period_end.year,
        percent=say.percent(row.admission_rate_percent),
        low=say.count(row.target_min_percent),
        high=say.count(row.target_max_percent),
    )


def _rate_lines(frame: pd.DataFrame, say: Labels) -> list:
    x = axes.period_labels(frame, say)
    aimed = frame.dropna(subset=["target_min_percent", "target_max_percent"])
    bands = [
        go.Bar(
            x=axes.period_labels(own, say),
            y=axes.values(own.target_max_percent - own.target_min_percent),
            base=axes.values(own.target_min_percent),
            name=say("intake.rate_by_year.target", low=say.count(low), high=say.count(high), basis=basis),
            width=1,
            marker={"color": theme.GREEN, "opacity": 0.28, "line": {"width": 0}},
            hoverinfo="skip",
        )
        for (low, high, basis), own in aimed.groupby(
            ["target_min_percent", "target_max_percent", "legal_basis"]
        )
    ]
    words = [
        say(
            "intake.rate_by_year.of_members",
            admitted=say.count(row.admitted),
            members=say.count(row.members_year_before),
            percent=say.percent(row.admission_rate_percent),
        )
        for row in frame.itertuples()
    ]
    line = go.Scatter(
        x=x,
        y=axes.values(frame.admission_rate_percent),
        name=say("column.admission_rate_percent"),
        mode="lines+markers+text",
        line={"color": theme.ADMITTED},
        text=[say.percent(v) if pd.notna(v) else "" for v in frame.admission_rate_percent],
        textposition="top center",
        hovertext=[panels.told(row, say, w) for row, w in zip(frame.itertuples(), words, strict=True)],
        hoverinfo="text",
    )
    return [*bands, line]


@tells(finding=_against_target)
def rate_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Line: admitted of a year in percent of the members at 31/12 of the year before; band: the target then in force."""
    told = frame[frame.admission_rate_percent.notna()]
    fig = panels.of_units(told, say, _rate_lines, ticksuffix="%")
    return fig.update_layout(barmode="overlay")


def _most_admitted(frame: pd.DataFrame, say: Labels) -> str | None:
    """The unit that admitted most in the common period."""
    told = frame[rows.common(frame) & frame.admitted.notna()]
    if told.empty:
        return None
    most = told[told.admitted == told.admitted.max()]
    if len(most) > 1:
        return None
    words = "one" if len(told) == 1 else "most"
    return say(
        f"intake.admitted_by_unit.{words}",
        unit=most.unit_name.iloc[0],
        when=rows.when(frame, say),
        admitted=say.count(most.admitted.iloc[0]),
        area=most.area_label.iloc[0],
    )


@tells(finding=_most_admitted)
def admitted_by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Bar: admitted in the period that most units tell; other periods stand in words, without a bar."""
    frame = frame.dropna(subset=["period_kind"]).head(rows.MOST)
    same = rows.common(frame)
    texts = [say.count(row.admitted, row.qualifier) for row in frame.itertuples()]
    shown = [
        text if drawn else rows.own_period(row, say, text)
        for row, text, drawn in zip(frame.itertuples(), texts, same, strict=True)
    ]
    bar = go.Bar(
        y=list(range(len(frame))),
        x=axes.values(frame.admitted.where(same)),
        orientation="h",
        marker={"color": theme.ADMITTED, "pattern": theme.partial_pattern(axes.is_partial(frame))},
        hovertext=[panels.told(row, say, t) for row, t in zip(frame.itertuples(), texts, strict=True)],
        hoverinfo="text",
    )
    at = list(frame.admitted.astype(float).where(same, 0))
    return rows.figure(frame, say, bar, rows.words(frame, shown, at), room=1.3)
