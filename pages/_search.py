"""The search for a unit: any name it ever bore, with marks or without, short forms too; those that ended lead on."""

from html import escape

import streamlit as st

from exports.answers import answer
from ingest.words import spelled_key
from labels import Labels, missing
from pages import _links, _words
from queries import Filters
from queries.scope import Scope

MOST, LONGEST = 12, 100
WORDS = ("word_1", "word_2", "word_3", "word_4")


def field(filters: Filters, say: Labels) -> str:
    """A field to type a name into; what was typed, folded."""
    if st.session_state.get("_searched_at") != filters.unit:  # one was opened: the next search starts afresh
        st.session_state["search_unit"] = ""
        st.session_state["_searched_at"] = filters.unit
    text = st.text_input(
        say("search.label"),
        key="search_unit",
        type="search",
        icon=":material/search:",
        placeholder=say("search.hint"),
        label_visibility="collapsed",
        live=True,
    )
    return spelled_key((text or "")[:LONGEST])


def sought(filters: Filters, spelled: str) -> Filters:
    """The question's parameters: the longest words first, which fewest units have."""
    words = sorted(spelled.split(), key=len, reverse=True)
    first = dict(zip(WORDS, [*words, *[""] * len(WORDS)], strict=False))
    return filters.having(spelled=spelled, further=tuple(words[len(WORDS) :]), most=MOST, **first)


def found(spelled: str, filters: Filters, looked: Scope, say: Labels) -> None:
    """The units that are spelled so, each a link with the units above it; nothing where nothing is looked for."""
    if not spelled:
        return
    rows = answer("units/search", sought(filters, spelled))
    if rows.empty:
        _words.line(say("search.nothing"), "calm")
        return
    lines = "".join(
        f"<li>{_links.to_unit(filters, row.unit_code, row.unit_name)}"
        f"<span>{escape(_told(row, looked, say))}</span></li>"
        for row in rows.itertuples()
    )
    st.html(f"<ul class='found'>{lines}</ul>")
    if (count := int(rows.found.iloc[0])) > MOST:
        _words.line(say("search.more", shown=say.count(MOST), count=say.count(count)))


def _told(row, looked: Scope, say: Labels) -> str:
    """Where a unit stands, what else it was called, and what became of it."""
    words = [" › ".join(place.name for place in looked.path(row.unit_code)[:-1])]
    if not missing(row.spelling) and row.spelling != row.unit_code:
        words.append(say("search.formerly", name=row.spelling))
    if not missing(row.valid_to):
        became = "ended" if missing(row.heirs) else "ended_in_parts" if row.in_parts else "ended_into"
        words.append(say(f"search.{became}", date=say.date(row.valid_to), heirs=row.heirs))
    return " · ".join(filter(None, words))
