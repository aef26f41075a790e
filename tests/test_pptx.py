"""PowerPoint reopened by python-pptx and openpyxl: the numbers of its charts, tables, notes, what it says of itself."""

import io
import math
import re
from dataclasses import replace

import openpyxl
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts import slides
from exports import body, deck, native, notes, pptx, pptx_charts, shelf, xlsx_cells
from labels import languages
from queries import Filters
from tests.decks import whole
from tests.house import ROOT

STRUCTURES = ROOT / "tests" / "structures" / "pptx"

# One worker works out the decks of all of these.
pytestmark = pytest.mark.xdist_group("files")


@pytest.fixture(scope="module")
def told(tiny, reports, demo):
    """The whole dashboard of three collections, with their decks."""
    every = [whole("local"), whole("reports"), whole("demo", "md-p-hai-tam", "en")]
    return [(made, Presentation(io.BytesIO(pptx.write(made)))) for made in every]


def charts_of(shown) -> list[native.Chart]:
    if not body.is_drawn(shown.card):
        return []
    try:
        return [c for page in slides.of(body.figure(shown.card)[0]) for c in native.of(page)]
    except native.NotNative:
        return []


def of_cards(made, opened) -> list[tuple]:
    """Each card with its slides, told by their order and titles."""
    every, found = list(opened.slides)[1:-1], []
    for shown in made.shown:
        own = []
        while every and every[0].shapes.title.text.startswith(shown.card.title):
            number = every[0].shapes.title.text.removeprefix(shown.card.title)
            if own and (not number or number.startswith(" (1/")):
                break
            own.append(every.pop(0))
        found.append((shown, own))
    assert not every
    return found


def numbers(values) -> list[float]:
    return sorted(float(v) for v in values if v is not None)


def same(one, other) -> bool:
    return len(one) == len(other) and all(math.isclose(a, b) for a, b in zip(one, other, strict=True))


def test_charts_hold_the_numbers_in_picture_and_workbook(told):
    seen = 0
    for made, opened in told:
        for shown, own in of_cards(made, opened):
            wanted = [pptx_charts._rows(chart, made.say) for chart in charts_of(shown)]
            found = [shape.chart for slide in own for shape in slide.shapes if shape.has_chart]
            assert len(found) == len(wanted)
            for rows, chart in zip(wanted, found, strict=True):
                figures = [list(s.values) for plot in chart.plots for s in plot.series]
                assert same(
                    numbers(v for r in rows for v in r.values), numbers(v for s in figures for v in s)
                )
                blob = chart.part.chart_workbook.xlsx_part.blob
                sheet = openpyxl.load_workbook(io.BytesIO(blob)).active
                cells = [c for row in sheet.iter_rows(min_row=2, min_col=2) for c in row]
                assert same(numbers(v for r in rows for v in r.values), numbers(c.value for c in cells))
                assert all(c.data_type != "f" for row in sheet.iter_rows() for c in row)
                seen += 1
    assert seen > 40


