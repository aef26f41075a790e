"""Signs that a file lists persons: such a file is refused as a whole and no cell is echoed."""

import re

from ingest.contract import personal_headers, personal_words
from ingest.normalise import fold
from ingest.problem import Problem, quoted
from ingest.sheet import Sheet

# Below a title of several rows stands the real header; its words betray the file as well.
FIRST_ROWS = 10
SPLIT = r"[ .\-]?"
# Begun only where a word begins, so that a cell of a hundred thousand letters is no trap.
EMAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w"
# Not the decimals of a longer number.
ALONE = r"(?<!\d)(?<!\d[.,])"
MOBILE = rf"(?:\+84{SPLIT}|{ALONE}0)[35789]\d(?:{SPLIT}\d{{3}}{SPLIT}\d{{4}}"
MOBILE += rf"|\d{SPLIT}\d{{3}}{SPLIT}\d{{3}}|\d{SPLIT}\d\d{SPLIT}\d\d{SPLIT}\d\d)(?!\d)"
LANDLINE = rf"(?:\+84{SPLIT}|{ALONE}0)2\d\d?{SPLIT}\d{{3,4}}{SPLIT}\d{{4}}(?!\d)"
CITIZEN = rf"{ALONE}0\d\d[ .]?\d{{3}}[ .]?\d{{3}}[ .]?\d{{3}}(?!\d)"
ANYWHERE = re.compile("|".join((EMAIL, MOBILE, LANDLINE, CITIZEN)))
TWELVE = re.compile(rf"{ALONE}\d{{12}}(?!\d)")
# A cell shorter than the shortest telephone number or address cannot hold one.
SHORTEST = 6


def is_personal_header(text: str) -> bool:
    """True for a header that names what only a list of persons holds."""
    key = fold(text)
    within = f" {key} "
    return key in personal_headers() or any(f" {word} " in within for word in personal_words())


def find(sheet: Sheet, numeric: frozenset[int] = frozenset()) -> list[Problem]:
    """personal_data problems of a sheet, each naming a column and nothing of its cells. In the
    `numeric` columns (indices) a number of 12 digits may be a figure, unless it begins with 0."""
    return [
        _problem(sheet, index)
        for index, name in enumerate(sheet.header)
        if is_personal_header(name)
        or _is_personal_text(name)
        or _heads_persons(sheet, index)
        or _cells_betray(sheet, index, index in numeric)
    ]


def _problem(sheet: Sheet, index: int) -> Problem:
    name = sheet.header[index]
    # A header that is itself a telephone number or the like is not repeated.
    shown = None if _is_personal_text(name) else quoted(name)
    return Problem("personal_data", "error", "", None, shown, {"number": index + 1})


def _is_personal_text(text: str) -> bool:
    return bool(ANYWHERE.search(text) or TWELVE.search(text))


def _heads_persons(sheet: Sheet, index: int) -> bool:
    return any(is_personal_header(cell) for cell in sheet.columns[index].texts[:FIRST_ROWS])


def _cells_betray(sheet: Sheet, index: int, numeric: bool) -> bool:
    return any(
        ANYWHERE.search(cell) or (not numeric and TWELVE.search(cell))
        for cell in sheet.columns[index].texts
        if len(cell) >= SHORTEST
    )
