"""One cell of a column into its value: the rules of each column type of the contract."""

import re
from collections.abc import Callable
from functools import partial

from ingest.contract import Column
from ingest.known import Known, nearest
from ingest.normalise import fold, parse_date, parse_number, parse_period
from ingest.problem import quoted
from ingest.reading import ReadingError
from ingest.words import is_total, spelled_key

WHOLE_TYPES = ("count", "whole")
NUMBER_TYPES = (*WHOLE_TYPES, "percent", "decimal", "share")
UNIT_CODE = re.compile(r"[a-z0-9-]+")
CODE = re.compile(r"[a-z0-9_.-]+")
FLAGS = {"true": True, "co": True, "yes": True, "1": True}
FLAGS |= {"false": False, "khong": False, "no": False, "0": False}


def reader(table: str, column: Column, known: Known, style: str) -> Callable[[str], object]:
    """A function from the text of a non-empty cell to its value; it raises ReadingError.

    Values: int, float, date, bool, Period or str, and None for a number cell of odd white space.
    A `category` stays as written: what it means depends on the rest of its row."""
    if column.type in NUMBER_TYPES:
        return partial(_number, column, style)
    rules = {
        "unit": partial(_unit, known),
        "source": partial(_listed, "unknown_source", known.sources, {}),
        "scheme": partial(_listed, "unknown_scheme", {s for _, s in known.schemes}, {}),
        "code": partial(_listed, "unknown_code", *known.in_list(column.list)),
        "choice": partial(_listed, "unknown_code", column.choices, {}),
        "new_code": partial(_new_code, UNIT_CODE if table == "units" else CODE),
        "period": parse_period,
        "date": parse_date,
        "flag": _flag,
    }
    if column.name == "unit_code":
        rules["new_code"] = partial(_new_code, UNIT_CODE)
    return rules.get(column.type, str)


# What offices write where a figure is missing, not to be had, or nought: only its writer knows which.
UNCLEAR = re.compile(
    r"[-–—−.…*/?]+|x+|\(?neu co\)?|khong co|khong|chua co|n/?a|na|nil|null|none", re.IGNORECASE
)


def _number(column: Column, style: str, text: str) -> int | float | None:
    signed = column.type == "decimal" or bool(column.signed_for)
    if UNCLEAR.fullmatch(text) or UNCLEAR.fullmatch(fold(text)):
        raise ReadingError("unclear_value", text=quoted(text))
    try:
        value = parse_number(text, style, column.type in WHOLE_TYPES, signed)
    except ReadingError as error:
        code = error.code
        if code == "negative_number":
            code = {"count": "negative_count", "percent": "percent_range"}.get(column.type, code)
        raise ReadingError(code, text=quoted(text)) from None
    if value is None:
        return None
    if column.type == "percent" and not column.over_100 and not 0 <= value <= 100:
        raise ReadingError("percent_range", text=quoted(text))
    if column.type == "share" and value > 1:
        raise ReadingError("share_range", text=quoted(text))
    return value


def _unit(known: Known, text: str) -> str:
    if text in known.units:
        return text
    if text.lower() in known.units:
        return text.lower()
    fits = sorted(known.names.get(fold(text)) or known.names.get(spelled_key(text), ()))
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise ReadingError("ambiguous_unit", text=quoted(text), units=known.described(fits))
    raise ReadingError("unknown_unit", text=quoted(text), near=lambda: known.nearest_units(text))


def _listed(code: str, codes, labels: dict[str, set[str]], text: str) -> str:
    """A code as it stands, or its label if no other code of the list has the same."""
    if text in codes:
        return text
    key = fold(text)
    fits = labels.get(key) or {c for c in codes if fold(c) == key}
    if not fits and "all" in codes and is_total(text):
        return "all"
    if len(fits) == 1:
        return next(iter(fits))
    raise ReadingError(code, text=quoted(text), near=lambda: nearest(text, codes))


def category(known: Known, dimension: str, scheme: str, text: str) -> str:
    """The code of a category within one scheme of one dimension; ReadingError unknown_scheme (of
    the column scheme) or unknown_code."""
    if (dimension, scheme) not in known.schemes:
        schemes = {s for d, s in known.schemes if d == dimension}
        near = ", ".join(sorted(schemes))
        raise ReadingError("unknown_scheme", text=quoted(scheme), near=lambda: near)
    key = (dimension, scheme)
    return _listed("unknown_code", known.codes.get(key, set()), known.labels.get(key, {}), text)


def _new_code(syntax: re.Pattern, text: str) -> str:
    if not syntax.fullmatch(text):
        raise ReadingError("bad_code", text=quoted(text))
    return text


def _flag(text: str) -> bool:
    if fold(text) not in FLAGS:
        raise ReadingError("bad_flag", text=quoted(text))
    return FLAGS[fold(text)]