def test_tables_say_what_their_pages_say(told):
    seen = 0
    for made, opened in told:
        for shown, own in of_cards(made, opened):
            tables = [shape.table for slide in own for shape in slide.shapes if shape.has_table]
            if not tables or body.is_drawn(shown.card):
                continue
            words = body.own_words(shown.card)
            rows = [[cell.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]
            assert rows == [[str(text) for text in row] for row in words.itertuples(index=False)][: len(rows)]
            if len(rows) < len(words):
                last = "\n".join(s.text_frame.text for s in own[-1].shapes if s.has_text_frame)
                assert (
                    made.say(
                        "exports.pptx.rest", shown=made.say.count(len(rows)), count=made.say.count(len(words))
                    )
                    in last
                )
            seen += 1
    assert seen > 20


def test_every_slide_says_what_it_is(told):
    for made, opened in told:
        pages = list(opened.slides)
        first = "\n".join(s.text_frame.text for s in pages[0].shapes if s.has_text_frame)
        assert all(mark in first for mark in (made.title, made.unit, *made.marks))
        for shown, own in of_cards(made, opened):
            assert own, shown.card.question
            for slide in own:
                note = slide.notes_slide.notes_text_frame.text
                assert all(line in note for line in notes.of(shown.card))
                texts = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
                assert any(made.audience in text for text in texts)
                assert any(s._element.xpath('.//p:ph[@type="sldNum"]') for s in slide.shapes)
                for when, what in shown.card.apart if slide is own[0] else ():
                    assert f"{when}\n{what}" in texts
                for shape in slide.shapes:
                    if shape.has_chart or shape.has_table:
                        assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
        assert opened.core_properties.author == ""


def test_words_of_slides_are_large_enough(told):
    """A slide is 13,33 inches wide: 12 points are 24 pixels of a screen of 1.920."""
    for _, opened in told:
        sizes = [
            run.font.size
            for slide in opened.slides
            for shape in slide.shapes
            if shape.has_text_frame
            for paragraph in shape.text_frame.paragraphs
            for run in paragraph.runs
            if run.font.size
        ]
        sizes += [
            Pt(int(value) / 100)
            for slide in opened.slides
            for shape in slide.shapes
            if shape.has_chart
            for value in shape.chart._chartSpace.xpath(".//a:defRPr/@sz | .//a:rPr/@sz")
        ]
        assert min(sizes) >= Pt(12)


def test_bars_begin_at_zero(told):
    for _, opened in told:
        for slide in opened.slides:
            for shape in slide.shapes:
                if not shape.has_chart:
                    continue
                values = [v for p in shape.chart.plots for s in p.series for v in s.values if v is not None]
                lowest = shape.chart._chartSpace.xpath(".//c:valAx/c:scaling/c:min/@val")
                assert lowest == (["0"] if min(values, default=0) >= 0 else [])


def test_no_chart_is_empty_and_what_is_hidden_is_said(told):
    hidden = 0
    for made, opened in told:
        word = made.say("card.hidden")
        wanted = [chart for shown in made.shown for chart in charts_of(shown)]
        for native_one, chart in zip(wanted, native_charts(opened), strict=True):
            values = list(zip(*(one.values for one in native_one.series), strict=True))
            labels = list(zip(*(one.labels for one in native_one.series), strict=True))
            words = [""] * len(native_one.categories)
            for point in chart._chartSpace.xpath("(//c:ser)[1]/c:cat//c:pt"):
                words[int(point.get("idx"))] = point.findtext(qn("c:v"))
            for own, texts, category in zip(values, labels, words, strict=True):
                if word in texts and all(v is None for v in own):
                    assert category.endswith(f" – {word}")
                    hidden += 1
            assert native_one.series
            assert any(v is not None for own in values for v in own) or any(word in w for w in words)
    assert hidden


def test_what_is_hidden_is_no_zero_and_every_column_has_a_heading(told):
    words = 0
    for made, opened in told:
        hidden = made.say("card.hidden")
        for chart in native_charts(opened):
            sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
            head, *rows = sheet.iter_rows(values_only=True)
            assert all(head[1:])
            words += sum(hidden in str(row[0]) for row in rows)
            for one in (s for plot in chart.plots for s in plot.series):
                for label in one._element.iter(qn("c:dLbl")):
                    text = "".join(run.text or "" for run in label.iter(qn("a:t")))
                    at = int(label.find(qn("c:idx")).get("val"))
                    assert hidden not in text or one.values[at] is None
    assert words > 10


def test_what_goes_down_has_its_sign_in_the_workbook(told):
    """The bars of a waterfall are lengths; in the cells behind them a loss reads as one."""
    seen = 0
    for made, opened in told:
        for chart in native_charts(opened):
            for series in (s for plot in chart.plots for s in plot.series):
                if series.name == made.say("exports.pptx.down"):
                    sheet = openpyxl.load_workbook(
                        io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)
                    ).active
                    column = [c.value for c in sheet[1]].index(series.name) + 1
                    cells = [
                        row[0] for row in sheet.iter_rows(2, min_col=column, max_col=column) if row[0].value
                    ]
                    assert cells and all('"−"' in c.number_format and c.value > 0 for c in cells)
                    seen += 1
    assert seen


