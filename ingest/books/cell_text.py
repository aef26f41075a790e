"""A cell of a workbook as the text that a careful person sees: dates, percents, whole numbers."""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel

from ingest.problem import POINT

# What a number format holds besides its marks: texts, escaped signs, colours and locales.
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
# Excel shows 15 digits; the 16th and later of a double are noise.
DIGITS, DECIMALS = 15, 10
# Beyond so many zeros a number is a mistake, not a figure.
MOST_ZEROS = 30
# What needs no second look: a whole number, or up to four decimals without a last zero.
PLAIN = re.compile(r"0|[1-9]\d{0,8}|(?:0|[1-9]\d{0,8})\.\d{0,3}[1-9]", re.ASCII)


class Format:
    """What a number format makes of a number: `percent`, or a date down to `day`, `month` or
    `year` (a cell typed as 12/2023 holds the first of the month), or nothing."""

    def __init__(self, code: str, epoch: datetime):
        marks = LITERAL.sub("", code).split(";")[0].lower()
        self.epoch = epoch
        self.percent = "%" in marks
        self.decimals = len(found[1]) if (found := re.search(r"\.([0#?]+)", marks)) else 0
        self.dated = is_date_format(code) and not is_timedelta_format(code) and not self.percent
        self.parts = 3 if "d" in marks or "y" not in marks else 1 + ("m" in marks)

    def text(self, raw: str) -> str:
        """The text of a number as it stands in the file; what is no number stays as it is."""
        if not self.dated and not self.percent and PLAIN.fullmatch(raw):
            return raw.replace(".", POINT)
        try:
            value = Decimal(raw)
        except InvalidOperation:
            return raw
        if not value.is_finite() or abs(value.adjusted()) > MOST_ZEROS:
            return raw
        if self.dated and (found := self._moment(float(value))):
            return found
        # A number of a workbook is written in no office's way: its decimals part at a mark of their own.
        plain = _plain(self._as_printed(value) if self.percent else value).replace(".", POINT)
        return f"{plain}%" if self.percent else plain

    def _as_printed(self, value: Decimal) -> Decimal:
        """A percent with the decimals that its format shows: on paper it is 59,03%, not the quotient behind it."""
        return (value * 100).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)

    def _moment(self, serial: float) -> str:
        try:
            found = from_excel(serial, self.epoch)
        except (ValueError, OverflowError):
            return ""
        if isinstance(found, datetime):
            return moment(found, self.parts)
        return found.isoformat() if isinstance(found, date | time) else ""


def _plain(value: Decimal) -> str:
    """Digits without an exponent, a whole number without decimals, no noise of floats."""
    if value == value.to_integral_value():
        return str(int(value))
    short = f"{round(float(value), DECIMALS):.{DIGITS}g}"
    return f"{Decimal(short):f}" if "e" in short else short


def moment(found: datetime, parts: int = 3) -> str:
    """A date in ISO form, cut to its year or month where no more is shown; a time only if told."""
    if (found.hour, found.minute, found.second) != (0, 0, 0):
        return found.isoformat(" ", "seconds")
    return "-".join(found.date().isoformat().split("-")[:parts])


def iso(raw: str) -> str:
    """A date that stands in the file as text (cells of type d)."""
    try:
        return moment(datetime.fromisoformat(raw.removesuffix("Z")))
    except ValueError:
        return raw


def unescaped(text: str) -> str:
    """Letters that XML cannot hold are written `_x000D_`."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
