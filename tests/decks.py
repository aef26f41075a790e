"""Decks of the whole dashboard, for the tests of files."""

from functools import cache

from exports import deck, shelf
from exports.deck import Deck
from queries import Filters
from queries.scope import scope


@cache
def whole(collection: str, unit: str = "", lang: str = "vi") -> Deck:
    """Everything there is on a unit, or on the top of a collection."""
    found = scope(collection)
    code = unit or found.tops[0].code
    return deck.of(shelf.find("toan-bo"), Filters(collection, code, found.first_year, found.last_year, lang))