def test_numbers_below_zero_keep_their_sign(told):
    """A format with conditions writes -814 as 814 in LibreOffice."""
    seen = 0
    for _, opened in told:
        for chart in native_charts(opened):
            values = [v for plot in chart.plots for s in plot.series for v in s.values if v is not None]
            if min(values, default=0) < 0:
                codes = chart._chartSpace.xpath(
                    "//c:numCache/c:formatCode/text() | //c:valAx/c:numFmt/@formatCode"
                )
                assert codes and not any("[>" in code or "[<" in code for code in codes)
                seen += 1
    assert seen


@pytest.mark.parametrize(
    "name", ["=cmd|' /C calc'!A1<b>&", "{=1+1}", "-2+3", "http://a.example", "external:c:/a"]
)
def test_text_of_files_is_inert(tiny, name):
    made = whole("local")
    card = next(one.card for one in made.shown if one.card.question == "membership/members_by_unit")
    frame = card.frame.assign(unit_name=name)
    one = replace(made.shown[0], card=replace(card, frame=frame))
    opened = Presentation(io.BytesIO(pptx.write(replace(made, shown=[one]))))
    chart = next(s.chart for slide in opened.slides for s in slide.shapes if s.has_chart)
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    cells = [c for row in sheet.iter_rows(min_row=2, max_col=1) for c in row if c.value]
    assert cells and all(c.data_type == "s" and not c.hyperlink and c.value.strip() == name for c in cells)


def test_a_template_without_our_layouts_is_named(tiny, tmp_path, monkeypatch):
    other = Presentation()
    other.save(str(tmp_path / "other.pptx"))
    monkeypatch.setattr(pptx.settings, "template", lambda kind: tmp_path / "other.pptx")
    with pytest.raises(pptx.settings.Unfit) as told:
        pptx.write(whole("local"))
    assert told.value.args == ("exports.pptx.unfit", "opening, figure, closing")


# The order in which an Office wants the parts of an axis and of a heading (ISO 29500-1, 21.2); another one it repairs.
ORDER = {
    "axis": (
        *("axId", "scaling", "delete", "axPos", "majorGridlines", "minorGridlines", "title", "numFmt"),
        *("majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses", "auto"),
        *(
            "lblAlgn",
            "lblOffset",
            "tickLblSkip",
            "tickMarkSkip",
            "noMultiLvlLbl",
            "crossBetween",
            "majorUnit",
        ),
    ),
    "heading": ("tx", "layout", "overlay", "spPr", "txPr"),
    "series": (
        *("idx", "order", "tx", "spPr", "invertIfNegative", "marker", "dPt", "dLbls", "cat", "val", "smooth"),
    ),
}


def native_charts(opened):
    return [shape.chart for slide in opened.slides for shape in slide.shapes if shape.has_chart]


def test_charts_are_in_the_order_an_office_wants(told):
    found = {"axis": "//c:catAx | //c:valAx", "heading": "//c:title", "series": "//c:ser"}
    for _, opened in told:
        for chart in native_charts(opened):
            for kind, path in found.items():
                for element in chart._chartSpace.xpath(path):
                    places = [ORDER[kind].index(part.tag.rpartition("}")[2]) for part in element]
                    assert places == sorted(places)
                    assert len(set(places)) == len(places) or kind == "series"
            assert all(int(number) > 0 for number in chart._chartSpace.xpath("//c:axId/@val"))


def test_shapes_of_a_slide_have_numbers_of_their_own(told):
    for _, opened in told:
        for slide in opened.slides:
            numbered = slide.shapes._spTree.xpath(".//p:cNvPr/@id")
            assert len(set(numbered)) == len(numbered)


