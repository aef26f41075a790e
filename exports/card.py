"""A card: the rows of its question and the words round them, the same on screen and in a file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

import queries
from charts import captions
from exports import territory
from exports.answers import answer, titles
from ingest import variants, warehouse
from ingest.thresholds import small_numbers
from labels import Labels, missing
from queries import Filters
from queries.scope import scope

MOST_NAMES = 6


@dataclass(frozen=True)
class Card:
    """What one card shows: a question, its filters, its rows and the words round them."""

    question: str
    filters: Filters
    version: str
    frame: pd.DataFrame
    title: str
    subtitle: str
    flags: list[str]
    source: str
    apart: list[tuple[str, str]]
    chart: Callable | None

    @property
    def say(self) -> Labels:
        return Labels(self.filters.lang)

    @property
    def key(self) -> str:
        """A name of its own on the page: the question, and its own parameters that are words."""
        own = [value for _, value in self.filters.extra if isinstance(value, str) and value]
        return "_".join([self.question.replace("/", "_"), *own])


def card(question: str, chart: Callable | None, filters: Filters) -> Card:
    """The card of a question with the filters and its own parameters; `chart` gives the words of its figure."""
    return _card(question, chart, filters, warehouse.current(filters.collection).name)


@lru_cache(maxsize=1000)
def _card(question: str, chart: Callable | None, filters: Filters, version: str) -> Card:
    say, frame = Labels(filters.lang), answer(question, filters)
    looked = scope(filters.collection)
    plain = plain_title(question, dict(filters.extra), say)
    title = (captions.finding(chart, frame, say) if chart else None) or plain
    if title != plain and "status" in frame and "e" in set(frame.status):
        title = say("mergers.estimated_finding", finding=title)
    everything = say("filters.all_committees") if "unit_id" in frame else say("filters.whole_collection")
    unit = (looked.name_of(filters.unit) if "unit_id" in frame else "") or everything
    parts = [plain if title != plain else "", unit, captions.periods(frame, say)]
    _, apart = captions.split(chart, frame)
    return Card(
        question,
        filters,
        version,
        frame,
        title,
        " · ".join(p for p in parts if p),
        _flags(question, frame, filters, say),
        _source_line(frame, filters, say),
        captions.apart_figures(chart, apart, say) if chart else [],
        chart,
    )


def plain_title(question: str, own: dict[str, Any], say: Labels) -> str:
    """The title of a question with its own parameters, where no figures give it a finding."""
    spoken = {k: say(f"{k}.{v}") for k, v in own.items() if say.has(f"{k}.{v}")}
    return say(f"{question.replace('/', '.')}.title", **spoken)


def leaving(shown: Card) -> Card:
    """The card as it may leave the house: asked anew, with the small numbers hidden that files do not show."""
    return leaving_card(shown.question, shown.chart, shown.filters)


def leaving_card(question: str, chart: Callable | None, filters: Filters) -> Card:
    """A card as it may leave the house, at once."""
    return card(question, chart, replace(filters, least=max(filters.least, small_numbers()["exports"])))


def _flags(question: str, frame: pd.DataFrame, filters: Filters, say: Labels) -> list[str]:
    found = captions.flags(frame, say, scope(filters.collection).illustrative, filters.least)
    if filters.territory == variants.NOW and "unit_id" in frame and queries.tables_of(question):
        units = tuple(int(unit) for unit in dict.fromkeys(frame.unit_id) if not missing(unit))
        spans = answer("mergers/shares", replace(filters, extra=()).having(behind=units))
        found = territory.instead(found, territory.flags(frame, spans, filters, say), say)
    elif "unit_id" in frame:
        found += _unfounded(frame, filters, say)
    return found + _unreported(question, frame, filters, say)


def _unfounded(frame: pd.DataFrame, filters: Filters, say: Labels) -> list[str]:
    """The units of which a report tells figures of a time when they were not there yet."""
    if "period_end" not in frame:
        return []
    by_id, names = scope(filters.collection).by_id, {}
    for unit, day in zip(frame.unit_id, frame.period_end, strict=True):
        place = None if missing(unit) or missing(day) else by_id.get(int(unit))
        if place and place.valid_from and day.date() < place.valid_from:
            names[place.name] = True
    return [say("card.flags.before_founded", names=_few(list(names), say))] if names else []


def _unreported(question: str, frame: pd.DataFrame, filters: Filters, say: Labels) -> list[str]:
    """The units that the poorest sum of a card lacks, by name; they are the whole of its gap, or nothing is said."""
    poorest = captions.poorest(frame)
    if not poorest or poorest["reported"] == poorest["expected"] or missing(poorest["unit_id"]):
        return []
    days = {name: _day(poorest[name]) for name in ("period_start", "period_end")}
    asked = filters.having(
        **days,
        behind=(int(poorest["unit_id"]),),
        tables=tuple(queries.tables_of(question)),
        period_kind=poorest["period_kind"],
    )
    gap = int(poorest["expected"] - poorest["reported"])
    for _, rows in answer("sources/missing", asked).groupby("table_name"):
        if len(rows) == gap:
            return [say("card.flags.missing", names=_few(list(rows.unit_name), say))]
    return []


def _few(names: list[str], say: Labels) -> str:
    rest = len(names) - MOST_NAMES
    few = ", ".join(names[:MOST_NAMES])
    return say("card.flags.and_others", names=few, count=say.count(rest)) if rest > 0 else few


def _day(day):
    return None if missing(day) else day.date().isoformat()


def _source_line(frame: pd.DataFrame, filters: Filters, say: Labels) -> str:
    codes = captions.source_codes(frame)
    if not codes:
        summed = "basis" in frame and (frame.basis == "summed").any()
        recast = filters.territory == variants.NOW
        return say("mergers.sources_of_parts" if recast else "card.sources_of_parts") if summed else ""
    known = titles(filters.collection, say)
    named = [known[c] for c in codes[:3] if c in known]
    more = len(codes) - len(named)
    rest = say("card.more_sources", count=more) if more else ""
    return say("card.sources", sources="; ".join(named)) + rest
