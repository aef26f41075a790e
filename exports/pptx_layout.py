"""`python -m exports.pptx_layout` makes our template of slides anew: 16:9, Arial, three layouts with their places."""

from pathlib import Path

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from exports import settings

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
EDGE = 0.45
INK, MUTED = RGBColor(0x1F, 0x23, 0x28), RGBColor(0x57, 0x60, 0x6A)
# Of python-pptx's own template these three stay, under the names that writing looks for.
KEPT = {"Title Slide": "opening", "Title Only": "figure", "Title and Content": "closing"}
# Places in inches: left, top, width, height; size of words in points.
TITLE = (EDGE, 0.3, 12.43, 0.95, 28)
SUBTITLE = (EDGE, 1.22, 12.43, 0.42, 16)
FOOTER = (EDGE, 6.95, 11.4, 0.42, 12)
NUMBER = (11.95, 6.95, 0.93, 0.42, 12)
PLACES = {
    "opening": {0: (EDGE, 1.9, 12.43, 1.5, 44), 1: (EDGE, 3.5, 12.43, 2.6, 22)},
    "figure": {0: TITLE},
    "closing": {0: TITLE, 1: (EDGE, 1.4, 12.43, 5.3, 16)},
}


def make(path: Path) -> None:
    """Write the template to `path`."""
    made = Presentation()
    made.slide_width, made.slide_height = Emu(WIDTH), Emu(HEIGHT)
    master = made.slide_master
    for layout in list(made.slide_layouts):
        if layout.name in KEPT:
            layout.name = KEPT[layout.name]
            _arrange(layout, PLACES[layout.name])
        else:
            made.slide_layouts.remove(layout)
    _arrange(master, {})
    made.core_properties.author = ""
    made.core_properties.title = ""
    path.parent.mkdir(exist_ok=True)
    made.save(str(path))


def _arrange(page, places: dict[int, tuple[float, float, float, float, int]]) -> None:
    for shape in list(page.placeholders):
        kind = shape.placeholder_format.type
        number = shape.placeholder_format.idx
        name = str(kind).partition(" ")[0]
        if name == "DATE":
            shape._element.getparent().remove(shape._element)
            continue
        place = {"FOOTER": FOOTER, "SLIDE_NUMBER": NUMBER}.get(name) or places.get(number)
        if place is None and name in ("TITLE", "CENTER_TITLE"):
            place = TITLE
        if place is None:
            place = (EDGE, 1.4, 12.43, 5.3, 18)
        _put(shape, place, muted=name in ("FOOTER", "SLIDE_NUMBER"), right=name == "SLIDE_NUMBER")


def _put(shape, place: tuple[float, float, float, float, int], muted: bool, right: bool) -> None:
    left, top, width, height, size = place
    shape.left, shape.top, shape.width, shape.height = map(Inches, (left, top, width, height))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    body = frame._txBody
    style = body.find(qn("a:lstStyle"))
    for child in list(style):
        style.remove(child)
    level = style.makeelement(qn("a:lvl1pPr"), {"algn": "r" if right else "l", "marL": "0", "indent": "0"})
    none = level.makeelement(qn("a:buNone"), {})
    bold = "1" if size >= 28 else "0"
    run = level.makeelement(qn("a:defRPr"), {"sz": str(size * 100), "b": bold})
    fill = run.makeelement(qn("a:solidFill"), {})
    colour = fill.makeelement(qn("a:srgbClr"), {"val": str(MUTED if muted else INK)})
    latin = run.makeelement(qn("a:latin"), {"typeface": "Arial"})
    fill.append(colour)
    run.append(fill)
    run.append(latin)
    level.append(none)
    level.append(run)
    style.append(level)


if __name__ == "__main__":
    make(settings.OURS / "layout.pptx")
