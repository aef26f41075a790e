"""A deck as PowerPoint: native charts with their workbooks, tables, speaker's notes, from a template of our own."""

import io
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile

import pandas as pd
from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.packuri import PackURI
from pptx.util import Inches, Pt

from charts import slides
from exports import body, native, notes, pptx_charts, pptx_tables, settings
from exports.deck import Deck, Shown
from exports.settings import Unfit

LAYOUTS = ("opening", "figure", "closing")
LEFT, WIDE, BOTTOM = 0.45, 12.43, 6.85  # inches
FLAG, APART, LEGEND = 14, 24, 12  # points
TITLES = ((56, 28), (126, 24), (148, 20))  # up to so many letters, in points
LETTERS = 9.2  # of 14 points that stand in an inch


def write(deck: Deck) -> bytes:
    """The deck as PPTX; Unfit for a template without our layouts."""
    made = fits(settings.template("pptx"))
    _number_parts(made.part.package)
    layouts = {layout.name: layout for layout in made.slide_layouts}
    _opening(made.slides.add_slide(layouts["opening"]), deck)
    for shown in deck.shown:
        for add in _faces(shown):
            slide = made.slides.add_slide(layouts["figure"])
            add(slide)
            slide.notes_slide.notes_text_frame.text = _note(shown)
            _foot(slide, layouts["figure"], _footer(shown))
    _closing(made.slides.add_slide(layouts["closing"]), deck)
    for slide in made.slides:
        _number(slide)
    told = made.core_properties
    told.title, told.subject, told.language = f"{deck.title} – {deck.unit}", deck.period, deck.say.lang
    told.author = told.last_modified_by = told.comments = ""
    told.created = told.modified = datetime.now()
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def fits(path: Path):
    """The template, seen to be one with the layouts that slides need; Unfit."""
    try:
        made = Presentation(str(path))
    except (OSError, KeyError, ValueError, BadZipFile, PackageNotFoundError) as fault:
        raise Unfit("exports.pptx.unreadable", path.name) from fault
    names = {layout.name for layout in made.slide_layouts}
    if lacking := [name for name in LAYOUTS if name not in names]:
        raise Unfit("exports.pptx.unfit", ", ".join(lacking))
    return made


def _number_parts(package) -> None:
    """The library looks through all parts for each new name, which takes longer than the slides: here it counts."""
    search, reached = package.next_partname, {}

    def next_name(template: str) -> PackURI:
        # The first of a kind is searched for: a template may hold some.
        if template not in reached:
            reached[template] = search(template).idx or 1
        else:
            reached[template] += 1
        return PackURI(template % reached[template])

    package.next_partname = next_name


def _opening(slide, deck: Deck) -> None:
    first, second = slide.placeholders[0], slide.placeholders[1]
    first.text_frame.text = deck.title
    second.text_frame.text = "\n".join([f"{deck.unit} · {deck.period}", *deck.marks])


def _closing(slide, deck: Deck) -> None:
    say = deck.say
    slide.placeholders[0].text_frame.text = say("exports.html.closing")
    parts = [(say("exports.html.sources"), deck.sources), (say("exports.html.absent"), deck.absent)]
    lines = [f"{head} ({len(told)}): {'; '.join(told)}" for head, told in parts if told]
    slide.placeholders[1].text_frame.text = "\n".join([*lines, *deck.marks])


def _faces(shown: Shown) -> Iterator:
    """What draws each slide of a card: its charts, or its table, page by page."""
    card = shown.card
    if body.is_drawn(card):
        figure, lines = body.figure(card)
        pages, below = slides.of(figure), [line for line in (body.legend(card), *lines) if line]
        try:
            charts = [native.of(page) for page in pages]
        except native.NotNative:
            grids = [native.cells(page, card.say("column.unit_name")) for page in pages]
            told = [grid for grid in grids if grid is not None]
            yield from _tables(shown, pd.concat(told) if told else body.own_words(card))
            return
        for number, chart in enumerate(charts, 1):
            place = (number, len(charts))
            yield lambda slide, c=chart, p=place: _charts(slide, shown, c, below, p)
    elif card.apart:
        yield lambda slide: _head(slide, shown, 1, 1)
    else:
        yield from _tables(shown, body.own_words(card))


def _tables(shown: Shown, words: pd.DataFrame) -> Iterator:
    widths, say = pptx_tables.widths_of(words), shown.card.say
    pages, told = pptx_tables.pages(words, BOTTOM - _top(shown, True) - 0.4)
    rest = ""
    if told < len(words):
        rest = say("exports.pptx.rest", shown=say.count(told), count=say.count(len(words)))
    for number, rows in enumerate(pages, 1):
        place, end = (number, len(pages)), rest if number == len(pages) else ""
        yield lambda slide, r=rows, p=place, e=end: _table(slide, shown, r, widths, p, e)


