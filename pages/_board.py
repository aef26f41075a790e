"""One storyboard of the office's own, slide by slide: order, notes, what has changed since it was saved."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from exports import body, deck, storyboard
from exports.card import leaving_card
from exports.storyboard import Slide, Storyboard
from pages import _words
from pages._answers import looked_at, words

Change = Callable[[list[Slide]], list[Slide]]


def edit(story: Storyboard) -> None:
    """The fold in which a storyboard is changed; every change is kept at once."""
    say = words()
    if told := st.session_state.pop(f"_overtaken_{story.name}", None):
        st.warning(_words.plain(say("present.overtaken", copy=told)))
    with st.expander(say("present.edit"), key=f"edit_{story.name}", on_change="rerun") as opened:
        if not opened.open:
            return
        state = storyboard.state(story.name)
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
    say = words()
    filters = slide.filters(looked_at())
    card = leaving_card(slide.question, body.chart_of(slide.question), filters)
    own = f"{story.name}_{number}_{state}"
    with st.container(border=True, key=f"slide_{own}"):
        _words.head(f"{number + 1}. {card.title}", card.subtitle, [])
        with st.container(horizontal=True):
            for name, can, change in (
                ("up", number > 0, _moved(number, -1)),
                ("down", number + 1 < len(story.slides), _moved(number, 1)),
                ("drop", len(story.slides) > 1, _without(number)),
            ):
                st.button(
                    say(f"present.{name}"),
                    key=f"{name}_{own}",
                    disabled=not can,
                    on_click=_change,
                    args=(story, state, change),
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
        _since(story, slide, number, state)


def _since(story: Storyboard, slide: Slide, number: int, state: str) -> None:
    """Which figures are others than when the slide was saved, and a way to take the new ones as seen."""
    say = words()
    card = leaving_card(slide.question, body.chart_of(slide.question), slide.filters(looked_at()))
    changes = deck.since(slide, card)
    if not changes:
        return
    st.warning(
        say(
            "present.changed", count=say.count(len(changes)), version=slide.seen.version if slide.seen else ""
        )
    )
    rows = [(c.what, c.old or say("card.not_reported"), c.new or say("card.not_reported")) for c in changes]
    names = [say("present.what"), say("present.old"), say("present.new")]
    _words.table(pd.DataFrame(rows, columns=names), card.title, names[1:])
    st.button(
        say("present.update"),
        key=f"update_{story.name}_{number}_{state}",
        on_click=_change,
        args=(story, state, _seen_anew(number)),
    )


def _moved(number: int, by: int) -> Change:
    def change(slides: list[Slide]) -> list[Slide]:
        slides.insert(number + by, slides.pop(number))
        return slides

    return change


def _without(number: int) -> Change:
    return lambda slides: slides[:number] + slides[number + 1 :]


def _seen_anew(number: int) -> Change:
    def change(slides: list[Slide]) -> list[Slide]:
        old = slides[number]
        card = leaving_card(old.question, body.chart_of(old.question), old.filters(looked_at()))
        slides[number] = replace(deck.as_seen(card), note=old.note)
        return slides

    return change


def _note(story: Storyboard, state: str, number: int, key: str) -> None:
    def change(slides: list[Slide]) -> list[Slide]:
        note = slides[number].note | {words().lang: st.session_state[key]}
        slides[number] = replace(slides[number], note=note)
        return slides

    _change(story, state, change)


def _title(story: Storyboard, state: str, key: str) -> None:
    if text := st.session_state[key].strip():
        _save(replace(story, title=story.title | {words().lang: text}), state)


def _change(story: Storyboard, state: str, change: Change) -> None:
    _save(replace(story, slides=tuple(change(list(story.slides)))), state)


def _save(story: Storyboard, state: str) -> None:
    """Keep a change; where another window was faster, as a copy beside what that one kept."""
    try:
        storyboard.save(story, over=state)
    except storyboard.Overtaken:
        say = words()
        title = {lang: say("present.copy_of", title=text) for lang, text in story.title.items()}
        storyboard.save(replace(story, name=storyboard.free_name(title), title=title))
        st.session_state[f"_overtaken_{story.name}"] = next(iter(title.values()))


def add(card, name: str, title: str) -> str:
    """Put a card at the end of a storyboard, of a new one under `title` where `name` is empty; its title."""
    say, made = words(), deck.as_seen(card)
    if not name:
        titles = {say.lang: title.strip() or say("present.untitled")}
        storyboard.save(Storyboard(storyboard.free_name(titles), titles, (made,)))
        return titles[say.lang]
    while True:
        story, state = storyboard.find(name), storyboard.state(name)
        try:
            storyboard.save(replace(story, slides=(*story.slides, made)), over=state)
        except storyboard.Overtaken:
            continue  # the other window's slide stays, this one comes after it
        return story.titled(say)
