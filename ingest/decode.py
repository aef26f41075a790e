"""Bytes into text: UTF-8, or UTF-16 with its mark; anything else is named and refused."""

import codecs
import re

MAGIC = {
    b"PK\x03\x04": "xlsx",
    b"\xd0\xcf\x11\xe0": "xls",
    b"%PDF": "pdf",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF8": "gif",
    b"{\\rtf": "rtf",
    b"\x1f\x8b": "gz",
    b"Rar!": "rar",
    b"7z\xbc\xaf": "7z",
}
UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
BREAK = re.compile(r"\r\n|\n|\r")
BYTE_BREAK = re.compile(rb"\r\n|\n|\r")
# One such mark may be honest (a question in a note, a web address); several are not.
SEVERAL = 3
# A question mark between two letters, but not in `?key=` of a web address.
LOST = re.compile(r"(?<=[^\W\d_])\?+(?=[^\W\d_])(?!\w+=)")
# UTF-8 that was read as Windows-1252 and saved again.
TWICE = re.compile("áº|á»|Ä‘|Æ°|Æ¡")
# Letters of the fonts TCVN3 and VNI that no Vietnamese word holds in Unicode.
TCVN3 = re.compile(r"(?<=[^\W\d_])[§¶µ¸¹®¬¨©ª¦¢¤]|[§¶µ¸¹®¬¨©ª¦¢¤](?=[^\W\d_])")
VNI = re.compile(r"(?<=[aeouyAEOUY])[ûøïäåëüñöîæÛØÏÄÅËÜÑÖÎÆ]|Ñ(?=[a-z])")


SIGNS = (
    ("damaged_text", "?", LOST),
    ("damaged_text", "º»‘°¡", TWICE),
    ("old_font", "§¶µ¸¹®¬¨©ª¦¢¤", TCVN3),
    ("old_font", "ûøïäåëüñöîæÛØÏÄÅËÜÑÖÎÆ", VNI),
)


class Unreadable(Exception):
    """A file that cannot be split into rows: code, line and values of the problem."""

    def __init__(self, code: str, line: int | None = None, **values):
        super().__init__(code)
        self.code, self.line, self.values = code, line, values


def decode(data: bytes) -> str:
    """The text of a file. Raises Unreadable: empty_file, binary_file, not_utf8 (the line of the
    first bad byte), damaged_text or old_font (the line of the first bad word)."""
    text = _text(data)
    if not text.strip("\ufeff \t\r\n"):
        raise Unreadable("empty_file")
    if "\ufffd" in text:
        at = text.index("\ufffd")
        raise Unreadable("damaged_text", _line(text, at), word=_word(text, at))
    for code, letters, pattern in SIGNS:
        # Looking for single letters first is ten times faster than the pattern.
        if any(letter in text for letter in letters):
            _refuse_words(text, pattern, code)
    return text


def _text(data: bytes) -> str:
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise Unreadable("binary_file", kind=kind)
    for mark, encoding in UTF16.items():
        if data.startswith(mark):
            return _decoded(data[2:], encoding)
    if b"\0" in data:
        raise Unreadable("binary_file", kind="?")
    return _decoded(data.removeprefix(codecs.BOM_UTF8), "utf-8")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = len(BYTE_BREAK.findall(data[: error.start])) + 1 if encoding == "utf-8" else None
        raise Unreadable("not_utf8", line) from None
    if "\0" in text:
        raise Unreadable("binary_file", kind="?")
    return text


def _line(text: str, position: int) -> int:
    return len(BREAK.findall(text[:position])) + 1


def _refuse_words(text: str, pattern: re.Pattern, code: str) -> None:
    first = None
    for count, found in enumerate(pattern.finditer(text), 1):
        first = first or found
        if count == SEVERAL:
            raise Unreadable(code, _line(text, first.start()), word=_word(text, first.start()))


def _word(text: str, position: int) -> str:
    """The word around a position, cut to 30 characters: enough to find it in the file."""
    start = max(text.rfind(c, 0, position) for c in ' \t\r\n,;"') + 1
    return re.split(r"[\s,;\"]", text[start : start + 30], maxsplit=1)[0]
