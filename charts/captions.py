"""The words round a figure, the same on screen and in files: finding, periods, flags, sources."""

import inspect
from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import records
from labels import Labels, missing

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
    kinds = frame.period_kind.tolist()
    on_axis = [kind in ON_YEARLY_AXIS for kind in kinds]
    if all(on_axis):
        return frame, frame.iloc[:0]
    beside = [not drawn and not missing(kind) for drawn, kind in zip(on_axis, kinds, strict=True)]
    return frame[on_axis], frame[beside]


def apart_figures(chart: Callable, rows: pd.DataFrame, say: Labels) -> list[tuple[str, str]]:
    """(unit and period, figure in words) of the rows that stand apart; one printed twice for one time stands once."""
    several = len(set(_column(rows, "unit_name"))) > 1
    told: list[tuple[Any, str, list[str]]] = []
    for row in records.of(rows):
        when, figure = _when(row, say), chart.apart(row, say)
        for first, same, whens in told:
            if (first.unit_name, same) == (row.unit_name, figure) and records.one_time(first, row):
                whens.append(when)
                break
        else:
            told.append((row, figure, [when]))
    return [
        (" · ".join([row.unit_name] * several + ["; ".join(dict.fromkeys(whens))]), figure)
        for row, figure, whens in told
    ]


def _when(row: Any, say: Labels) -> str:
    """The period of a figure; of a sum that not all units told, how many did."""
    when = say.period(row.period_start, row.period_end, row.period_kind)
    reported, expected = getattr(row, "reported", None), getattr(row, "expected", None)
    if (
        getattr(row, "basis", None) != "summed"
        or reported is None
        or expected is None
        or reported >= expected
    ):
        return when
    return f"{when} · {say('card.origin.summed', reported=reported, expected=expected)}"


def question(chart: Callable) -> str:
    """The name of a chart's question: `admissions/attainment_by_year` for that function of `charts.admissions`."""
    return f"{chart.__module__.rpartition('.')[2]}/{chart.__name__}"


def draws(chart: Callable | None) -> bool:
    """Whether a chart gives a figure; others give a table of words, or text."""
    return chart is not None and inspect.signature(chart).return_annotation is go.Figure


