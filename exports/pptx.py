"""A deck as PowerPoint: native charts with their workbooks, tables, speaker's notes, from a template of our own."""

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.packuri import PackURI
from pptx.util import Inches

from charts import slides
from exports import body, cells, native, pptx_charts, pptx_tables, pptx_words, settings
from exports.cells import Cells
from exports.deck import Deck, Shown
from exports.pptx_words import BOTTOM, LEFT, WIDE
from exports.settings import Unfit

LAYOUTS = ("opening", "figure", "closing")
LEGEND = 12  # points


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
            slide.notes_slide.notes_text_frame.text = pptx_words.note(shown)
            pptx_words.foot(slide, layouts["figure"], pptx_words.footer(shown))
    _closing(made.slides.add_slide(layouts["closing"]), deck)
    for slide in made.slides:
        pptx_words.number(slide)
        pptx_words.speak(slide, deck.say.lang)
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
            found = cells.of(pages, card.say("column.unit_name"))
            yield from _tables(shown, found or cells.Cells(body.own_words(card), [], []))
            return
        for number, chart in enumerate(charts, 1):
            place = (number, len(charts))
            yield lambda slide, c=chart, p=place: _charts(slide, shown, c, below, p)
    elif card.apart:
        yield lambda slide: pptx_words.head(slide, shown, 1, 1)
    else:
        yield from _tables(shown, cells.Cells(body.own_words(card), [], []))


def _tables(shown: Shown, told: Cells) -> Iterator:
    words, say = told.words.reset_index(drop=True), shown.card.say
    widths = pptx_tables.widths_of(words)
    below = [line for line in (" · ".join(told.key), body.legend(shown.card)) if line]
    room = BOTTOM - pptx_words.top(shown, True) - pptx_words.high(below) - 0.35
    pages, count = pptx_tables.pages(words, room)
    rest = say("exports.pptx.rest", shown=say.count(count), count=say.count(len(words)))
    for number, rows in enumerate(pages, 1):
        page, last = (number, len(pages)), number == len(pages) and count < len(words)
        lines = [*([rest] if last else []), *below]
        table = pptx_tables.Table(rows, widths, [told.colours[at] for at in rows.index if told.colours])
        yield lambda slide, t=table, p=page, below=lines: _table(slide, shown, t, p, below)


def _charts(slide, shown: Shown, charts: list[native.Chart], below: list[str], page: tuple[int, int]) -> None:
    top = pptx_words.head(slide, shown, *page)
    bottom = BOTTOM - pptx_words.high(below)
    if below:
        pptx_words.text(slide, "\n".join(below), bottom, LEGEND)
    high = (bottom - top) / len(charts)
    alt = shown.card.say("exports.pptx.alt", title=shown.card.title)
    for number, chart in enumerate(charts):
        box = (Inches(LEFT), Inches(top + number * high), Inches(WIDE), Inches(high))
        pptx_charts.put(slide, chart, box, shown.card.say, alt)


def _table(slide, shown: Shown, table: pptx_tables.Table, page: tuple[int, int], below: list[str]) -> None:
    top = pptx_words.head(slide, shown, *page)
    pptx_tables.put(slide, table, (LEFT, top, WIDE), shown.card.title)
    if below:
        pptx_words.text(slide, "\n".join(below), BOTTOM - pptx_words.high(below), LEGEND)
