"""Axes that several charts share: periods one after another, units side by side."""

from typing import Any

import pandas as pd

from labels import Labels


def period_labels(frame: pd.DataFrame, say: Labels) -> list[str]:
    """The short words of each row's period, one text per period, narrow enough to stand level under a column."""
    rows = zip(frame.period_start, frame.period_end, frame.period_kind, strict=True)
    return [_narrow(say.short_period(start, end, kind)) for start, end, kind in rows]


def _narrow(words: str) -> str:
    return words.replace(" (", "<br>(").replace("–", "–<br>")


def periods(frame: pd.DataFrame, say: Labels) -> list:
    """The x of a chart over periods: periods of one unit, or units with their periods beneath them."""
    labels = period_labels(frame, say)
    if frame.unit_name.nunique() <= 1:
        return labels
    return [list(frame.unit_name), labels]


def is_partial(frame: pd.DataFrame) -> list[bool]:
    """Which rows cover only part of a year: these are hatched."""
    return list(frame.period_kind == "part_year")


def all_periods(frame: pd.DataFrame, say: Labels) -> list[str]:
    """Every period of a yearly axis in order, and each year between that no row tells: a gap stays a gap."""
    labels = period_labels(frame, say)
    told = {(int(end.year), end, label) for end, label in zip(frame.period_end, labels, strict=True)}
    years = {year for year, _, _ in told}
    silent = set(range(min(years), max(years))) - years if years else set()
    gaps = {(year, pd.Timestamp(year, 12, 31), str(year)) for year in silent}
    return [label for _, _, label in sorted(told | gaps)]


def over_periods(every: list[str]) -> dict:
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


def values(column: pd.Series) -> list[float | None]:
    """The figures of a column as Plotly reads them: an absent one leaves a gap."""
    return [None if pd.isna(value) else float(value) for value in column]


def percent(value: Any, say: Labels) -> str:
    """A printed percent keeps its decimals; one that was worked out has two."""
    return say.percent(value, 2 if pd.notna(value) and round(float(value), 2) != value else None)
