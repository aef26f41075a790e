"""Empty tables to fill in: what each column holds, and the files that offer the allowed words."""

import pandas as pd
import streamlit as st

from exports import templates as files
from exports.templates import Field
from ingest import collection
from ingest.contract import Table, tables
from ingest.known import Known
from labels import Labels
from pages import _words
from pages._answers import words
from pages._template_fields import fields, with_names

FIRST = "admissions"
BEFORE = ("units", "sources")
LISTS = ("categories", "schemes", "targets", "lineage")


def templates() -> None:
    """One table at a time: what it holds, its templates to take away, and the meaning of every column."""
    say = words()
    # Units and documents come before the figures that name them; the lists of codes are seldom anybody's own.
    names = sorted(tables(), key=lambda n: (n not in BEFORE, n in LISTS, getattr(tables()[n], say.lang)))
    name = st.selectbox(
        say("template.table"),
        names,
        names.index(FIRST),
        format_func=lambda name: getattr(tables()[name], say.lang),
        key="template_table",
    )
    table = tables()[name]
    told = fields(table, say)
    with st.container(border=True, key="card_templates"):
        title = getattr(table, say.lang)
        _words.head(title, getattr(table, f"holds_{say.lang}"), [])
        _downloads(table, told, say)
        _words.line(say("template.invented"))
        heads = [say(f"template.{head}") for head in files.HEADS]
        rows = pd.DataFrame([files.description(field, say) for field in told], columns=pd.Index(heads))
        _words.table(rows, say("template.columns", table=title))


def _downloads(table: Table, told: list[Field], say: Labels) -> None:
    # Named after its table, a file that comes back filled is known by its name.
    empty, filled = (f"{table.name}-{say(f'template.file_{part}')}" for part in ("empty", "filled"))
    made = {
        "csv": (lambda: files.as_csv(told, say), f"{empty}.csv"),
        "filled": (lambda: files.as_csv(told, say, filled=True), f"{filled}.csv"),
        "xlsx": (lambda: workbook(table, told, say), f"{empty}.xlsx"),
    }
    with st.container(horizontal=True):
        for kind, (make, file) in made.items():
            st.download_button(say(f"template.{kind}"), make, file, key=f"template_{kind}", on_click="ignore")


def workbook(table: Table, told: list[Field], say: Labels) -> bytes:
    """The workbook of a table, with the units and sources that the committee has itself as lists."""
    known = Known()
    if "local" in collection.names():
        collection.learn("local", known)
    title, holds = getattr(table, say.lang), getattr(table, f"holds_{say.lang}")
    return files.as_xlsx(with_names(told, table, known), title, holds, say)
