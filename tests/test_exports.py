"""Exports reopened: the numbers are the query's, the text is inert, the files open right in both languages."""

import csv
import io
import math

import openpyxl
import pandas as pd
import pytest

import queries
from exports import table
from labels import Labels, languages
from queries import Filters
from tests.house import LABELS, samples, shown

QUESTIONS = sorted(shown())
NOTES = ["=1+1", "Ghi chú; có dấu chấm phẩy", '"ngoặc kép"']
SEPARATORS = {"vi": (";", ","), "en": (",", ".")}


def answer(question: str, collection: str, lang: str = "vi") -> pd.DataFrame:
    values = {n: v for n, v in samples().items() if n in queries.parameters(question)}
    values = {
        n: v for n, v in values.items() if n not in ("units", "unit_id", "first_year", "last_year", "lang")
    }
    return queries.ask(question, Filters(collection, lang=lang).having(**values))


def figures(frame: pd.DataFrame, say: Labels) -> list[list[float | None]]:
    """The numeric columns that a reader sees, None where nothing is reported."""
    names = table.shown_columns(frame, say)
    kinds = pd.api.types
    names = [n for n in names if kinds.is_numeric_dtype(frame[n]) and not kinds.is_bool_dtype(frame[n])]
    return [[None if pd.isna(v) else float(v) for v in frame[n]] for n in names]


def same(wanted: list[float | None], found: list) -> bool:
    """A workbook keeps sixteen digits of a number."""
    pairs = list(zip(wanted, found, strict=True))
    if any((a is None) != (b is None) or isinstance(b, str | bool) for a, b in pairs):
        return False
    return all(a is None or math.isclose(a, b, rel_tol=1e-12) for a, b in pairs)


def sheet_of(data: bytes) -> tuple[list, list]:
    """Header and rows of the first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    return list(rows[0]), rows[1:]


def csv_of(data: bytes, lang: str) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATORS[lang][0]))


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_numbers_of_a_workbook_are_the_answers(tiny, question, lang):
    say, frame = LABELS[lang], answer(question, tiny, lang)
    header, rows = sheet_of(table.xlsx(frame, say, NOTES))
    assert len(rows) == len(frame)
    assert len(set(header)) == len(header), "two columns under one heading"
    columns = [list(c) for c in zip(*rows, strict=True)] if rows else []
    for wanted in figures(frame, say) if rows else []:
        assert any(same(wanted, column) for column in columns), wanted


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_numbers_of_a_csv_are_the_answers(tiny, question, lang):
    say, frame = LABELS[lang], answer(question, tiny, lang)
    data = table.csv(frame, say, NOTES)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = csv_of(data, lang)
    body = rows[1 : 1 + len(frame)]
    assert {len(r) for r in body} <= {len(rows[0])}
    decimal = SEPARATORS[lang][1]
    columns = [[_number(v, decimal) for v in c] for c in zip(*body, strict=True)] if body else []
    for wanted in figures(frame, say) if body else []:
        assert any(same(wanted, column) for column in columns), wanted
    assert [r[0] for r in rows[-len(NOTES) :]] == ["'" + NOTES[0], *NOTES[1:]]


def _number(text: str, decimal: str) -> float | str | None:
    try:
        return float(text.replace(decimal, ".")) if text else None
    except ValueError:
        return text


def test_a_formula_in_a_name_or_place_stays_text(tiny):
    frame = queries.ask("admissions/attainment_by_year", Filters(tiny, "t-c"))
    frame = pd.concat([frame, queries.ask("admissions/attainment_by_year", Filters(tiny))])
    say = LABELS["vi"]
    book = openpyxl.load_workbook(io.BytesIO(table.xlsx(frame, say, NOTES)))
    cells = [c for sheet in book.worksheets for row in sheet.iter_rows() for c in row]
    assert {c.value for c in cells} >= {"=1+1 Đông", "=1+1"}
    assert not [c for c in cells if c.data_type == "f"]
    risky = [
        v
        for row in csv_of(table.csv(frame, say, NOTES), "vi")
        for v in row
        if v.startswith(tuple("=+-@\t\r"))
    ]
    assert risky == []


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r"])
def test_every_mark_that_starts_a_formula_is_made_harmless(mark):
    assert table.harmless(f"{mark}1") == f"'{mark}1"
    assert table.harmless(-1) == -1


@pytest.mark.parametrize("lang", languages())
def test_absent_is_empty_and_zero_is_zero(tiny, lang):
    frame = queries.ask("admissions/attainment_by_year", Filters(tiny, "t-b", lang=lang))
    say = LABELS[lang]
    header, rows = sheet_of(table.xlsx(frame, say, []))
    admitted = header.index(say("column.admitted"))
    assert [r[admitted] for r in rows if r[admitted] is not None] == [12, 11, 0, 6]
    silent = queries.ask("admissions/attainment_by_year", Filters(tiny, "t-c", 2023, 2023, lang=lang))
    _, rows = sheet_of(table.xlsx(silent, say, []))
    assert [r[admitted] for r in rows] == [None]
    words = table.readable(silent, say)
    assert list(words[say("column.admitted")]) == [say("card.not_reported")]


def test_a_year_is_not_a_quantity():
    """2023 with a mark for thousands reads 2.023."""
    frame = pd.DataFrame({"year": pd.array([2023], "Int64"), "members": pd.array([1239], "Int64")})
    say = LABELS["vi"]
    book = openpyxl.load_workbook(io.BytesIO(table.xlsx(frame, say, [])))
    row = [c for c in book.worksheets[0][2]]
    assert "," not in row[0].number_format
    assert table.readable(frame, say).iloc[0, 0] == "2023"


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_table_on_screen_has_the_same_rows_in_words(tiny, question, lang):
    say, frame = LABELS[lang], answer(question, tiny, lang)
    told = table.readable(frame, say)
    assert len(told) == len(frame)
    assert told.map(lambda v: isinstance(v, str)).all(axis=None)
    assert not told.isin(["nan", "NaT", "None", "<NA>"]).any(axis=None)


def test_the_frame_is_left_as_it_was(tiny):
    frame = queries.ask("admissions/attainment_by_year", Filters(tiny))
    before = frame.copy(deep=True)
    for make in (table.csv, table.xlsx):
        make(frame, LABELS["vi"], NOTES)
    table.readable(frame, LABELS["vi"])
    pd.testing.assert_frame_equal(frame, before)
