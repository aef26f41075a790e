"""A card: one question asked, drawn, captioned; its table, its origins and downloads behind one click."""

import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

import queries
from charts import captions, theme
from exports import table
from ingest import warehouse
from labels import Labels
from pages import _words
from pages._scope import scope
from queries import Filters

MOST_ROWS = 500
FEW_PERIODS = 6
log = logging.getLogger("dashboard")


def page(name: str) -> None:
    """The first line of every page: its heading; a page that was opened without the door goes through it first."""
    if not st.session_state.pop("_shell", False):
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
    """The rows of a question, shared by all who ask the same of the same warehouse version: not to be changed."""
    return _answer(name, filters, warehouse.current(filters.collection).name)


# Kept as they are: Streamlit's own cache copies every frame it hands out, which takes longer than most questions.
@lru_cache(maxsize=1000)
def _answer(name: str, filters: Filters, version: str) -> pd.DataFrame:
    return queries.ask(name, filters)


@dataclass(frozen=True)
class Card:
    """What one card shows: a question, its filters, its rows and the words round them."""

    question: str
    filters: Filters
    say: Labels
    frame: pd.DataFrame
    title: str
    subtitle: str
    flags: list[str]
    source: str
    apart: list[tuple[str, str]]
    figure: Any

    @property
    def key(self) -> str:
        own = [str(value) for _, value in self.filters.extra]
        return "_".join([self.question.replace("/", "_"), *own])


def _card(question: str, chart: Callable | None, values: dict, drawn: bool) -> Card:
    filters = looked_at().having(**values)
    dark = st.context.theme.type == "dark"
    return _made(question, chart, filters, drawn, dark, warehouse.current(filters.collection).name)


@lru_cache(maxsize=500)
def _made(
    question: str, chart: Callable | None, filters: Filters, as_figure: bool, dark: bool, version: str
) -> Card:
    say, frame = Labels(filters.lang), answer(question, filters)
    looked = scope(filters.collection)
    spoken = {k: say(f"{k}.{v}") for k, v in filters.extra if say.has(f"{k}.{v}")}
    plain = say(f"{question.replace('/', '.')}.title", **spoken)
    title = (captions.finding(chart, frame, say) if chart else None) or plain
    everything = say("filters.all_committees") if "unit_id" in frame else say("filters.whole_collection")
    unit = (looked.name_of(filters.unit) if "unit_id" in frame else "") or everything
    parts = [plain if title != plain else "", unit, captions.periods(frame, say)]
    drawn, apart = captions.split(chart, frame)
    drawable = as_figure and chart is not None and captions.has_figures(drawn)
    return Card(
        question,
        filters,
        say,
        frame,
        title,
        " · ".join(p for p in parts if p),
        captions.flags(frame, say, looked.illustrative),
        _source_line(frame, filters, say),
        captions.apart_figures(chart, apart, say) if chart else [],
        theme.dress(chart(captions.escaped(drawn), say), dark) if drawable else None,
    )


@contextmanager
def _standing_alone(question: str) -> Generator[None]:
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
    with at or st.container(), _standing_alone(question):
        card = _card(question, chart, values, drawn=draw is None)
        with st.container(border=True, key=f"card_{card.key}"):
            _words.head(card.title, card.subtitle, card.flags, card.apart)
            if draw is not None:
                draw(card)
            elif card.figure is not None:
                _draw(card)
            elif not card.apart:
                _words.line(card.say("card.flags.not_reported"), "absent")
            _words.line(card.source)
            _fold(card, with_table=True)


def show_table(question: str, at=None, **values) -> None:
    """One card whose figures stand in a table at once, for a question that no chart answers better."""
    with at or st.container(), _standing_alone(question):
        card = _card(question, None, values, drawn=False)
        with st.container(border=True, key=f"card_{card.key}"):
            _words.head(card.title, card.subtitle, card.flags)
            if captions.has_figures(card.frame):
                _table(card)
            else:
                _words.line(card.say("card.flags.not_reported"), "absent")
            _words.line(card.source)
            _fold(card, with_table=False)


def _draw(card: Card) -> None:
    # A long row of periods keeps its width on a phone and scrolls inside its card.
    periods = max((len(axis.categoryarray or ()) for axis in card.figure.select_xaxes()), default=0)
    with st.container(key=f"{'wide' if periods > FEW_PERIODS else 'narrow'}_{card.key}"):
        st.plotly_chart(
            card.figure,
            theme=None,
            key=f"chart_{card.key}",
            config=theme.plotly_config(card.say),
            alt=card.say("card.chart_alt", title=card.title),
        )


def _source_line(frame: pd.DataFrame, filters: Filters, say: Labels) -> str:
    codes = captions.source_codes(frame)
    if not codes:
        summed = "basis" in frame and (frame.basis == "summed").any()
        return say("card.sources_of_parts") if summed else ""
    catalogue = answer("sources/catalogue", filters).set_index("source_code")
    named = [_source_name(catalogue.loc[c], say) for c in codes[:3] if c in catalogue.index]
    more = len(codes) - len(named)
    rest = say("card.more_sources", count=more) if more else ""
    return say("card.sources", sources="; ".join(named)) + rest


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
    notes = [card.title, card.subtitle, *card.flags, card.source, version(card.filters, card.say)]
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
    if not units:
        return
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
    looked = scope(filters.collection)
    return say(
        "card.version",
        collection=looked.title(say.lang),
        built=looked.about["built_at"].replace("T", " "),
    )
