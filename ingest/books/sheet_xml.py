"""The XML of one sheet as rows of text, in one pass and without a tree."""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.parsers import expat

from openpyxl.utils.cell import column_index_from_string, get_column_letter, range_boundaries

from ingest.letters.pieces import Unreadable

PART, LONGEST_ROW = 1 << 17, 1 << 22
# Cells held, empty ones between filled ones included: a row of 16.384 columns is cheap to write.
MOST_CELLS, MOST_MERGED = 40_000_000, 200_000
# Texts that come again are held once.
KEPT_TEXTS = 200_000
TRUE = ("1", "true")
# Rows as Excel writes nearly all of them are read three times faster than by a parser, which
# gets whatever looks different.
TEXT = r"[^<&\r]"
FORMULA = rf"(?:<f>{TEXT}*</f>|<f [^>]*/>|<f [^>]*[^/]>{TEXT}*</f>)?"
VALUE = rf"(?:{FORMULA}<v>({TEXT}+)</v>|<is><t(?: [^>]*)?>({TEXT}*)</t></is>)"
CELL = rf'<c r="([A-Z]{{1,3}})\d+"(?: s="(\d+)")?(?: t="([a-zA-Z]+)")?(?:/>|>{VALUE}</c>)'
CELLS = re.compile(CELL)
ONE_CELL = re.sub(r"(?<!\\)\((?!\?)", "(?:", CELL)
ROW = re.compile(rf'<row r="(\d+)"((?: [\w:.]+="[^"<&]*")*)>((?:{ONE_CELL})*)</row>')


class Found(Exception):
    """A filled cell was met, which was all that was asked."""


class SheetXml:
    """Reads a sheet. `text_of(type, style, raw)` gives a cell's text. Afterwards: `rows` (number
    and texts, empty rows left out), `merged`, and `hidden` (a filled cell in a hidden row or column)."""

    def __init__(self, text_of: Callable[[str, str, str], str], peek: bool = False):
        self.rows: list[tuple[int, list[str]]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden = False
        self._text_of, self._peek = text_of, peek
        self._texts: dict[tuple[str, str, str], str] = {}
        self._columns: dict[str, int] = {}
        self._hidden_columns: set[int] = set()
        self._number = self._held = self._next = 0
        self._row: list[str] = []
        self._row_hidden = self._formula = self._listening = self._phonetic = False
        self._heard: list[str] = []
        self._cell: tuple[int, str, str] = (0, "", "")
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.CharacterDataHandler = self._hear
        self._parser.StartDoctypeDeclHandler = _refuse

    def read(self, file: BinaryIO) -> None:
        """Raises Unreadable workbook_bomb, formula_without_value, damaged_workbook; Found."""
        for _ in self.parts(file):
            pass

    def parts(self, file: BinaryIO) -> Iterator[list[tuple[int, list[str]]]]:
        """`rows` after each part of the file, to be emptied by who wants to hold no more."""
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        text = ""
        try:
            while part := file.read(PART):
                text += decoder.decode(part)
                cut = text.rfind("</row>") + 6
                if cut > 6 or len(text) > LONGEST_ROW:
                    self._feed(text[: cut if cut > 6 else len(text)])
                    text = text[cut:] if cut > 6 else ""
                    yield self.rows
            self._feed(text + decoder.decode(b"", True))
            self._parser.Parse("", True)
            yield self.rows
        except (expat.ExpatError, UnicodeDecodeError):
            raise Unreadable("damaged_workbook") from None

    def _feed(self, text: str) -> None:
        at = 0
        for row in ROW.finditer(text):
            if "hidden" not in row[2]:
                self._parser.Parse(text[at : row.start()], False)
                at = row.end()
                self._begin_row(int(row[1]))
                for letters, style, kind, value, inline in CELLS.findall(row[3]):
                    if value or inline:
                        self._put(self._index(letters), kind or "n", style or "0", value or inline)
                self._end_row()
        self._parser.Parse(text[at:], False)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            letters = attributes.get("r", "").rstrip("0123456789")
            self._next = self._index(letters) + 1
            self._cell = (self._next - 1, attributes.get("t", "n"), attributes.get("s", "0"))
            self._formula, self._heard = False, []
        elif tag == "v" or (tag == "t" and not self._phonetic):
            self._listening = True
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "row":
            self._begin_row(int(attributes.get("r") or self._number + 1))
            self._row_hidden = attributes.get("hidden") in TRUE
        elif tag == "mergeCell":
            self._merge(attributes["ref"])
        elif tag == "col" and attributes.get("hidden") in TRUE:
            first, last = int(attributes["min"]) - 1, min(int(attributes["max"]), 16384)
            self._hidden_columns.update(range(first, last))

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            index, kind, style = self._cell
            if raw := "".join(self._heard):
                self._put(index, kind, style, raw)
            elif self._formula and kind != "str":
                self._no_value(index)
        elif tag in ("v", "t"):
            self._listening = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "row":
            self._end_row()

    def _hear(self, text: str) -> None:
        if self._listening:
            self._heard.append(text)

    def _index(self, letters: str) -> int:
        """The column from 0; one without letters follows the cell before."""
        index = self._columns.get(letters) if letters else self._next
        if index is None:
            index = self._columns[letters] = column_index_from_string(letters) - 1
        return index

    def _begin_row(self, number: int) -> None:
        self._number, self._row, self._next, self._row_hidden = number, [], 0, False

    def _put(self, index: int, kind: str, style: str, raw: str) -> None:
        key = (kind, style, raw)
        text = self._texts.get(key)
        if text is None:
            if len(self._texts) >= KEPT_TEXTS:
                self._texts.clear()
            text = self._texts[key] = self._text_of(kind, style, raw)
        if text and not text.isspace():
            if self._peek:
                raise Found
            if self._row_hidden or index in self._hidden_columns:
                self.hidden = True
            row = self._row
            if index == len(row):
                row.append(text)
            else:
                row.extend([""] * (index + 1 - len(row)))
                row[index] = text

    def _end_row(self) -> None:
        if self._row:
            self._held += len(self._row)
            if self._held > MOST_CELLS:
                raise Unreadable("workbook_bomb")
            self.rows.append((self._number, self._row))

    def _no_value(self, index: int) -> None:
        if self._peek:
            raise Found
        cell = f"{get_column_letter(index + 1)}{self._number}"
        raise Unreadable("formula_without_value", self._number, cell=cell, number=index + 1)

    def _merge(self, area: str) -> None:
        if len(self.merged) >= MOST_MERGED:
            raise Unreadable("workbook_bomb")
        first_column, first, last_column, last = range_boundaries(area)
        self.merged.append((first, first_column - 1, last, last_column - 1))


def _refuse(*_) -> None:
    raise Unreadable("workbook_bomb")
