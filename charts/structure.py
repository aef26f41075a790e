"""Who the members are: age, gender, education, occupation and the like, over the years and unit by unit."""

import pandas as pd
import plotly.graph_objects as go

from charts import ages, records, rows, shares
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
    told = records.told(frame)
    years = [row for row in told if row.period_kind in ON_YEARLY_AXIS]
    others = [row for row in told if row.period_kind not in ON_YEARLY_AXIS]
    several, mixed = records.several_units(told), bool(years and others)
    found = []
    for own, key in ((years, "structure.by_year.years"), (others, "structure.by_year.dates")):
        for line in shares.lines(own):
            head = line[0].unit_name if several else say(key)
            found.append((head if several or mixed else "", _when(line[0], say), line))
    return shares.stacks(found, say)


def _when(row, say: Labels) -> str:
    return say.short_period(row.period_start, row.period_end, row.period_kind)


@tells(finding=_widest)
def by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A line per unit, its pieces add up to 100 %; the date stands by the name where units differ in it."""
    told = records.told(frame)
    dated = len(records.grouped(told, *rows.DAYS)) > 1

    def words(row) -> str:
        return f"{row.unit_name} ({_when(row, say)})" if dated else row.unit_name

    return shares.stacks([("", words(line[0]), line) for line in shares.lines(told)], say)


@tells(finding=_largest)
def latest(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A bar per part with its figure beside it; the grey bar is what the report leaves untold."""
    return shares.listed(records.told(frame), say)


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
    return ages.bands(frame, say)


@tells(apart=ages.in_words)
def mean_age(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A point per year, joined only where no year between is untold."""
    return ages.means(frame, say)
