"""A table of words on slides: as many rows a page as stand in its room, the heading and column widths on each."""

from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import repeat

import pandas as pd
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from charts import theme

MOST_PAGES, WIDE = 6, 12.43  # width in inches
LARGE, SMALL, FEW = 14, 12, 9  # points; up to how many columns words are large
# Letters of a point in an inch, at their widest and as they come in lines; inches of the air of a row.
WIDEST, LETTERS, AIR = 132, 143, 0.1
SHORT = 16  # letters that stand in one line


@dataclass(frozen=True)
class Table:
    """The rows of one slide, inches of each column, a colour for each cell of a row or no rows of colours at all."""

    rows: pd.DataFrame
    widths: list[float]
    colours: list[list[str]]


def pages(words: pd.DataFrame, room: float) -> tuple[list[pd.DataFrame], int]:
    """The rows of each page, `room` inches high, and how many rows stand on them."""
    widths, size = widths_of(words), _size(words)
    head = _height([str(name) for name in words], widths, size)
    found, page, used = [], [], head
    for number, row in enumerate(words.itertuples(index=False)):
        own = _height([str(text) for text in row], widths, size)
        if page and used + own > room:
            found.append(page)
            page, used = [], head
        page.append(number)
        used += own
    kept = [*found, page][:MOST_PAGES]
    return [words.iloc[rows] for rows in kept], sum(map(len, kept))


def widths_of(words: pd.DataFrame) -> list[float]:
    """Inches of each column: first what its longest word needs, and what is short altogether; then by what is left."""
    letters, texts = WIDEST / _size(words), [[str(t) for t in words[name]] for name in words]
    heads = [max(map(len, str(name).split()), default=0) for name in words]
    least = [max(6, 3 + max([head, *map(_least, own)])) for head, own in zip(heads, texts, strict=True)]
    # A heading may take two lines.
    longest = [max([len(str(name)) // 2 + 2, *map(len, own)]) for name, own in zip(words, texts, strict=True)]
    wish = [max(0, min(36, long) - low) for long, low in zip(longest, least, strict=True)]
    spare = WIDE * letters - sum(least)
    if spare < 0:
        return [WIDE * low / sum(least) for low in least]
    shares = [more / sum(wish) if sum(wish) else 1 / len(wish) for more in wish]
    return [(low + spare * share) / letters for low, share in zip(least, shares, strict=True)]


def _least(text: str) -> int:
    """The letters that must stand in one line: all of a short text, of a long one its longest word."""
    return len(text) if len(text) <= SHORT else max(map(len, text.split()), default=0)


def _size(words: pd.DataFrame) -> int:
    return LARGE if len(words.columns) <= FEW else SMALL


def _height(texts: list[str], widths: list[float], size: int) -> float:
    lines = max(
        -(-len(t) // max(3, int((w - 0.12) * LETTERS / size))) or 1
        for t, w in zip(texts, widths, strict=True)
    )
    return 1.2 * size / 72 * lines + AIR


def put(slide, table: Table, place: tuple[float, float, float], alternative: str) -> None:
    """The table at `place` (left, top, width in inches), with its alternative text."""
    left, top, wide = place
    count = len(table.rows) + 1
    frame = slide.shapes.add_table(
        count, len(table.rows.columns), Inches(left), Inches(top), Inches(wide), Inches(0.35 * count)
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alternative)
    size = _size(table.rows)
    made = frame.table
    for column, width in zip(made.columns, table.widths, strict=True):
        column.width = Inches(width)
    none = [""] * len(table.widths)
    lines = [list(table.rows.columns), *table.rows.itertuples(index=False)]
    of_rows = [none, *table.colours] if table.colours else repeat(none)
    for number, (row, texts, colours) in enumerate(zip(made._tbl.tr_lst, lines, of_rows, strict=False)):
        row.set("h", str(Inches(_height([str(t) for t in texts], table.widths, size))))
        for old, text, colour in zip(row.tc_lst, texts, colours, strict=True):
            cell = deepcopy(_empty(size, number == 0, colour))
            cell.find(f".//{qn('a:r')}").text = str(text)
            row.replace(old, cell)


@cache
def _empty(size: int, head: bool, colour: str):
    """A cell without its words, to be copied: a file has a thousand, and setting each one costs a fifth of it."""
    fill, ink = (_fill(colour), _fill(theme.ink_on(colour))) if colour else ("", "")
    side, end = Inches(0.06), Inches(0.03)
    font = f'<a:rPr sz="{size * 100}" b="{int(head)}">{ink}<a:latin typeface="Arial"/></a:rPr>'
    return parse_xml(f"""
        <a:tc {nsdecls("a")}>
          <a:txBody><a:bodyPr wrap="square"/><a:lstStyle/><a:p><a:r>{font}<a:t/></a:r></a:p></a:txBody>
          <a:tcPr marL="{side}" marR="{side}" marT="{end}" marB="{end}">{fill}</a:tcPr>
        </a:tc>""")


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'
