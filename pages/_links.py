"""Links to a unit: ordinary addresses, so that the keyboard, a new window and a copied link all work."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from labels import missing
from pages import _filters
from queries import Filters
from queries.scope import Place, scope

SCRIPT = Path(__file__).with_name("_links.js")


def dress() -> None:
    """Once a page: links and clicks on figures open a unit in the page that is there, without loading it anew."""
    st.html(f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


def address(filters: Filters, code: str, page: str = "") -> str:
    """The address of a unit with what is looked at, on this page or on another."""
    asked = {
        "collection": filters.collection,
        "unit": code,
        "first_year": filters.first_year,
        "last_year": filters.last_year,
        "lang": filters.lang,
        "territory": filters.territory,
    }
    return f"{page}?" + urlencode(
        {_filters.PARAMETERS.get(name, name): value for name, value in asked.items()}
    )


def to_unit(filters: Filters, code: str, words: str, page: str = "") -> str:
    """A link in HTML, its words escaped."""
    return f"<a class='unit' data-unit href='{escape(address(filters, code, page))}'>{escape(words)}</a>"


def of_units(filters: Filters, numbers: Iterable[Any], words: Iterable[str]) -> list[str]:
    """Words as links in HTML to the units of these numbers; the unit looked at, and what is no unit, is no link."""
    by_id = scope(filters.collection).by_id
    places = [None if missing(number) else by_id.get(int(number)) for number in numbers]
    return [
        to_unit(filters, place.code, text) if place and place.code != filters.unit else escape(text)
        for place, text in zip(places, words, strict=True)
    ]


def addressed(figure, filters: Filters) -> None:
    """In a figure that keeps a unit's number beside each point, puts the unit's code there, as addresses have it."""
    places = scope(filters.collection).by_id
    for trace in figure._data:
        if "customdata" in trace:
            trace["customdata"] = [_code(told, places, filters.unit) for told in trace["customdata"]]


def _code(told, places: dict[int, Place], here: str):
    if isinstance(told, list):
        return [_code(part, places, here) for part in told]
    place = places.get(told)
    return place.code if place and place.code != here else None
