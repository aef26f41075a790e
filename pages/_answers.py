"""What this run looks at, and the cards of it."""

from collections.abc import Callable

import streamlit as st

from exports import card as cards
from exports.answers import answer
from exports.card import Card
from labels import Labels
from queries import Filters
from queries.scope import scope


def words() -> Labels:
    """The labels of this run's language."""
    return Labels(looked_at().lang)


def looked_at() -> Filters:
    """The filters of this run, as the door read them."""
    return st.session_state["_filters"]


def several_units() -> bool:
    """Whether there are units to set side by side: those under the unit looked at, or the committees at the top."""
    filters = looked_at()
    looked = scope(filters.collection)
    found = looked.place(filters.unit)
    return found is None or found.unit_id in looked.under


def reorganised() -> bool:
    """Whether the units looked at came from others or went into others."""
    return not answer("mergers/lineage_diagram", looked_at()).empty


def card(question: str, chart: Callable | None, values: dict) -> Card:
    """The card of a question for what is looked at; `values` are the question's own parameters."""
    return cards.card(question, chart, looked_at().having(**values))
