"""The storyboards there are, each with what can be done with it; one from a file."""

from contextlib import suppress
from functools import lru_cache

import streamlit as st

from exports import deck, shelf, storyboard
from exports.storyboard import Storyboard
from labels import languages
from pages import _board, _files, _stage, _words
from pages._answers import looked_at, words
from queries import Filters
from queries.scope import scope


def every() -> None:
    """All storyboards: the ready ones, then the office's own; a kept file that can't be read is named."""
    say = words()
    looked = scope(looked_at().collection)
    unit = looked.name_of(looked_at().unit) or say("filters.all_committees")
    st.html(f"<h2>{say('present.ready')}</h2>")
    _words.line(say("present.ready_for", unit=unit), "legend")
    for story in shelf.ready():
        _one(story, own=False)
    st.html(f"<h2>{say('present.own')}</h2>")
    own, broken = shelf.readable()
    if not own:
        _words.line(say("present.none"), "calm")
    for story in own:
        _one(story, own=True)
    for name in broken:
        st.error(say("present.unreadable", name=_words.plain(name)))


def _one(story: Storyboard, own: bool) -> None:
    say = words()
    with st.container(border=True, key=f"board_{story.name}"):
        count = say("present.slides", count=len(story.slides))
        changed = (
            _changed(shelf.state(story.name), story.name, deck.versions(story, looked_at())) if own else 0
        )
        flags = [say("present.changed_in_all", count=say.count(changed))] if changed else []
        _words.head(story.titled(say), count, flags)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.button(
                say("present.show"),
                key=f"show_{story.name}",
                type="primary",
                on_click=_stage.open_show,
                args=(story.name,),
            )
            st.button(say("present.copy"), key=f"copy_{story.name}", on_click=_copy, args=(story.name,))
            if own:
                _keep_or_drop(story)
            _files.of_story(story)
        if st.session_state.pop(f"_nothing_{story.name}", False):
            st.warning(say("present.copy_of_nothing"))
        if own:
            _board.edit(story)


# Until it or the figures change, one storyboard is compared once for all who look at the list.
@lru_cache(maxsize=100)
def _changed(state: str, name: str, versions: tuple[str, ...]) -> int:
    try:
        return deck.changed(shelf.find(name), Filters(""))
    except (LookupError, storyboard.Unreadable):  # another window has just dropped it
        return 0


def _keep_or_drop(story: Storyboard) -> None:
    say = words()
    st.download_button(
        say("present.export"),
        lambda: storyboard.written(story),
        f"{story.name}.json",
        "application/json",
        key=f"export_{story.name}",
        on_click="ignore",
    )
    with st.popover(say("present.remove"), key=f"remove_{story.name}"):
        _words.line(say("present.remove_sure", title=story.titled(say)), "legend")
        st.button(
            say("present.remove_yes"), key=f"removed_{story.name}", on_click=_remove, args=(story.name,)
        )


def _copy(name: str) -> None:
    """A copy that can be changed: of a ready storyboard with what is looked at now, and its figures as seen."""
    say, story = words(), shelf.find(name)
    title = {lang: say("present.copy_of", title=text) for lang, text in story.title.items()}
    slides = story.slides
    if any(slide.view is None for slide in slides):
        slides = tuple(deck.as_seen(one.card, one.note) for one in deck.of(story, looked_at()).shown)
        unit = scope(looked_at().collection).name_of(looked_at().unit) or say("filters.all_committees")
        title = {lang: f"{story.title.get(lang, '')} – {unit}" for lang in languages()}
    if slides:
        title = shelf.free_title(title)
        shelf.save(Storyboard(shelf.free_name(title), title, slides))
    else:
        st.session_state[f"_nothing_{name}"] = True


def _remove(name: str) -> None:
    with suppress(LookupError):  # another window was faster: it is gone, as was wished
        shelf.remove(name)


def bring() -> None:
    """A storyboard from a file, checked before it is kept."""
    say = words()
    with st.expander(say("present.bring"), key="bring_board", on_change="rerun") as opened:
        if not opened.open:
            return
        given = st.file_uploader(
            say("present.bring_file"), type="json", key=f"board_file_{st.session_state.get('_brought', 0)}"
        )
        _words.translate_upload(say("import.file.button"), "")
        if given is None:
            return
        try:
            story = storyboard.read(given.getvalue(), "x")
            deck.check(story, looked_at())
        except storyboard.Unreadable as unreadable:
            code, slide = unreadable.args
            where = say("present.of_slide", number=slide) if slide else ""
            st.error(say(f"present.refused.{code}", where=where))
            return
        _words.line(say("present.read", title=story.titled(say), count=len(story.slides)), "legend")
        st.button(say("present.keep"), key="keep_board", on_click=_keep, args=(story,))


def _keep(story: Storyboard) -> None:
    shelf.save(Storyboard(shelf.free_name(story.title), story.title, story.slides))
    st.session_state["_brought"] = st.session_state.get("_brought", 0) + 1
