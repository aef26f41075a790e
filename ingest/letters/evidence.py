"""Which encoding or font the words of a text speak for, told by how many become Vietnamese."""

import re
from collections.abc import Iterable

from ingest.letters import fonts
from ingest.letters.syllable import is_short, is_syllable

# Encodings that bytes may be in when they are no UTF-8, each with a font on top.
CANDIDATES = (("cp1258", ""), ("cp1252", "tcvn3"), ("cp1252", "vni"))
# So many distinct words are looked at.
MANY = 3000
# Marked letters that must fit in all, the share of the words that must fit, and the share that tells
# one candidate from the next.
ENOUGH, SHARE, AHEAD = 3, 0.8, 0.7
# Bytes that are no UTF-8 are in some old encoding for sure.
ENOUGH_BYTES = 2
BYTE_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
SIGN_WITHIN = re.compile(rf"(?<=[^\W\d_])[{re.escape(fonts.SYMBOLS)}](?=[^\W\d_])")
BETWEEN = re.compile("[\u00a0–—…“”‘’]+")


def encoding(words: Iterable[bytes]) -> tuple[str, str] | None:
    """Codec and font of words with bytes beyond ASCII, None where the evidence is not clear."""
    ranked = sorted((_judged(words, *candidate), candidate) for candidate in CANDIDATES)
    (best, candidate), (second, _) = ranked[-1], ranked[-2]
    clear = best[0] >= SHARE and best[1] and second[0] <= best[0] * AHEAD
    return candidate if clear else None


def _judged(words: Iterable[bytes], codec: str, font: str) -> tuple[float, bool]:
    """The share of the words that become Vietnamese, and whether those are enough to tell."""
    bad, fits = 0, []
    for word in words:
        try:
            parts = BETWEEN.split(word.decode(codec))
        except UnicodeDecodeError:
            return 0.0, False
        for part in filter(None, parts):
            read = fonts.letters(part, font) if font else part
            if is_syllable(read):
                fits.append(_marked(part))
            elif not is_short(read):
                bad += 1
    good = sum(map(bool, fits))
    return good / (good + bad or 1), sum(fits) >= ENOUGH_BYTES


def font(words: Iterable[str]) -> tuple[str, bool]:
    """The font that odd words of a text are in ("" for none), and whether that is clear. Words of
    other languages become no Vietnamese in any font."""
    best, clear, most = "", False, 0
    for name in fonts.TABLES:
        fits = [word for word in words if fonts.is_odd(word, name)]
        rest = [w for w in words if not fonts.is_odd(w, name) and not is_short(fonts.letters(w, name))]
        if len(fits) > most and _enough([_marked(word) for word in fits]):
            best, most = name, len(fits)
            clear = len(fits) >= SHARE * (len(fits) + len(rest))
    return best, clear


def _marked(word: str) -> float:
    """How many letters of a word are marked; a sign between letters says more than a letter."""
    return sum(char > "\x7f" for char in word) + len(SIGN_WITHIN.findall(word)) / 2


def _enough(marked: list[float]) -> bool:
    """Two marked letters in one word, or three in all, never turn Vietnamese by chance."""
    return max(marked, default=0) >= 2 or sum(marked) >= ENOUGH
