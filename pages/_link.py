"""A link to one card: its address with the figures seen; who follows it later is told which have changed."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from exports import links, notes, seen
from exports.card import Card
from exports.storyboard import Slide
from pages import _words
from pages._answers import looked_at, words

CARD, SEEN, VERSION = "card", "seen", "version"  # in the address
SCRIPT = Path(__file__).with_name("_link.js")


def copy(card: Card) -> None:
    """A button that copies the address of a card, and shows it for those whose browser does not let it."""
    say = card.say
    if not st.button(say("share.link"), key=f"link_{card.key}"):
        return
    own = {CARD: card.key, SEEN: links.keep(links.view(card)), VERSION: card.version}
    address = f"{st.context.url}?{urlencode(st.query_params.to_dict() | own)}"
    st.html(
        f"<script>const copied = {_inert(address)};{SCRIPT.read_text(encoding='utf-8')}</script>",
        unsafe_allow_javascript=True,
    )
    _words.line(say("share.link_done"), "legend")
    st.code(address, language=None, wrap_lines=True)


def _inert(text: str) -> str:
    """A text as the script reads it; it can't end the element it stands in."""
    return json.dumps(text).replace("<", "\\u003c")


def arrive() -> None:
    """What an address says of a card is remembered for this visit, and leaves the address."""
    if CARD in st.query_params:
        given = {name: st.query_params.get(name, "")[:120] for name in (CARD, SEEN, VERSION)}
        st.session_state["_linked"] = given | {"new": True}


def greet(card: Card) -> None:
    """Of the card that a link leads to: that its figures are the same, or which have changed since."""
    linked = st.session_state.get("_linked")
    if not linked or linked[CARD] != card.key:
        return
    if linked.setdefault("looked", looked_at()) != looked_at():
        del st.session_state["_linked"]
        return
    _told(card, linked[SEEN], linked[VERSION])
    if linked.pop("new", False):
        place = _inert(f".st-key-card_{card.key}")
        # The heading of a telephone's screen stays over what is scrolled.
        scroll = "shown.style.scrollMarginTop = '5rem'; shown.scrollIntoView();"
        script = f"const shown = document.querySelector({place}); if (shown) {{ {scroll} }}"
        st.html(f"<script>setTimeout(() => {{ {script} }}, 600)</script>", unsafe_allow_javascript=True)


def _told(card: Card, sign: str, version: str) -> None:
    say, now, then = card.say, links.view(card), links.kept(sign)
    if sign == links.sign(now):
        _words.line(say("share.link_same"), "legend")
    elif then is None or then.seen is None:
        st.warning(_words.plain(say("share.link_differs", built=notes.built(version, say))))
    elif not links.same_view(then, now):
        st.warning(say("share.link_other_view"))
    else:
        _changes(card, then.seen.figures, now, notes.built(then.seen.version, say))


def _changes(card: Card, before: dict[str, str], now: Slide, built: str) -> None:
    say, changes = card.say, seen.changed(before, now.seen.figures if now.seen else {})
    st.warning(_words.plain(say("share.link_changed", count=say.count(len(changes)), built=built)))
    names = [say("present.what"), say("present.old"), say("present.new")]
    none = say("card.not_reported")
    rows = [(c.what, c.old or none, c.new or none) for c in changes]
    _words.table(pd.DataFrame(rows, columns=names), card.title, names[1:])


def missed(keys: set[str]) -> None:
    """At the end of a page: that the card of the link is not among those shown."""
    linked = st.session_state.get("_linked")
    if linked and linked.pop("new", False) and linked[CARD] not in keys:
        st.warning(words()("share.link_absent"))
