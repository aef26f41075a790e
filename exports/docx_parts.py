"""The pieces of a Word report: paragraphs with references, tables with a heading row on every page."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from exports.grids import Grid

WIDTH = 9354  # 165 mm in twentieths of a point
LETTERS, SMALLER, SHORT = 88, 108, 20  # letters of both sizes side by side in this width, and of a short text
MANY = 7  # columns; more stand in smaller letters
SHADE = "E7E6E6"


def said(at: Paragraph, words: str, style: str, leads: bool = False) -> Paragraph:
    """A paragraph of this style before the place; one that leads stays on the page of what follows."""
    told = at.insert_paragraph_before(printable(words))
    told._p.style = style_ids(at.part)[style]
    if leads:
        told.paragraph_format.keep_with_next = True
    return told


def referring(told: Paragraph, number: int, words: str) -> None:
    """A reference behind a clause that leads to its row of the appendix."""
    told._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w")} w:anchor="{_name(number)}"><w:r><w:rPr>'
            f'<w:vertAlign w:val="superscript"/></w:rPr><w:t>{escape(words)}</w:t></w:r></w:hyperlink>'
        )
    )


def table(
    at: Paragraph,
    grid: Grid,
    style: str,
    widths: Iterable[float] = (),
    first_number: int = 0,
) -> None:
    """A table before the place; `first_number` gives its rows the marks that references lead to."""
    style_id = style_ids(at.part)[style]
    small = bool(widths) or len(grid.headings) > MANY
    shares = list(widths) or _shares(grid, SMALLER if small else LETTERS)
    columns = [round(WIDTH * share / sum(shares)) for share in shares]
    look = '<w:sz w:val="17"/>' if small else ""
    head = _row(grid.headings, columns, frozenset(), style_id, f"<w:b/>{look}", again=True)
    rows = [
        _row(row, columns, grid.numbers, style_id, look, mark=first_number + i if first_number else 0)
        for i, row in enumerate(grid.rows)
    ]
    cols = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    made = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{cols}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"
    )
    made.tblPr.find(qn("w:tblStyle")).set(qn("w:val"), style_ids(at.part)["Table Grid"])
    at._p.addprevious(made)


def _row(
    words: list[str],
    widths: list[int],
    numbers: frozenset[int],
    style: str,
    look: str,
    mark: int = 0,
    again: bool = False,
) -> str:
    """A row as XML; `look` are marks of its letters, `again` is a heading that every page repeats."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if again else ""
    cells = []
    for i, (text, width) in enumerate(zip(words, widths, strict=True)):
        aside = "center" if again else "right" if i in numbers else "left"
        begin = f'<w:bookmarkStart w:id="{mark}" w:name="{_name(mark)}"/>' if mark and not i else ""
        end = f'<w:bookmarkEnd w:id="{mark}"/>' if begin else ""
        lines = escape(printable(text)).split("\n")
        runs = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>'
            f'<w:jc w:val="{aside}"/></w:pPr>{begin}<w:r><w:rPr>{look}</w:rPr>{runs}</w:r>{end}</w:p></w:tc>'
        )
    heading = "<w:tblHeader/>" if again else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{heading}</w:trPr>{''.join(cells)}</w:tr>"


def _shares(grid: Grid, letters: int) -> list[float]:
    """The width of each column in letters: short texts in one line first, the rest goes where texts are long."""
    unbroken, whole = [], []
    for i, heading in enumerate(grid.headings):
        texts = [row[i] for row in grid.rows] + [heading]
        unbroken.append(max(len(word) for text in texts for word in (text.split() or [""])) + 2.5)
        whole.append(max(*(len(text) for text in texts[:-1]), min(len(heading), SHORT), 1) + 2.5)
    least = [all_of if all_of <= SHORT else part for all_of, part in zip(whole, unbroken, strict=True)]
    if sum(least) > letters:
        least = unbroken
    spare = max(letters - sum(least), 0)
    lacking = [max(min(w, 60) - at_least, 0.5) for w, at_least in zip(whole, least, strict=True)]
    return [at_least + spare * want / sum(lacking) for at_least, want in zip(least, lacking, strict=True)]


# python-docx goes through all styles for every paragraph that names one.
@lru_cache(maxsize=1)
def style_ids(part) -> dict[str, str]:
    """The number of every style of a document, by its name: a Vietnamese Word gives others than an English one."""
    return {style.name: style.style_id for style in part.document.styles}


def _name(number: int) -> str:
    return f"nguon_{number}"


def printable(text: str) -> str:
    """The text without marks that no XML may hold: a file may."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t")
