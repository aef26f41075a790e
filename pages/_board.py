"""One storyboard of the office's own, slide by slide: order, notes, what has changed since it was saved."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from exports import body, deck, notes, shelf, storyboard
from exports.card import Card, leaving_card, plain_title
from exports.storyboard import Slide, Storyboard, Unreadable
from pages import _words
from pages._answers import looked_at, words

Change = Callable[[list[Slide], int], object]  # changes the list, at this place


def edit(story: Storyboard) -> None:
    """The fold in which a storyboard is changed; every change is kept at once."""
    say = words()
    if told := st.session_state.pop(f"_told_{story.name}", None):
        st.warning(_words.plain(told))
    with st.expander(say("present.edit"), key=f"edit_{story.name}", on_change="rerun") as opened:
        if not opened.open:
            return
        state = shelf.state(story.name)  # before its slides are read: what comes between is seen as overtaken
        try:
            story = shelf.find(story.name)
        except (LookupError, storyboard.Unreadable):  # another window has removed it just now
            st.error(say("present.unknown", name=_words.plain(story.name)))
            return
        key = f"title_{story.name}"
        st.text_input(
            say("present.title"),
            story.titled(say),
            max_chars=200,
            key=f"{key}_{state}",
            on_change=_title,
            args=(story, state, f"{key}_{state}"),
        )
        for number, slide in enumerate(story.slides):
            _slide(story, slide, number, state)


def _slide(story: Storyboard, slide: Slide, number: int, state: str) -> None:
    say, place = words(), deck.gone(slide)
    card = None if place else _now(slide)
    title, subtitle = (
        (card.title, card.subtitle) if card else (plain_title(slide.question, slide.own, say), "")
    )
    own = f"{story.name}_{number}_{state}"
    with st.container(border=True, key=f"slide_{own}"):
        _words.head(f"{number + 1}. {title}", subtitle, [])
        if place:
            st.warning(_words.plain(say("present.gone", code=place)))
        with st.container(horizontal=True):
            for name, can, change in (
                ("up", number > 0, _moved(-1)),
                ("down", number + 1 < len(story.slides), _moved(1)),
                ("drop", len(story.slides) > 1, list.pop),
            ):
                st.button(
                    say(f"present.{name}"),
                    key=f"{name}_{own}",
                    disabled=not can,
                    on_click=_change,
                    args=(story, state, number, change),
                )
        st.text_area(
            say("present.note"),
            storyboard.spoken(slide.note, say),
            max_chars=4000,
            height=68,
            key=f"note_{own}",
            on_change=_note,
            args=(story, state, number, f"note_{own}"),
        )
        if card:
            _since(story, slide, card, number, state)


def _now(slide: Slide) -> Card:
    return leaving_card(slide.question, body.chart_of(slide.question), slide.filters(looked_at()))


def _since(story: Storyboard, slide: Slide, card: Card, number: int, state: str) -> None:
    """Which figures are others than when the slide was saved, and a way to take the new ones as seen."""
    say = words()
    changes = deck.since(slide, card)
    if not changes:
        return
    built = notes.built(slide.seen.version, say) if slide.seen else ""
    st.warning(_words.plain(say("present.changed", count=say.count(len(changes)), built=built)))
    rows = [(c.what, c.old or say("card.not_reported"), c.new or say("card.not_reported")) for c in changes]
    names = [say("present.what"), say("present.old"), say("present.new")]
    _words.table(pd.DataFrame(rows, columns=names), card.title, names[1:])
    st.button(
        say("present.update"),
        key=f"update_{story.name}_{number}_{state}",
        on_click=_change,
        args=(story, state, number, _seen_anew),
    )


def _moved(by: int) -> Change:
    def change(slides: list[Slide], at: int) -> None:
        to = max(0, min(len(slides) - 1, at + by))
        slides.insert(to, slides.pop(at))

    return change


def _seen_anew(slides: list[Slide], at: int) -> None:
    slides[at] = replace(deck.as_seen(_now(slides[at])), note=slides[at].note)


def _note(story: Storyboard, state: str, number: int, key: str) -> None:
    def change(slides: list[Slide], at: int) -> None:
        slides[at] = replace(slides[at], note=slides[at].note | {words().lang: st.session_state[key]})

    _change(story, state, number, change)


def _title(story: Storyboard, state: str, key: str) -> None:
    if text := st.session_state[key].strip():
        story, state = _ours(story, state)
        _save(replace(story, title=story.title | {words().lang: text}), state)


def _change(story: Storyboard, state: str, number: int, change: Change) -> None:
    """Change the slide that stood at this place when the reader saw it, wherever it stands by now."""
    was = story.slides[number]
    story, state = _ours(story, state)
    at = _place(list(story.slides), was, number)
    if at is not None:
        slides = list(story.slides)
        change(slides, at)
        _save(replace(story, slides=tuple(slides)), state)


def _ours(story: Storyboard, state: str) -> tuple[Storyboard, str]:
    """A note and the click that ends it come as one: what this window itself has just kept is gone on from."""
    written = st.session_state.get("_written", {})
    now = shelf.state(story.name)
    while state != now and (story.name, state) in written:
        state = written[story.name, state]
    return (shelf.find(story.name), now) if state == now and now else (story, state)


def _place(slides: list[Slide], was: Slide, number: int) -> int | None:
    """Where a slide stands by now: the same view, whatever its note; None where it is gone."""

    def view(slide: Slide) -> Slide:
        return replace(slide, note={}, seen=None)

    every = [at for at, slide in enumerate(slides) if view(slide) == view(was)]
    return min(every, key=lambda at: abs(at - number), default=None)


def _save(story: Storyboard, state: str) -> None:
    """Keep a change; where another window was faster, as a copy beside what that one kept."""
    try:
        shelf.save(story, over=state)
        written = st.session_state.setdefault("_written", {})
        written[story.name, state] = shelf.state(story.name)
    except shelf.Overtaken:
        say = words()
        title = {lang: say("present.copy_of", title=text) for lang, text in story.title.items()}
        shelf.save(replace(story, name=shelf.free_name(title), title=title))
        told = say("present.overtaken", copy=storyboard.spoken(title, say))
        st.session_state[f"_told_{story.name}"] = told
    except Unreadable:
        st.session_state[f"_told_{story.name}"] = words()("present.not_kept")


def add(card: Card, name: str, title: str) -> str:
    """Put a card at the end of a storyboard, of a new one under `title` where `name` is empty; its title.

    Unreadable, and nothing changes, where that one is full.
    """
    say, made = words(), deck.as_seen(card)
    if not name:
        titles = {say.lang: title.strip() or say("present.untitled")}
        shelf.save(Storyboard(shelf.free_name(titles), titles, (made,)))
        return titles[say.lang]
    while True:
        state = shelf.state(name)  # before its slides are read: what comes between is seen as overtaken
        story = shelf.find(name)
        try:
            shelf.save(replace(story, slides=(*story.slides, made)), over=state)
        except shelf.Overtaken:
            continue  # the other window's slide stays, this one comes after it
        return story.titled(say)
