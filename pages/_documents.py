"""The documents as a list, the search over every printed figure with its pages and files, lists of doubts."""

from html import escape

import pandas as pd
import streamlit as st

import queries
from charts import sources
from exports import notes, table
from exports.answers import answer
from exports.card import Card
from labels import Labels
from pages import _words
from pages._answers import looked_at, words
from queries import Filters
from queries.scope import scope

A_PAGE, MOST_PAGES, MOST_IN_A_FILE, MOST_DOUBTS = 50, 200, 200_000, 200


def documents(card: Card) -> None:
    """Every document with its facts and its note; a draft says so beside its title."""
    draft = escape(card.say("card.draft_source"))
    entries = ""
    for title, is_draft, facts, note in sources.catalogue(card.frame, card.say):
        mark = f" <span class='severity warning'>{draft}</span>" if is_draft else ""
        told = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in facts)
        entries += f"<section class='document'><h4>{escape(title)}{mark}</h4><dl>{told}</dl>"
        entries += f"<p>{escape(note)}</p></section>" if note else "</section>"
    st.html(f"<div class='documents'>{entries}</div>")


def doubts(card: Card) -> None:
    """The figures in doubt, or one sentence that there are none."""
    question = card.question.replace("/", ".")
    if card.frame.empty:
        _words.line(card.say(f"{question}.none"), "absent")
        return
    rows = getattr(sources, question.rpartition(".")[2])(card.frame, card.say)
    _shown(rows.head(MOST_DOUBTS), card.title, card.say)
    if len(rows) > MOST_DOUBTS:
        shown, count = card.say.count(MOST_DOUBTS), card.say.count(len(rows))
        _words.line(card.say("card.first_rows", shown=shown, count=count))


doubts.of_none = True  # no doubt is good news, and said


def _shown(rows: pd.DataFrame, caption: str, say: Labels, right: list[str] | None = None) -> None:
    numbers = [n for n in rows.columns if pd.api.types.is_numeric_dtype(rows[n]) and say.has(f"column.{n}")]
    _words.table(table.readable(rows, say), caption, [say(f"column.{n}") for n in right or numbers])


def search(chart) -> None:
    """The search: a number as printed or words, a document, a table; its hits page by page, all of them as a file."""
    say, filters = words(), looked_at()
    with st.container(border=True, key="card_sources_find"):
        given = _given(filters, say)
        # Another search is another row of pages, which starts at its first.
        turned = f"find_page_{filters.having(**given)}"
        page = st.session_state.get(turned, 1)
        frame = _hits(filters, given, (page - 1) * A_PAGE)
        found = int(frame.found.iloc[0]) if len(frame) else 0
        title = say("sources.find.found" if found else "sources.find.nothing", count=say.count(found))
        if not found:
            _words.line(title, "absent")
            return
        _shown(chart(frame, say), title, say, ["printed"])
        pages = min(-(-found // A_PAGE), MOST_PAGES)
        if pages > 1:
            st.pagination(pages, key=turned)
        first = (page - 1) * A_PAGE + 1
        numbers = {"first": first, "last": first + len(frame) - 1, "count": found}
        way = "shown" if found <= MOST_PAGES * A_PAGE else "narrow"
        _words.line(say(f"sources.find.{way}", **{name: say.count(n) for name, n in numbers.items()}))
        _files(filters, given, title, say)


def _given(filters: Filters, say: Labels) -> dict[str, str]:
    """The head of the card, and what is asked for in it."""
    illustrative = scope(filters.collection).illustrative
    flags = [say("card.flags.illustrative")] if illustrative else []
    _words.head(say("sources.find.title"), say("sources.find.hint"), flags)
    documents, tables = answer("sources/catalogue", filters), answer("glossary/tables", filters)
    titles = {"": say("sources.find.all_sources")} | dict(documents[["source_code", "title"]].to_numpy())
    labels = {"": say("sources.find.all_tables")} | dict(tables.to_numpy())
    text, source, of_table = st.columns([2, 2, 1.4])
    example = say("sources.find.example")
    return {
        "sought": text.text_input(say("sources.find.sought"), placeholder=example, key="find_sought"),
        "source": source.selectbox(
            say("sources.find.source"),
            titles,
            format_func=titles.__getitem__,
            key=f"find_source_{filters.collection}",
        ),
        "table": of_table.selectbox(
            say("sources.find.table"), labels, format_func=labels.__getitem__, key="find_table"
        ),
    }


def _hits(filters: Filters, given: dict[str, str], start: int) -> pd.DataFrame:
    return answer("sources/find", filters.having(**given, rows=A_PAGE, rows_from=start))


def _all_hits(filters: Filters, given: dict[str, str]) -> pd.DataFrame:
    """The rows of a file: too many to be remembered."""
    asked = filters.having(**given, rows=MOST_IN_A_FILE, rows_from=0)
    return queries.ask("sources/find", asked).drop(columns="found")


def _files(filters: Filters, given: dict[str, str], title: str, say: Labels) -> None:
    """All hits, not only this page's, as files; made when somebody asks for one."""
    asked = " · ".join(v for v in given.values() if v)
    lines = [say("sources.find.title"), *([asked] if asked else []), title, notes.version(filters, say)]
    with st.expander(say("card.downloads")), st.container(horizontal=True):
        for kind in (table.csv, table.xlsx):
            st.download_button(
                say(f"card.{kind.__name__}"),
                lambda kind=kind: kind(_all_hits(filters, given), say, lines),
                f"sources-find.{kind.__name__}",
                key=f"{kind.__name__}_find",
                on_click="ignore",
            )
