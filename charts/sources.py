"""Where figures come from: the documents, what they print and leave out, and where they contradict themselves."""

import pandas as pd
import plotly.graph_objects as go

from charts import coverage
from charts.captions import tells
from labels import Labels, missing


def printed(row, say: Labels) -> str:
    """A figure as its source prints it: "trên 5.700", "93,15%", "27,94 km²"."""
    unit = row.unit_of_measure
    if unit == "percent":
        return say(f"qualifier.{row.qualifier or 'exact'}", value=say.percent(row.value, None))
    text = say.count(row.value, row.qualifier)
    counted_in = getattr(row, "counted_in", None)
    return text if missing(counted_in) else say("units_of_measure.count_of", value=text, unit=counted_in)


def _documents(frame: pd.DataFrame, say: Labels) -> str:
    drafts = int((frame.status == "du_thao").sum())
    return say(
        f"sources.catalogue.{'with_drafts' if drafts else 'told'}",
        count=say.count(len(frame)),
        figures=say.count(frame.figures.sum()),
        drafts=say.count(drafts),
    )


@tells(finding=_documents)
def catalogue(frame: pd.DataFrame, say: Labels) -> list[tuple[str, bool, list[tuple[str, str]], str]]:
    """The documents in words: title, whether it is a draft, its facts and its note."""
    facts = ("number", "issuer", "issued_on", "as_of", "figures", "units")
    told = []
    for row in frame.itertuples():
        values = [(name, _fact(getattr(row, name), say)) for name in facts]
        entries = [(say(f"column.{name}"), text) for name, text in values]
        note = "" if missing(row.note) else row.note
        told.append((row.title, row.status == "du_thao", entries, note))
    return told


def _fact(value: object, say: Labels) -> str:
    if missing(value):
        return say("card.not_reported")
    if isinstance(value, pd.Timestamp):
        return say.date(value.date())
    return value if isinstance(value, str) else say.count(value)


def find(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """The figures found, each as printed, with its table before its words; columns that nobody fills are left out."""
    shown = [
        "unit_name",
        "item",
        "period_start",
        "period_end",
        "period_kind",
        "printed",
        "place",
        "source_title",
    ]
    words = [printed(row, say) for row in frame.itertuples()]
    items = [f"{row.table_label}: {row.item}" for row in frame.itertuples()]
    told = [name for name in ("note", "status") if frame[name].notna().any()]
    return frame.assign(printed=words, item=items)[[*shown, *told]]


@tells(finding=coverage.emptiest)
def tables_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Row: a table of a unit; column: a year; the mark says how far the unit has figures for it."""
    return coverage.tables(frame, say)


@tells(finding=coverage.silent_units)
def units_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Row: a unit; column: a year; the number: in how many tables it has figures, 0 for none, blank for no unit."""
    return coverage.counts(frame, say)


def _how_many_differ(frame: pd.DataFrame, say: Labels) -> str | None:
    counts = frame.drop_duplicates(FIGURE).difference.value_counts()
    told = [say(f"sources.differing.{kind}", count=say.count(n)) for kind, n in counts.items()]
    return say("sources.differing.told", kinds="; ".join(told))


FIGURE = ["unit_id", "table_name", "item", "period_start", "period_end", "period_kind"]


@tells(finding=_how_many_differ)
def differing(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """One row per figure: all its printed values, each with its place, as "trên 5.700 (Mục I) · 5.704 (Mục II.2.1)"."""
    several = frame.source_code.nunique() > 1
    rows = []
    for _, group in frame.groupby(FIGURE, sort=False, dropna=False):
        values = [
            _placed(row, say, several and group.source_code.nunique() > 1) for row in group.itertuples()
        ]
        rows.append(group.iloc[0].to_dict() | {"printed": " · ".join(values)})
    columns = [
        "difference",
        "unit_name",
        "item",
        "period_start",
        "period_end",
        "period_kind",
        "printed",
        "source_title",
    ]
    return pd.DataFrame(rows, columns=columns)


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
