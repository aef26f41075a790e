"""Names and addresses of persons in a text, told from wards, schools and streets named after people."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ingest.contract import personal

CAPITALS = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
SMALL = "a-zà-öø-ýăđĩũơư" + "".join(map(chr, range(0x1EA1, 0x1EFA, 2)))
# Of the founder everybody writes; his name stands in the names of the city, the youth union, campaigns.
NEVER = "hồ chí minh"
UNMARKED = re.compile(
    r"(?<!\w)(?:nguyen|tran|pham|huynh|hoang|le|bui|dang|vo|ngo) (?:van|thi) [a-z]{1,6}(?!\w)"
)
LOWER = re.compile(
    r"(?<!\w)(?:nguyễn|trần|phạm|huỳnh|lê|bùi|đặng|võ|ngô) (?:văn|thị) (?!trấn|xã)\w{1,6}(?!\w)"
)
BEFORE = 40
# So many short names make a list of them.
SEVERAL = 3
WORD = re.compile(r"[^\W\d_]+")
# A house number, never what counts wards or stands behind the word of a document.
NUMBER = r"\d+[A-Za-z]?(?:/\d+[A-Za-z]?)*"
STREET = rf"(?:đường|ngõ|ngách|hẻm|kiệt) (?:[{CAPITALS}]|\d)"
NO_UNIT = "(?!Phường|Xã|Thị|Đảng|Chi|Tổ|Khu|Thôn|Ấp|Cơ|Trường|Quận|Huyện|Tỉnh|Đặc|Đơn|Người|Công|Hợp)"
WARD = "(?:[Pp]hường|[Xx]ã|[Qq]uận|[Tt]hị trấn|[Tt]hành phố|[Tt]ổ|[Kk]hu phố|P\\.|Q\\.|TP)"
STREETS = ("đường", "ngõ", "ngách", "hẻm", "kiệt", "ố nhà", "SN")
WITHIN = re.compile(rf"[Ss]ố nhà:? ?\d|(?<!\w)SN ?\d|(?<![\w./,])(?:[Ss]ố )?{NUMBER},? {STREET}")
PLACES = "tổ|ngõ|ngách|hẻm|đường|khu phố|thôn|ấp|xóm"
BEGINS = re.compile(
    rf"(?:^|[:;] ?)(?:[Ss]ố )?{NUMBER} {NO_UNIT}[{CAPITALS}][{SMALL}]+(?: [{CAPITALS}][{SMALL}]+)*, ?{WARD}"
    rf"|(?:^|[:;,] ?)[Ss]ố {NUMBER}, ?(?:{PLACES}) ?[\d{CAPITALS}]"
    rf"|^\d+/\d+[A-Za-z/\d]*,? (?:tổ|khu phố|ấp|thôn) ?\d"
)


@dataclass(frozen=True)
class Names:
    """How sure a text names a person: `sure` by what stands around it, `alone` if the name is the
    whole text and might be a place, `short` if it is one of two syllables alone."""

    sure: bool = False
    alone: bool = False
    short: bool = False


NOTHING, SURE = Names(), Names(sure=True)


@cache
def _pattern() -> re.Pattern:
    first = "|".join(sorted(_surnames()))
    title, upper = rf"(?:\s+[{CAPITALS}][{SMALL}]{{0,6}}){{1,4}}", rf"(?:\s+[{CAPITALS}]{{1,7}}){{1,4}}"
    # A look at the first letter spares most positions the long list.
    return re.compile(rf"(?=[{CAPITALS}])(?<!\w)(?:{first})(?:{title}|{upper})(?!\w)")


@cache
def _surnames() -> frozenset[str]:
    names = personal("surnames") | personal("shared_surnames")
    return names | {name.upper() for name in names}


@cache
def _ends(kind: str) -> re.Pattern:
    words = "|".join(sorted(map(re.escape, personal(kind)), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})[.:]?(?: (?:số )?\d+| [a-zđ]\.)?\s*$")


@cache
def _namesakes() -> re.Pattern:
    return re.compile(rf"(?:{'|'.join(sorted(name.lower() for name in personal('namesakes')))})(?!\w)")


@cache
def _lower(kind: str) -> frozenset[str]:
    return frozenset(word.lower() for word in personal(kind))


def names(text: str) -> Names:
    """What names of persons a text (NFC) holds."""
    if text.isascii():
        return SURE if UNMARKED.search(text.lower()) else NOTHING
    words = WORD.findall(text)
    if ("văn" in words or "thị" in words) and LOWER.search(text):
        return SURE
    # Looking up whole words is ten times faster than the pattern.
    found = NOTHING
    if _surnames().isdisjoint(words):
        return found
    for match in _pattern().finditer(text):
        found = _judged(text, match)
        if found.sure:
            break
    return found


def holds_address(text: str) -> bool:
    """True for a house number with its street."""
    if any(word in text for word in STREETS) and WITHIN.search(text):
        return True
    return bool(BEGINS.search(text))


def _judged(text: str, match: re.Match) -> Names:
    name = " ".join(match[0].split()).lower()
    before = text[max(0, match.start() - BEFORE) : match.start()]
    called = before.lower()
    long = name.count(" ") > 1
    major = name.partition(" ")[0] in _lower("surnames")
    if name.startswith(NEVER):
        return NOTHING
    if _ends("honorifics").search(called):
        return Names(sure=major or long)
    if _namesakes().match(name) or _ends("places").search(called):
        return NOTHING
    middle = name.split()[1] in _lower("middle_names")
    if _ends("titles").search(called):
        return Names(sure=(major and not _is_word(name, before)) or (long and middle))
    if _is_word(name, before):
        return NOTHING
    whole = match[0] == text.strip()
    likely = long and (middle or (major and not match[0].isupper() and not name.startswith("đoàn ")))
    if whole:
        return Names(alone=likely, short=not long and major)
    # Within a sentence two syllables are a place as often as a person.
    return Names(sure=likely and name.split()[0] in _lower("surnames"))


def _is_word(name: str, before: str) -> bool:
    """True where a family name is a common word: from trần to phạm vi, and amid capitals."""
    last = (before.split() or [""])[-1]
    if name.startswith(("phạm vi ", "phan rang", "đoàn kết", "đoàn thể", "đoàn viên", "đoàn thanh")):
        return True
    if last.lower() in ("từ", "vi", "xâm", "tội", "sai") and not last.endswith(":"):
        return True
    return len(last) > 1 and last.isupper() and last.isalpha()


def column_names(texts: Iterable[str]) -> bool:
    """True if the distinct texts of one column name persons. A name that stands alone among the
    names of units is one of theirs, unless its middle says a person."""
    alone = short = 0
    texts = list(texts)
    for text in texts:
        found = names(text)
        if found.sure or (found.alone and text.lower().split()[1] in ("văn", "thị")):
            return True
        alone += found.alone
        short += found.short
    if alone and alone > sum(bool(_unit().match(text.lower())) for text in texts):
        return True
    return short >= SEVERAL and 2 * (short + alone) >= len(texts)


@cache
def _unit() -> re.Pattern:
    return re.compile(
        rf"(?:{'|'.join(sorted(map(re.escape, personal('unit_words')), key=len, reverse=True))})\.? "
    )
