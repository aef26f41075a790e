"""How far a quota was attained, said by colour, shape and word: the band of a row, as the question gives it."""

from collections.abc import Callable, Iterable
from typing import Any

from charts import theme
from charts.records import Row
from labels import Labels, missing

SHAPES = {"below": "▼", "near": "◆", "met": "●", "exceeded": "▲"}
REACHED = ("met", "exceeded")


def name(row: Row, say: Labels) -> str:
    """▼ dưới chỉ tiêu (dưới 90%): the shape, the word and the limits of a row's band."""
    if missing(row.band):
        return say("band.none")
    low, below = (
        "" if missing(end) else say.percent(end, None)
        for end in (row.band_low_percent, row.band_below_percent)
    )
    limits = "from" if not below else "between" if row.band_low_percent else "below"
    words = say(f"band.limits.{limits}", low=low, below=below)
    return f"{SHAPES[row.band]}\u2009{say(f'band.{row.band}')} ({words})"


def marked(row: Row, text: str) -> str:
    """A figure with the shape of its band before it."""
    return text if missing(row.band) else f"{SHAPES[row.band]}\u2009{text}"


def is_reached(row: Row) -> bool:
    """Whether the quota was reached."""
    return row.band in REACHED


def present(told: Iterable[Row]) -> list[Row]:
    """One row of each band, the lowest band first, those without a band last."""
    found = {row.band: row for row in told}
    return [found[band] for band in (*SHAPES, None) if band in found]


def colour(row: Row) -> str:
    return theme.MISSING if missing(row.band) else theme.ATTAINMENT[row.band]


def bars(told: list[Row], say: Labels, trace: Callable[[Callable[[Row], bool]], dict]) -> list[dict]:
    """One trace of bars per band; `trace(belongs)` gives the bars of the rows that belong to it, gaps for the others.

    Where no row has a band there is nothing to tell apart, so the bars have one name and the colour of the admitted.
    """
    found = present(told)
    if [row.band for row in found] == [None]:
        return [trace(lambda _: True) | _look(say("column.admitted"), theme.ADMITTED, told)]
    return [
        trace(lambda row, band=one.band: row.band == band) | _look(name(one, say), colour(one), told)
        for one in found
    ]


def _look(words: str, paint: str, told: list[Row]) -> dict[str, Any]:
    pattern = theme.partial_pattern(row.period_kind == "part_year" for row in told)
    return {"name": words, "marker": {"color": paint, "pattern": pattern}}
