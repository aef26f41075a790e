"""The font encodings TCVN3 (ABC) and VNI: their tables, and text in them into Unicode."""

import re
from functools import lru_cache

from ingest.letters.syllable import is_syllable

NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
# What stands after a vowel in VNI, vowel by vowel, in the order of the letters that come out.
_VNI_AFTER = {
    ("a", "øùûõïêèéúüëâàáåãä"): "àáảãạăằắẳẵặâầấẩẫậ",
    ("e", "øùûõïâàáåãä"): "èéẻẽẹêềếểễệ",
    ("o", "øùûõïâàáåãä"): "òóỏõọôồốổỗộ",
    ("u", "øùûõï"): "ùúủũụ",
    ("y", "øùûõ"): "ỳýỷỹ",
    ("ô", "øùûõï"): "ờớởỡợ",
    ("ö", "øùûõï"): "ừứửữự",
}
_VNI = dict(zip("ñìíæóòôöî", "đìíỉĩịơưỵ", strict=True))
for (_vowel, _marks), _read in _VNI_AFTER.items():
    _VNI |= {_vowel + mark: letter for mark, letter in zip(_marks, _read, strict=True)}
    # A capital vowel is seen with the mark of either case.
    for _mark, _letter in zip(_marks, _read, strict=True):
        _VNI |= dict.fromkeys((_vowel.upper() + _mark, _vowel.upper() + _mark.upper()), _letter.upper())
_VNI |= {code.upper(): letter.upper() for code, letter in _VNI.items() if len(code) == 1}

TABLES = {"tcvn3": _TCVN3, "vni": _VNI}
_PATTERNS = {
    font: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for font, table in TABLES.items()
}
VIETNAMESE = frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý")
CODES = {char for table in TABLES.values() for code in table for char in code if char > "\x7f"}
# Letters of the fonts that Vietnamese does not hold in Unicode. Eth is left out: some keyboards
# give it for the letter with a stroke.
ODD = "".join(sorted(CODES - VIETNAMESE - {"Ð", "ð"}))
SYMBOLS = "".join(c for c in sorted(CODES) if not c.isalpha())
# A word as the fonts write it: some of their letters are signs elsewhere.
WORD = re.compile(rf"(?:[^\W\d_]|[{re.escape(SYMBOLS)}])+")
CELL = re.compile(r'[^,;\t"\r\n]+')
_TCVN3_LETTERS = str.maketrans(_TCVN3)
# Capitals are read word by word, and so are the signs of sums between spaces.
_SLOW = re.compile("[A-Z¡-§][A-Zµ-þ¡-§]| [×÷·»] ")
# Cells that come again and again are converted once.
SHORT_CELL = 80


def letters(word: str, font: str) -> str:
    """One word of a font in Unicode. In TCVN3 a capital with a tone has the code of the small
    letter, so a word whose plain letters are all capitals, two or more, is written in capitals."""
    return _short_letters(word, font) if len(word) <= SHORT_CELL else _letters(word, font)


def _letters(word: str, font: str) -> str:
    table = TABLES[font]
    text = _PATTERNS[font].sub(lambda found: table[found[0]], word)
    return text.upper() if font == "tcvn3" and _in_capitals(word) else text


_short_letters = lru_cache(maxsize=65536)(_letters)


def _in_capitals(text: str) -> bool:
    plain = [c for c in text if c.isascii() and c.isalpha()]
    plain += [c for c in text if c in "§¡¢£¤¥¦"]
    return len(plain) > 1 and not any(c.isascii() and c.islower() for c in text)


def is_odd(word: str, font: str) -> bool:
    """True for a word that can only be one of the font: no word as it stands, a word if read so."""
    return not is_syllable(word.replace("Ð", "Đ")) and is_syllable(letters(word, font))


def convert(line: str, font: str, mixed: bool) -> str:
    """A line in Unicode. In a `mixed` file, which also holds true Vietnamese letters, only cells
    with a word that cannot be anything else are taken to be in the font."""
    if line.isascii():
        return line
    if font == "tcvn3" and not mixed and not _SLOW.search(line):
        return line.translate(_TCVN3_LETTERS)
    return CELL.sub(lambda found: _cell(found[0], font, mixed), line)


def _cell(cell: str, font: str, mixed: bool) -> str:
    if cell.isascii():
        return cell
    return (_short_cell if len(cell) <= SHORT_CELL else _any_cell)(cell, font, mixed)


def _any_cell(cell: str, font: str, mixed: bool) -> str:
    if mixed and not any(is_odd(w, font) for w in WORD.findall(cell) if max(w) <= "\xff"):
        return cell
    text = WORD.sub(lambda found: _word(found[0], font), cell)
    return text.upper() if font == "tcvn3" and _in_capitals(cell) else text


_short_cell = lru_cache(maxsize=16384)(_any_cell)


def _word(word: str, font: str) -> str:
    if word.isascii() or max(word) > "\xff" or word in "×÷·»":
        return word
    return letters(word, font)
