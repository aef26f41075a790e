"""One unit and the units under it: a table of them, their ranking, organisations and ratings over the years."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, parts, rows, theme
from charts.captions import tells
from charts.unit_words import (
    admitted,
    cells_over_years,
    column,
    grassroots_parts,
    how_many_children,
    how_many_indicators,
    largest,
    last_ratings,
    name_of,
    period_of,
    rated_in_words,
    series_in_words,
    value_of,
    where,
)
from labels import Labels, missing

SERIES = parts.Parts("series", "series_label", "value", ("series_label",), stacked=False)


@tells(finding=how_many_children)
def children(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """The units under a unit as a table of words: each figure at its latest whole year or latest date."""

    def percent(name: str):
        return lambda row: (
            "" if missing(getattr(row, name)) else say.percent(round(getattr(row, name), 2), None)
        )

    def cases(name: str):
        return lambda row: "" if missing(getattr(row, name)) else say.count(getattr(row, name))

    columns = {
        say("column.unit_name"): [name_of(row, say) for row in frame.itertuples()],
        say("column.unit_kind_label"): frame.unit_kind_label.fillna(""),
    }
    figures = [
        (lambda r: "" if missing(r.members) else say.count(r.members, r.qualifier), "period", "members"),
        (lambda r: admitted(r, say), "admitted", "admitted_of_quota"),
        (percent("attainment_percent"), "admitted", "attainment_percent"),
        (percent("women_percent"), "women", "women_percent"),
    ]
    authorities = ("by_party_committees", "by_inspection_commissions", "by_other_authorities")
    figures += [(cases(n), "disciplined", n) for n in authorities if frame[n].notna().any()]
    for words, of, name in figures:
        heading, texts = column(frame, say, words, of, say(f"column.{name}"))
        columns[heading] = texts
    return pd.DataFrame(columns)


@tells(finding=how_many_indicators)
def other_indicators(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """Every other printed figure as a table of words: what, how much, when, at which place of the source."""
    told = frame[frame.value.notna()]
    several = frame.unit_name.nunique() > 1
    names = told.indicator_label.fillna(told.indicator) + told.category_label.map(
        lambda category: f" – {category}" if isinstance(category, str) else ""
    )
    columns = {say("column.unit_name"): told.unit_name} if several else {}
    columns |= {
        say("column.indicator_label"): names,
        say("column.value"): [value_of(row, say) for row in told.itertuples()],
        say("column.period"): [period_of(row, say) for row in told.itertuples()],
    }
    return pd.DataFrame(columns | where(told, say))


@tells()
def profile(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """The facts of each unit as a table of words; a column that no unit has is left out."""

    def days(column: pd.Series, otherwise: str) -> list[str]:
        return [otherwise if missing(day) else say.date(day) for day in column]

    columns = {
        "unit_name": frame.unit_name,
        "unit_kind_label": frame.unit_kind_label.fillna(""),
        "org_type_label": frame.org_type_label.fillna(""),
        "path": frame.path.fillna(""),
        "valid_from": days(frame.valid_from, say("card.not_reported")),
        "valid_to": days(frame.valid_to, say("units.profile.still")),
        "units_under": frame.units_under.map(say.count),
        "note": frame.note.fillna(""),
    }
    table = pd.DataFrame(columns)
    table = table.loc[:, table.ne("").any()]
    return table.rename(columns=lambda name: say(f"column.{name}"))


@tells(finding=grassroots_parts)
def organisations_by_type(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """Party organisations as a table of words: level, loại hình, how many, when, at which place of the source."""
    told = frame[frame.organisations.notna()]
    if told.empty:
        return told
    columns = {say("column.unit_name"): told.unit_name} if frame.unit_name.nunique() > 1 else {}
    columns |= {
        say("column.level_label"): told.level_label.fillna(told.level),
        say("column.org_type_label"): told.org_type_label.fillna(told.org_type),
    }

    def count(row) -> str:
        return say.count(row.organisations, row.qualifier)

    heading, texts = column(told, say, count, "period", say("column.organisations"))
    columns[heading] = texts
    columns |= {name: texts for name, texts in where(told, say).items() if any(texts)}
    return pd.DataFrame(columns)


@tells(finding=largest)
def ranking(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """One lying bar per unit, the largest on top; a figure of another period stands in words; line: the quota."""
    frame = frame.dropna(subset=["period_kind"]).head(rows.MOST)
    of_members = frame.members.notna().any()
    values = (frame.members if of_members else frame.attainment_percent).astype(float)
    same = rows.common(frame)
    texts, drawn = [], axes.values(values.where(same | (not same.any())))
    for row, value, shared in zip(frame.itertuples(), values, same, strict=True):
        text = say.count(value, row.qualifier) if of_members else say.percent(round(value, 2), None)
        if not of_members and not missing(row.admitted) and not missing(row.quota):
            text = f"{text} ({say.count(row.admitted)}/{say.count(row.quota)})"
        texts.append(text if shared else rows.own_period(row, say, text))
    bar = go.Bar(
        y=list(range(len(frame))),
        x=drawn,
        orientation="h",
        showlegend=False,
        marker={"color": theme.MEMBERS, "pattern": theme.partial_pattern(axes.is_partial(frame))},
        hovertext=[panels.told(row, say, text) for row, text in zip(frame.itertuples(), texts, strict=True)],
        hoverinfo="text",
    )
    fig = rows.figure(
        frame, say, bar, rows.words(frame, texts, [v or 0 for v in drawn]), room=1.6 if same.all() else 2.2
    )
    return fig if of_members else fig.add_vline(x=100, line={"color": theme.QUOTA, "width": 2})


@tells(finding=cells_over_years, apart=series_in_words)
def organisations_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """One panel per kind of organisation and one for members: a column per year, hatched for part of a year."""
    return parts.over_years(frame, say, SERIES).update_layout(showlegend=False, margin={"t": 8})


def _rating_traces(frame: pd.DataFrame, say: Labels) -> list:
    traces = []
    subjects = list(dict.fromkeys(frame.subject))
    for (_, own), colour in zip(
        frame.groupby("subject", sort=False), theme.category_colours(subjects), strict=True
    ):
        traces.append(
            go.Bar(
                x=axes.period_labels(own, say),
                y=axes.values(own.good_or_better_percent),
                name=own.subject_label.iloc[0],
                marker={"color": colour, "pattern": theme.partial_pattern(axes.is_partial(own))},
                text=[say.percent(v, 1) for v in own.good_or_better_percent],
                textangle=-90,
                textposition="inside",
                insidetextfont={"color": "#000000" if colour in theme.PALE else "#ffffff"},
                hovertext=[panels.told(row, say, rated_in_words(row, say)) for row in own.itertuples()],
                hoverinfo="text",
            )
        )
    target = frame.dropna(subset=["target_percent"]).drop_duplicates("period_end")
    line = go.Scatter(
        x=axes.period_labels(target, say),
        y=axes.values(target.target_percent),
        name=say("column.target_percent"),
        mode="lines+markers",
        line={"color": theme.QUOTA, "dash": "dash"},
        marker={"symbol": "line-ew-open", "size": 10, "color": theme.QUOTA},
        hoverinfo="skip",
    )
    return [*traces, line] if len(target) else traces


@tells(finding=last_ratings, apart=rated_in_words)
def ratings_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A column per year and subject: the share rated good or better; dashed: the target where one applies."""
    frame = frame[frame.good_or_better_percent.notna()]
    return panels.of_units(frame, say, _rating_traces, range=[0, 105], **theme.PERCENT_AXIS)
