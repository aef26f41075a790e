"""Who the members are: age, gender, education, occupation and the like, over the years and unit by unit."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, shares, theme
from charts.captions import ON_YEARLY_AXIS, tells
from labels import Labels


def _whole_years(frame: pd.DataFrame) -> pd.DataFrame:
    told = frame[(frame.period_kind == "year") & frame.part_percent.notna()]
    return told[told.complete.fillna(False).astype(bool)]


def _shift(frame: pd.DataFrame, say: Labels) -> str | None:
    """The part whose share moved most between the first and the last whole year; else the largest part."""
    years = _whole_years(frame)
    if frame.unit_name.nunique() > 1 or years.period_end.nunique() < 2:
        return _largest(frame, say)
    first, last = years.period_end.min(), years.period_end.max()
    before = years[years.period_end == first].set_index("category").part_percent
    after = years[years.period_end == last].set_index("category")
    moved = (after.part_percent - before).dropna()
    if moved.empty or round(moved.abs().max(), 1) == 0:
        return _largest(frame, say)
    # Of two parts, one rises as far as the other falls: the rise is told.
    code = max(moved.index, key=lambda part: (round(abs(moved[part]), 6), moved[part]))
    return say(
        f"structure.by_year.{'rise' if moved[code] > 0 else 'fall'}",
        unit=after.unit_name[code],
        part=after.category_label[code],
        before=say.percent(round(before[code], 1), None),
        first=first.year,
        after=say.percent(round(after.part_percent[code], 1), None),
        last=last.year,
    )


def _largest(frame: pd.DataFrame, say: Labels) -> str | None:
    """The largest part of the latest period, where one unit tells the composition."""
    told = frame[frame.part_percent.notna()]
    if told.unit_name.nunique() != 1:
        return None
    told = told[told.period_end.isna() | (told.period_end == told.period_end.max())]
    top = told.loc[told.part_percent.idxmax()]
    if (told.part_percent == top.part_percent).sum() > 1:
        return None
    key = "only" if len(told) == 1 else "largest" if pd.isna(top.untold_percent) else "largest_told"
    return say(
        f"structure.latest.{key}", unit=top.unit_name, part=top.category_label, share=shares.percent(top, say)
    )


def _widest(frame: pd.DataFrame, say: Labels) -> str | None:
    """The part in which the units differ most: who has most of it, who least."""
    told = frame[frame.part_percent.notna() & (frame.qualifier == "exact")]
    if told.unit_id.nunique() < 2 or told.period_end.nunique() > 1:
        return None
    spread = told.groupby("category").part_percent.agg(lambda s: s.max() - s.min())
    if not spread.max() > 0:
        return None
    part = told[told.category == spread.idxmax()]
    high, low = part.part_percent.max(), part.part_percent.min()
    return say(
        "structure.by_unit.widest",
        part=part.category_label.iloc[0],
        most=_at(part, high, say),
        high=say.percent(round(high, 1), None),
        least=_at(part, low, say),
        low=say.percent(round(low, 1), None),
    )


def _at(part: pd.DataFrame, share: float, say: Labels) -> str:
    names = list(part[part.part_percent == share].unit_name)
    if len(names) == 1:
        return names[0]
    return say("structure.by_unit.several", unit=names[0], count=say.count(len(names) - 1))


@tells(finding=_shift)
def by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A line per year, its pieces add up to 100 %; figures of other dates stand below the years, not among them."""
    frame = frame.dropna(subset=["period_kind"])
    several = frame.unit_name.nunique() > 1
    yearly = frame.period_kind.isin(ON_YEARLY_AXIS)
    found = []
    for rows, heading in (
        (frame[yearly], "structure.by_year.years"),
        (frame[~yearly], "structure.by_year.dates"),
    ):
        for words, own in shares.lines(rows, lambda row: _when(row, say)):
            head = own.unit_name.iloc[0] if several else say(heading)
            found.append((head if several or yearly.nunique() > 1 else "", words, own))
    return shares.stacks(found, say)


