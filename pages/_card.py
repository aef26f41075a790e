"""A card: one question asked, drawn, captioned; its table, its origins and downloads behind one click."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

import pandas as pd
import streamlit as st

import queries
from charts import captions, theme
from exports import table
from ingest import warehouse
from labels import Labels
from pages import _filters, _words
from queries import Filters

MOST_ROWS = 500
log = logging.getLogger("dashboard")


def page(name: str) -> None:
    """The first line of every page: its heading; a page that was opened without the door goes through it first."""
    if not st.session_state.get("_shell"):
        st.session_state["_wanted"] = f"pages/{name}.py"
        st.switch_page("dashboard.py", query_params=st.query_params.to_dict())
    say = words()
    _words.page_head(say(f"app.pages.{name}"), say(f"app.intros.{name}"))


def words() -> Labels:
    """The labels of this run's language."""
    return Labels(looked_at().lang)


def looked_at() -> Filters:
    """The filters of this run, as the door read them."""
    return st.session_state["_filters"]


def answer(name: str, filters: Filters) -> pd.DataFrame:
    """The rows of a question, remembered for its text, its filters and the warehouse version."""
    return _answer(name, filters, queries.sql_of(name), warehouse.current(filters.collection).name)


@st.cache_data(show_spinner=False, max_entries=2000)
def _answer(name: str, filters: Filters, sql: str, version: str) -> pd.DataFrame:
    return queries.ask(name, filters)


@dataclass(frozen=True)
class Card:
    """What one card shows: a question, its filters, its rows and the words round them."""

    question: str
    filters: Filters
    say: Labels
    frame: pd.DataFrame
    title: str
    plain_title: str
    flags: list[str]

    @property
    def key(self) -> str:
        own = [str(value) for _, value in self.filters.extra]
        return "_".join([self.question.replace("/", "_"), *own])

    @property
    def subtitle(self) -> str:
        places = _filters.scope(self.filters.collection)[0]
        unit = next((p.name for p in places if p.code == self.filters.unit), "")
        name = self.plain_title if self.title != self.plain_title else ""
        parts = [name, unit or self.say("filters.all_committees"), captions.periods(self.frame, self.say)]
        return " · ".join(p for p in parts if p)


def _card(question: str, chart: Callable | None, values: dict) -> Card:
    filters, say = looked_at().having(**values), words()
    frame = answer(question, filters)
    spoken = {k: say(f"{k}.{v}") for k, v in values.items() if say.has(f"{k}.{v}")}
    plain = say(f"{question.replace('/', '.')}.title", **spoken)
    title = captions.finding(chart, frame, say) if chart else None
    about = _filters.scope(filters.collection)[3]
    flags = captions.flags(frame, say, about.get("illustrative") == "True")
    return Card(question, filters, say, frame, title or plain, plain, flags)


@contextmanager
def _standing_alone(question: str) -> Iterator[None]:
    """A card that fails says so in a sentence, with a code that is also in the log; the others stand."""
    try:
        yield
    except Exception:
        code = uuid4().hex[:6]
        log.exception("card %s failed, code %s", question, code)
        st.error(words()("errors.question_failed", code=code))


def show(chart: Callable, at=None, draw: Callable[[Card], None] | None = None, **values) -> None:
    """One card for the question of the same name as `chart`; `values` are the question's own parameters.

    `draw` puts the card's rows into the page in a way of its own, where no figure could.
    """
    question = captions.question(chart)
    with (at or st.container()), _standing_alone(question):
        card = _card(question, chart, values)
        with st.container(border=True, key=f"card_{card.key}"):
            _words.head(card.title, card.subtitle, card.flags)
            drawn, apart = captions.split(chart, card.frame)
            _words.apart(captions.apart_figures(chart, apart, card.say))
            if draw is not None:
                draw(card)
            elif captions.has_figures(drawn):
                _draw(chart, drawn, card)
            elif apart.empty:
                _words.line(card.say("card.flags.not_reported"), "absent")
            _words.line(_source_line(card))
            _fold(card, with_table=True)


