"""Text into values: name keys and numbers; dates and periods are re-exported from `period`."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ingest.period import Period, PeriodError, parse_date, parse_period
from ingest.problem import POINT
from ingest.reading import ReadingError

__all__ = [
    "NumberCell", "NumberError", "Period", "PeriodError", "StyleError",
    "fold", "number_style", "parse_date", "parse_number", "parse_period",
]  # fmt: skip

STYLES = ("canonical", "vietnamese", "english")
MARKS = {"canonical": r"\.", "vietnamese": ",", "english": r"\."}
GROUPS = {"canonical": "", "vietnamese": r"\.", "english": ","}
# A bigint holds 18 digits for sure, and a double keeps 15 exactly.
MAX_DIGITS = 15
# Spreadsheet programs write a whole number as 20.0; three zeros would be thousands.
NO_FRACTION = ("0", "00")
# Full-width signs, and every space that Excel and Word put between digits.
SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
WIDE = str.maketrans("０１２３４５６７８９．，％－＋−" + SPACES, "0123456789.,%-+-" + " " * len(SPACES))
MARKS_OF_LETTERS = re.compile("[\u0300-\u036f]+")
BETWEEN_WORDS = re.compile(r"[\W_]+")
# Only what may be a name is remembered once folded.
LONGEST_NAME = 200
# Eth is what some keyboards give for the Vietnamese letter with a stroke. What shows as nothing
# (soft hyphen, zero-width space and joiners, byte order mark) is nothing.
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
STROKED = str.maketrans("đĐðÐ０１２３４５６７８９", "dddd0123456789", UNSEEN)


class NumberError(ReadingError):
    """Codes: not_a_number, fractional_count, negative_number."""


class NumberCell(NamedTuple):
    """One cell of a number column; `whole` is true where a fraction cannot be."""

    text: str
    whole: bool
    line: int
    column: str
    row: int = 0


class StyleError(ReadingError):
    """The cells of a file don't tell one way of writing numbers: mixed_numbers (`other` is the
    earlier cell that disagrees) or ambiguous_number (values `whole`, `decimal`). `cell` is the
    place."""

    def __init__(self, code: str, cell: NumberCell, **values):
        super().__init__(code, **values)
        self.cell = cell


def fold(text: str) -> str:
    """The key that names match on: no marks, no case, all but letters and digits one space."""
    return _short_fold(text) if len(text) <= LONGEST_NAME else _fold(text)


def _fold(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.translate(STROKED).lower())
    return BETWEEN_WORDS.sub(" ", MARKS_OF_LETTERS.sub("", bare)).strip()


_short_fold = lru_cache(maxsize=65536)(_fold)


def same_marks(text: str, name: str) -> bool:
    """Whether two spellings of one key have the same marks, wherever the tone is put (hòa, hoà); words written without
    any mark at all agree with every name."""
    if text.isascii():
        return True
    return [_marked(w) for w in _words(text)] == [_marked(w) for w in _words(name)]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text.lower().replace("ð", "đ")))


def _marked(word: str) -> tuple[str, str]:
    """The letters of a syllable, the stroked d told apart, and its marks in an order of their own."""
    parts = unicodedata.normalize("NFD", word)
    marks = "".join(sorted(c for c in parts if MARKS_OF_LETTERS.fullmatch(c)))
    return MARKS_OF_LETTERS.sub("", parts), marks


def _pattern(style: str) -> re.Pattern:
    # A group never starts with 0: `0.125` is a fraction in every office.
    grouped = rf"|[1-9]\d{{0,2}}(?:{GROUPS[style]}\d{{3}})+" if GROUPS[style] else ""
    return re.compile(
        rf"(?P<sign>[+-])?(?P<whole>\d+|[1-9]\d{{0,2}}(?: \d{{3}})+{grouped})"
        rf"(?:(?:{MARKS[style]}|{POINT})(?P<part>\d+))?(?P<percent> ?%)?",
        re.ASCII,
    )


PATTERNS = {style: _pattern(style) for style in STYLES}


def _match(text: str, style: str) -> re.Match | None:
    return PATTERNS[style].fullmatch(text.strip().translate(WIDE))


class Printed(float):
    """A number that knows how many decimals it was printed with: 38,0 is told more exactly than 38."""

    decimals: int

    def __new__(cls, text: str, part: str | None):
        number = super().__new__(cls, text)
        number.decimals = len(part or "")
        return number


def _value(found: re.Match | None, whole: bool) -> int | float | None:
    """The number that was matched, None where it cannot stand in such a column."""
    if found is None or (whole and (found["percent"] or found["part"] not in (*NO_FRACTION, None))):
        return None
    digits = re.sub(r"\D", "", found["whole"])
    if len(digits) + len(found["part"] or "") > MAX_DIGITS:
        return None
    sign = "-" if found["sign"] == "-" else ""
    return int(sign + digits) if whole else Printed(f"{sign}{digits}.{found['part'] or 0}", found["part"])


def _readings(text: str, whole: bool) -> dict[str, int | float]:
    values = {style: _value(_match(text, style), whole) for style in STYLES}
    return {style: value for style, value in values.items() if value is not None}


def number_style(cells: Iterable[NumberCell]) -> str:
    """How one file writes its numbers, told from all its number cells together: `canonical`
    (1239, 93.15), `vietnamese` (1.239 and 93,15) or `english` (1,239 and 93.15).

    A cell that fits one way only decides for all; cells that are no number at all have no say.
    Raises StyleError mixed_numbers where cells contradict each other, and ambiguous_number where
    several ways fit and read a cell differently: nothing is guessed."""
    ordered = [(c, _readings(c.text, c.whole)) for c in sorted(cells, key=lambda c: c.line)]
    ordered = [(cell, readings) for cell, readings in ordered if readings]
    left, decided = set(STYLES), {}
    for cell, readings in ordered:
        if not left & set(readings):
            raise StyleError("mixed_numbers", cell, text=cell.text, **decided)
        if left - set(readings):
            left, decided = left & set(readings), {"other": cell.text, "other_line": cell.line}
    _refuse_ambiguous(ordered, left)
    return next(style for style in STYLES if style in left)


def _refuse_ambiguous(ordered: list, left: set[str]) -> None:
    for cell, readings in ordered:
        values = {readings[style] for style in left}
        if len(values) > 1:
            # Only one group of three digits reads both ways: 1.239 or 1,239.
            whole, decimal = (re.sub(r"[.,]", mark, cell.text) for mark in ("", "."))
            both = {"whole": whole, "decimal": {"vi": decimal.replace(".", ","), "en": decimal}}
            raise StyleError("ambiguous_number", cell, text=cell.text, **both)


def parse_number(text: str, style: str, whole: bool, signed: bool = False) -> int | float | None:
    """The number in a cell: int for `whole`, else float, None for an empty cell (never 0).

    `style` comes from number_style. A percent sign may close a number that isn't whole.
    Raises NumberError: not_a_number, fractional_count, or negative_number for a sign where
    `signed` is false."""
    if not text.strip():
        return None
    found = _match(text, style)
    value = _value(found, whole)
    if found is None or value is None:
        fraction = whole and any(_value(_match(text, s), False) is not None for s in STYLES)
        percent = "%" in text or "％" in text
        raise NumberError("fractional_count" if fraction and not percent else "not_a_number")
    if found["sign"] and not signed:
        raise NumberError("negative_number" if found["sign"] == "-" else "not_a_number")
    return value
