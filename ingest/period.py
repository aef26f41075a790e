"""Dates and periods: strict EDTF, and the ways Vietnamese offices write them, day always first."""

import calendar
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

from ingest.reading import ReadingError

YEARS = range(1930, 2101)
# Day numbers of 1980 to 2049: below and above them a mistyped year (20211) is likelier than a day.
SERIALS = range(29221, 54789)
# Excel counts a 29 February 1900 that never was, so day 0 is the 30 December before.
SERIAL_ZERO = date(1899, 12, 30)
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

ISO = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
POINT = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/.]\d{4}|\d{4}"
EDTF = re.compile(rf"({ISO})(?:/({ISO}|\.\.))?")
SINGLE = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})")
UP_TO = re.compile(r"(?:tinh )?den (?:het )?")
OPEN = re.compile(rf"(?:tu )?({POINT}) ?(?:-|den) ?nay")
RANGE = re.compile(rf"(?:giai doan |tu )?({POINT}) ?(?:-|den) ?({POINT})")
MONTHS = re.compile(r"(\d{1,2}) thang ?(dau ?|cuoi ?)?[/-]? ?(\d{4})")
QUARTER = re.compile(r"(?:quy|q) ?(iv|i{1,3}|[1-4])[ /-]*(\d{4})")
# What a program that knows only fractions makes of a year.
ZERO_PART = re.compile(r"^(\d{4,5})[.,]0$")
ZERO_TIME = re.compile(r"[ t]0?0:00(?::00(?:\.0+)?)?$")


class PeriodError(ReadingError):
    """Codes: bad_period, bad_date, impossible_date, year_out_of_range, reversed_period."""


@dataclass(frozen=True)
class Period:
    """First and last day (both counted) and kind: year, as_of, part_year, multi_year, open (no
    end) or undated (neither). `edtf` is the same in the form the contract keeps, "" if undated."""

    start: date | None
    end: date | None
    kind: str
    edtf: str = field(default="", compare=False)


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = re.sub("[\u0300-\u036f]+", "", bare)
    bare = re.sub("[\u2010-\u2015\u2212]", "-", bare)
    return ZERO_PART.sub(r"\1", ZERO_TIME.sub("", " ".join(bare.split())))


def _without_words(plain: str) -> str:
    """`ngay 30 thang 12 nam 2023` as `30/12/2023`: the words between the numbers go."""
    plain = re.sub(r"\bngay (?=\d)", "", plain)
    plain = re.sub(r"(\d{1,2}) thang (\d{1,2}) nam (\d{4})", r"\1/\2/\3", plain)
    plain = re.sub(r"\bthang (\d{1,2})(?: nam |[/-])(\d{4})", r"\1/\2", plain)
    return re.sub(r"\b(?:ca )?nam (\d{4})", r"\1", plain)


def _day(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise PeriodError("year_out_of_range", first=YEARS[0], last=YEARS[-1])
    try:
        return date(year, month, day)
    except ValueError:
        raise PeriodError("impossible_date") from None


def _iso_parts(text: str) -> list[int]:
    return [int(part) for part in text.split("-")]


def _point_parts(text: str) -> list[int]:
    return [int(part) for part in reversed(re.split(r"[/.-]", text))]


def _first(parts: list[int]) -> date:
    return _day(*[*parts, 1, 1][:3])


def _last(parts: list[int]) -> date:
    first = _first(parts)
    if len(parts) == 3:
        return first
    month = parts[1] if len(parts) == 2 else 12
    return first.replace(month=month, day=calendar.monthrange(first.year, month)[1])


def _written(parts: list[int]) -> str:
    return "-".join([f"{parts[0]:04}"] + [f"{part:02}" for part in parts[1:]])


def _single(parts: list[int]) -> Period:
    if len(parts) == 1:
        return Period(_first(parts), _last(parts), "year", _written(parts))
    day = _last(parts)
    return Period(day, day, "as_of", _written(parts))


def _since(parts: list[int]) -> Period:
    return Period(_first(parts), None, "open", f"{_written(parts)}/..")


def _span(begin: list[int], finish: list[int]) -> Period:
    start, end = _first(begin), _last(finish)
    if start > end:
        raise PeriodError("reversed_period")
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        begin, finish = [start.year], [end.year]
        if start.year == end.year:
            return _single(begin)
    kind = "part_year" if start.year == end.year else "multi_year"
    return Period(start, end, kind, f"{_written(begin)}/{_written(finish)}")


def _months(count: int, which: str, year: int) -> Period:
    if not 1 <= count <= 12:
        raise PeriodError("impossible_date")
    first = 13 - count if which.startswith("cuoi") else 1
    return _span([year, first], [year, first + count - 1])


def _serial(plain: str) -> date | None:
    if re.fullmatch(r"\d{5}", plain) and int(plain) in SERIALS:
        return SERIAL_ZERO + timedelta(int(plain))
    return None


def _worded(plain: str) -> Period:
    """The forms of office papers, once the words around the numbers are gone."""
    if found := MONTHS.fullmatch(plain):
        return _months(int(found[1]), found[2] or "", int(found[3]))
    if found := QUARTER.fullmatch(plain):
        last = 3 * QUARTERS[found[1]]
        return _span([int(found[2]), last - 2], [int(found[2]), last])
    if found := OPEN.fullmatch(plain):
        return _since(_point_parts(found[1]))
    if found := RANGE.fullmatch(plain):
        return _span(_point_parts(found[1]), _point_parts(found[2]))
    plain, as_of = UP_TO.subn("", plain, count=1)
    if (found := SINGLE.fullmatch(plain)) and (found[2] or not as_of):
        return _single(_point_parts(plain))
    raise PeriodError("bad_period")


def parse_period(text: str) -> Period:
    """A cell of the column `period`: EDTF, or as offices write it (30/12/2023, 12/2023, 2019-2023,
    "6 thang dau nam 2023", "quy I/2023" with or without marks, an Excel day number). An empty cell
    is undated. Raises PeriodError; years run from 1930 to 2100."""
    plain = _plain(text)
    if not plain:
        return Period(None, None, "undated")
    if found := EDTF.fullmatch(plain):
        begin = _iso_parts(found[1])
        if found[2] == "..":
            return _since(begin)
        return _span(begin, _iso_parts(found[2])) if found[2] else _single(begin)
    if day := _serial(plain):
        return _single([day.year, day.month, day.day])
    return _worded(_without_words(plain))


def parse_date(text: str) -> date:
    """One whole day: 2023-12-30, 30/12/2023, in words, or an Excel day number; PeriodError bad_date
    for anything less, impossible_date and year_out_of_range."""
    plain = _without_words(_plain(text))
    if day := _serial(plain):
        return day
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain):
        return _first(_iso_parts(plain))
    found = SINGLE.fullmatch(plain)
    if not (found and found[1]):
        raise PeriodError("bad_date")
    return _first(_point_parts(plain))
