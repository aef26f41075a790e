"""Bytes into text: the encoding and the font are told by the text, or the file is refused."""

import codecs
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.letters import evidence, fonts
from ingest.letters.kind import kind
from ingest.letters.pieces import PIECE, Unreadable
from ingest.letters.scan import Scan
from ingest.letters.stream import opened

__all__ = ["Decoded", "Unreadable", "decode"]

# So many parts of a long file, from its beginning to its end, are asked for their words.
PARTS = 256
CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f]")
# Letters of one line: more are no table, and would not fit into the memory that a reader may take.
LONGEST_LINE = 16 << 20
UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True)
class Decoded:
    """A text that can be read: its bytes without a byte order mark, their codec, and the font
    (`tcvn3`, `vni` or "") whose letters must be converted; `mixed` if only some cells are in it."""

    data: memoryview
    codec: str
    font: str = ""
    mixed: bool = False

    @property
    def plain(self) -> bool:
        """True if the bytes are UTF-8 without a font: a fast parser may take them as they are."""
        return self.codec == "utf-8" and not self.font

    @property
    def converted(self) -> str:
        """The encoding that the text was converted from, to be told to people, or ""."""
        return fonts.NAMES.get(self.font, "windows-1258" if self.codec == "cp1258" else "")

    def lines(self) -> Iterator[str]:
        """Physical lines with their ends, split at CRLF, LF and CR only; NFC, letters converted."""
        wrapper = io.TextIOWrapper(opened(self.data), self.codec, newline="")
        for number, line in enumerate(iter(lambda: wrapper.readline(LONGEST_LINE), ""), 1):
            if len(line) == LONGEST_LINE:
                raise Unreadable("line_too_long", number, limit=LONGEST_LINE >> 20)
            text = unicodedata.normalize("NFC", line)
            yield fonts.convert(text, self.font, self.mixed) if self.font else text


def decode(data: bytes | memoryview) -> Decoded:
    """What a file's text is in; nothing is copied. Raises Unreadable: empty_file, binary_file
    (`kind`), not_utf8 (the line of the first bad byte), damaged_text or old_font (the line of the
    first bad word)."""
    data = memoryview(data)
    if found := kind(data):
        raise Unreadable("binary_file", kind=found)
    codec, data = _codec(data)
    try:
        scan = Scan(data, codec)
    except Unreadable as reason:
        if reason.code == "not_utf8" and codec == "utf-8":
            return _legacy(data, reason.line)
        raise
    return Decoded(data, codec, scan.font, scan.mixed)


def _codec(data: memoryview) -> tuple[str, memoryview]:
    """Unicode encoding and bytes without the mark. Without one, UTF-16 shows as a NUL at every
    other byte, since separators, digits and line ends are ASCII."""
    if codec := UTF16.get(bytes(data[:2])):
        return codec, data[2:]
    head = bytes(data[:4096])
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8", data[3:]
    first, second = head[::2].count(0), head[1::2].count(0)
    if max(first, second) * 6 > len(head) and min(first, second) * 6 < max(first, second):
        codec = "utf-16-be" if first > second else "utf-16-le"
        if not CONTROL.search(head.decode(codec, "replace")):
            return codec, data
    return "utf-8", data


def _legacy(data: memoryview, line: int | None) -> Decoded:
    """Bytes that are no UTF-8, in the one old encoding that they clearly speak for."""
    words: set[bytes] = set()
    starts = range(0, len(data), PIECE)
    for start in starts[:: len(starts) // PARTS + 1]:
        if len(words) < evidence.MANY:
            words.update(evidence.BYTE_WORD.findall(bytes(data[start : start + PIECE])))
    found = evidence.encoding(words)
    # Plain CSV of Excel keeps the letters of the code page and loses the others: say so first.
    Scan(data, "latin-1", fonts_too=False)
    try:
        codec, font = found or ("ascii", "")
        Scan(data, codec, fonts_too=False)
    except Unreadable:
        raise Unreadable("not_utf8", line) from None
    return Decoded(data, codec, font)
