"""What stands behind a card, made only when somebody opens it: its table, where each figure comes from, downloads."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

import queries
from exports import notes
from exports import table as files
from exports.answers import answer
from exports.card import Card, leaving
from labels import Labels
from pages import _links, _share, _words

MOST_ROWS = 500


def fold(card: Card, with_table: bool) -> None:
    """The fold of a card; `with_table` where the card itself shows no table."""
    label = card.say("card.behind" if with_table else "card.behind_table")
    opened = st.expander(label, key=f"open_{card.key}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        if with_table:
            table(card)
        _origins(card)
        _downloads(card)
        _share.of_card(card)


def table(card: Card) -> None:
    """The rows of a card as a table of words."""
    frame = card.frame.head(MOST_ROWS)
    readable = files.readable(card.frame, card.say)
    numeric = [n for n in frame.columns if pd.api.types.is_numeric_dtype(frame[n])]
    unit, ready = card.say("column.unit_name"), {}
    if "unit_id" in frame and unit in readable:
        ready = {unit: _links.of_units(card.filters, frame.unit_id, readable[unit].head(MOST_ROWS))}
    _words.table(
        readable.head(MOST_ROWS),
        card.title,
        [card.say(f"column.{n}") for n in numeric if card.say.has(f"column.{n}")],
        ready,
    )
    _rest(min(len(readable), MOST_ROWS), len(readable), card.say)


def _rest(shown: int, count: int, say: Labels) -> None:
    if shown < count:
        _words.line(say("card.first_rows", shown=say.count(shown), count=say.count(count)))


def _origins(card: Card) -> None:
    """Every printed figure behind the card, with its source, place, file and line."""
    units = card.frame.unit_id.dropna().astype(int).unique().tolist() if "unit_id" in card.frame else []
    if not units or not queries.tables_of(card.question):
        return
    summed = "basis" in card.frame and bool((card.frame.basis == "summed").any())
    asked = card.filters.having(
        behind=tuple(units), below=summed, tables=tuple(queries.tables_of(card.question))
    )
    printed = answer("sources/printed", asked)
    rows = files.readable(printed.drop(columns="found"), card.say)
    _words.table(rows, card.say("card.lineage"), [card.say("column.value")])
    if len(printed):
        _rest(len(printed), int(printed.found.iloc[0]), card.say)


def _downloads(card: Card) -> None:
    file = card.key.replace("_", "-")
    with st.container(horizontal=True):
        for kind in (files.csv, files.xlsx):
            st.download_button(
                card.say(f"card.{kind.__name__}"),
                lambda kind=kind: _file(kind, leaving(card)),
                f"{file}.{kind.__name__}",
                key=f"{kind.__name__}_{card.key}",
                on_click="ignore",
            )


def _file(kind: Callable[..., bytes], card: Card) -> bytes:
    return kind(card.frame, card.say, [card.title, card.subtitle, *notes.of(card)])
