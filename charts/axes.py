"""Axes that several charts share: periods one after another, the figures that stand on them."""

from collections.abc import Iterable
from datetime import datetime
from textwrap import wrap
from typing import Any

from charts.records import Row
from labels import Labels, missing


def period_label(row: Row, say: Labels) -> str:
    """The short words of a row's period, one text per period, narrow enough to stand level under a column."""
    words = say.short_period(row.period_start, row.period_end, row.period_kind)
    return words.replace(" (", "<br>(").replace("–", "–<br>")


def period_labels(rows: Iterable[Row], say: Labels) -> list[str]:
    """The short words of each row's period."""
    return [period_label(row, say) for row in rows]


def wrapped(words: str, width: int) -> list[str]:
    """Words on lines of at most this many letters; 18-30 is never torn apart."""
    return wrap(words, width, break_on_hyphens=False)


def is_partial(rows: Iterable[Row]) -> list[bool]:
    """Which rows cover only part of a year: these are hatched."""
    return [row.period_kind == "part_year" for row in rows]


def all_periods(rows: list[Row], say: Labels) -> list[str]:
    """Every period of a yearly axis in order, and each year between that no row tells: a gap stays a gap."""
    told = {(row.period_end.year, row.period_end, period_label(row, say)) for row in rows}
    years = {year for year, _, _ in told}
    silent = set(range(min(years), max(years))) - years if years else set()
    gaps = {(year, datetime(year, 12, 31), str(year)) for year in silent}
    return [label for _, _, label in sorted(told | gaps)]


def over_periods(every: list[str]) -> dict[str, Any]:
    """The x axis on which these periods stand in this order; their words turn only where they would touch."""
    # One or two columns alone would fill the whole width.
    air = max(0, 5 - len(every)) / 2
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": every,
        "range": [-0.5 - air, len(every) - 0.5 + air],
        "tickmode": "array",
        "tickvals": every,
        "autotickangles": [0, 90],
    }


def values(figures: Iterable[Any]) -> list[float | None]:
    """Figures as Plotly reads them: an absent one leaves a gap."""
    return [None if value is None else float(value) for value in figures]


def percent(value: Any, say: Labels) -> str:
    """A printed percent keeps its decimals; one that was worked out has two."""
    return say.percent(value, 2 if not missing(value) and round(float(value), 2) != value else None)