def _when(row, say: Labels) -> str:
    return say.short_period(row.period_start, row.period_end, row.period_kind)


@tells(finding=_widest)
def by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A line per unit, its pieces add up to 100 %; the date stands by the name where units differ in it."""
    frame = frame.dropna(subset=["period_kind"])
    dated = frame.drop_duplicates(["period_start", "period_end", "period_kind"])

    def words(row) -> str:
        return row.unit_name if len(dated) == 1 else f"{row.unit_name} ({_when(row, say)})"

    return shares.stacks([("", name, rows) for name, rows in shares.lines(frame, words)], say)


@tells(finding=_largest)
def latest(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A bar per part with its figure beside it; the grey bar is what the report leaves untold."""
    return shares.listed(frame, say)


def _youngest(frame: pd.DataFrame, say: Labels) -> str | None:
    """The share of women, and the largest age band."""
    told = frame.dropna(subset=["men", "women"])
    if told.unit_name.nunique() != 1:
        return None
    women, all_members = told.women.sum(), told.men.sum() + told.women.sum()
    band = told.loc[(told.men + told.women).idxmax()]
    if not all_members:
        return None
    return say(
        "structure.pyramid.women",
        unit=band.unit_name,
        share=say.percent(round(100 * women / all_members, 1), None),
        band=band.age_label,
        count=say.count(band.men + band.women),
    )


@tells(finding=_youngest)
def pyramid(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Men to the left, women to the right, the youngest band below; the length is the number of members."""
    frame = frame.dropna(subset=["period_kind"])
    found = [
        panels.lying(
            str(name) if frame.unit_name.nunique() > 1 else "", list(rows.age_label), _sides(rows, say)
        )
        for name, rows in frame.groupby("unit_name", sort=False)
    ]
    if frame.empty:
        return theme.figure(say=say, height=160)
    widest = 1.9 * max(frame[["men", "women"]].astype(float).max().max(), 1)
    fig = panels.stacked(found, say, barmode="overlay", bargap=0.15)
    fig.update_xaxes(visible=False, autorange=False, range=[-widest, widest])
    for axis in fig.select_yaxes():
        axis.range = list(reversed(axis.range))
    return fig


def _sides(rows: pd.DataFrame, say: Labels) -> list:
    sides = (("men", -1, theme.CATEGORIES[0]), ("women", 1, theme.CATEGORIES[1]))
    return [
        go.Bar(
            y=list(range(len(rows))),
            x=[None if value is None else sign * value for value in axes.values(rows[side])],
            orientation="h",
            name=say(f"column.{side}"),
            marker={"color": colour},
            text=[say.count(value) for value in rows[side]],
            hovertext=[
                f"{say(f'column.{side}')}, {band}: {say.count(value)}"
                for band, value in zip(rows.age_label, rows[side], strict=True)
            ],
            hoverinfo="text",
        )
        for side, sign, colour in sides
    ]


def _age(row, say: Labels) -> str:
    return say("structure.mean_age.years_old", age=say.decimal(row.mean_age, 1))


@tells(apart=_age)
def mean_age(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A point per year, joined only where no year between is untold."""
    return panels.of_units(frame, say, _ages, title=say("units_of_measure.years_old"), rangemode="normal")


def _ages(rows: pd.DataFrame, say: Labels) -> list:
    told = dict(zip(axes.period_labels(rows, say), rows.itertuples(), strict=True))
    every = axes.all_periods(rows, say)
    line = go.Scatter(
        x=every,
        y=[told[x].mean_age if x in told else None for x in every],
        mode="lines+markers+text",
        marker={"color": theme.MEMBERS},
        text=[say.decimal(told[x].mean_age, 1) if x in told else "" for x in every],
        textposition="top center",
        hovertext=[panels.told(told[x], say, _age(told[x], say)) if x in told else "" for x in every],
        hoverinfo="text",
    )
    return [line]
