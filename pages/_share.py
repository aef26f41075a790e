"""What is shown, handed on: a card into a presentation, a file or a link; a page or the units below as files."""

from dataclasses import replace

import streamlit as st

from exports import deck, shelf, wards
from exports.card import Card, leaving
from exports.deck import Deck, Shown
from exports.storyboard import MOST_SLIDES, Unreadable
from pages import _board, _files, _job, _link, _words
from pages._answers import looked_at, words
from queries.scope import scope

WHOLE = "toan-bo"


def of_card(card: Card) -> None:
    """In the fold of a card: one file of it, a way into a presentation, its link."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _files.offer(card.key, lambda: _of([card], card.title), card.key.replace("_", "-"))
        with st.popover(card.say("share.add"), key=f"add_{card.key}"):
            _add(card)
    _words.line(_files.without_chromium(), "legend")
    _link.copy(card)


def _of(cards: list[Card], title: str) -> Deck:
    return Deck(title, cards[0].filters, [Shown(leaving(card), "", []) for card in cards], [])


def _add(card: Card) -> None:
    say = card.say
    own = {story.name: story.titled(say) for story in shelf.saved()}
    name = st.selectbox(
        say("share.add_to"),
        ["", *own],
        format_func=lambda name: own.get(name) or say("share.add_new"),
        key=f"add_to_{card.key}",
    )
    title = ""
    if not name:
        title = st.text_input(say("share.add_title"), max_chars=200, key=f"add_title_{card.key}")
    if st.button(say("share.add"), key=f"added_{card.key}"):
        try:
            st.success(_words.plain(say("share.added", title=_board.add(card, name, title))))
        except Unreadable:
            st.error(_words.plain(say("share.full", title=own.get(name, title), most=MOST_SLIDES)))


def of_page(cards: list[Card]) -> None:
    """At the end of a page: files of all its cards, of everything, and of every unit below."""
    say = words()
    with st.expander(say("share.title"), key="share_page", on_change="rerun") as opened:
        if not opened.open:
            return
        filters = looked_at()
        unit = scope(filters.collection).name_of(filters.unit) or say("filters.all_committees")
        _words.line(say("share.page"), "legend")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _files.offer("page", lambda: _of(cards, unit), unit)
        whole = shelf.find(WHOLE)
        _words.line(say("share.whole", unit=unit), "legend")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _files.offer("whole", lambda: deck.of(whole, filters), f"{whole.titled(say)} - {unit}")
        if below := wards.units(filters):
            _words.line(say("share.children", unit=unit, count=len(below)), "legend")
            _job.units(whole, replace(filters, extra=()), f"{whole.titled(say)} - {unit}")
        _words.line(_files.without_chromium(), "legend")
