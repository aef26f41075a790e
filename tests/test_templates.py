"""Templates come back through the importer: filled examples of every table say what the demo says."""

import csv
import io
from html import escape

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from exports.templates import as_csv, as_xlsx
from ingest import collection
from ingest.answers import Answers
from ingest.contract import tables
from ingest.known import Known
from labels import Labels, languages
from pages._template_fields import example, fields, with_names
from tests.house import LABELS

EVERY = [(table, lang) for table in tables() for lang in languages()]


@pytest.fixture(scope="module")
def known() -> Known:
    found = Known()
    collection.learn("demo", found)
    return found


def told(known, file: str, data: bytes, page: str = ""):
    (checked,) = collection.check_all([(file, data)], known, Answers(page=page))
    assert [p for p in checked.problems if p.severity == "error"] == []
    assert checked.accepted
    return checked


def as_in_demo(known, table: str) -> bytes:
    """The same rows in the contract's own names and codes."""
    rows = example(table)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def built(table: str, say: Labels, known: Known | None = None) -> bytes:
    of = tables()[table]
    found = fields(of, say)
    return as_xlsx(with_names(found, of, known) if known else found, of.vi, of.holds_vi, say)


@pytest.mark.parametrize(("table", "lang"), EVERY)
def test_the_filled_example_is_accepted(known, table, lang):
    say = LABELS[lang]
    wanted = told(known, f"{table}.csv", as_in_demo(known, table))
    assert len(wanted.rows) == 3 and len(set(wanted.rows)) == 3
    filled = as_csv(fields(tables()[table], say), say, filled=True)
    sheet = say("template.sheet_example")
    for checked in (
        told(known, f"{table}-{lang}.csv", filled),
        told(known, f"{table}-{lang}.xlsx", built(table, say), sheet),
    ):
        assert checked.contract.name == table
        assert checked.columns == wanted.columns
        assert checked.rows == wanted.rows
        assert checked.decimals == wanted.decimals
        assert {p.code for p in checked.problems} <= {p.code for p in wanted.problems}


@pytest.mark.parametrize(("table", "lang"), EVERY)
def test_the_workbook_offers_lists_and_runs_nothing(known, table, lang):
    say = LABELS[lang]
    book = openpyxl.load_workbook(io.BytesIO(built(table, say, known)))
    names = ("sheet_empty", "sheet_example", "sheet_columns", "sheet_lists")
    assert book.sheetnames == [say(f"template.{name}") for name in names]
    empty, filled, meanings, lists = book.worksheets
    assert empty.freeze_panes == filled.freeze_panes == "A2"
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    found = with_names(fields(tables()[table], say), tables()[table], known)
    assert [c.value for c in empty[1]] == [f.heading for f in found]
    offered = {str(v.sqref).split(":")[0].rstrip("2"): v for v in empty.data_validations.dataValidation}
    letters = [c.column_letter for c in empty[1]]
    assert set(offered) == {at for at, f in zip(letters, found, strict=True) if f.words}
    for at, column in zip(letters, found, strict=True):
        if at in offered:
            assert [c.value for c in lists[at]][1 : len(column.words) + 1] == list(column.words)
            assert f"${at}$2:${at}${len(column.words) + 1}" in offered[at].formula1
    assert [row[0].value for row in meanings.iter_rows(min_row=5)] == [f.heading for f in found]


@pytest.mark.parametrize(("table", "lang"), EVERY)
def test_every_word_offered_is_one_the_importer_takes(known, table, lang):
    """Each word of a list in a row of its own, the other cells as in the example."""
    say, of = LABELS[lang], tables()[table]
    found = with_names(fields(of, say), of, known)
    for at, column in enumerate(found):
        if (
            of.columns[at].type in ("category", "scheme")
            or of.columns[at].name == "dimension"
            or not column.words
        ):
            continue
        row = [f.example[0] for f in found]
        rows = [[*row[:at], word, *row[at + 1 :]] for word in column.words]
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows([[f.heading for f in found], *rows])
        (checked,) = collection.check_all([(f"{table}.csv", text.getvalue().encode())], known)
        said = {(p.code, p.column) for p in checked.problems if p.severity == "error"}
        assert not {code for code, _ in said if code.startswith("unknown")}, column.heading


@pytest.mark.parametrize("lang", languages())
def test_an_empty_template_is_known_by_its_name_and_has_no_rows(known, lang):
    say = LABELS[lang]
    for table in tables().values():
        data = as_csv(fields(table, say), say)
        (checked,) = collection.check_all([(f"{table.name}-{say('template.file_empty')}.csv", data)], known)
        assert checked.contract.name == table.name
        assert [p.code for p in checked.problems if p.severity == "error"] == ["no_rows"]


def screen() -> None:
    from pages._templates import templates

    templates()


@pytest.mark.parametrize("lang", languages())
def test_the_screen_tells_every_column_and_offers_three_files(lang, monkeypatch):
    monkeypatch.setattr("pages._templates.words", lambda: LABELS[lang])
    app = AppTest.from_function(screen, default_timeout=30).run()
    assert not app.exception
    for table in tables():
        app.selectbox[0].set_value(table).run()
        assert not app.exception
        shown = " ".join(html.proto.body for html in app.get("html"))
        assert not [c.name for c in tables()[table].columns if escape(getattr(c, lang)) not in shown]
        assert len(app.get("download_button")) == 3
