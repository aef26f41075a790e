"""A report in Word, reopened: every clause leads to its row, every number is the query's, the form stays whole."""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import docx
import openpyxl
import pandas as pd
import pytest
from docx.oxml.ns import qn

import queries
from exports import (
    comparing,
    deck,
    docx_layout,
    docx_template,
    grids,
    notes,
    office_charts,
    sentences,
    settings,
    shelf,
)
from exports import docx as word
from exports.clauses import Line
from exports.sentence_rules import RULES
from labels import languages
from queries import Filters
from tests.house import LABELS, ROOT

STRUCTURES = ROOT / "tests" / "structures" / "docx"
YEARS = (2019, 2025)
FIGURE = re.compile(r"\d+(\.\d+)?")
LOOKED_AT = {"vi": "", "en": "t-b"}  # the top in the original, a unit below it in the other language
SAID = {
    "vi": {"part_year": "chưa đủ năm", "undated": "không nêu ngày", "open": "không nêu ngày cuối"},
    "en": {"part_year": "part of a year", "undated": "date not stated", "open": "end not stated"},
}


@cache
def made(collection: str, unit: str = "", lang: str = "vi", story: str = "toan-bo") -> deck.Deck:
    return deck.of(shelf.find(story), Filters(collection, unit, *YEARS, lang))


@cache
def written(collection: str, unit: str = "", lang: str = "vi", story: str = "toan-bo") -> bytes:
    return word.write(made(collection, unit, lang, story))


def opened(data: bytes):
    return docx.Document(io.BytesIO(data))


def asked_again(card) -> list[dict]:
    """The rows of a card from the warehouse, past everything that exports and charts keep or make of them."""
    return _asked_again(card.question, card.filters)


@cache
def _asked_again(question: str, filters: Filters) -> list[dict]:
    return queries.ask(question, filters).to_dict("records")


def numbers(text: str, lang: str) -> list[float]:
    """Every number written in a text, by the marks of its language, without sign."""
    thousands, decimal = (".", ",") if lang == "vi" else (",", ".")
    found = re.findall(rf"\d[\d{re.escape(thousands)}]*(?:{re.escape(decimal)}\d+)?", text)
    return [float(f.replace(thousands, "").replace(decimal, ".")) for f in found]


def rounded(value: float) -> float:
    """Half up to two decimals, as people do it with the decimal that is written."""
    return abs(float(f"{value + (1e-9 if value >= 0 else -1e-9):.2f}"))


@pytest.fixture(params=languages())
def lang(request) -> str:
    return request.param


def clauses(told: deck.Deck):
    return [(one.card, s, c) for one in told.shown for s in sentences.of(one.card) for c in s.clauses]


def test_every_clause_leads_to_a_row_whose_number_it_tells(tiny, lang):
    found = clauses(made(tiny, LOOKED_AT[lang], lang))
    assert len(found) > 20
    for card, sentence, clause in found:
        _holds(card, sentence, clause, lang)


def test_every_clause_about_the_four_reports_leads_to_its_row(reports):
    found = clauses(made(reports))
    assert len(found) > 60
    for card, sentence, clause in found:
        _holds(card, sentence, clause, "vi")


def _holds(card, sentence, clause, lang: str) -> None:
    rows, rule = asked_again(card), RULES[card.question]
    cells = [(rows[cell.place], cell.column) for cell in clause.cells]
    assert {row["unit_name"] for row, _ in cells} == {sentence.unit}
    values = [row[column] for row, column in cells]
    for value, cell in zip(values, clause.cells, strict=True):
        assert pd.isna(value) == (cell.value is None)
        assert cell.value is None or float(value) == pytest.approx(float(cell.value))
    names = [row[rule.part] for row, _ in cells] if rule.part else []
    bare = clause.words
    for name in names:
        bare = bare.replace(name, "", 1) if bare.startswith(name) else bare
    told = numbers(bare, lang)
    if clause.worked_out:
        now, then = (float(f"{v + 1e-9:.2f}") for v in map(float, values))
        assert {row["unit_id"] for row, _ in cells} == {cells[0][0]["unit_id"]} and len(set(names)) <= 1
        assert rounded(now - then) in told
        assert len(clause.worked_out) == 1 or rounded(100 * (now - then) / then) in told
        assert ("tăng" in bare or "more" in bare or "up by" in bare) == (now > then)
        assert ("giảm" in bare or "less" in bare or "down by" in bare) == (now < then)
        assert cells[1][0]["period_end"].year == cells[0][0]["period_end"].year - 1
        assert {row["period_kind"] for row, _ in cells} == {"year"}
        return
    shown = [rounded(float(v)) for v in values if not pd.isna(v)]
    hidden = [v for v in values if pd.isna(v)]
    assert all(v in told for v in shown), (clause.words, shown)
    assert not hidden or LABELS[lang]("card.hidden") in bare
    own = [1000.0] if "1.000" in bare or "1,000" in bare else []  # "per 1,000 members"
    assert not set(told) - set(shown) - set(own), f"a number of no row in {clause.words!r}"


