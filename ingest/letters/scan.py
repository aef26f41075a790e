"""One pass over a text for all that refuses it, and for words of old fonts."""

import re
from collections.abc import Iterable

import numpy as np

from ingest.letters import damage, evidence, fonts
from ingest.letters.kind import page_kind
from ingest.letters.pieces import Place, Unreadable, breaks, pieces
from ingest.letters.syllable import is_syllable

BLANK = "\ufeff \t\r\n"
UTF16 = ("utf-16-le", "utf-16-be")
# So many parts of a long text that hold letters of old fonts are read for their words.
READ_PARTS = 256
# UTF-8 encoded twice shows at two places at least: each letter with two marks is one.
TWICE = 2
ODD = re.compile(f"[{re.escape(fonts.ODD)}]")
ODD_PAIRS = np.zeros(1 << 16, bool)
ODD_PAIRS[[int.from_bytes(char.encode(), "big") for char in fonts.ODD + "º"]] = True
# Letters that Vietnamese alone has: a text with them is not in an old font as a whole.
UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")


def font_of(texts: Iterable[str]) -> tuple[str, bool]:
    """The old font of some texts where it is clear ("" for none), and whether others stand in
    Unicode."""
    words: set[str] = set()
    mixed = False
    for text in texts:
        if not text.isascii():
            mixed = mixed or bool(UNICODE.search(text))
            if len(words) < evidence.MANY and ODD.search(text):
                words.update(word for word in fonts.WORD.findall(text) if _may_be_odd(word))
    font, clear = evidence.font(words)
    return (font, mixed) if clear else ("", False)


def _may_be_odd(word: str) -> bool:
    if len(word) < 2 or max(word) > "\xff" or fonts.CODES.isdisjoint(word):
        return False
    return not is_syllable(word.replace("Ð", "Đ"))


class Scan:
    """Raises Unreadable binary_file, empty_file, damaged_text or old_font; else `font` is the old
    font ("" for none) and `mixed` tells whether only parts of the text are in it."""

    def __init__(self, data: memoryview, codec: str, fonts_too: bool = True):
        self.data, self.codec = data, codec
        self.font, self.mixed = "", False
        self._filled, self._read, self._doubled = False, 0, 0
        self._lost = damage.Lost()
        self._odd: dict[str, tuple[int, int, Place]] = {}
        was_odd = False
        for place, text, raw in pieces(data, codec):
            odd = fonts_too and self._is_odd(text, raw)
            self._piece(place, text, raw)
            if odd or was_odd:
                self._odd_part(place, text)
            was_odd = odd
        if not self._filled:
            raise Unreadable("empty_file")
        self._decide()

    def _is_odd(self, text: str, raw: bytes) -> bool:
        """True if a letter of an old font may stand here: pairs of bytes are faster than letters."""
        if self.codec != "utf-8":
            return bool(ODD.search(text))
        code = np.frombuffer(raw, np.uint8)
        at = np.flatnonzero((code[:-1] & 0xFE) == 0xC2)
        return bool(ODD_PAIRS[code[at].astype(np.uint16) * 256 + code[at + 1]].any())

    def _piece(self, place: Place, text: str, raw: bytes) -> None:
        if not self._filled and text.strip(BLANK):
            self._filled = True
            if page := page_kind(text):
                raise Unreadable("binary_file", kind=page)
        # Half the bytes of UTF-16 may be 0; else bytes are searched faster than letters.
        if ("\0" in text) if self.codec in UTF16 else (b"\0" in raw):
            raise Unreadable("binary_file", kind="?")
        self._lost.look(text, lambda at: place.line(text[:at]))

    def _odd_part(self, place: Place, text: str) -> None:
        for at, word in damage.doubled(text):
            self._doubled += 1
            if self._doubled == TWICE:
                raise Unreadable("damaged_text", place.line(text[:at]), word=word)
        self._read += 1
        if self._read > READ_PARTS or len(self._odd) > evidence.MANY:
            return
        for word in set(fonts.WORD.findall(text)):
            if word not in self._odd and _may_be_odd(word):
                self._odd[word] = (place.end, breaks(text[: text.index(word)]), place)

    def _decide(self) -> None:
        font, clear = evidence.font(self._odd)
        if font and not clear:
            fits = [word for word in self._odd if fonts.is_odd(word, font)]
            if len(fits) >= evidence.ENOUGH:
                first = min(fits, key=lambda word: self._odd[word][:2])
                _, more, place = self._odd[first]
                raise Unreadable("old_font", place.line(more=more), word=first)
        elif font:
            self.font = font
            texts = (text for _, text, _ in pieces(self.data, self.codec))
            self.mixed = any(UNICODE.search(text) for text in texts)
