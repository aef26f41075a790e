"""How a value becomes a typed cell: a number with the marks of its language, a day, or text that can not run."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from exports import table
from labels import Labels, missing

# In Excel the mark for thousands is that of the machine; a dot that is a letter of the format is a dot on every one.
COUNTS = {"vi": r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0", "en": "[$-409]#,##0"}
# Below zero without conditions: in the parts of a format that has them some programs drop the sign.
BELOW_ZERO = ((1_000_000, r"#\.###\.##0"), (1000, r"#\.##0"), (0, "0"))
ADDRESS = re.compile(r"[A-Za-z]+:")
LINE = 15  # points
LOCALE = {"vi": "[$-42A]", "en": "[$-409]"}
DAY = {"vi": "[$-42A]dd/mm/yyyy", "en": "[$-409]d mmm yyyy"}


class Looks:
    """The formats of a book, each made once."""

    def __init__(self, book, say: Labels) -> None:
        self._book, self._made, self.say = book, {}, say

    def of(self, **look: Any):
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(look))
        return self._made[key]

    def number(self, name: str, value: float, measure: object = None):
        """The look of a number of the column `name`: years plain, percents with their sign and decimals as printed."""
        return self.of(
            num_format=number_format(name, value, self.say.lang, measure), valign="top", align="right"
        )


def number_format(name: str, value: float, lang: str, measure: object = None) -> str:
    """An Excel number format that shows the value as the screen does."""
    if name in table.YEARS:
        return "0"
    if name.endswith(("percent", "_points")) or measure == "percent":
        return f'{LOCALE[lang]}0{_decimals(value)}"%"'
    if float(value).is_integer():
        if value < 0 and lang == "vi":
            return next(marked for least, marked in BELOW_ZERO if -value >= least)
        return COUNTS[lang]
    return f"{LOCALE[lang]}0.00"


def inert(text: str) -> str:
    """Words that the workbook of a chart can't run: a leading mark would be a formula, an address a link."""
    return f" {text}" if text.startswith((*table.FORMULA_MARKS, "{")) or ADDRESS.match(text) else text


def _decimals(value: float) -> str:
    """As many as are printed, at most two: 38 stays 38 %."""
    digits = f"{round(float(value), 2):.2f}".rstrip("0").partition(".")[2]
    return "." + "0" * len(digits) if digits else ""


def put(sheet, row: int, column: int, name: str, value: Any, looks: Looks, measure: object = None) -> None:
    """One value of the column `name` as a typed cell; nothing is left empty."""
    if missing(value):
        return
    words = table.words_of(name, looks.say)
    plain = looks.of(valign="top", text_wrap=True)
    if name in table.CODED or pd.api.types.is_bool(value):
        sheet.write_string(row, column, words(value), plain)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, plain)
    elif hasattr(value, "strftime"):
        day = looks.of(num_format=DAY[looks.say.lang], valign="top", align="right")
        sheet.write_datetime(row, column, pd.Timestamp(value).to_pydatetime(), day)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, looks.number(name, value, measure))
    else:  # a number of numpy or a word of the arithmetic of a rule
        told = value.item() if hasattr(value, "item") else words(value)
        put(sheet, row, column, "", told, looks, measure) if told is not value else None


def tall(sheet, row: int, texts: list[str], widths: Sequence[float]) -> None:
    """Makes a row as tall as its longest text needs: only Excel itself does so on opening."""
    lines = [-(-len(text) // max(int(width), 1)) for text, width in zip(texts, widths, strict=True)]
    if max(lines, default=1) > 1:
        sheet.set_row(row, LINE * max(lines))
