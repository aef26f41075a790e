"""Who the members are: age, gender, education, occupation and the like, over the years and unit by unit."""

from operator import attrgetter

import pandas as pd
import plotly.graph_objects as go

from charts import ages, records, rows, shares
from charts.captions import ON_YEARLY_AXIS, tells
from charts.records import Row
from labels import Labels


def _whole_years(told: list[Row]) -> list[Row]:
    return [row for row in records.having(told, "part_percent") if row.period_kind == "year" and row.complete]


def _shift(frame: pd.DataFrame, say: Labels) -> str | None:
    """The part whose share moved most between the first and the last whole year; else the largest part."""
    told = records.of(frame)
    if any(map(records.is_hidden, told)):
        return None
    years = records.grouped(_whole_years(told), "period_end")
    if records.several_units(told) or len(years) < 2:
        return _largest_of(told, say)
    first, last = min(years), max(years)
    before, after = ({row.category: row for row in years[end]} for end in (first, last))
    moved = {code: after[code].part_percent - before[code].part_percent for code in after if code in before}
    if not moved or round(max(map(abs, moved.values())), 1) == 0:
        return _largest_of(told, say)
    # Of two parts, one rises as far as the other falls: the rise is told.
    code = max(moved, key=lambda part: (round(abs(moved[part]), 6), moved[part]))
    return say(
        f"structure.by_year.{'rise' if moved[code] > 0 else 'fall'}",
        unit=after[code].unit_name,
        part=after[code].category_label,
        before=say.percent(round(before[code].part_percent, 1), None),
        first=first.year,
        after=say.percent(round(after[code].part_percent, 1), None),
        last=last.year,
    )


def _largest(frame: pd.DataFrame, say: Labels) -> str | None:
    """The largest part of the latest period, where one unit tells the composition."""
    return _largest_of(records.of(frame), say)


def _largest_of(every: list[Row], say: Labels) -> str | None:
    told = records.having(every, "part_percent")
    if any(map(records.is_hidden, every)):
        return None
    if not told or records.several_units(told):
        return None
    end = max((row.period_end for row in records.having(told, "period_end")), default=None)
    told = [row for row in told if row.period_end in (None, end)]
    most = max(row.part_percent for row in told)
    top, *others = [row for row in told if row.part_percent == most]
    if others:
        return None
    key = "only" if len(told) == 1 else "largest" if top.untold_percent is None else "largest_told"
    return say(
        f"structure.latest.{key}", unit=top.unit_name, part=top.category_label, share=shares.percent(top, say)
    )


def _widest(frame: pd.DataFrame, say: Labels) -> str | None:
    """The part in which the units differ most: who has most of it, who least."""
    every = records.of(frame)
    if any(map(records.is_hidden, every)):
        return None
    told = [row for row in records.having(every, "part_percent") if row.qualifier == "exact"]
    if not records.several_units(told) or len({row.period_end for row in told} - {None}) > 1:
        return None
    parts = records.grouped(sorted(told, key=attrgetter("category")), "category")
    part = max(parts.values(), key=lambda own: _highest(own) - _lowest(own))
    high, low = _highest(part), _lowest(part)
    if high == low:
        return None
    return say(
        "structure.by_unit.widest",
        part=part[0].category_label,
        most=_at(part, high, say),
        high=say.percent(round(high, 1), None),
        least=_at(part, low, say),
        low=say.percent(round(low, 1), None),
    )


def _highest(part: list[Row]) -> float:
    return max(row.part_percent for row in part)


def _lowest(part: list[Row]) -> float:
    return min(row.part_percent for row in part)


def _at(part: list[Row], share: float, say: Labels) -> str:
    names = [row.unit_name for row in part if row.part_percent == share]
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
    told = records.having(records.of(frame), "men", "women")
    women, all_members = sum(row.women for row in told), sum(row.men + row.women for row in told)
    if not all_members or records.several_units(told):
        return None
    band = max(told, key=lambda row: row.men + row.women)
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