def test_legends_name_what_is_seen_and_nothing_else(told):
    seen = 0
    for made, opened in told:
        wanted = [chart for shown in made.shown for chart in charts_of(shown)]
        for native_one, chart in zip(wanted, native_charts(opened), strict=True):
            if not chart.has_legend:
                continue
            # An Office lists bars first, then lines, and counts entries in that order.
            entries = [s.name for kind in ("bar", "line") for s in _series_of(chart, kind)]
            out = {int(i) for i in chart._chartSpace.xpath("//c:legendEntry/c:idx/@val")}
            shown = [name for number, name in enumerate(entries) if number not in out]
            drawn = [s for s in native_one.series if s.kind != native.WORDS and s.name]
            seen_names = [xlsx_cells.inert(s.name) for s in drawn if set(s.colours) - {"", native.UNSEEN}]
            assert sorted(shown) == sorted(seen_names)
            seen += 1
    assert seen > 20


def _series_of(chart, kind: str) -> list:
    return [s for plot in chart.plots if plot._element.tag.endswith(f"{kind}Chart") for s in plot.series]


def test_titles_stay_above_the_line_below_them(told):
    """Of Arial in bold, a letter is as wide as 0,55 of its size; a line as high as 1,2 of it."""
    for made, opened in told:
        for _, own in of_cards(made, opened):
            for slide in own:
                title = slide.shapes.title
                size = title.text_frame.paragraphs[0].runs[0].font.size.pt
                lines = math.ceil(len(title.text) * 0.55 * size / ((title.width.inches - 0.2) * 72))
                assert title.top.inches + 0.05 + lines * 1.2 * size / 72 <= 1.30, title.text


def test_an_axis_of_few_cases_counts_whole_ones(told):
    seen = 0
    for _, opened in told:
        for slide in opened.slides:
            for chart in (shape.chart for shape in slide.shapes if shape.has_chart):
                values = [v for p in chart.plots for s in p.series for v in s.values if v is not None]
                few = max(map(abs, values), default=0) < 5 and all(float(v).is_integer() for v in values)
                assert chart._chartSpace.xpath(".//c:valAx/c:majorUnit/@val") == (["1"] if few else [])
                seen += few
    assert seen


def structure(data: bytes) -> str:
    """What stands on each slide, line by line: words, tables with their rows, charts with their series and numbers."""
    lines = []
    for number, slide in enumerate(Presentation(io.BytesIO(data)).slides, 1):
        lines.append(f"slide {number}: {slide.slide_layout.name}")
        for shape in slide.shapes:
            if shape.has_chart:
                lines += _of_chart(shape.chart)
            elif shape.has_table:
                rows = [" | ".join(cell.text for cell in row.cells) for row in shape.table.rows]
                lines += [f"table {len(rows)} x {len(shape.table.columns)}", *(f"  {row}" for row in rows)]
            elif shape.has_text_frame and shape.text_frame.text:
                lines += [f"words: {line}" for line in shape.text_frame.text.split("\n")]
    text = "\n".join(lines) + "\n"
    text = re.sub(r"(\d\d/\d\d/\d{4}|\d+ \w{3} \d{4}) \d\d:\d\d", "BUILT", text)
    return re.sub(r"(Lập ngày|Made on) [^·\n]+", r"\1 TODAY", text)


def _of_chart(chart) -> list[str]:
    kinds = "+".join(plot._element.tag.rpartition("}")[2] for plot in chart.plots)
    lines = [f"chart {kinds}: {'; '.join(map(str, chart.plots[0].categories))}"]
    for plot in chart.plots:
        lines += [
            f"  {s.name}: {', '.join('–' if v is None else f'{v:g}' for v in s.values)}" for s in plot.series
        ]
    return lines


@pytest.mark.parametrize("lang", languages())
def test_the_structure_of_a_deck_is_the_one_that_was_read_through(tiny, lang):
    """Read slide by slide against tests/tiny when it was written; a change must be read again."""
    made = deck.of(shelf.find("tong-ket-nhiem-ky"), Filters(tiny, "t-b", 2019, 2025, lang))
    assert structure(pptx.write(made)) == (STRUCTURES / f"t-b.{lang}.txt").read_text(encoding="utf-8")
