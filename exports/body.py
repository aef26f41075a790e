"""What stands in a card below its head, on screen and in files: its figure, or its rows as a table of words."""

import importlib
import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from charts import breaks, captions, merger_words
from exports import table
from exports.answers import answer
from exports.card import Card
from queries import Filters


def chart_of(question: str) -> Callable | None:
    """The chart function of a question, by its name; None for a question that only has a table."""
    room, _, name = question.partition("/")
    try:
        return getattr(importlib.import_module(f"charts.{room}"), name, None)
    except ModuleNotFoundError:
        return None


def is_drawn(card: Card) -> bool:
    """Whether a figure can be drawn of a card: its chart draws, and it has rows for its axes."""
    return captions.draws(card.chart) and captions.has_figures(captions.split(card.chart, card.frame)[0])


def figure(card: Card) -> tuple[Any, list[str]]:
    """The figure of a card that is drawn, undressed, and the lines below it that say what its break lines mean.

    LookupError for a card without a chart.
    """
    if card.chart is None:
        raise LookupError(card.question)
    rows = captions.escaped(captions.split(card.chart, card.frame)[0])
    drawn = card.chart(rows, card.say)
    marked = breaks.mark(drawn, rows, changes(card.filters), card.say)
    return drawn, merger_words.decisions(marked, card.say)


def words(card: Card) -> pd.DataFrame:
    """The rows of a card as a table of words, as its page shows it or as its fold does."""
    if card.chart is None or inspect.signature(card.chart).return_annotation is not pd.DataFrame:
        return table.readable(card.frame, card.say)
    told = card.chart(card.frame, card.say)
    # Some charts choose rows and columns and leave the headings and the words of values to all tables.
    return table.readable(told, card.say) if any(card.say.has(f"column.{n}") for n in told) else told


def own_words(card: Card) -> pd.DataFrame:
    """The table of a slide: without a column that only repeats the unit, which stands above it."""
    told, unit = words(card), card.say("column.unit_name")
    repeats = unit in told and told[unit].nunique() == 1 and told[unit].iloc[0] in card.subtitle
    return told.drop(columns=unit) if repeats else told


def changes(filters: Filters) -> pd.DataFrame:
    """When the territory of the units looked at changed, in the years looked at."""
    every = answer("mergers/breaks", replace(filters, extra=()))
    return every[every.on_date.dt.year.between(filters.first_year, filters.last_year)]


def legend(card: Card) -> str:
    """How the marks of a card are to be read, where that needs saying."""
    key = f"{card.question.replace('/', '.')}.legend"
    return card.say(key) if card.say.has(key) else ""