def test_a_part_of_a_year_a_silent_date_and_a_hidden_number_are_said_in_the_sentence(tiny, lang):
    say, found, seen = LABELS[lang], clauses(made(tiny, "", lang)), set()
    for _, sentence, clause in found:
        kind = clause.cells[0].row.period_kind
        if kind in SAID[lang]:
            seen.add(kind)
            assert SAID[lang][kind] in sentence.lead.lower()
    assert seen == set(SAID[lang])
    assert any(say("card.hidden") in c.words for _, _, c in found)


WHOLE = {
    "unit_id": 1,
    "period_end": datetime(2023, 12, 31),
    "members": 10,
    "qualifier": "exact",
    "status": None,
    "contested": False,
    "complete": True,
    "basis": "stated",
    "reported": None,
    "expected": None,
    "breaks": False,
    "reorganised_members": None,
}
UNFIT = (
    *({"status": status} for status in "pebdc"),
    {"members": None},
    {"qualifier": "over"},
    {"contested": True},
    {"complete": False},
    {"basis": "summed", "reported": 3, "expected": 4},
)


def compared(now: dict, before: dict, moved=()) -> bool:
    then = {"period_end": datetime(2022, 12, 31)}
    lines = [Line(i, SimpleNamespace(**row)) for i, row in enumerate((WHOLE | now, WHOLE | then | before))]
    return comparing.comparable(*lines, "members", list(moved))


@pytest.mark.parametrize("unfit", UNFIT, ids=str)
def test_uncertain_figures_are_not_compared(unfit):
    """Comparing is the only thing that a sentence adds: it needs two whole, certain figures."""
    assert compared({}, {}) and compared({"status": "r"}, {})
    assert not compared(unfit, {}) and not compared({}, unfit)


@pytest.mark.parametrize(
    ("now", "moved", "same"),
    [
        ({"breaks": True}, [], False),
        ({"reorganised_members": 3}, [], False),
        ({}, [(1, datetime(2023, 7, 1))], False),
        ({}, [(2, datetime(2023, 7, 1)), (1, datetime(2022, 7, 1)), (1, datetime(2024, 1, 1))], True),
    ],
)
def test_figures_of_two_territories_are_not_compared(now, moved, same):
    assert compared(now, {}, moved) == same


def test_the_document_holds_each_clause_and_its_line_of_the_appendix(tiny, lang):
    unit = LOOKED_AT[lang]
    told = made(tiny, unit, lang)
    found, document = clauses(told), opened(written(tiny, unit, lang))
    references = [h for p in document.paragraphs for h in p._p.findall(qn("w:hyperlink"))]
    assert len(references) == len(found)
    texts = [p.text for p in document.paragraphs if p.style.name == "Body Text"]
    whole = " ".join(texts)
    marks = {b.get(qn("w:name")) for b in document.element.iter(qn("w:bookmarkStart"))}
    appendix = document.tables[-1].rows[1:]
    assert len(appendix) == len(found)
    for number, (reference, (_, sentence, clause), row) in enumerate(
        zip(references, found, appendix, strict=True), 1
    ):
        assert f"{clause.words}[{number}]" in whole and sentence.lead in whole
        assert reference.get(qn("w:anchor")) in marks
        words = [cell.text for cell in row.cells]
        assert words[0] == str(number)
        values = [float(cell.value) for cell in clause.cells if cell.value is not None]
        assert {rounded(v) for v in values} <= set(numbers(words[1], lang))
        assert clause.cells[0].row.unit_name in words[2]


def test_the_appendix_names_the_line_of_the_file(tiny):
    """Followed with the eyes of a reader: file and line of a printed figure hold that figure."""
    told = made(tiny, "t-b", "en")
    document, found, followed = opened(written(tiny, "t-b", "en")), clauses(told), 0
    for row, (_, _, clause) in zip(document.tables[-1].rows[1:], found, strict=True):
        for file, line in re.findall(r"(\w+\.csv), line (\d+)", row.cells[3].text):
            text = (
                (ROOT / "tests" / "tiny" / file).read_text(encoding="utf-8-sig").splitlines()[int(line) - 1]
            )
            printed = [field.replace(",", ".") for field in next(csv.reader([text]))]
            values = [float(cell.value) for cell in clause.cells if cell.value is not None]
            assert any(
                value == float(field) for value in values for field in printed if FIGURE.fullmatch(field)
            )
            followed += 1
    assert followed > 20