def escaped(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its texts escaped: Plotly would read `<b>` in a name as a tag."""
    changed = {}
    for name in frame.columns:
        if frame[name].dtype.kind == "O":
            texts = frame[name].tolist()
            safe = [escape(text, quote=False) if isinstance(text, str) else text for text in texts]
            if safe != texts:
                changed[name] = safe
    return frame.assign(**changed) if changed else frame


def finding(chart: Callable, frame: pd.DataFrame, say: Labels) -> str | None:
    """The finding of a chart in one sentence; None where it has no rule, or the rule finds nothing to say."""
    rule = getattr(chart, "finding", None)
    return rule(frame, say) if rule is not None and has_figures(frame) else None


def has_figures(frame: pd.DataFrame) -> bool:
    """Whether any row carries a figure: a unit that reports nothing stands in a row without a period."""
    return len(frame) > 0 and ("period_kind" not in frame or any(_told(frame)))


def periods(frame: pd.DataFrame, say: Labels, most: int = 3) -> str:
    """The periods of a frame in words: the years as one span, then the others, at most `most` of them."""
    found = [span for span in dict.fromkeys(_spans(frame)) if not missing(span[2])]
    years = sorted(end.year for _, end, kind in found if kind == "year")
    words = []
    if years:
        words.append(str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}")
    # An undated figure of an undated source has no end; it comes last.
    others = sorted((s for s in found if s[2] != "year"), key=lambda s: (missing(s[1]), s[1]))
    words += dict.fromkeys(say.period(*span) for span in others[-most:])
    return "; ".join(dict.fromkeys(words))


def flags(frame: pd.DataFrame, say: Labels, illustrative: bool, least: int = 0) -> list[str]:
    """What a reader must know before he believes the figure, most important first; numbers below `least` are hidden."""
    found = [say("card.flags.illustrative")] if illustrative else []
    if records.HIDDEN in _column(frame, "status") or any(
        isinstance(h, str) for h in _column(frame, "hidden_columns")
    ):
        found.append(say("card.flags.hidden", least=least))
    kinds = {kind for _, _, kind in _spans(frame)}
    found += [say(f"card.flags.{flag}") for flag, kind in _OF_PERIODS if kind in kinds]
    found += [say(f"card.flags.{flag}") for flag, column, value in _RAISED if value in _column(frame, column)]
    return found + _sums(frame, say) + _silent(frame, say)


_OF_PERIODS = (("partial", "part_year"), ("undated", "undated"))
_RAISED: tuple[tuple[str, str, object], ...] = (
    ("provisional", "status", "p"),
    ("estimated", "status", "e"),
    ("revised", "status", "r"),
    ("series_break", "status", "b"),
    ("definition_differs", "status", "d"),
    ("contested", "contested", True),
    ("original_quota", "quota_kind", "original"),
    ("worked_out", "worked_out", True),
)


def _column(frame: pd.DataFrame, name: str) -> list:
    """A column as a list: a card reads its frame a dozen times, and masks of pandas cost more than the question."""
    return [None if value is pd.NA else value for value in frame[name].tolist()] if name in frame else []


def _spans(frame: pd.DataFrame) -> list[tuple]:
    """(start, end, kind) of every period in a frame; a row of several figures has several, each under its own name."""
    owners = [name.removesuffix("_start") for name in frame.columns if name.endswith("_start")]
    columns = [[_column(frame, f"{owner}_{part}") for part in ("start", "end", "kind")] for owner in owners]
    return [span for own in columns for span in zip(*own, strict=True)]


def _told(frame: pd.DataFrame) -> list[bool]:
    return [not missing(kind) for kind in _column(frame, "period_kind")]


def poorest(frame: pd.DataFrame) -> dict[str, Any] | None:
    """Of the sums in a frame, the one that the fewest of its units reported; None where nothing is added up."""
    if "summed" not in _column(frame, "basis"):
        return None
    names = (
        "basis",
        "unit_id",
        "reported",
        "expected",
        "complete",
        "period_start",
        "period_end",
        "period_kind",
    )
    every = [
        dict(zip(names, row, strict=True)) for row in zip(*(_column(frame, n) for n in names), strict=True)
    ]
    sums = [
        r for r in every if r["basis"] == "summed" and not (missing(r["reported"]) or missing(r["expected"]))
    ]
    return min(sums, key=lambda r: (r["reported"] / r["expected"], r["complete"] is True), default={})


def _sums(frame: pd.DataFrame, say: Labels) -> list[str]:
    """How many units a sum was added up from; of several, the poorest is named, with its period if it has gaps."""
    row = poorest(frame)
    if row is None:
        return []
    if not row:
        return [say("card.flags.summed")]
    reported, expected = int(row["reported"]), int(row["expected"])
    words = say("card.origin.summed", reported=reported, expected=expected)
    if reported == expected and row["complete"] is True:
        return [words]
    words += say("card.origin.gaps") if reported == expected else ""
    when = say.period(row["period_start"], row["period_end"], row["period_kind"])
    return [say("card.origin.when", told=words, when=when)]


def _silent(frame: pd.DataFrame, say: Labels) -> list[str]:
    """The units whose reports print nothing of what is asked."""
    told = dict.fromkeys(_column(frame, "unit_name"), False)
    if not told or "period_kind" not in frame:
        return []
    for name, figure in zip(_column(frame, "unit_name"), _told(frame), strict=True):
        told[name] |= figure
    names = [name for name, figure in told.items() if not figure]
    if not names:
        return []
    few = ", ".join(names[:4]) + (" …" if len(names) > 4 else "")
    return [say("card.flags.silent", names=few, count=say.count(len(names)))]


def source_codes(frame: pd.DataFrame) -> list[str]:
    """The sources of a frame's printed figures, that of the last rows (the newest years) first."""
    return list(dict.fromkeys(c for c in reversed(_column(frame, "source_code")) if not missing(c)))
