"""The pieces of a Word report: paragraphs with references, tables with a heading row on every page."""

from collections.abc import Iterable
from html import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from exports.grids import Grid

WIDTH = 9354  # 165 mm in twentieths of a point
SHADE = "E7E6E6"


def said(at: Paragraph, words: str, style: str) -> Paragraph:
    """A paragraph of this style before the place."""
    return at.insert_paragraph_before(_printable(words), style)


def referring(told: Paragraph, number: int, words: str) -> None:
    """A reference behind a clause that leads to its row of the appendix."""
    told._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w")} w:anchor="{_name(number)}"><w:r><w:rPr>'
            f'<w:vertAlign w:val="superscript"/></w:rPr><w:t>{escape(words)}</w:t></w:r></w:hyperlink>'
        )
    )


def table(at: Paragraph, grid: Grid, style: str, widths: Iterable[float] = (), first_number: int = 0) -> None:
    """A table before the place; `first_number` gives its rows the marks that references lead to."""
    shares = list(widths) or _shares(grid)
    columns = [round(WIDTH * share / sum(shares)) for share in shares]
    head = _row(grid.headings, columns, frozenset(), style, bold=True)
    rows = [
        _row(row, columns, grid.numbers, style, mark=first_number + i if first_number else 0)
        for i, row in enumerate(grid.rows)
    ]
    cols = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    made = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{cols}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"
    )
    made.tblPr.find(qn("w:tblStyle")).set(qn("w:val"), _grid_style(at))
    at._p.addprevious(made)


def _row(
    words: list[str],
    widths: list[int],
    numbers: frozenset[int],
    style: str,
    bold: bool = False,
    mark: int = 0,
) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if bold else ""
    cells = []
    for i, (text, width) in enumerate(zip(words, widths, strict=True)):
        aside = "center" if bold else "right" if i in numbers else "left"
        open_mark = f'<w:bookmarkStart w:id="{mark}" w:name="{_name(mark)}"/>' if mark and not i else ""
        close_mark = f'<w:bookmarkEnd w:id="{mark}"/>' if open_mark else ""
        runs = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in _printable(text).split("\n")
        )
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>'
            f'<w:jc w:val="{aside}"/></w:pPr>{open_mark}<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}{runs}</w:r>'
            f"{close_mark}</w:p></w:tc>"
        )
    again = "<w:tblHeader/>" if bold else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{''.join(cells)}</w:tr>"


def _shares(grid: Grid) -> list[float]:
    """The width of each column by its longest words; one long text does not starve the figures."""
    found = []
    for i, heading in enumerate(grid.headings):
        told = [len(row[i]) for row in grid.rows] or [0]
        longest_word = max((len(word) for word in heading.split()), default=1)
        wide = max(told) if i in grid.numbers else min(max(told), 34)
        found.append(float(max(wide + 1, longest_word + 1, min(len(heading), 12), 5)))
    return found


def _grid_style(at: Paragraph) -> str:
    """The style's own number in this file: a Vietnamese Word names it otherwise."""
    return at.part.document.styles["Table Grid"].style_id


def _name(number: int) -> str:
    return f"nguon_{number}"


def _printable(text: str) -> str:
    """Text from files may hold marks that no XML may."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t")
