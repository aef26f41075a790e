"""Workbooks of Excel: which sheets there are, and the rows of one of them as text."""

import contextlib
import zipfile
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from ingest.books.book import Book
from ingest.letters.damage import Lost
from ingest.letters.fonts import NAMES, convert
from ingest.letters.kind import kind
from ingest.letters.pieces import Unreadable
from ingest.letters.scan import font_of
from ingest.letters.stream import opened

KINDS = frozenset(("xlsx", "xlsb", "xls", "ods", "encrypted"))
MB = 1 << 20
# What a workbook may unpack to, and the part of it that is read as a whole.
LARGEST, LARGEST_PART, LARGEST_TEXTS = 600 * MB, 64 * MB, 200 * MB
RATIO, RATIO_FROM = 200, 50 * MB
MOST_PARTS = 10_000
FIRST_ROWS = 1_000


@dataclass(frozen=True)
class Page:
    """One sheet. `rows` are (row number in Excel, texts of the cells), rows without any text left
    out and empty cells at the end cut; `merged` are first row, first column (from 0), last row,
    last column; `hidden` if hidden rows or columns hold something, which is read as well;
    `converted` names the old font that the texts were in, or ""; `others` are the visible sheets that hold something
    too, where none was asked for."""

    name: str
    rows: list[tuple[int, list[str]]]
    merged: list[tuple[int, int, int, int]]
    hidden: bool = False
    converted: str = ""
    others: tuple[str, ...] = ()


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
        sheet = _chosen(book, name)
        found = book.sheet(sheet)
        if not found.rows:
            raise Unreadable("empty_file")
        rows = list(_sound(found.rows))
        font, mixed = font_of(text for _, row in rows for text in row)
        converted = list(_in_unicode(rows, font, mixed)) if font else rows
        others = () if name else tuple(s for s in book.visible if s != sheet and book.is_filled(s))
        return Page(sheet, converted, found.merged, found.hidden, NAMES.get(font, ""), others)


def rows(data: bytes | memoryview, name: str = "") -> Iterator[tuple[int, list[str]]]:
    """The rows of `page` one by one, for sheets too long to be held; the font of the letters is
    told by the first thousand. Raises what `page` raises."""
    with _reading(data) as book:
        found = _sound(book.rows(_chosen(book, name)))
        first = list(islice(found, FIRST_ROWS))
        if not first:
            raise Unreadable("empty_file")
        font, mixed = font_of(text for _, row in first for text in row)
        every = chain(first, found)
        yield from _in_unicode(every, font, mixed) if font else every


def _chosen(book: Book, name: str) -> str:
    if name and name not in book.visible:
        raise Unreadable("no_such_sheet", sheet=name, sheets=", ".join(book.visible))
    sheet = name or next(filter(book.is_filled, book.visible), "")
    if not sheet:
        raise Unreadable("empty_file")
    return sheet


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


def _sound(rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The rows, until their texts show that letters are lost."""
    lost = Lost()
    for number, row in rows:
        for text in row:
            if "?" in text or "\ufffd" in text:
                lost.look(text, lambda at, number=number: number)
        yield number, row


def _in_unicode(
    rows: Iterable[tuple[int, list[str]]], font: str, mixed: bool
) -> Iterator[tuple[int, list[str]]]:
    return ((number, [convert(text, font, mixed) for text in row]) for number, row in rows)
