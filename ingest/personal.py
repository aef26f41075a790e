"""Signs that a file lists persons: such a file is refused as a whole and no cell is echoed."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import islice

from ingest.contract import personal, shared, tables
from ingest.normalise import fold
from ingest.period import PeriodError, parse_date
from ingest.persons import column_names, holds_address, names
from ingest.problem import Problem, quoted
from ingest.sheet import Sheet

# Below a title of several rows stands the real header; its words betray the file as well.
FIRST_ROWS = 10
SPLIT = r"[ .\-]?"
# Begun only where a word begins, so that a cell of a hundred thousand letters is no trap.
EMAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w"
# Not the decimals of a longer number.
ALONE = r"(?<!\d)(?<!\d[.,])"
MOBILE = rf"(?:\+84{SPLIT}(?:\(0\))?|{ALONE}0)[35789]\d(?:{SPLIT}\d{{3}}{SPLIT}\d{{4}}"
MOBILE += rf"|\d{SPLIT}\d{{3}}{SPLIT}\d{{3}}|\d{SPLIT}\d\d{SPLIT}\d\d{SPLIT}\d\d)(?!\d)"
LANDLINE = rf"(?:\+84{SPLIT}|{ALONE}0|\(0)2\d\d?\)?{SPLIT}\d{{3,4}}{SPLIT}\d{{4}}(?!\d)"
CITIZEN = rf"{ALONE}0\d\d[ .\-]?\d{{3}}[ .\-]?\d{{3}}[ .\-]?\d{{3}}(?!\d)"
CITIZEN += rf"|{ALONE}0\d{{3}}[ .\-]\d{{4}}[ .\-]\d{{4}}(?!\d)"
ANYWHERE = re.compile("|".join((EMAIL, MOBILE, LANDLINE, CITIZEN)))
# What every such number holds: a quick look spares the slower ones.
DIGITS = re.compile(r"\d[\d .()\-]{7}|\dE\+1")
# A citizen number of 12 digits, as Excel shows it too, or a telephone number without its plus.
TWELVE = re.compile(rf"{ALONE}(?:\d{{12}}|84[35789]\d{{8}})(?!\d)|{ALONE}\d[.,]\d+E\+1[01](?!\d)")
# A citizen number that lost its first 0 in Excel: one may be a figure, a column of them is a list.
ELEVEN = re.compile(r"[1-9]\d{10}")
LIST = 3
# Born in these years, members of 2026 are between 18 and 96.
BORN = (date(1930, 1, 1), date(2008, 12, 31))
LONGEST_DATE = 20
# A cell shorter than the shortest telephone number or address cannot hold one.
SHORTEST = 6
# Part of a cell that is searched: longer ones are no lists.
SEARCHED = 20_000


def is_personal_header(text: str) -> bool:
    """True for a header that names what only a list of persons holds."""
    key = fold(text)
    within = f" {key} ".replace(" sinh hoat ", " ")
    return key in personal("headers") or any(f" {word} " in within for word in personal("words"))


def is_personal_text(text: str) -> bool:
    """True for one text (a title, a signature, a header) that holds a number, an address or a
    name that belongs to a person."""
    text = text[:SEARCHED]
    return bool(_numbers(text, False) or holds_address(text) or _named(text))


def _named(text: str) -> bool:
    found = names(text)
    return found.sure or found.alone


def _numbers(text: str, numeric: bool) -> bool:
    if "@" not in text and not DIGITS.search(text):
        return False
    return bool(ANYWHERE.search(text) or (not numeric and TWELVE.search(text)))


def betrays(header: str, texts: Iterable[str], numeric: bool = False) -> bool:
    """True if a column lists persons, by its header and the distinct texts of its cells. In a
    `numeric` one a number of 12 digits may be a figure, unless it begins with 0."""
    if is_personal_header(header) or is_personal_text(header):
        return True
    texts = [text[:SEARCHED] for text in texts]
    if any(is_personal_header(text) for text in islice(texts, FIRST_ROWS)):
        return True
    long = [text for text in texts if len(text) >= SHORTEST]
    if any(_numbers(text, numeric) for text in long):
        return True
    if numeric:
        return False
    if sum(bool(ELEVEN.fullmatch(text)) for text in long) >= LIST or any(map(holds_address, long)):
        return True
    return column_names(long) or _births(header, texts)


def _births(header: str, texts: list[str]) -> bool:
    """True for a column of days on which people were born, where the contract knows no dates."""
    filled = [text for text in texts if text]
    if len(filled) < LIST or fold(header) in _dated() or any(len(t) > LONGEST_DATE for t in filled):
        return False
    try:
        return all(BORN[0] <= parse_date(text) <= BORN[1] for text in filled)
    except PeriodError:
        return False


@cache
def _dated() -> frozenset[str]:
    columns = [column for table in tables().values() for column in table.columns]
    dated = [column for column in columns if column.type in ("date", "period")]
    words = {word for c in dated for word in (c.name, c.vi, c.en, *c.aliases)}
    return frozenset(map(fold, words | set(shared()["personal"]["dated"])))


def find(sheet: Sheet, numeric: frozenset[int] = frozenset()) -> list[Problem]:
    """personal_data problems of a sheet, each naming a column and nothing of its cells; personal_title for the lines
    of titles, notes and signatures. `numeric` holds the indices of number columns."""
    around = [*sheet.above, *sheet.beside, *sheet.totals]
    return [
        _problem(name, index)
        for index, (name, column) in enumerate(zip(sheet.header, sheet.columns, strict=True))
        if betrays(name, column.texts, index in numeric)
    ] + [
        Problem("personal_title", "error", "", line)
        for line, cells in around
        if any(is_personal_text(cell) for cell in cells)
    ]


def _problem(name: str, index: int) -> Problem:
    # A header that is itself a telephone number or the like is not repeated.
    shown = None if is_personal_text(name) else quoted(name)
    return Problem("personal_data", "error", "", None, shown, {"number": index + 1})