def test_the_tables_hold_every_number_of_the_answer(tiny, lang):
    unit = LOOKED_AT[lang]
    told = made(tiny, unit, lang)
    tables = opened(written(tiny, unit, lang)).tables[1:]  # the first is the head of the report
    checked = 0
    for one, table in zip(told.shown, tables, strict=False):
        question = one.card.question
        figures = grids.ACROSS[question][2] if question in grids.ACROSS else RULES.get(question, None)
        if figures is None or grids.of(one.card).cut:
            continue
        figures = figures if isinstance(figures, tuple) else figures.figures
        held = [n for row in table.rows[1:] for cell in row.cells for n in numbers(cell.text, lang)]
        for row in asked_again(one.card):
            for value in (row[name] for name in figures):
                if isinstance(row["period_kind"], str) and not pd.isna(value):
                    assert rounded(float(value)) in held, (question, value)
                    checked += 1
    assert checked > 100


def test_the_charts_are_native_and_hold_the_numbers_of_the_answer(tiny, lang):
    """The workbook inside each chart, opened by another reader, and the chart's own copy of its numbers."""
    unit = LOOKED_AT[lang]
    told, data, checked = made(tiny, unit, lang), written(tiny, unit, lang), 0
    drawn = [(one.card, c) for one in told.shown if (c := office_charts.of(one.card))]
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
        assert sum(n.startswith("word/charts/chart") for n in names) == len(drawn) > 3
        for number, (card, _) in enumerate(drawn, 1):
            sheet = openpyxl.load_workbook(
                io.BytesIO(file.read(f"word/embeddings/chart{number}.xlsx"))
            ).active
            inside = [
                c.value for row in sheet.iter_rows(min_row=2, min_col=2) for c in row if c.value is not None
            ]
            xml = file.read(f"word/charts/chart{number}.xml").decode()
            cached = re.findall(r"<c:val>.*?</c:val>", xml, re.S)
            copied = [float(v) for part in cached for v in re.findall(r"<c:v>(.*?)</c:v>", part)]
            held = [float(v) for row in asked_again(card) for v in row.values() if _is_number(v)]
            assert sorted(inside) == pytest.approx(sorted(copied))
            for value in inside:
                assert any(value == pytest.approx(own) for own in held), (card.question, value)
                checked += 1
            assert '<c:min val="0"/>' in xml, "bars that do not start at zero lie"
    assert checked > 10


def test_names_in_the_workbooks_of_charts_stay_text(tiny):
    """A unit of the tiny collection is named =1+1 Đông."""
    with zipfile.ZipFile(io.BytesIO(written(tiny, "", "vi"))) as file:
        books = [file.read(name) for name in file.namelist() if name.startswith("word/embeddings/")]
    cells = [c for data in books for row in openpyxl.load_workbook(io.BytesIO(data)).active for c in row]
    assert any(c.value and "=1+1 Đông" in str(c.value) for c in cells)
    assert not [c for c in cells if c.data_type == "f" or c.hyperlink]


def _is_number(value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and not pd.isna(value)


def test_every_page_says_filters_version_day_and_audience(tiny, lang):
    told, say = made(tiny, "t-b", lang, "tong-ket-nhiem-ky"), LABELS[lang]
    page = opened(word.write(told)).sections[0]
    for footer in (page.footer, page.first_page_footer):
        text = footer.paragraphs[0].text
        for words in (
            settings.audience(say),
            notes.version(told.filters, say),
            say.date(date.today()),
            told.unit,
        ):
            assert words in text
        assert str(YEARS[0]) in text and str(YEARS[1]) in text


def test_made_up_figures_say_so_on_every_page(tiny, lang, monkeypatch):
    monkeypatch.setattr(deck.Deck, "illustrative", True)
    told = made(tiny, "t-b", lang, "tong-ket-nhiem-ky")
    page = opened(word.write(told)).sections[0]
    assert LABELS[lang]("card.flags.illustrative") in page.footer.paragraphs[0].text
    assert LABELS[lang]("card.flags.illustrative") in page.first_page_footer.paragraphs[0].text


def test_a_name_with_marks_of_xml_or_of_a_placeholder_stays_text(tiny):
    told = made(tiny, "t-c", story="tong-ket-nhiem-ky")
    odd = "<w:p>&amp; {{noi_dung}} \x0b"
    card = told.shown[0].card
    card.frame.attrs.clear()
    renamed = deck.replace(card, frame=card.frame.assign(unit_name=odd), subtitle=odd, source=odd)
    renamed_deck = deck.replace(told, title=odd, shown=[deck.replace(told.shown[0], card=renamed)])
    document = opened(word.write(renamed_deck))
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert "<w:p>&amp; {{noi_dung}} " in captions[0]


def test_our_layout_is_what_its_module_makes():
    """A template that somebody edited by hand would be lost with the next change of the module."""

    def parts(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return {n: book.read(n) for n in book.namelist() if n.startswith("word/")}

    assert parts(docx_layout.make()) == parts((settings.OURS / "layout.docx").read_bytes())


@pytest.fixture
def own(tmp_path, monkeypatch) -> Path:
    """An office's own template, to be spoiled."""
    path = tmp_path / "own.docx"
    path.write_bytes(docx_layout.make())
    monkeypatch.setattr(settings, "template", lambda kind: path)
    return path


def spoiled(path: Path, change) -> None:
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))


