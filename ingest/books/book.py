"""The parts of a workbook around its sheets: their names, shared texts and number formats."""

from collections.abc import Iterator
from typing import BinaryIO

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet

from ingest.books.cell_text import Format, iso, unescaped
from ingest.books.sheet_xml import Found, SheetXml


class Book:
    """An open workbook. The steps of openpyxl but the last: its sheets would be read for their
    size, which may lie, and its cells take ten times the time and memory of texts."""

    def __init__(self, file: BinaryIO):
        reader = ExcelReader(file, read_only=True, data_only=True, keep_links=False)
        reader.read_manifest()
        reader.read_strings()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        self._archive, self._book, self._strings = reader.archive, reader.wb, reader.shared_strings
        self._formats: dict[str, Format] = {}
        self._parts = {
            sheet.name: relation.target
            for sheet, relation in reader.parser.find_sheets()
            if sheet.state == "visible" and relation.Type.endswith("/worksheet")
        }

    def close(self) -> None:
        self._archive.close()

    @property
    def visible(self) -> list[str]:
        """Names of the sheets that are shown, in the order of their tabs."""
        return list(self._parts)

    def is_filled(self, name: str) -> bool:
        """True if a sheet holds any text, or a formula."""
        try:
            return bool(self.sheet(name, peek=True).rows)
        except Found:
            return True

    def sheet(self, name: str, peek: bool = False) -> SheetXml:
        """The rows of a sheet; with `peek` it raises Found at the first filled cell."""
        found = SheetXml(self._text, peek)
        with self._archive.open(self._parts[name]) as source:
            found.read(source)
        return found

    def rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """The rows of a sheet one by one."""
        found = SheetXml(self._text)
        with self._archive.open(self._parts[name]) as source:
            for rows in found.parts(source):
                yield from rows
                rows.clear()

    def _text(self, kind: str, style: str, raw: str) -> str:
        if kind == "n":
            return self._format(style).text(raw)
        if kind == "s":
            return unescaped(self._strings[int(raw)])
        if kind == "b":
            return "true" if raw == "1" else "false"
        return iso(raw) if kind == "d" else unescaped(raw)

    def _format(self, style: str) -> Format:
        """What the number format of a cell's style makes of a number; each is looked at once."""
        if style not in self._formats:
            number = self._book._cell_styles[int(style)].numFmtId
            if number < BUILTIN_FORMATS_MAX_SIZE:
                code = BUILTIN_FORMATS.get(number, "General")
            else:
                code = self._book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE]
            self._formats[style] = Format(code, self._book.epoch)
        return self._formats[style]
