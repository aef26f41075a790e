"""A storyboard full screen: its slides over the whole window, and back to where it was opened from."""

from functools import lru_cache
from pathlib import Path

import streamlit as st

from exports import deck, html, shelf, storyboard
from exports.storyboard import Storyboard
from pages import _filters, _words
from pages._answers import looked_at, words
from queries import Filters

SCRIPT = Path(__file__).with_name("_stage.js")


def shown() -> bool:
    """Whether the address asks for a show: then it stands over the page, and nothing else is made."""
    name = _filters.remembered("show")
    if not name:
        return False
    say = words()
    try:
        story = shelf.find(name)
    except storyboard.Unreadable:
        st.error(say("present.unreadable", name=_words.plain(name[:60])))
    except LookupError:
        st.error(say("present.unknown", name=_words.plain(name[:60])))
    else:
        _stage(story)
        return True
    _filters.leave("show")
    return False


def _stage(story: Storyboard) -> None:
    say = words()
    dark, versions = st.context.theme.type == "dark", deck.versions(story, looked_at())
    page = _deck(storyboard.written(story), story.name, looked_at(), dark, versions)
    script = SCRIPT.read_text(encoding="utf-8")
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
    with st.container(key="stage"):
        st.iframe(page, height=600)
        st.button(say("present.leave"), key="stage_leave", on_click=leave)


# Every viewer of the same slides gets the same text, which Streamlit sends to each only once.
@lru_cache(maxsize=8)
def _deck(written: bytes, name: str, looked: Filters, dark: bool, versions: tuple[str, ...]) -> str:
    return html.write(deck.of(storyboard.read(written, name), looked), dark).decode()


def open_show(name: str) -> None:
    """Show a storyboard from now on."""
    _filters.put("show", name)


def leave() -> None:
    """Back to the list."""
    _filters.put("show", "")
