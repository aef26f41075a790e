"""A table of words on slides: as many rows a page as stand in its room, the heading and column widths on each."""

import pandas as pd
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

MOST_PAGES, SIZE, WIDE = 6, 14, 12.43  # size in points, width in inches
LETTERS, LINE, AIR = 9.4, 0.235, 0.11  # letters in an inch of a line, inches of a line, of the air of a row


def pages(words: pd.DataFrame, room: float) -> tuple[list[pd.DataFrame], int]:
    """The rows of each page, `room` inches high, and how many rows stand on them."""
    widths = widths_of(words)
    head = _height([str(name) for name in words], widths)
    found, page, used = [], [], head
    for number, row in enumerate(words.itertuples(index=False)):
        own = _height([str(text) for text in row], widths)
        if page and used + own > room:
            found.append(page)
            page, used = [], head
        page.append(number)
        used += own
    kept = [*found, page][:MOST_PAGES]
    return [words.iloc[rows] for rows in kept], sum(map(len, kept))


def widths_of(words: pd.DataFrame) -> list[float]:
    """Inches of each column: first of all what its longest word needs, so that no word is torn apart."""
    texts = [[str(t) for t in (name, *words[name])] for name in words]
    least = [max(6, 3 + max(len(w) for t in own for w in t.split() or [""])) for own in texts]
    wish = [max(0, min(36, max(map(len, own))) - low) for own, low in zip(texts, least, strict=True)]
    spare = WIDE * LETTERS - sum(least)
    if spare < 0:
        return [WIDE * low / sum(least) for low in least]
    shares = [more / sum(wish) if sum(wish) else 1 / len(wish) for more in wish]
    return [(low + spare * share) / LETTERS for low, share in zip(least, shares, strict=True)]


def _height(texts: list[str], widths: list[float]) -> float:
    lines = max(
        -(-len(t) // max(3, int((w - 0.16) * LETTERS))) or 1 for t, w in zip(texts, widths, strict=True)
    )
    return LINE * lines + AIR


def put(
    slide, rows: pd.DataFrame, place: tuple[float, float, float], widths: list[float], alternative: str
) -> None:
    """The rows as a table at `place` (left, top, width in inches), with its alternative text."""
    left, top, wide = place
    count = len(rows) + 1
    frame = slide.shapes.add_table(
        count, len(rows.columns), Inches(left), Inches(top), Inches(wide), Inches(0.35 * count)
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alternative)
    table = frame.table
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    for number, texts in enumerate([list(rows.columns), *rows.itertuples(index=False)]):
        table.rows[number].height = Inches(_height([str(t) for t in texts], widths))
        for cell, text in zip(table.rows[number].cells, texts, strict=True):
            _write(cell, str(text), head=number == 0)


def _write(cell, text: str, head: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.text_frame.text = text
    for paragraph in cell.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.name, run.font.bold = Pt(SIZE), "Arial", head
            run._r.get_or_add_rPr().set("lang", "vi-VN")
    cell._tc.find(qn("a:txBody")).find(qn("a:bodyPr")).set("wrap", "square")
