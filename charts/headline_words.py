"""Headline figures in words: value, period, change, what is newer, where each comes from."""

from dataclasses import dataclass

import pandas as pd

from charts import records
from charts.records import Row
from labels import Labels, missing

LEAST_POINTS = 3


@dataclass(frozen=True)
class Told:
    """One headline figure in words: of which part, its period, its change, what is newer, where it comes from."""

    part: str
    value: str
    period: str
    change: str
    newer: str
    origin: str
    years: tuple[tuple[int, float | None], ...]
    ends: str


def value_of(value: object, row, say: Labels) -> str:
    """A headline's value in words: a count, a percent as printed or with two decimals, or a rate per 1.000."""
    if missing(value):
        return say("card.hidden") if records.is_hidden(row) else ""
    if row.measure == "percent":
        printed = not missing(row.printed) and row.printed
        text = say.percent(value, None if printed else 2)
        return records.about(row, say(f"qualifier.{row.qualifier or 'exact'}", value=text))
    if row.measure == "per_1000":
        return records.about(row, say.decimal(value, 2))
    return records.about(row, say.count(value, row.qualifier))


def change_of(row, say: Labels) -> str:
    """How far a figure is from the year before: a signed count with its percent, or percentage points."""
    if not missing(row.reorganised) and row.reorganised:
        return say("overview.headlines.reorganised")
    if missing(row.before_value) or missing(row.value):
        return ""
    # What a reader would get who subtracts the two figures as they are shown.
    difference, year = round(row.value, 2) - round(row.before_value, 2), row.period_end.year - 1
    if not round(difference, 2):
        return say("overview.headlines.unchanged", year=year)
    if row.measure == "percent":
        return say("overview.headlines.change", change=say.points(difference), year=year)
    if row.measure == "per_1000":
        return say("overview.headlines.change", change=say.signed(round(difference, 2)), year=year)
    if not row.before_value or row.headline != "members":
        return say("overview.headlines.change", change=say.signed(difference), year=year)
    percent = 100 * difference / row.before_value
    share = say("units_of_measure.percent", value=say.signed(round(percent, 2)))
    return say("overview.headlines.change_share", change=say.signed(difference), percent=share, year=year)


def period_of(row, say: Labels) -> str:
    return say.period(row.period_start, row.period_end, row.period_kind)


def when(row, say: Labels) -> str:
    """The period of a figure; of a sum that not all units told, how many did: it is not the whole unit's figure."""
    if _is_short(row):
        covered = say("card.origin.summed", reported=row.reported, expected=row.expected)
        return f"{period_of(row, say)} · {covered}"
    return period_of(row, say)


def _is_short(row) -> bool:
    return row.basis == "summed" and not missing(row.expected) and row.reported < row.expected


def _origin(row, sources: dict[str, str], say: Labels) -> str:
    """Where a figure comes from: its arithmetic, its source and the place in it."""
    words = []
    if not missing(row.numerator) and not missing(row.denominator):
        words.append(f"{say.count(row.numerator)}/{say.count(row.denominator)}")
    if row.basis == "summed" and not _is_short(row):  # else its period has said so
        words.append(say("card.origin.summed", reported=row.reported, expected=row.expected))
    if row.source_code:
        words += [sources.get(row.source_code, row.source_code), row.place]
    return " · ".join(str(w) for w in words if not missing(w) and w)


def _years(rows: list[Row], main: Row) -> tuple[tuple[int, float | None], ...]:
    """The whole years of one figure, a year without a figure as a gap; none where they can't be compared."""
    same = [row for row in rows if row.period_kind == "year" and row.complete and row.measure == main.measure]
    broken = max((row.period_end.year for row in same if row.reorganised), default=0)
    values = {row.period_end.year: row.value for row in same if row.period_end.year >= broken}
    if len(values) < LEAST_POINTS or main.period_kind != "year":
        return ()
    return tuple((y, values.get(y)) for y in range(min(values), max(values) + 1))


def _ends(years: tuple, row, say: Labels) -> str:
    if not years:
        return ""
    (first, a), (last, b) = years[0], years[-1]
    # Of the years of a figure, one without it is hidden.
    start, end = (
        say("card.hidden") if missing(value) else value_of(round(value, 2), row, say) for value in (a, b)
    )
    return say("overview.headlines.ends", first=first, start=start, last=last, end=end)


def _part(row, say: Labels) -> str:
    """What a figure is a part of, or counted by: "trên 1.000 đảng viên · Ủy ban kiểm tra các cấp"."""
    unit = say("measure.per_1000") if row.measure == "per_1000" else ""
    return " · ".join(word for word in (unit, row.part_label) if not missing(word) and word)


def _newer(row: Row, main: Row, say: Labels) -> str:
    """The newest figure; cases beside a rate say that they are cases."""
    value = value_of(row.value, row, say)
    if main.measure == "per_1000" and row.measure == "count":
        value = f"{value} {say('units_of_measure.cases')}"
    return say("overview.headlines.newer", value=value, period=when(row, say))


def _lines(rows: list[Row], say: Labels, sources: dict[str, str]) -> list[Told]:
    """The figures of one headline of one unit: one of each part, or the only one."""
    lines = []
    for own in records.grouped(rows, "part").values():
        for row in records.having(own, "period_kind"):
            if row.role != "main":
                continue
            years = _years(own, row)
            lines.append(
                Told(
                    part=_part(row, say),
                    value=value_of(row.value, row, say),
                    period=when(row, say),
                    change=change_of(row, say),
                    newer="; ".join(_newer(r, row, say) for r in own if r.role == "newer"),
                    origin=_origin(row, sources, say),
                    years=years,
                    ends=_ends(years, row, say),
                )
            )
    return lines


def told(
    frame: pd.DataFrame, say: Labels, sources: dict[str, str]
) -> list[tuple[str, dict[str, list[Told]]]]:
    """Every headline with the figures of each unit in words; a unit whose reports print nothing has none."""
    return [
        (
            say(f"headline.{headline}"),
            {name: _lines(own, say, sources) for name, own in records.grouped(rows, "unit_name").items()},
        )
        for headline, rows in records.grouped(records.of(frame), "headline").items()
    ]
