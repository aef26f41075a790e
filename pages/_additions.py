"""A document or a unit that the collection does not have yet: nothing is made without somebody saying so here."""

import csv
import io
import re
from datetime import date

import streamlit as st

from ingest.contract import tables
from ingest.normalise import fold
from labels import Labels
from pages import _words
from pages._draft import Draft

LONGEST = 40


def additions(draft: Draft, say: Labels) -> None:
    """Where the file lacks a document or names a unit that is not there: a way to add it."""
    outcome = draft.outcome
    if outcome is None:
        return
    codes = {(p.code, p.column) for p in outcome.problems}
    named = {code for code, _ in codes}
    if "unknown_source" in named or ("missing_header", "source_code") in codes:
        with st.expander(say("import.add.source"), key="add_source", expanded=not outcome.known.sources):
            _source(draft, say)
    if named & {"unknown_unit", "ambiguous_unit"} or ("missing_header", "unit_code") in codes:
        with st.expander(say("import.add.unit"), key="add_unit"):
            _unit(draft, say)
    for name, data in draft.additions:
        table = getattr(tables()[name.removesuffix(".csv")], say.lang)
        for row in csv.DictReader(io.StringIO(data.decode())):
            _words.line(say("import.add.added", table=table, name=row.get("title") or row.get("name", "")))


def _source(draft: Draft, say: Labels) -> None:
    with st.form("desk_source", enter_to_submit=False):
        title = st.text_input(say("import.add.title"), key="source_title")
        left, middle, right = st.columns(3)
        number = left.text_input(say("import.add.number"), key="source_number")
        as_of = middle.text_input(say("import.add.as_of"), key="source_as_of", placeholder="30/12/2024")
        issuer = right.text_input(say("import.add.issuer"), key="source_issuer")
        if st.form_submit_button(say("import.add.save_source")) and title.strip():
            code = _code(number or title, draft)
            row = {"source_code": code, "title": title, "number": number, "as_of": as_of, "issuer": issuer}
            _add(draft, "sources", row)
            draft.told(fill=draft.answers.fill | {"source_code": code})
            st.rerun()


def _unit(draft: Draft, say: Labels) -> None:
    outcome = draft.outcome
    if outcome is None:
        return
    units = {"": say("import.add.no_parent")} | dict(sorted(outcome.known.shown.items(), key=lambda u: u[1]))
    wanted = "vi" if say.lang == "vi" else "en"
    kinds = {
        code: titles[wanted == "en"]
        for (listed, _, code), titles in outcome.known.titles.items()
        if listed == "unit_kind"
    }
    with st.form("desk_unit", enter_to_submit=False):
        name = st.text_input(say("import.add.name"), key="unit_name")
        left, right, last = st.columns(3)
        parent = left.selectbox(
            say("import.add.parent"), units, format_func=units.__getitem__, key="unit_parent"
        )
        kind = right.selectbox(say("import.add.kind"), kinds, format_func=kinds.__getitem__, key="unit_kind")
        since = last.text_input(
            say("import.add.since"), key="unit_since", placeholder=f"01/7/{date.today().year}"
        )
        if st.form_submit_button(say("import.add.save_unit")) and name.strip():
            code = _code(f"{parent} {name}" if parent else name, draft)
            row = {"unit_code": code, "valid_from": since, "name": name, "parent_code": parent, "kind": kind}
            _add(draft, "units", row)
            draft.start()
            st.rerun()


def _code(text: str, draft: Draft) -> str:
    """A code of the words that no unit and no document has yet."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:LONGEST].strip("-") or "moi"
    known = draft.outcome.known if draft.outcome else None
    taken = {*known.units, *known.sources} if known else set()
    numbered = [plain, *(f"{plain}-{i}" for i in range(2, len(taken) + 3))]
    return next(code for code in numbered if code not in taken)


def _add(draft: Draft, table: str, row: dict[str, str]) -> None:
    """One more row beside the file, in a file of its table."""
    text = io.StringIO(newline="")
    name = f"{table}.csv"
    earlier = next((data.decode() for n, data in draft.additions if n == name), "")
    writer = csv.DictWriter(text, list(row), lineterminator="\n")
    if not earlier:
        writer.writeheader()
    writer.writerow({k: " ".join(v.split()) for k, v in row.items()})
    rest = [(n, data) for n, data in draft.additions if n != name]
    draft.additions = [*rest, (name, (earlier + text.getvalue()).encode())]
