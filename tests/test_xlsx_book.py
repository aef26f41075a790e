"""A workbook of a storyboard, reopened: typed cells that are the query's, notes, links, paper, nothing that runs."""

import io
import math
import re
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import openpyxl
import pandas as pd
import pytest

import queries
from exports import (
    deck,
    notes,
    office_charts,
    seen,
    settings,
    shelf,
    table,
    xlsx,
    xlsx_cells,
)
from exports.card import plain_title
from labels import languages
from queries import Filters
from tests.house import LABELS, ROOT

STRUCTURES = ROOT / "tests" / "structures" / "xlsx"
HEAD = 5  # the row of the headings, as Excel counts
YEARS = (2019, 2025)
LOOKED_AT = {"vi": "", "en": "t-b"}  # the top in the original, a unit below it in the other language


@cache
def made(collection: str, unit: str = "", lang: str = "vi", story: str = "toan-bo") -> deck.Deck:
    return deck.of(shelf.find(story), Filters(collection, unit, *YEARS, lang))


@cache
def book(collection: str, unit: str = "", lang: str = "vi", story: str = "toan-bo"):
    return reopened(made(collection, unit, lang, story))


def reopened(told: deck.Deck):
    return openpyxl.load_workbook(io.BytesIO(xlsx.write(told)))


def links_of(sheet) -> list:
    return [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]


@pytest.fixture(params=languages())
def lang(request) -> str:
    return request.param


def test_every_cell_is_the_query_s_and_of_its_type(tiny, lang):
    unit = LOOKED_AT[lang]
    told, opened, say, compared = made(tiny, unit, lang), book(tiny, unit, lang), LABELS[lang], 0
    assert len(opened.worksheets) == len(told.shown) + 2
    for one, sheet in zip(told.shown, opened.worksheets[2:], strict=True):
        frame = queries.ask(one.card.question, one.card.filters)
        headings = [cell.value for cell in sheet[HEAD]]
        for name in table.shown_columns(table.with_period(frame, say), say):
            if name == "period" or not pd.api.types.is_numeric_dtype(frame[name]) or frame[name].isna().all():
                continue
            column = headings.index(say(f"column.{name}")) + 1
            for place, value in enumerate(frame[name]):
                cell = sheet.cell(HEAD + 1 + place, column)
                if pd.isna(value):
                    assert cell.value in (None, say("card.hidden")), (one.card.question, name)
                elif pd.api.types.is_bool_dtype(frame[name]):
                    assert cell.value == (say("card.yes") if value else None) or cell.value == ""
                else:
                    assert cell.data_type == "n" and math.isclose(cell.value, float(value), rel_tol=1e-12)
                    compared += 1
    assert compared > 200


def test_hidden_is_a_word_and_absent_is_empty_with_a_remark(tiny, lang):
    say, hidden, silent = LABELS[lang], 0, 0
    for one, sheet in zip(made(tiny, "", lang).shown, book(tiny, "", lang).worksheets[2:], strict=True):
        headings = [cell.value for cell in sheet[HEAD]]
        frame = table.with_period(one.card.frame, say)
        for name in table.shown_columns(frame, say):
            if say(f"column.{name}") not in headings:
                continue
            column = headings.index(say(f"column.{name}")) + 1
            for place, held in enumerate(table.hidden_in(frame, name)):
                cell = sheet.cell(HEAD + 1 + place, column).value
                assert not held or cell == say("card.hidden")
                hidden += held
                if cell is None and name in ("members", "quota", "attainment_percent"):
                    remark = sheet.cell(HEAD + 1 + place, len(headings)).value
                    assert headings[-1] == say("exports.xlsx.remark") and say(f"column.{name}") in remark
                    silent += 1
    assert hidden > 3 and silent > 3


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("attainment_percent", 93.15, '[$-42A]0.00"%"'),
        ("attainment_percent", 38.0, '[$-42A]0"%"'),
        ("part_percent", 13.933961, '[$-42A]0.00"%"'),
        ("part_percent", 27.3, '[$-42A]0.0"%"'),
        ("year", 2023, "0"),
        ("cases_per_1000", 4.236433, "[$-42A]0.00"),
        ("members", 1239, r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0"),
        ("step", -814, "0"),
        ("step", -1239, r"#\.##0"),
        ("step", -1239000, r"#\.###\.##0"),
    ],
)
def test_a_number_keeps_the_marks_of_its_language(name, value, written):
    assert xlsx_cells.number_format(name, value, "vi") == written


