"""One unit and the units under it: a table of them, their ranking, organisations and ratings over the years."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, rows, theme
from charts.captions import tells
from labels import Labels, missing


def _period(row, say: Labels, of: str = "period") -> str:
    start, end, kind = (getattr(row, f"{of}_{part}") for part in ("start", "end", "kind"))
    return say.period(start, end, kind) if isinstance(kind, str) else ""


def _column(frame: pd.DataFrame, say: Labels, words, of: str, heading: str) -> tuple[str, list[str]]:
    """A column of figures in words; a period that all rows share stands in its heading, else in each cell."""
    told = [(words(row), _period(row, say, of)) for row in frame.itertuples()]
    when = {period for word, period in told if word}
    if len(when) == 1:
        return f"{heading} ({when.pop()})", [word or say("card.not_reported") for word, _ in told]
    return heading, [f"{word} ({period})" if word else say("card.not_reported") for word, period in told]


def _admitted(row, say: Labels) -> str:
    if missing(row.admitted):
        return ""
    of = "" if missing(row.quota) else f"/{say.count(row.quota)}"
    area = f" {row.area_label.lower()}" if isinstance(row.area_label, str) else ""
    return f"{say.count(row.admitted)}{of}{area}"


def _name(row, say: Labels) -> str:
    if missing(row.valid_to):
        return row.unit_name
    return say("units.children.until", unit=row.unit_name, date=say.date(row.valid_to))


def _how_many_children(frame: pd.DataFrame, say: Labels) -> str:
    return say("units.children.count", count=say.count(len(frame)))


@tells(finding=_how_many_children)
def children(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """The units under a unit as a table of words: each figure at its latest whole year or latest date."""

    def percent(name: str):
        return lambda row: (
            "" if missing(getattr(row, name)) else say.percent(round(getattr(row, name), 2), None)
        )

    def cases(name: str):
        return lambda row: "" if missing(getattr(row, name)) else say.count(getattr(row, name))

    columns = {
        say("column.unit_name"): [_name(row, say) for row in frame.itertuples()],
        say("column.kind_label"): frame.kind_label.fillna(""),
    }
    figures = [
        (lambda r: "" if missing(r.members) else say.count(r.members, r.qualifier), "period", "members"),
        (lambda r: _admitted(r, say), "admitted", "admitted_of_quota"),
        (percent("attainment_percent"), "admitted", "attainment_percent"),
        (percent("women_percent"), "women", "women_percent"),
    ]
    authorities = ("by_party_committees", "by_inspection_commissions", "by_other_authorities")
    figures += [(cases(n), "disciplined", n) for n in authorities if frame[n].notna().any()]
    for words, of, name in figures:
        heading, texts = _column(frame, say, words, of, say(f"column.{name}"))
        columns[heading] = texts
    return pd.DataFrame(columns)


def _value_of(row, say: Labels) -> str:
    """An indicator's value as printed: with its base as x/y and its unit of measure."""
    unit = row.unit_of_measure_label
    number = say.count(row.value)
    if row.unit_of_measure == "percent":
        number = say.percent(row.value, None)
    of = "" if missing(row.base) else f"/{say.count(row.base)}"
    text = say(f"qualifier.{row.qualifier or 'exact'}", value=f"{number}{of}")
    return text if row.unit_of_measure == "percent" else f"{text} {unit}"


def _how_many_indicators(frame: pd.DataFrame, say: Labels) -> str:
    return say("units.other_indicators.count", count=say.count(frame.value.notna().sum()))


@tells(finding=_how_many_indicators)
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
        say("column.value"): [_value_of(row, say) for row in told.itertuples()],
        say("column.period"): [_period(row, say) for row in told.itertuples()],
        say("column.place"): told.place.fillna(""),
        say("column.note"): told.note.fillna(""),
    }
    return pd.DataFrame(columns)


def _largest(frame: pd.DataFrame, say: Labels) -> str | None:
    """The unit with the most members, or those that reached their quota."""
    same = frame[rows.common(frame)]
    if len(same) < 2:
        return None
    when = rows.when(frame, say)
    if same.members.notna().any():
        most = same.loc[same.members.idxmax()]
        return say(
            "units.ranking.most_members", unit=most.unit_name, members=say.count(most.members), when=when
        )
    met = int((same.attainment_percent >= 100).sum())
    return say("units.ranking.met_quota", met=say.count(met), count=say.count(len(same)), when=when)


@tells(finding=_largest)
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
    fig = rows.figure(frame, say, bar, rows.words(frame, texts, [v or 0 for v in drawn]), room=1.45)
    return fig if of_members else fig.add_vline(x=100, line={"color": theme.QUOTA, "width": 2})


def _series_in_words(row, say: Labels) -> str:
    return f"{row.series_label}: {say.count(row.value, row.qualifier)}"


def _cells_over_years(frame: pd.DataFrame, say: Labels) -> str | None:
    """How the number of cells moved from the first to the last whole year, for one unit."""
    years = frame[(frame.period_kind == "year") & frame.series.isin(["all_cells", "cell"])]
    if frame.unit_name.nunique() > 1 or len(years) < 2 or years.series.nunique() > 1:
        return None
    first, last = years.iloc[0], years.iloc[-1]
    return say(
        "units.organisations_by_year.cells",
        unit=last.unit_name,
        series=last.series_label,
        first=say.count(first.value),
        first_year=first.period_end.year,
        last=say.count(last.value),
        last_year=last.period_end.year,
    )


@tells(finding=_cells_over_years, apart=_series_in_words)
def organisations_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """One panel per kind of organisation and one for members: a column per year, hatched for part of a year."""
    parts = panels.Parts("series", "series_label", "value", apart=("series_label",), stacked=False)
    return panels.of_parts(frame, say, parts).update_layout(showlegend=False, margin={"t": 8})


def _rated_in_words(row, say: Labels) -> str:
    percent = say.percent(round(row.good_or_better_percent, 2), None)
    share = say(f"qualifier.{row.qualifier or 'exact'}", value=percent)
    counts = ""
    if not missing(row.good_or_better) and not missing(row.rated):
        counts = f" ({say.count(row.good_or_better)}/{say.count(row.rated)})"
    return f"{row.subject_label}: {share}{counts}"


def _lowest_rating(frame: pd.DataFrame, say: Labels) -> str | None:
    """The last whole year of one unit: good-or-better of every subject in one sentence."""
    years = frame[(frame.period_kind == "year") & frame.good_or_better_percent.notna()]
    if years.empty or frame.unit_name.nunique() > 1:
        return None
    last = years[years.period_end == years.period_end.max()]
    told = "; ".join(_rated_in_words(row, say) for row in last.itertuples())
    return say("units.ratings_by_year.last", year=last.period_end.iloc[0].year, told=told)


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
                hovertext=[panels.told(row, say, _rated_in_words(row, say)) for row in own.itertuples()],
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


@tells(finding=_lowest_rating, apart=_rated_in_words)
def ratings_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A column per year and subject: the share rated good or better; dashed: the target where one applies."""
    frame = frame[frame.good_or_better_percent.notna()]
    return panels.of_units(frame, say, _rating_traces, range=[0, 105], **theme.PERCENT_AXIS)
