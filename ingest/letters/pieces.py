"""A long text in pieces of whole lines, so that it is never held as one string."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

# Small enough for the inner memory of a processor: larger pieces are slower.
PIECE = 1 << 16


class Unreadable(Exception):
    """A file that cannot be split into rows: code, line and values of the problem."""

    def __init__(self, code: str, line: int | None = None, **values):
        super().__init__(code)
        self.code, self.line, self.values = code, line, values


def pieces(data: memoryview, codec: str) -> Iterator[tuple["Place", str, bytes]]:
    """The place of each piece, its text, and the bytes that ended in it. A piece ends with a
    line, unless one line is longer than a piece. Raises Unreadable not_utf8."""
    decoder = codecs.getincrementaldecoder(codec)()
    place, tail = Place(data, codec), ""
    for start in range(0, len(data), PIECE):
        raw = bytes(data[start : start + PIECE])
        last = start + PIECE >= len(data)
        try:
            text = decoder.decode(raw, last)
        except UnicodeDecodeError as error:
            before = tail + error.object[: error.start].decode(codec, "ignore")
            raise Unreadable("not_utf8", place.line(before)) from None
        text = tail + text if tail else text
        cut = len(text) if last else _cut(text)
        text, tail = text[:cut], text[cut:]
        yield place, text, raw
        place = Place(data, codec, start + len(raw), tail)


def _cut(text: str) -> int:
    """Where the last whole line ends; a CR that may belong to a LF stays for the next piece."""
    until = len(text) - text.endswith("\r")
    return (text.rfind("\n") + 1) or (text.rfind("\r", 0, until) + 1) or until


@dataclass(frozen=True)
class Place:
    """Where a piece begins: in front of the `tail` of the bytes up to `end`. Lines are counted
    only where something is wrong."""

    data: memoryview
    codec: str
    end: int = 0
    tail: str = ""

    def line(self, before: str = "", more: int = 0) -> int:
        """The line, from 1, of what stands behind some text of the piece and so many lines."""
        count, ends_cr = 1, False
        decoder = codecs.getincrementaldecoder(self.codec)()
        for start in range(0, self.end, PIECE):
            text = decoder.decode(bytes(self.data[start : min(start + PIECE, self.end)]))
            count += breaks(text) - (ends_cr and text.startswith("\n"))
            ends_cr = text.endswith("\r")
        return count - breaks(self.tail) + breaks(before) + more


def breaks(text: str) -> int:
    """How many lines end in a text, as an editor counts them: CRLF, LF or CR."""
    count = text.count("\n")
    return count + text.count("\r") - text.count("\r\n") if "\r" in text else count
