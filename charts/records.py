"""The rows of a frame as plain tuples, read once: asked row by row, pandas takes longer than the drawing."""

from collections import namedtuple
from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from typing import Any

import pandas as pd
from pandas.api.extensions import ExtensionDtype

from labels import missing

HIDDEN = "c"  # the status of a small number that is kept back
ESTIMATED = "e"  # SDMX: estimated
Row = Any  # a named tuple of the frame's columns


def of(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame: plain values, days as datetimes, and None for what is absent."""
    columns = [_plain(column) for _, column in frame.items()]
    return list(map(_kind(tuple(frame.columns))._make, zip(*columns, strict=True)))


def told(frame: pd.DataFrame, *names: str) -> list[Row]:
    """The rows of a frame that have a period and a value in each of these columns."""
    return having(of(frame), "period_kind", *names)


def having(rows: Iterable[Row], *names: str) -> list[Row]:
    """The rows that have a value in each of these columns."""
    return [row for row in rows if all(getattr(row, name) is not None for name in names)]


def is_hidden(row: Row) -> bool:
    """Whether the figure of a row is a small number that is kept back."""
    return getattr(row, "status", None) == HIDDEN


def about(row: Row, words: str) -> str:
    """The words of a figure; before those of an estimate the sign for it."""
    return f"≈\u2009{words}" if getattr(row, "status", None) == ESTIMATED else words


def adding(rows: list[Row], name: str, value: Callable[[Row], Any]) -> list[Row]:
    """The rows with one more column."""
    if not rows:
        return []
    make = _kind((*rows[0]._fields, name))
    return [make(*row, value(row)) for row in rows]


def grouped(rows: Iterable[Row], *names: str) -> dict[Any, list[Row]]:
    """The rows by what stands in these columns, in the order in which it comes; of several columns a tuple."""
    key, found = attrgetter(*names), {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def several_units(rows: Iterable[Row]) -> bool:
    """Whether the rows tell of more units than one."""
    return len({row.unit_name for row in rows}) > 1


def one_time(row: Row, other: Row) -> bool:
    """Whether two rows put one time in two ways (2019-2023, since 2019): they share their first or their last day."""
    days = ((row.period_start, other.period_start), (row.period_end, other.period_end))
    return any(day is not None and day == same for day, same in days)


@cache
def _kind(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names, rename=True)


def _plain(column: pd.Series) -> list:
    if column.dtype.kind == "M":
        return column.to_numpy("datetime64[us]").astype(object).tolist()
    if isinstance(column.dtype, ExtensionDtype):
        return column.to_numpy(object, na_value=None).tolist()
    return [None if missing(value) else value for value in column.tolist()]
