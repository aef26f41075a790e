"""The words a person reads: texts of vi.toml and en.toml, numbers and dates by Babel."""

import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from babel import dates, numbers

from labels import periods

Width = Literal["wide", "abbreviated"]
MINUS = "\u2212"
PLAIN = "#,##0.######"


def languages() -> tuple[str, ...]:
    """The languages there are, the original first."""
    return ("vi", "en")


@dataclass(frozen=True)
class Labels:
    """All words of one language. Numbers: any real number; None, NaN and NA read "not reported"."""

    lang: str

    def __post_init__(self) -> None:
        if self.lang not in languages():
            raise ValueError(f"no language {self.lang!r}, there are {languages()}")

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a dotted key with its fields filled; KeyError for a missing key or field."""
        return _texts(self.lang)[key].format(**values)

    def has(self, key: str) -> bool:
        """Whether there is a text (not a table of texts) under this key."""
        return key in _texts(self.lang)

    def keys(self) -> tuple[str, ...]:
        """All dotted keys, in the order of the file."""
        return tuple(_texts(self.lang))

    def count(self, value: object, qualifier: str | None = "exact") -> str:
        """1239 -> "1.239", with the word of an over/under/approx qualifier before it."""
        if missing(value):
            return self._not_reported()
        # A fraction among counts is a fault to be seen, so it is not rounded away.
        text = self._number(_printed(value), PLAIN)
        return self(f"qualifier.{qualifier or 'exact'}", value=text)

    def decimal(self, value: object, digits: int) -> str:
        """27.94 -> "27,94", with exactly that many decimals."""
        if missing(value):
            return self._not_reported()
        return self._number(_rounded(value, digits), _pattern(digits))

    def percent(self, value: object, digits: int | None = 2) -> str:
        """93.15 -> "93,15%"; digits=None keeps the decimals as printed (38 -> "38%")."""
        if missing(value):
            return self._not_reported()
        if digits is None:
            value = _printed(value)
            digits = len(f"{value:f}".partition(".")[2])
        return self("units_of_measure.percent", value=self.decimal(value, digits))

    def points(self, value: object, digits: int = 2) -> str:
        """A difference of two percents: 24.3 -> "+24,3 điểm %", at most that many decimals."""
        if missing(value):
            return self._not_reported()
        text = self.signed(_rounded(value, digits))
        return self("units_of_measure.points", value=text)

    def signed(self, value: object) -> str:
        """17 -> "+17", -5 -> "−5" (U+2212), 0 -> "0"."""
        if missing(value):
            return self._not_reported()
        value = _printed(value)
        return ("+" if value > 0 else "") + self._number(value, PLAIN)

    def date(self, day: object) -> str:
        """30/12/2023 in Vietnamese, 30 Dec 2023 in English; takes dates, datetimes and NaT."""
        if missing(day):
            return self._not_reported()
        return self.day_as(day, self("period.date"))

    def minute(self, moment: datetime) -> str:
        """A minute of a day: 30/12/2023 14:05 in Vietnamese, 30 Dec 2023 14:05 in English."""
        return f"{self.date(moment)} {moment:%H:%M}"

    def day_as(self, day: object, pattern: str) -> str:
        """A day by a pattern of Unicode date letters."""
        return dates.format_date(periods.as_day(day), pattern, locale=self.lang)

    def period(self, start: object, end: object, kind: str, printed: str | None = "") -> str:
        """A period in words; `printed` is the EDTF text, read only to tell a month from a day.

        An undated period takes the day of its source as `end`.
        """
        return periods.words(self, periods.Span.of(start, end, kind, printed))

    def short_period(self, start: object, end: object, kind: str, printed: str | None = "") -> str:
        """A period for an axis, one text per period: "2023", "2022 (đến 31/5)", "2012–5/2022"."""
        return periods.axis_words(self, periods.Span.of(start, end, kind, printed))

    def months(self, width: Width = "wide") -> list[str]:
        """January to December; width "wide" or "abbreviated"."""
        names = dates.get_month_names(width, "stand-alone", locale=self.lang)
        return [names[month] for month in range(1, 13)]

    def days(self, width: Width = "wide") -> list[str]:
        """Sunday to Saturday, the order Plotly wants; width "wide" or "abbreviated"."""
        names = dates.get_day_names(width, "stand-alone", locale=self.lang)
        return [names[day] for day in (6, 0, 1, 2, 3, 4, 5)]

    def _not_reported(self) -> str:
        return self("units_of_measure.not_reported")

    def _number(self, value: Decimal, pattern: str) -> str:
        return _formatted(value, pattern, self.lang)


# Babel reads its pattern and locale anew for each number, and a page says the same few thousand over and over.
@lru_cache(maxsize=20_000)
def _formatted(value: Decimal, pattern: str, lang: str) -> str:
    text = numbers.format_decimal(abs(value), pattern, locale=lang)
    return MINUS + text if value < 0 else text


def missing(value: object) -> bool:
    """Whether a cell holds nothing: None, NaN, NaT or pandas.NA."""
    try:
        return value is None or bool(value != value)
    except TypeError:  # pandas.NA has no truth value
        return True


def _printed(value: object) -> Decimal:
    """The shortest decimal of a number; a Decimal keeps the zeros it was printed with."""
    if isinstance(value, Decimal):
        return value
    number = Decimal(str(value))
    # A float column turns 38 into 38.0; that zero was never printed.
    whole = number.to_integral_value()
    return whole if number == whole else number


def _rounded(value: object, digits: int) -> Decimal:
    """Half up, as reports and DuckDB round; Babel alone would round half to even."""
    return _printed(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _pattern(digits: int) -> str:
    return "#,##0." + "0" * digits if digits else "#,##0"


@cache
def _texts(lang: str) -> dict[str, str]:
    path = Path(__file__).with_name(f"{lang}.toml")
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    return dict(_leaves(tomllib.loads(text)))


def _leaves(table: dict, prefix: str = ""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
