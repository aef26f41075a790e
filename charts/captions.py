"""The words round a figure, the same on screen and in files: finding, periods, flags, sources."""

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd

from labels import Labels

Finding = Callable[[pd.DataFrame, Labels], str | None]
Apart = Callable[[Any, Labels], str]
ON_YEARLY_AXIS = ("year", "part_year")


def tells(finding: Finding | None = None, apart: Apart | None = None) -> Callable:
    """Give a chart its sentences.

    `finding` writes the card's title from the frame, or None where there is nothing to say. A chart with `apart`
    has a yearly axis: it is drawn from years and parts of years only, and `apart` writes the figure of every
    other row, which stands beside the axis as a figure of its own.
    """

    def mark(chart):
        chart.finding, chart.apart = finding, apart
        return chart

    return mark


def split(chart: Callable | None, frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows a chart draws, and the rows that are told apart from it because no yearly axis can hold them."""
    if getattr(chart, "apart", None) is None or "period_kind" not in frame:
        return frame, frame.iloc[:0]
    on_axis = frame.period_kind.isin(ON_YEARLY_AXIS)
    return frame[on_axis], frame[~on_axis & frame.period_kind.notna()]


def apart_figures(chart: Callable, rows: pd.DataFrame, say: Labels) -> list[tuple[str, str]]:
    """(unit and period, figure in words) of every row that stands apart."""
    several = "unit_name" in rows and rows.unit_name.nunique() > 1
    told = []
    for row in rows.itertuples():
        when = say.period(row.period_start, row.period_end, row.period_kind)
        told.append((f"{row.unit_name} · {when}" if several else when, chart.apart(row, say)))
    return told


def question(chart: Callable) -> str:
    """The name of a chart's question: `admissions/attainment_by_year` for that function of `charts.admissions`."""
    return f"{chart.__module__.rpartition('.')[2]}/{chart.__name__}"


def escaped(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its texts escaped: Plotly would read `<b>` in a name as a tag."""
    texts = frame.select_dtypes(include=["object", "string"]).columns
    changed = {n: frame[n].map(lambda v: escape(v, quote=False) if isinstance(v, str) else v) for n in texts}
    return frame.assign(**changed)


def finding(chart: Callable, frame: pd.DataFrame, say: Labels) -> str | None:
    """The finding of a chart in one sentence; None where it has no rule, or the rule finds nothing to say."""
    rule = getattr(chart, "finding", None)
    return rule(frame, say) if rule is not None and has_figures(frame) else None


def has_figures(frame: pd.DataFrame) -> bool:
    """Whether any row carries a figure: a unit that reports nothing stands in a row without a period."""
    return bool(len(frame)) and ("period_kind" not in frame or bool(frame.period_kind.notna().any()))


def periods(frame: pd.DataFrame, say: Labels, most: int = 3) -> str:
    """The periods of a frame in words: the years as one span, then the others, at most `most` of them."""
    if "period_kind" not in frame:
        return ""
    found = frame.dropna(subset=["period_kind"]).drop_duplicates(
        ["period_start", "period_end", "period_kind"]
    )
    years = sorted(found[found.period_kind == "year"].period_end.dt.year)
    words = []
    if years:
        words.append(str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}")
    others = found[found.period_kind != "year"].sort_values("period_end")
    spoken = [say.period(r.period_start, r.period_end, r.period_kind) for r in others.itertuples()]
    words += spoken[-most:]
    return "; ".join(words)


def flags(frame: pd.DataFrame, say: Labels, illustrative: bool) -> list[str]:
    """What a reader must know before he believes the figure, most important first."""
    found = [say("card.flags.illustrative")] if illustrative else []
    found += [say(key) for key, raised in _raised(frame) if raised]
    return found + _sums(frame, say) + _silent(frame, say)


def _raised(frame: pd.DataFrame) -> list[tuple[str, bool]]:
    def any_of(column: str, value: object) -> bool:
        return column in frame and bool((frame[column] == value).fillna(False).any())

    return [
        ("card.flags.partial", any_of("period_kind", "part_year")),
        ("card.flags.undated", any_of("period_kind", "undated")),
        ("card.flags.provisional", any_of("status", "p")),
        ("card.flags.estimated", any_of("status", "e")),
        ("card.flags.revised", any_of("status", "r")),
        ("card.flags.series_break", any_of("status", "b")),
        ("card.flags.definition_differs", any_of("status", "d")),
        ("card.flags.contested", any_of("contested", True)),
    ]


def _sums(frame: pd.DataFrame, say: Labels) -> list[str]:
    """How many units a sum was added up from; the poorest sum of the figure is named."""
    if "basis" not in frame or not (frame.basis == "summed").any():
        return []
    sums = frame[frame.basis == "summed"].dropna(subset=["reported", "expected"])
    if sums.empty:
        return [say("card.flags.summed")]
    poorest = sums.loc[(sums.reported / sums.expected).astype(float).idxmin()]
    words = say("card.origin.summed", reported=int(poorest.reported), expected=int(poorest.expected))
    gaps = "complete" in sums and not sums.complete.fillna(False).astype(bool).all()
    return [words + (say("card.origin.gaps") if gaps else "")]


def _silent(frame: pd.DataFrame, say: Labels) -> list[str]:
    """The units whose reports print nothing of what is asked."""
    if not {"unit_name", "period_kind"} <= set(frame):
        return []
    told = frame.groupby("unit_name", sort=False).period_kind.count()
    names = list(told[told == 0].index)
    if not names:
        return []
    few = ", ".join(names[:4]) + (" …" if len(names) > 4 else "")
    return [say("card.flags.silent", names=few, count=say.count(len(names)))]


def source_codes(frame: pd.DataFrame) -> list[str]:
    """The sources of a frame's printed figures, that of the last rows (the newest years) first."""
    if "source_code" not in frame:
        return []
    return list(dict.fromkeys(reversed(frame.source_code.dropna().tolist())))
