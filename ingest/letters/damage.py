"""Signs that the letters of a text are lost: question marks, replacement marks, doubled encodings."""

import re
from collections.abc import Callable, Iterator

from ingest.letters.pieces import Unreadable

LETTER = r"[^\W\d_]"
# Two question marks between letters are never honest, one may be; three signs refuse a file.
ENOUGH = 3
MARKS = re.compile(r"\?+")
# What stands before the question mark of a web address.
ADDRESS = re.compile(r"://|www\.")
KEY = re.compile(r"\w+=")
OPENS = ' \t\r\n;,|"('
# How far before a question mark a web address may begin.
NEAR = 200
# UTF-8 that was read as Windows-1252 and saved again; a closing «» alone is no such thing.
LATER = "\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€"
TWICE = re.compile(rf"á[º»][{LATER}]|Ä[‘ƒ‚\u0090\u0091\u0082\u0083]|Æ[°¡]|Ã[\u00a0-\u00bf]")


def lost(text: str) -> Iterator[tuple[int, int, str]]:
    """Where question marks stand for letters: position, weight (0 for the end of a word, which
    proves nothing alone) and the word."""
    for found in MARKS.finditer(text):
        before, behind = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 2]
        weight = _weight(before, found[0], behind)
        if weight is not None and not _in_address(text, found):
            yield found.start(), weight, word(text, found.start())


class Lost:
    """Counts the signs of lost letters over a whole text; Unreadable damaged_text when they are
    enough, with the line and the word of the first."""

    def __init__(self):
        self._strong: list[tuple[int, str]] = []
        self._weak: set[str] = set()

    def look(self, text: str, line_of: Callable[[int], int]) -> None:
        """Looks at a part of the text; `line_of` gives the line of a position in it."""
        if "\ufffd" in text:
            at = text.index("\ufffd")
            raise Unreadable("damaged_text", line_of(at), word=word(text, at))
        for at, weight, found in lost(text) if "?" in text else ():
            if weight:
                self._strong += [(line_of(at), found)] * weight
            elif len(self._weak) < ENOUGH:
                self._weak.add(found)
            if self._strong and len(self._strong) + len(self._weak) >= ENOUGH:
                line, found = self._strong[0]
                raise Unreadable("damaged_text", line, word=found)


def _weight(before: str, marks: str, behind: str) -> int | None:
    """Between two letters a mark is a sign and several are two; so is one that opens a word. One
    that ends a word says little, and nothing unless the sentence goes on in small letters."""
    if before.isalpha():
        if behind[:1].isalpha():
            return min(len(marks), 2)
        goes_on = behind[:1] == " " and (behind[1:].islower() or behind[1:] == "?")
        return 0 if goes_on else None
    return 1 if behind[:1].isalpha() and (not before or before in OPENS) else None


def _in_address(text: str, found: re.Match) -> bool:
    if KEY.match(text, found.end(), found.end() + NEAR):
        return True
    before = text[max(0, found.start() - NEAR) : found.start()]
    return not before[-1:].isspace() and bool(ADDRESS.search((before.split() or [""])[-1]))


def doubled(text: str) -> Iterator[tuple[int, str]]:
    """Where letters are UTF-8 that was encoded twice: position and word."""
    return ((found.start(), word(text, found.start())) for found in TWICE.finditer(text))


def word(text: str, position: int) -> str:
    """The word around a position, cut to 30 characters: enough to find it in the file."""
    start = max(text.rfind(c, 0, position) for c in ' \t\r\n,;"') + 1
    return re.split(r"[\s,;\"]", text[start : start + 30], maxsplit=1)[0]