def show_table(question: str, at=None, **values) -> None:
    """One card whose figures stand in a table at once, for a question that no chart answers better."""
    with (at or st.container()), _standing_alone(question):
        card = _card(question, None, values)
        with st.container(border=True, key=f"card_{card.key}"):
            _words.head(card.title, card.subtitle, card.flags)
            if captions.has_figures(card.frame):
                _table(card)
            else:
                _words.line(card.say("card.flags.not_reported"), "absent")
            _words.line(_source_line(card))
            _fold(card, with_table=False)


def _draw(chart: Callable, drawn: pd.DataFrame, card: Card) -> None:
    figure = theme.dress(chart(captions.escaped(drawn), card.say), dark=st.context.theme.type == "dark")
    st.plotly_chart(
        figure,
        theme=None,
        key=f"chart_{card.key}",
        config=theme.plotly_config(card.say),
        alt=card.say("card.chart_alt", title=card.title),
    )


def _catalogue(card: Card) -> pd.DataFrame:
    return answer("sources/catalogue", card.filters).set_index("source_code")


def _source_line(card: Card) -> str:
    codes = captions.source_codes(card.frame)
    if not codes:
        summed = "basis" in card.frame and (card.frame.basis == "summed").any()
        return card.say("card.sources_of_parts") if summed else ""
    catalogue = _catalogue(card)
    named = [_source_name(catalogue.loc[c], card.say) for c in codes[:3] if c in catalogue.index]
    more = len(codes) - len(named)
    rest = card.say("card.more_sources", count=more) if more else ""
    return card.say("card.sources", sources="; ".join(named)) + rest


def _source_name(row: pd.Series, say: Labels) -> str:
    draft = f" ({say('card.draft_source')})" if row.status == "du_thao" else ""
    return row.title + draft


def _table(card: Card) -> None:
    readable = table.readable(card.frame, card.say)
    numeric = [n for n in card.frame.columns if pd.api.types.is_numeric_dtype(card.frame[n])]
    _words.table(
        readable.head(MOST_ROWS),
        card.title,
        [card.say(f"column.{n}") for n in numeric if card.say.has(f"column.{n}")],
    )
    if len(readable) > MOST_ROWS:
        shown, count = card.say.count(MOST_ROWS), card.say.count(len(readable))
        _words.line(card.say("card.first_rows", shown=shown, count=count))


def _fold(card: Card, with_table: bool) -> None:
    """The table, where each figure comes from, and the downloads: made only when somebody opens them."""
    label = card.say("card.behind" if with_table else "card.behind_table")
    fold = st.expander(label, key=f"open_{card.key}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        if with_table:
            _table(card)
        _origins(card)
        _downloads(card)


def _downloads(card: Card) -> None:
    notes = [card.title, card.subtitle, *card.flags, _source_line(card), version(card.filters, card.say)]
    file = card.key.replace("_", "-")
    with st.container(horizontal=True):
        for kind in (table.csv, table.xlsx):
            st.download_button(
                card.say(f"card.{kind.__name__}"),
                lambda kind=kind: kind(card.frame, card.say, notes),
                f"{file}.{kind.__name__}",
                key=f"{kind.__name__}_{card.key}",
                on_click="ignore",
            )


def _origins(card: Card) -> None:
    """Every printed figure behind the card, with its source, place, file and line."""
    units = card.frame.unit_id.dropna().astype(int).unique().tolist() if "unit_id" in card.frame else []
    summed = "basis" in card.frame and bool((card.frame.basis == "summed").any())
    asked = card.filters.having(
        behind=tuple(units), below=summed, tables=tuple(queries.tables_of(card.question))
    )
    printed = answer("sources/printed", asked)
    readable = table.readable(printed, card.say)
    _words.table(readable, card.say("card.lineage"), [card.say("column.value")])
    if len(printed) and printed.found.iloc[0] > len(printed):
        shown, count = card.say.count(len(printed)), card.say.count(printed.found.iloc[0])
        _words.line(card.say("card.first_rows", shown=shown, count=count))


def version(filters: Filters, say: Labels) -> str:
    """Which figures these are: the collection and when its warehouse was built."""
    about = _filters.scope(filters.collection)[3]
    return say(
        "card.version", collection=about[f"title_{say.lang}"], built=about["built_at"].replace("T", " ")
    )
