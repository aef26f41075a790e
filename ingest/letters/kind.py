"""What a file is by its bytes, whatever its name says; "" for what may be text."""

import re
import zipfile

from ingest.letters.stream import opened

MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"Rar!\x1a", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"SQLite format 3\0", "sqlite"),
    (b"MIME-Version:", "mht"),
)
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0"
# What only such a container holds, the telling name first.
ZIPPED = (
    ("xl/workbook.bin", "xlsb"),
    ("xl/workbook.xml", "xlsx"),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
)
STORED = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
)
OPEN_DOCUMENT = re.compile(rb"mimetypeapplication/vnd\.oasis\.opendocument\.([a-z]+)")
OPEN_KINDS = {b"spreadsheet": "ods", b"text": "odt", b"presentation": "odp"}
PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|table|meta|\?xml)\b", re.IGNORECASE)
# The directory of an OLE file may stand anywhere; a small part of a large one tells enough.
LOOKED_AT = 1 << 22


def kind(data: bytes | memoryview) -> str:
    """The kind of a file that is no text: xlsx, xlsb, ods, xls, encrypted (a workbook with a
    password), docx, pdf, png and so on."""
    head = bytes(data[:512])
    if head.startswith(ZIP):
        return _zipped(data)
    if head.startswith(OLE):
        return _stored(data)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    for magic, name in MAGIC:
        if head.startswith(magic) or start.startswith(magic):
            return name
    return _spread(data, head)


def page_kind(text: str) -> str:
    """html or xml where a text is a saved page or an old workbook in XML, else ""."""
    found = PAGE.match(text.removeprefix("\ufeff")[:512])
    return ("xml" if "?xml" in found[0] else "html") if found else ""


def _spread(data: bytes | memoryview, head: bytes) -> str:
    """Kinds whose letters might begin a text too, so that more than those must fit."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return "bmp"
    if head[:4] == b"PAR1" and bytes(data[-4:]) == b"PAR1":
        return "parquet"
    if head[8:12] == b"DUCK" and b"\0" in head[:8] + head[12:]:
        return "duckdb"
    if head[4:8] == b"ftyp" or head[:4] in (b"\x7fELF", b"MZ\x90\0"):
        return "media" if head[4:8] == b"ftyp" else "program"
    if head[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return "utf-32"
    return ""


def _zipped(data: bytes | memoryview) -> str:
    if found := OPEN_DOCUMENT.search(bytes(data[:128])):
        return OPEN_KINDS.get(found[1], "zip")
    try:
        with zipfile.ZipFile(opened(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        # A cut file has lost its directory, but names stand before each part as well.
        parts = bytes(data[:LOOKED_AT])
        names = {name for name, _ in ZIPPED if name.encode() in parts}
    return next((kind for name, kind in ZIPPED if name in names), "zip")


def _stored(data: bytes | memoryview) -> str:
    parts = bytes(data[:LOOKED_AT]) + bytes(data[-LOOKED_AT:])
    return next((kind for name, kind in STORED if name.encode("utf-16-le") in parts), "ole")
