"""The words of a slide round its figure: title, flags, figures off the axis, footer, speaker's note, its number."""

from copy import deepcopy

from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from exports import body, notes
from exports.deck import Shown

LEFT, WIDE, BOTTOM = 0.45, 12.43, 6.85  # inches
FLAG, APART = 14, 24  # points
TITLES = ((56, 28), (126, 24), (148, 20))  # up to so many letters, in points
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
LETTERS, SUBTITLE = 9.2, 8.2  # of 14 and of 16 points that stand in an inch
FOOTER = 119  # letters of 12 points that stand in a line of the footer


def top(shown: Shown, with_apart: bool) -> float:
    """Where the body of a slide begins, in inches."""
    flags = -(-len(_flags(shown)) // int(WIDE * LETTERS)) if _flags(shown) else 0
    subtitle = -(-len(shown.card.subtitle) // int(WIDE * SUBTITLE))
    apart = 0.85 * -(-len(shown.card.apart) // 4) if with_apart else 0
    return 1.27 + 0.32 * subtitle + 0.28 * flags + apart + 0.08


def _flags(shown: Shown) -> str:
    changed = [shown.card.say("exports.html.changed")] if shown.changes else []
    return " · ".join([*shown.card.flags, *changed])


def head(slide, shown: Shown, page: int, pages: int) -> float:
    """Title, subtitle, flags and the figures off the axis; where the body begins."""
    card = shown.card
    title = slide.shapes.title.text_frame
    title.text = card.title + (f" ({page}/{pages})" if pages > 1 else "")
    title.paragraphs[0].runs[0].font.size = Pt(_title_size(title.text))
    subtitle = -(-len(card.subtitle) // int(WIDE * SUBTITLE))
    text(slide, card.subtitle, 1.24, 16)
    if flags := _flags(shown):
        text(slide, flags, 1.27 + 0.32 * subtitle, FLAG, italic=True)
    if not card.apart or page > 1:
        return top(shown, False)
    _apart(slide, shown, top(shown, False))
    return top(shown, True)


def _apart(slide, shown: Shown, begin: float) -> None:
    """The figures off the axis, four in a row, each with its time."""
    card = shown.card
    across = min(4, len(card.apart))
    large = APART if body.is_drawn(card) else 40
    if any(len(what) > 14 for _, what in card.apart):
        large = 18  # words beside the figure
    for place, (when, what) in enumerate(card.apart):
        left = LEFT + WIDE / across * (place % across)
        down = begin + 0.85 * (place // across)
        box = slide.shapes.add_textbox(Inches(left), Inches(down), Inches(WIDE / across), Inches(0.8))
        frame = box.text_frame
        frame.word_wrap = True
        frame.text = f"{when}\n{what}"
        for paragraph, size in zip(frame.paragraphs, (FLAG, large), strict=True):
            for run in paragraph.runs:
                run.font.size, run.font.name, run.font.bold = Pt(size), "Arial", size == large


def high(lines: list[str]) -> float:
    """Inches that small lines below a figure take."""
    return 0.26 * sum(-(-len(line) // 150) for line in lines)


def _title_size(title: str) -> int:
    """Points at which a title stays above the line below it, whatever its length."""
    return next((size for most, size in TITLES if len(title) <= most), 18)


def text(slide, words: str, begin: float, size: int, italic: bool = False) -> None:
    """A line of words across the slide, `begin` inches below its top."""
    box = slide.shapes.add_textbox(Inches(LEFT), Inches(begin), Inches(WIDE), Inches(0.3))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_top = frame.margin_bottom = frame.margin_left = 0
    frame.text = words
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.name, run.font.italic = Pt(size), "Arial", italic


def footer(shown: Shown) -> str:
    """The source in a line, then which figures these are, of which day and for whom."""
    source = shown.card.source
    source = source if len(source) <= FOOTER else f"{source[: FOOTER - 1]}…"
    marks = " · ".join(notes.marks(shown.card.filters, shown.card.say))
    return "\n".join(line for line in (source, marks) if line)


def note(shown: Shown) -> str:
    """What the speaker reads: his note, how to read, what changed, and all that a file says of itself."""
    say = shown.card.say
    changed = [
        say("exports.html.change", what=c.what, old=c.old or "–", new=c.new or "–") for c in shown.changes
    ]
    lines = [shown.note, body.legend(shown.card), *changed, *notes.of(shown.card)]
    return "\n".join(line for line in lines if line)


def foot(slide, layout, words: str) -> None:
    """The footer's place is in the layout; slides have to take it over."""
    for place in layout.placeholders:
        if place._element.ph.get("type") == "ftr":
            copy = _copied(slide, place)
            copy.text_frame.text = words
            copy.text_frame.word_wrap = True


def number(slide) -> None:
    """The number of a slide, whose place is in its layout."""
    for place in slide.slide_layout.placeholders:
        if place._element.ph.get("type") == "sldNum":
            _copied(slide, place)


def _copied(slide, place):
    element = deepcopy(place._element)
    taken = slide.shapes._spTree.xpath(".//p:cNvPr/@id")
    element.nvSpPr.cNvPr.set("id", str(max(map(int, taken)) + 1))
    slide.shapes._spTree.append(element)
    return slide.shapes[-1]


def speak(slide, lang: str) -> None:
    """Marks the language of every word, for those who have it read out and for the check of spelling."""
    for page in (slide, slide.notes_slide) if slide.has_notes_slide else (slide,):
        for run in page.shapes._spTree.iter(qn("a:r")):
            run.get_or_add_rPr().set("lang", LANGUAGES[lang])
