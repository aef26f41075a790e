"""The figures that somebody saw on a card, kept beside a saved view, and which of them have changed since."""

from dataclasses import dataclass

import pandas as pd

from exports import table
from exports.card import Card
from labels import languages, missing

# Beside the figures, not of them: a figure that gets a note has not changed.
REMARKS = {*table.REMARKS, "source_title", "title", "number", "issuer", "qualifier", "basis"}
IN = languages()[0]  # figures are kept and compared in one language, whatever the reader's


@dataclass(frozen=True)
class Change:
    """One figure that is not what it was: of what, as it was, as it is now; empty where there is none."""

    what: str
    old: str
    new: str


def figures(card: Card) -> dict[str, str]:
    """Every figure of a card in words, by what it is of (unit, period, part, column)."""
    frame = table.with_period(card.frame, card.say)
    names = [n for n in table.shown_columns(frame, card.say) if n not in REMARKS]
    numbers = [n for n in names if _is_number(frame[n])]
    texts = [n for n in names if n not in numbers]
    written = {n: table.words_of(n, card.say) for n in names}
    hidden = {n: table.hidden_in(frame, n) for n in numbers}
    found: dict[str, str] = {}
    for place, row in enumerate(frame.to_dict("records")):
        own = [written[n](row[n]) for n in texts if not missing(row[n])]
        for name in numbers:
            value = card.say("card.hidden") if hidden[name][place] else ""
            if not missing(row[name]):
                value = written[name](row[name])
            if value:
                key = " · ".join([*(text for text in own if text), card.say(f"column.{name}")])
                while key in found:
                    key += "′"
                found[key] = value
    return found


def _is_number(column: pd.Series) -> bool:
    kinds = pd.api.types
    return bool(kinds.is_numeric_dtype(column) and not kinds.is_bool_dtype(column))


def changed(before: dict[str, str], now: dict[str, str]) -> list[Change]:
    """Which figures are others than before, are gone, or have come."""
    every = dict.fromkeys([*now, *before])
    return [
        Change(key, before.get(key, ""), now.get(key, ""))
        for key in every
        if before.get(key, "") != now.get(key, "")
    ]
