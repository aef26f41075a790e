"""Workbooks of Excel: which sheets there are, and the rows of one of them as text."""

import contextlib
import zipfile
from collections.abc import Generator
from dataclasses import dataclass

from ingest.book import Book
from ingest.damage import Lost
from ingest.fonts import NAMES, convert
from ingest.kind import kind
from ingest.pieces import Unreadable
from ingest.scan import font_of
from ingest.sheet_xml import SheetXml
from ingest.stream import opened

KINDS = frozenset(("xlsx", "xlsb", "xls", "ods", "encrypted"))
MB = 1 << 20
# What a workbook may unpack to, and the part of it that is read as a whole.
LARGEST, LARGEST_PART, LARGEST_TEXTS = 600 * MB, 64 * MB, 200 * MB
RATIO, RATIO_FROM = 200, 50 * MB
MOST_PARTS = 10_000


@dataclass(frozen=True)
class Page:
    """One sheet. `rows` are (row number in Excel, texts of the cells), rows without any text left
    out and empty cells at the end cut; `merged` are first row, first column (from 0), last row,
    last column; `hidden` if hidden rows or columns hold something, which is read as well;
    `converted` names the old font that the texts were in, or ""."""

    name: str
    rows: list[tuple[int, list[str]]]
    merged: list[tuple[int, int, int, int]]
    hidden: bool = False
    converted: str = ""


def is_workbook(data: bytes | memoryview) -> bool:
    """True for workbooks of any kind, those that cannot be read included."""
    return kind(data) in KINDS


def names(data: bytes | memoryview) -> list[str]:
    """The visible sheets that hold something. Raises Unreadable encrypted_workbook,
    unsupported_workbook (`kind`), workbook_bomb or damaged_workbook."""
    with _reading(data) as book:
        return [sheet for sheet in book.visible if book.is_filled(sheet)]


def page(data: bytes | memoryview, name: str = "") -> Page:
    """One sheet, the first visible one that holds something if none is named. Raises Unreadable as
    `names` does, and empty_file, no_such_sheet, damaged_text and formula_without_value (line, `cell`, `number`)."""
    with _reading(data) as book:
        if name and name not in book.visible:
            raise Unreadable("no_such_sheet", sheet=name, sheets=", ".join(book.visible))
        sheet = name or next(filter(book.is_filled, book.visible), "")
        found = book.sheet(sheet) if sheet else None
        if found is None or not found.rows:
            raise Unreadable("empty_file")
        _refuse_damage(found)
        return _in_unicode(sheet, found)


@contextlib.contextmanager
def _reading(data: bytes | memoryview) -> Generator[Book]:
    found = kind(data)
    if found == "encrypted":
        raise Unreadable("encrypted_workbook")
    if found != "xlsx":
        raise Unreadable("unsupported_workbook", kind=found)
    try:
        _refuse_bombs(data)
        with contextlib.closing(Book(opened(data))) as book:
            yield book
    except Unreadable:
        raise
    except Exception:
        # A damaged part of a workbook fails in any of a dozen ways within its readers.
        raise Unreadable("damaged_workbook") from None


def _refuse_bombs(data: bytes | memoryview) -> None:
    with zipfile.ZipFile(opened(data)) as archive:
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("encrypted_workbook")
        total = sum(part.file_size for part in parts)
        swollen = total > RATIO_FROM and total > RATIO * len(data)
        large = any(_is_too_large(part) for part in parts)
        if total > LARGEST or swollen or large or len(parts) > MOST_PARTS:
            raise Unreadable("workbook_bomb")
        if b"purl.oclc.org" in archive.read("xl/workbook.xml"):
            raise Unreadable("unsupported_workbook", kind="Strict Open XML")


def _is_too_large(part: zipfile.ZipInfo) -> bool:
    if part.filename.startswith(("xl/worksheets/", "xl/media/")):
        return False
    limit = LARGEST_TEXTS if part.filename.endswith("sharedStrings.xml") else LARGEST_PART
    return part.file_size > limit


def _refuse_damage(found: SheetXml) -> None:
    lost = Lost()
    for number, row in found.rows:
        for text in row:
            if "?" in text or "\ufffd" in text:
                lost.look(text, lambda at, number=number: number)


def _in_unicode(name: str, found: SheetXml) -> Page:
    font, mixed = font_of(text for _, row in found.rows for text in row)
    if font:
        for _, row in found.rows:
            row[:] = [convert(text, font, mixed) for text in row]
    return Page(name, found.rows, found.merged, found.hidden, NAMES.get(font, ""))
