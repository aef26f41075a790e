"""Makes `layouts/layout.docx`, our form of a report of the Party (36-HD/VPTW): `python -m exports.docx_layout`."""

import io

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from exports import settings

FONT = "Times New Roman"
TEXT_WIDTH = Mm(165)  # A4 less 30 mm on the left and 15 mm on the right
AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
LEFT, CENTRE, BOTH = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
# Name, points, bold, italic, alignment, first line in mm, space before and after in points.
STYLES = (
    ("Heading 1", 14, True, False, LEFT, 10, 12, 6),
    ("Heading 2", 14, True, False, LEFT, 10, 10, 4),
    ("Heading 3", 14, True, True, LEFT, 10, 6, 4),
    ("Body Text", 14, False, False, BOTH, 10, 0, 6),
    ("Caption", 13, True, False, CENTRE, 0, 6, 4),
    ("Bang", 10.5, False, False, LEFT, 0, 0, 0),
    ("Ghi chu", 11, False, True, BOTH, 0, 0, 3),
)


def make() -> bytes:
    """The layout as a Word file: the page, the styles, and a paragraph for each placeholder."""
    made = docx.Document()
    _page(made)
    _styles(made)
    _head(made)
    _line(made, "{{loai_van_ban}}", 16, bold=True, before=18)
    _line(made, "{{trich_yeu}}", 14, bold=True)
    _line(made, "-----", 14, after=12)
    made.add_paragraph("{{noi_dung}}", "Body Text")
    _signing(made)
    made.add_paragraph("{{phu_luc}}", "Body Text")
    made.core_properties.author = ""
    made.core_properties.comments = ""
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _page(made: Document) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    page.top_margin, page.bottom_margin = Mm(20), Mm(20)
    page.header_distance, page.footer_distance = Mm(10), Mm(8)
    page.different_first_page_header_footer = True
    number = page.header.paragraphs[0]  # from the second page on, 10 mm below the edge
    number.alignment = CENTRE
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    number._p.append(field)
    for footer in (page.footer, page.first_page_footer):
        first = footer.paragraphs[0]
        _run(first, "{{luu_hanh}}", 10, bold=True)
        _run(first, " · {{bo_loc}} · {{ban_so_lieu}}", 9)
        first.alignment = CENTRE


def _styles(made: Document) -> None:
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")  # else every word is underlined as misspelt
    for name, size, bold, italic, alignment, first, before, after in (
        ("Normal", 14, False, False, LEFT, 0, 0, 0),
        *STYLES,
    ):
        known = name in [style.name for style in made.styles]
        style = made.styles[name] if known else made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        font = style.font
        font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, italic
        font.color.rgb = RGBColor(0, 0, 0)
        # The default styles name fonts of the theme, which win over the name of a font.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            if key.endswith("Theme"):
                del fonts.attrib[key]
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{kind}"), FONT)
        shape = style.paragraph_format
        shape.alignment, shape.first_line_indent = alignment, Mm(first)
        shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.0
        shape.keep_with_next = name.startswith("Heading") or name == "Caption"


def _head(made: Document) -> None:
    """The committees on the left, the name of the Party with its line, place and day on the right."""
    table = made.add_table(1, 2)
    table.autofit = False
    left, right = table.rows[0].cells
    _widths(table)
    _cell(left, "{{cap_tren}}", 14)
    _cell(left, "{{co_quan}}", 14, bold=True)
    _cell(left, "*", 14)
    _cell(left, "{{so_van_ban}}", 14)
    name = _cell(right, "{{dang}}", 15, bold=True)
    lined = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{key}"), value)
    lined.append(bottom)
    # Word refuses a file whose marks of a paragraph stand in another order than its schema's.
    name._p.get_or_add_pPr().insert_element_before(lined, *AFTER_BORDERS)
    name.paragraph_format.left_indent = name.paragraph_format.right_indent = Mm(6)
    day = _cell(right, "{{noi_ngay}}", 14, italic=True)
    day.paragraph_format.space_before = Pt(6)
    for cell in (left, right):
        cell._tc.remove(cell.paragraphs[0]._p)


def _signing(made: Document) -> None:
    table = made.add_table(1, 2)
    table.autofit = False
    left, right = table.rows[0].cells
    _widths(table)
    _run(left.paragraphs[0], "{{noi_nhan}}", 12)
    _run(right.paragraphs[0], "{{nguoi_ky}}", 14, bold=True)
    right.paragraphs[0].alignment = CENTRE


def _widths(table) -> None:
    for column, width in zip(table.columns, (Mm(65), TEXT_WIDTH - Mm(65)), strict=True):
        column.width = column.cells[0].width = width


def _cell(cell, text: str, size: int, bold: bool = False, italic: bool = False):
    told = cell.add_paragraph()
    told.alignment = CENTRE
    _run(told, text, size, bold, italic)
    return told


def _line(made: Document, text: str, size: int, bold=False, before: int = 0, after: int = 0) -> None:
    told = made.add_paragraph()
    told.alignment = CENTRE
    told.paragraph_format.space_before, told.paragraph_format.space_after = Pt(before), Pt(after)
    _run(told, text, size, bold)


def _run(paragraph, text: str, size: int, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic


if __name__ == "__main__":
    settings.OURS.mkdir(exist_ok=True)
    (settings.OURS / "layout.docx").write_bytes(make())
