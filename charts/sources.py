"""Where figures come from: the documents, what they print and leave out, and where they contradict themselves."""

from collections import Counter
from datetime import datetime

import pandas as pd
import plotly.graph_objects as go

from charts import coverage, coverage_words, records
from charts.captions import tells
from charts.records import Row
from labels import Labels, missing

DRAFT = "du_thao"
FACTS = ("number", "issuer", "issued_on", "as_of", "figures", "units")
FIGURE = ("unit_id", "table_name", "item", "period_start", "period_end", "period_kind")
IN_WORDS = ("unit_name", "item", "period_start", "period_end", "period_kind", "printed")


def printed(row, say: Labels) -> str:
    """A figure as its source prints it: "trên 5.700", "93,15%", "27,94 km²"."""
    unit = row.unit_of_measure
    if unit == "percent":
        return say(f"qualifier.{row.qualifier or 'exact'}", value=say.percent(row.value, None))
    text = say.count(row.value, row.qualifier)
    counted_in = getattr(row, "counted_in", None)
    return text if missing(counted_in) else say("units_of_measure.count_of", value=text, unit=counted_in)


def _documents(frame: pd.DataFrame, say: Labels) -> str:
    told = records.of(frame)
    drafts = sum(row.status == DRAFT for row in told)
    return say(
        f"sources.catalogue.{'with_drafts' if drafts else 'told'}",
        count=say.count(len(told)),
        figures=say.count(sum(row.figures for row in told)),
        drafts=say.count(drafts),
    )


@tells(finding=_documents)
def catalogue(frame: pd.DataFrame, say: Labels) -> list[tuple[str, bool, list[tuple[str, str]], str]]:
    """The documents in words: title, whether it is a draft, its facts and its note."""
    facts = {name: say(f"column.{name}") for name in FACTS}
    return [
        (
            row.title,
            row.status == DRAFT,
            [(words, _fact(getattr(row, name), say)) for name, words in facts.items()],
            row.note or "",
        )
        for row in records.of(frame)
    ]


def _fact(value: object, say: Labels) -> str:
    if value is None:
        return say("card.not_reported")
    if isinstance(value, datetime):
        return say.date(value)
    return value if isinstance(value, str) else say.count(value)


def find(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """The figures found, each as printed, with its table before its words; columns that nobody fills are left out."""
    told = records.of(frame)
    words = [printed(row, say) for row in told]
    items = [f"{row.table_label}: {row.item}" for row in told]
    filled = [name for name in ("note", "status") if any(getattr(row, name) is not None for row in told)]
    return frame.assign(printed=words, item=items)[[*IN_WORDS, "place", "source_title", *filled]]


@tells(finding=coverage_words.emptiest)
def tables_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Row: a table of a unit; column: a year; the mark says how far the unit has figures for it."""
    return coverage.tables(frame, say)


@tells(finding=coverage_words.silent_units)
def units_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Row: a unit; column: a year; the number: in how many tables it has figures, 0 for none, blank for no unit."""
    return coverage.counts(frame, say)


def _how_many_differ(frame: pd.DataFrame, say: Labels) -> str | None:
    figures = records.grouped(records.of(frame), *FIGURE).values()
    counts = Counter(own[0].difference for own in figures).most_common()
    told = [say(f"sources.differing.{kind}", count=say.count(n)) for kind, n in counts]
    return say("sources.differing.told", kinds="; ".join(told))


@tells(finding=_how_many_differ)
def differing(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """One row per figure: all its printed values, each with its place, as "trên 5.700 (Mục I) · 5.704 (Mục II.2.1)"."""
    figures = records.grouped(records.of(frame), *FIGURE).values()
    values = [" · ".join(_placed(row, say, _several_sources(own)) for row in own) for own in figures]
    first = frame.drop_duplicates(list(FIGURE), ignore_index=True)
    return first.assign(printed=values)[["difference", *IN_WORDS, "source_title"]]


def _several_sources(own: list[Row]) -> bool:
    return len({row.source_code for row in own}) > 1


def _placed(row, say: Labels, with_source: bool) -> str:
    revised = say("status.r") if row.status == "r" else ""
    parts = [p for p in (row.place, row.source_title if with_source else "", revised) if not missing(p) and p]
    return f"{printed(row, say)} ({', '.join(parts)})" if parts else printed(row, say)


def _how_many_unfit(frame: pd.DataFrame, say: Labels) -> str:
    return say("sources.percents.told", count=say.count(len(frame)))


@tells(finding=_how_many_unfit)
def percents(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """One row per printed percent that its count and base don't give, with the percent that they give."""
    return frame