def test_a_percent_among_headlines_is_one(tiny):
    told = made(tiny)
    place = next(i for i, one in enumerate(told.shown) if one.card.question == "overview/headlines")
    frame, sheet = told.shown[place].card.frame, book(tiny).worksheets[2 + place]
    column = [cell.value for cell in sheet[HEAD]].index(LABELS["vi"]("column.value")) + 1
    formats = {m: set() for m in frame.measure.dropna()}
    for row, (measure, value) in enumerate(zip(frame.measure, frame.value, strict=True), HEAD + 1):
        if not pd.isna(value):
            formats[measure].add("%" in sheet.cell(row, column).number_format)
    assert formats["percent"] == {True} and formats["count"] == {False}


def test_names_of_sheets_are_valid_unlike_and_in_the_order_of_the_deck(tiny, lang):
    told, names = made(tiny, LOOKED_AT[lang], lang), book(tiny, LOOKED_AT[lang], lang).sheetnames
    assert len({name.lower() for name in names}) == len(names)
    assert all(1 <= len(n) <= 31 and not re.search(r"[\[\]:*?/\\]", n) and n == n.strip("'") for n in names)
    for number, (one, name) in enumerate(zip(told.shown, names[2:], strict=True), 1):
        title = (
            plain_title(one.card.question, dict(one.card.filters.extra), one.card.say)
            .replace("/", " ")
            .replace(":", " ")
        )
        assert name.startswith(f"{number}. ") and title.startswith(
            name.partition(". ")[2].rstrip("…").rstrip()
        )
    assert xlsx.sheet_name(7, "a/b:c*[d]'" + "x" * 40) == "7. a b c  d '" + "x" * 17 + "…"


def test_the_contents_lead_to_every_sheet_and_back(tiny, lang):
    opened = book(tiny, LOOKED_AT[lang], lang)
    links = links_of(opened.worksheets[0])
    assert [re.fullmatch(r"'(.*)'!A1", link.location).group(1) for link in links] == opened.sheetnames[2:]
    for sheet in opened.worksheets[2:]:
        assert links_of(sheet)[0].location == f"'{opened.sheetnames[0]}'!A1"
        assert not [link for link in links_of(sheet) if link.target]


def test_the_notes_say_what_every_file_says(tiny, lang):
    told, say = made(tiny, LOOKED_AT[lang], lang), LABELS[lang]
    changed = deck.Shown(told.shown[1].card, "=đọc chậm", [seen.Change("Số đảng viên", "", "12")])
    told = replace(told, shown=[told.shown[0], changed, *told.shown[2:]])
    sheet = reopened(told)[say("card.sheet_notes")]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=2)]
    words = [row[2] for row in rows]
    assert {settings.audience(say), notes.version(told.filters, say), notes.made(say)} <= set(words)
    assert say.date(date.today()) in " ".join(words)
    assert set(told.absent) <= set(words) and set(told.sources) <= set(words)
    assert "=đọc chậm" in words
    assert say("exports.xlsx.change", what="Số đảng viên", old=say("exports.xlsx.nothing"), new="12") in words
    for number, one in enumerate(told.shown, 1):
        own = [row[2] for row in rows if row[0].startswith(f"{number}. ")]
        assert {notes.looked_at(one.card), *one.card.flags} <= set(own)
        assert all(f"{when}: {figure}" in own for when, figure in one.card.apart)


def test_nothing_in_a_book_runs(tiny):
    told = made(tiny, "t-c", story="tong-ket-nhiem-ky")  # named =1+1 Đông
    card = told.shown[0].card
    odd = replace(
        card, title="=cmd|'/c calc'!A0", subtitle="@SUM(1)", source="+1", flags=["-1", "https://x.vn"]
    )
    told = replace(told, title="=1+1 & 2", shown=[deck.Shown(odd, "=2+2", []), *told.shown[1:]])
    opened = reopened(told)
    cells = [cell for sheet in opened.worksheets for row in sheet.iter_rows() for cell in row]
    assert {"=cmd|'/c calc'!A0", "@SUM(1)", "+1", "=2+2", "=1+1 Đông"} <= {c.value for c in cells}
    assert not [c for c in cells if c.data_type == "f"]
    assert not [link for sheet in opened.worksheets for link in links_of(sheet) if link.target]
    assert not opened.defined_names or all("!" in n.attr_text for n in opened.defined_names.values())