def _charts(slide, shown: Shown, charts: list[native.Chart], below: list[str], page: tuple[int, int]) -> None:
    top = _head(slide, shown, *page)
    bottom = BOTTOM - 0.26 * sum(-(-len(line) // 150) for line in below)
    if below:
        _text(slide, "\n".join(below), bottom, LEGEND)
    high = (bottom - top) / len(charts)
    alt = shown.card.say("exports.pptx.alt", title=shown.card.title)
    for number, chart in enumerate(charts):
        box = (Inches(LEFT), Inches(top + number * high), Inches(WIDE), Inches(high))
        pptx_charts.put(slide, chart, box, shown.card.say, alt)


def _table(
    slide, shown: Shown, rows: pd.DataFrame, widths: list[float], page: tuple[int, int], rest: str
) -> None:
    top = _head(slide, shown, *page)
    pptx_tables.put(slide, rows, (LEFT, top, WIDE), widths, shown.card.title)
    if rest:
        _text(slide, rest, BOTTOM - 0.3, LEGEND)


def _top(shown: Shown, with_apart: bool) -> float:
    """Where the body of a slide begins, in inches."""
    flags = -(-len(_flags(shown)) // int(WIDE * LETTERS)) if _flags(shown) else 0
    subtitle = -(-len(shown.card.subtitle) // int(WIDE * 8.2))
    apart = 0.85 * -(-len(shown.card.apart) // 4) if with_apart else 0
    return 1.27 + 0.32 * subtitle + 0.28 * flags + apart + 0.08


def _flags(shown: Shown) -> str:
    changed = [shown.card.say("exports.html.changed")] if shown.changes else []
    return " · ".join([*shown.card.flags, *changed])


def _head(slide, shown: Shown, page: int, pages: int) -> float:
    """Title, subtitle, flags and the figures off the axis; where the body begins."""
    card = shown.card
    title = slide.shapes.title.text_frame
    title.text = card.title + (f" ({page}/{pages})" if pages > 1 else "")
    title.paragraphs[0].runs[0].font.size = Pt(_title_size(title.text))
    subtitle = -(-len(card.subtitle) // int(WIDE * 8.2))
    _text(slide, card.subtitle, 1.24, 16)
    if flags := _flags(shown):
        _text(slide, flags, 1.27 + 0.32 * subtitle, FLAG, italic=True)
    if not card.apart or page > 1:
        return _top(shown, False)
    top = _top(shown, False)
    across = min(4, len(card.apart))
    large = APART if body.is_drawn(card) else 40
    if any(len(what) > 14 for _, what in card.apart):
        large = 18  # words beside the figure
    for number, (when, what) in enumerate(card.apart):
        left = LEFT + WIDE / across * (number % across)
        box = slide.shapes.add_textbox(
            Inches(left), Inches(top + 0.85 * (number // across)), Inches(WIDE / across), Inches(0.8)
        )
        frame = box.text_frame
        frame.word_wrap = True
        frame.text = f"{when}\n{what}"
        for paragraph, size in zip(frame.paragraphs, (FLAG, large), strict=True):
            for run in paragraph.runs:
                run.font.size, run.font.name, run.font.bold = Pt(size), "Arial", size == large
    return _top(shown, True)


def _title_size(title: str) -> int:
    """Points at which a title stays above the line below it, whatever its length."""
    return next((size for most, size in TITLES if len(title) <= most), 18)


def _text(slide, text: str, top: float, size: int, italic: bool = False) -> None:
    box = slide.shapes.add_textbox(Inches(LEFT), Inches(top), Inches(WIDE), Inches(0.3))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_top = frame.margin_bottom = frame.margin_left = 0
    frame.text = text
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.name, run.font.italic = Pt(size), "Arial", italic


def _footer(shown: Shown) -> str:
    _, made, audience = notes.marks(shown.card.filters, shown.card.say)
    source = shown.card.source
    room = int(11.4 * 10.5) * 2 - len(made) - len(audience) - 8
    source = source if len(source) <= room else f"{source[: room - 1]}…"
    return " · ".join(text for text in (source, made, audience) if text)


def _note(shown: Shown) -> str:
    """What the speaker reads: his note, how to read, what changed, and all that a file says of itself."""
    say = shown.card.say
    changed = [
        say("exports.html.change", what=c.what, old=c.old or "–", new=c.new or "–") for c in shown.changes
    ]
    lines = [shown.note, body.legend(shown.card), *changed, *notes.of(shown.card)]
    return "\n".join(line for line in lines if line)


def _foot(slide, layout, text: str) -> None:
    """The footer's place is in the layout; slides have to take it over."""
    for place in layout.placeholders:
        if place._element.ph.get("type") == "ftr":
            copy = _copied(slide, place)
            copy.text_frame.text = text
            copy.text_frame.word_wrap = True


def _number(slide) -> None:
    for place in slide.slide_layout.placeholders:
        if place._element.ph.get("type") == "sldNum":
            _copied(slide, place)


def _copied(slide, place):
    element = deepcopy(place._element)
    taken = slide.shapes._spTree.xpath(".//p:cNvPr/@id")
    element.nvSpPr.cNvPr.set("id", str(max(map(int, taken)) + 1))
    slide.shapes._spTree.append(element)
    return slide.shapes[-1]
