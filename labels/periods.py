"""Periods in words: six kinds, long for sentences and short for axes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labels import Labels


@dataclass(frozen=True)
class Span:
    """First and last day of a period, its kind, and its EDTF text where there is one."""

    start: dt.date
    end: dt.date
    kind: str
    printed: str

    @classmethod
    def of(cls, start: object, end: object, kind: str, printed: str | None) -> Span:
        """A missing end of an open or undated period repeats the other; its words leave it out."""
        first, last = as_day(start), as_day(end)
        known = last or first
        if known is None:
            if kind != "undated":
                raise ValueError(f"a period of kind {kind!r} without days")
            return cls(dt.date.min, dt.date.min, "undated_alone", "")
        return cls(first or known, known, kind, printed if isinstance(printed, str) else "")

    def whole_months(self) -> bool:
        return self.start.day == 1 and _ends_month(self.end)

    def starts_year(self) -> bool:
        return (self.start.month, self.start.day) == (1, 1)


@lru_cache(maxsize=5_000)
def words(say: Labels, span: Span) -> str:
    """A period as a phrase of a sentence; ValueError for an unknown kind."""
    match span.kind:
        case "year":
            return say("period.year", year=span.end.year)
        case "as_of":
            if _month_only(span.printed):
                return say("period.as_of_month", end=_month(say, span.end))
            return say("period.as_of", end=say.date(span.end))
        case "part_year":
            return _part_year(say, span)
        case "multi_year":
            start, end = _ends(say, span)
            return say("period.span", start=start, end=end)
        case "open":
            key = "period.open_year" if span.starts_year() else "period.open"
            return say(key, start=_first(say, span.start))
        case "undated":
            return say("period.undated", end=say.date(span.end))
        case "undated_alone":
            return say("period.undated_alone")
    raise ValueError(f"no period kind {span.kind!r}")


@lru_cache(maxsize=5_000)
def axis_words(say: Labels, span: Span) -> str:
    """A period as a category of an axis; part years keep their year, so texts differ."""
    match span.kind:
        case "year":
            return say("period.short.year", year=span.end.year)
        case "as_of":
            if _month_only(span.printed):
                return say("period.short.as_of_month", end=_month(say, span.end))
            return say("period.short.as_of", end=say.date(span.end))
        case "part_year" if span.starts_year():
            end = say.day_as(span.end, say("period.day_month"))
            return say("period.short.first_months", year=span.end.year, end=end)
        case "part_year" | "multi_year":
            start, end = _ends(say, span)
            if start == end:
                return start
            return say("period.short.span", start=start, end=end)
        case "open":
            return say("period.short.open", start=_first(say, span.start))
        case "undated" | "undated_alone":
            return say("period.short.undated")
    raise ValueError(f"no period kind {span.kind!r}")


def _part_year(say: Labels, span: Span) -> str:
    if not span.whole_months():
        start, end = say.date(span.start), say.date(span.end)
    elif span.starts_year() and span.end.month > 1:
        months = span.end.month
        return say("period.first_months", months=months, year=span.end.year)
    else:
        start, end = _month(say, span.start), _month(say, span.end)
    if start == end:
        return say("period.one_month", start=start)
    return say("period.from_to", start=start, end=end)


def _ends(say: Labels, span: Span) -> tuple[str, str]:
    """Both ends as coarse as their days allow: years, months, else days."""
    if not span.whole_months():
        return say.date(span.start), say.date(span.end)
    start, end = _first(say, span.start), _month(say, span.end)
    if span.starts_year() and span.end.month == 12:
        end = str(span.end.year)
    return start, end


def _first(say: Labels, day: dt.date) -> str:
    if (day.month, day.day) == (1, 1):
        return str(day.year)
    return _month(say, day) if day.day == 1 else say.date(day)


def _month(say: Labels, day: dt.date) -> str:
    return say.day_as(day, say("period.month"))


def _month_only(printed: str) -> bool:
    """Whether an EDTF text stops at the month: 2023-12."""
    return len(printed) == 7 and printed[4] == "-"


def _ends_month(day: dt.date) -> bool:
    return (day + dt.timedelta(days=1)).day == 1


def as_day(value: object) -> dt.date | None:
    """A day from a date, a datetime, a pandas Timestamp or an ISO text; NaT is no day."""
    if value is None or value != value:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        return dt.date.fromisoformat(value)
    raise TypeError(f"no day: {value!r}")
