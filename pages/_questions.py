"""What a file does not tell itself, asked once: which column, which unit, which document, how numbers are written."""

import streamlit as st

from ingest.answers import NONE
from labels import Labels
from pages import _words
from pages._asked import LEAVE_OUT, Question, asked
from pages._draft import Draft
from pages._problems import column_titles


def questions(draft: Draft, say: Labels) -> None:
    """A form with every question of this check; the file is checked again with what is answered."""
    _given(draft, say)
    open_ones = asked(draft, say)
    if not open_ones:
        return
    with st.form("desk_questions", enter_to_submit=False):
        _words.line(say("import.questions.title"), "calm")
        given = [(question, _put(question, say)) for question in open_ones]
        if st.form_submit_button(say("import.questions.again"), type="primary"):
            _take(draft, given)
            st.rerun()


def _given(draft: Draft, say: Labels) -> None:
    """What was answered so far, and a way to begin anew."""
    told, titles = draft.answers, column_titles(say)
    leave_out = say("import.questions.leave_out")
    lines = [f"{header}: {titles.get(column, leave_out)}" for header, column in told.columns.items()]
    lines += [f"{titles.get(column, column)}: {text}" for column, text in told.fill.items()]
    lines += [
        f"{text} → {meaning or say('import.questions.not_reported')}"
        for texts in told.cells.values()
        for text, meaning in texts.items()
    ]
    lines += [text for text in (told.table, told.page, told.numbers) if text]
    if not lines:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        _words.line(say("import.questions.given", answers="; ".join(lines)))
        st.button(say("import.questions.anew"), key="desk_anew", on_click=_anew, args=(draft,))


def _anew(draft: Draft) -> None:
    draft.answers, draft.from_memory = NONE, False
    draft.start()


def _put(question: Question, say: Labels) -> str:
    if not question.options:
        return st.text_input(question.label, key=question.key)
    options = ["", *question.options]
    return st.selectbox(
        question.label,
        options,
        format_func=lambda value: question.options.get(value) or say("import.questions.unanswered"),
        key=question.key,
        filter_mode="contains",
    )


def _take(draft: Draft, given: list[tuple[Question, str]]) -> None:
    """The answers of the form beside those given before."""
    old = draft.answers
    told = {"table": old.table, "page": old.page, "numbers": old.numbers}
    columns, fill = dict(old.columns), dict(old.fill)
    cells = {name: dict(texts) for name, texts in old.cells.items()}
    for question, value in given:
        if not value:
            continue
        if question.part in told:
            told[question.part] = value
        elif question.part == "columns":
            columns[question.about] = "" if value == LEAVE_OUT else value
        elif question.part == "fill":
            fill[question.about] = value
        else:
            cells.setdefault(question.about, {})[question.text] = "" if value == LEAVE_OUT else value
    draft.told(**told, columns=columns, fill=fill, cells=cells)