def drop(name: str):
    def change(document) -> None:
        for told in list(docx_template._paragraphs(document)):
            if f"{{{{{name}}}}}" in told.text:
                told._p.getparent().remove(told._p)

    return change


@pytest.mark.parametrize("name", docx_template.NEEDED)
def test_a_template_without_a_needed_placeholder_is_refused_by_name(tiny, own, name):
    spoiled(own, drop(name))
    with pytest.raises(settings.Unfit) as fault:
        word.write(made(tiny, "t-b", story="tong-ket-nhiem-ky"))
    assert (
        fault.value.args[0] == "exports.docx.unfit.placeholders" and f"{{{{{name}}}}}" in fault.value.args[1]
    )


def test_a_template_without_a_style_is_refused_by_name(tiny, own):
    spoiled(own, lambda d: d.styles["Bang"].element.getparent().remove(d.styles["Bang"].element))
    with pytest.raises(settings.Unfit) as fault:
        word.write(made(tiny, "t-b", story="tong-ket-nhiem-ky"))
    assert fault.value.args == ("exports.docx.unfit.styles", "Bang")


@pytest.mark.parametrize("code", ["unreadable", "unknown"])
def test_a_template_that_is_none_or_asks_for_what_nobody_knows_is_refused(tiny, own, code):
    if code == "unreadable":
        own.write_bytes(b"no Word file")
    else:
        spoiled(own, lambda d: d.add_paragraph("{{chuc_danh}}"))
    with pytest.raises(settings.Unfit) as fault:
        word.write(made(tiny, "t-b", story="tong-ket-nhiem-ky"))
    assert fault.value.args[0] == f"exports.docx.unfit.{code}"
    for say in LABELS.values():
        assert fault.value.args[1] in say(f"exports.docx.unfit.{code}", what=fault.value.args[1])


def test_a_placeholder_that_word_has_cut_up_is_filled_in_the_look_of_its_beginning(tiny, own):
    def cut(document) -> None:
        told = next(p for p in document.paragraphs if "{{trich_yeu}}" in p.text)
        run = told.runs[0]
        run.text = "Về: {{tri"
        run.bold = True
        told.add_run("ch_")
        told.add_run("yeu}} (1)").italic = True

    spoiled(own, cut)
    told = made(tiny, "t-b", story="tong-ket-nhiem-ky")
    document = opened(word.write(told))
    line = next(p for p in document.paragraphs if p.text.startswith("Về: "))
    assert line.text == f"Về: {LABELS['vi']('exports.docx.about', title=told.title)} (1)"
    assert (
        line.runs[0].bold
        and line.runs[0].text.endswith(told.title + ": phần số liệu")
        and line.runs[2].italic
    )


def structure(data: bytes) -> str:
    """What a report is built of: headings, captions, tables with their size, in order, and the page."""
    document = opened(data)
    page = document.sections[0]
    lines = [f"page {page.page_width.mm:.0f}x{page.page_height.mm:.0f}, left {page.left_margin.mm:.0f}"]
    lines += [f"header: {len(page.header._element.findall('.//' + qn('w:fldSimple')))} page number"]
    for element in document.element.body:
        if element.tag == qn("w:tbl"):
            rows = element.findall(qn("w:tr"))
            repeated = bool(rows[0].findall(".//" + qn("w:tblHeader")))
            lines.append(
                f"table {len(rows)} x {len(rows[0].findall(qn('w:tc')))}{', head repeated' * repeated}"
            )
        elif element.tag == qn("w:p"):
            told = docx.text.paragraph.Paragraph(element, document)
            if told.style.name.startswith(("Heading", "Caption", "Body")) and told.text:
                lines.append(f"{told.style.name}: {told.text}")
    return "\n".join(lines) + "\n"


def test_the_structure_of_a_report_is_the_one_that_was_read_through(tiny, lang):
    """Read line by line against tests/tiny when it was written; a change must be read again."""
    told = made(tiny, "t-b", lang, "tong-ket-nhiem-ky")
    assert structure(word.write(told)) == (STRUCTURES / f"t-b.{lang}.txt").read_text(encoding="utf-8")


def test_every_room_has_its_section():
    rooms = {name.partition("/")[0] for name in queries.names()}
    assert rooms == {room for own in word.SECTIONS.values() for room in own}
    assert len(word.SECTIONS) <= len(word.ROMAN)