def test_every_sheet_prints_on_a4_across_with_its_marks(tiny, lang):
    told, say = made(tiny, LOOKED_AT[lang], lang), LABELS[lang]
    for place, sheet in enumerate(book(tiny, LOOKED_AT[lang], lang).worksheets):
        assert sheet.page_setup.orientation == "landscape" and int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and int(sheet.page_setup.fitToHeight) == 0
        assert settings.audience(say) in sheet.oddHeader.left.text
        assert told.unit in sheet.oddHeader.right.text
        assert notes.version(told.filters, say)[:60] in sheet.oddFooter.left.text
        assert "&P" in sheet.oddFooter.right.text or "&[Page]" in sheet.oddFooter.right.text
        assert sheet.freeze_panes is not None and sheet.print_title_rows
        if place > 1:
            assert sheet.freeze_panes == "A6" and sheet.print_title_rows == "$5:$5"


def test_the_finding_stands_above_the_table(tiny, lang):
    told = made(tiny, LOOKED_AT[lang], lang)
    for one, sheet in zip(told.shown, book(tiny, LOOKED_AT[lang], lang).worksheets[2:], strict=True):
        assert sheet["A1"].value == one.card.title and sheet["A1"].font.bold
        assert (sheet["A2"].value or "") == one.card.subtitle
        assert (sheet["A3"].value or "") == " · ".join(one.card.flags)


def test_charts_are_drawn_from_cells_of_their_sheet_that_are_the_answer_s(tiny, lang):
    told, checked = made(tiny, LOOKED_AT[lang], lang), 0
    for one, sheet in zip(told.shown, book(tiny, LOOKED_AT[lang], lang).worksheets[2:], strict=True):
        drawn = office_charts.of(one.card)
        assert len(sheet._charts) == (drawn is not None)
        if drawn is None:
            continue
        frame = queries.ask(one.card.question, one.card.filters)
        held = [float(v) for n in frame for v in frame[n] if pd.api.types.is_number(v) and not pd.isna(v)]
        assert len(sheet._charts[0].series) == len(drawn.series)
        for series, own in zip(sheet._charts[0].series, drawn.series, strict=True):
            name, _, cells = series.val.numRef.f.rpartition("!")
            assert name.strip("'").replace("''", "'") == sheet.title
            first, _, last = cells.replace("$", "").partition(":")
            values = [cell.value for row in sheet[f"{first}:{last or first}"] for cell in row]
            assert len(values) == len(drawn.categories)
            for value, wanted in zip(values, own.values, strict=True):
                assert (value is None) == (wanted is None)
                assert value is None or any(math.isclose(value, v, rel_tol=1e-12) for v in held)
                checked += value is not None
        assert sheet.print_area
        block = int(re.search(r"\d+", first).group())
        assert block > HEAD + len(one.card.frame), "a filter of the table would hide what the chart draws"
    assert checked > 10


def test_a_hidden_part_is_no_bar_and_what_hides_one_is_not_stacked(tiny):
    hidden = 0
    for unit, spoken in (("", "vi"), ("t-b", "en")):
        for one in made(tiny, unit, spoken).shown:
            drawn, frame = office_charts.of(one.card), one.card.frame
            if drawn is not None and "status" in frame and (frame.status == "c").any():
                assert not drawn.stacked
                hidden += 1
    assert hidden


def test_a_day_is_a_day(tiny):
    told = made(tiny)
    place = next(i for i, one in enumerate(told.shown) if one.card.question == "sources/catalogue")
    sheet = book(tiny).worksheets[2 + place]
    days = [c for row in sheet.iter_rows(min_row=HEAD + 1) for c in row if isinstance(c.value, datetime)]
    assert days and all("dd/mm/yyyy" in cell.number_format for cell in days)


def structure(told: deck.Deck) -> str:
    """What a book is built of: sheets in order, their headings, sizes, filters, and the formats of the first row."""
    opened, lines = reopened(told), []
    for sheet in opened.worksheets:
        lines.append(
            f"{sheet.title} | {sheet.dimensions} | filter {sheet.auto_filter.ref} | charts {len(sheet._charts)}"
        )
        head = HEAD if sheet.freeze_panes == "A6" else int(sheet.freeze_panes[1:]) - 1
        lines.append("  " + " | ".join(str(c.value) for c in sheet[head] if c.value is not None))
        if head == HEAD:
            lines.append(
                "  " + " | ".join(c.number_format for c in sheet[head + 1] if c.data_type == "n" and c.value)
            )
    return "\n".join(lines) + "\n"


def test_the_structure_of_a_book_is_the_one_that_was_read_through(tiny, lang):
    """Read line by line against tests/tiny when it was written; a change must be read again."""
    told = made(tiny, "t-b", lang, "tong-ket-nhiem-ky")
    assert structure(told) == (STRUCTURES / f"t-b.{lang}.txt").read_text(encoding="utf-8")
