"""Links to a unit: ordinary addresses, so that the keyboard, a new window and a copied link all work."""

from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from pages import _filters
from queries import Filters

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
