"""The glossary as definition lists under headings, with a search; one code list at a time."""

from html import escape

import streamlit as st

from charts import glossary
from exports.answers import answer
from labels import Labels
from pages import _words
from pages._answers import looked_at, words
from pages._card import show_table


def terms() -> None:
    """Every term with its meaning, how it is counted and its basis; only those that hold the words sought."""
    say = words()
    sought = st.text_input(
        say("glossary.page.sought"), placeholder=say("glossary.page.example"), key="glossary_sought"
    )
    groups = glossary.groups(say, sought)
    for heading, entries in groups:
        with st.container(border=True):
            _words.head(heading, "", [])
            st.html(f"<div class='terms'>{''.join(_entry(entry, say) for entry in entries)}</div>")
    if not groups:
        _words.line(say("glossary.page.nothing"), "absent")


def _entry(entry: glossary.Term, say: Labels) -> str:
    told = [("counted", entry.counted), ("basis", entry.basis)]
    about = "".join(
        f"<p class='about'><em>{escape(say(f'glossary.page.{field}'))}:</em> {escape(text)}</p>"
        for field, text in told
        if text
    )
    return (
        f"<section class='term'><h4>{escape(entry.name)}</h4><p>{escape(entry.meaning)}</p>{about}</section>"
    )


def columns(question: str) -> None:
    """The columns of one table of the contract, or of all of them."""
    say = words()
    rows = answer("glossary/columns", looked_at().having(table=""))
    labels = {"": say("glossary.page.all_tables")} | dict(zip(rows.table_name, rows.table_label, strict=True))
    first = "admissions" if "admissions" in labels else ""
    chosen = st.selectbox(
        say("glossary.page.table"),
        labels,
        list(labels).index(first),
        format_func=labels.__getitem__,
        key="glossary_table",
    )
    show_table(question, table=chosen)


def codes(question: str) -> None:
    """The codes of one list, with their names in both languages."""
    say = words()
    lists = sorted(answer(question, looked_at().having(list="")).list.unique())
    names = {code: glossary.list_name(code, say) for code in lists}
    chosen = st.selectbox(
        say("glossary.page.list"),
        sorted(lists, key=lambda code: names[code]),
        format_func=names.__getitem__,
        key="glossary_list",
        filter_mode="contains",
    )
    show_table(question, list=chosen)
