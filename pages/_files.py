"""Files of a card, a page or a storyboard in the kind that is chosen, made when somebody asks for one."""

from collections.abc import Callable

import streamlit as st

from exports import chromium, deck, formats
from exports.deck import Deck
from exports.file_names import file_name
from exports.storyboard import Storyboard
from pages import _words
from pages._answers import looked_at, words


def of_story(story: Storyboard) -> None:
    """A storyboard as a file."""
    looked = looked_at()  # a download is made outside of the run that knows it
    offer(story.name, lambda: deck.of(story, looked), story.titled(words()))


def offer(key: str, make: Callable[[], Deck], name: str) -> None:
    """A choice of kinds, and a button that makes one; kinds that this machine can't make are not offered."""
    chosen = kind(key)
    own = formats.FORMATS[chosen]
    if not can_be_made(chosen):
        return
    st.download_button(
        words()("share.download"),
        lambda: formats.write(make(), chosen),
        f"{file_name(name)}.{own.ending}",
        own.mime,
        key=f"file_{key}_{chosen}",
        on_click="ignore",
    )


def can_be_made(chosen: str) -> bool:
    """Whether this machine makes files of this kind; else the sentence on why not is shown."""
    try:
        formats.check(chosen)
    except formats.NotMade as fault:
        key, values = fault.args
        st.error(_words.plain(words()(key, **values)))
        return False
    return True


def kind(key: str) -> str:
    """The kind of file that is chosen."""
    say = words()
    return st.selectbox(
        say("share.kind"),
        [name for name in formats.FORMATS if can(name)],
        format_func=lambda name: say(f"share.kinds.{name}"),
        key=f"kind_{key}",
        width=230,
    )


def can(name: str) -> bool:
    """Whether this machine can make files of this kind."""
    try:
        return not formats.FORMATS[name].needs_chromium or bool(chromium.path())
    except chromium.Missing:
        return False


def without_chromium() -> str:
    """The sentence on kinds that are not offered; nothing where all are."""
    return "" if all(map(can, formats.FORMATS)) else words()("exports.pictures.missing")
