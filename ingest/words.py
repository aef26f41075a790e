"""What a header, a row label or a title may stand for beside the name of a column: a period, a code, a measure."""

import csv
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ingest.contract import FOLDER, Column, Table, tables
from ingest.normalise import fold, parse_period
from ingest.reading import ReadingError

CATEGORIES = Path(__file__).parent.parent / "data" / "categories"
# What parts the levels of a header that spans several rows, or a label from the section above it.
LEVEL = " › "
YEAR = r"(?:19[3-9]\d|20\d\d|2100)"
DATED = re.compile(rf"(?<![\d.,]){YEAR}(?![\d.,]*\d)")
# A year at an end of a header, apart from its words: "Kết nạp năm 2019", "2019 - Chỉ tiêu".
PART_OF = r"\d{1,2} tháng (?:đầu |cuối )?|qu[ýí] (?:[ivx]+|[1-4])[ /]?"
YEAR_AT_END = re.compile(
    rf"(?:^|.*?[^\w])((?:(?:{PART_OF})?(?:năm |nam )?|\d{{1,2}}/(?:\d{{1,2}}/)?){YEAR})\W*$", re.IGNORECASE
)
YEAR_AT_START = re.compile(rf"^\W*((?:năm |nam )?{YEAR})(?:\W.*|$)", re.IGNORECASE)
# "1.", "a)", "II-", "+", "-": what numbers a row of a form.
NUMBERED = re.compile(
    r"^\s*(?:[-+*•–]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivxIVX]{1,4}|[a-zđ])[.)/-](?=\s|[^\W\d]))\s*"
)
# A period inside the words of a title.
IN_TITLE = re.compile(
    r"(?:(?:giai đoạn|từ|từ năm) )?\b(?:\d{1,2}/)?" + YEAR + r" ?(?:-|–|đến) ?(?:\d{1,2}/)?" + YEAR
    + r"|(?:(?:\d{1,2}) tháng (?:đầu |cuối )?|quý (?:iv|i{1,3}|[1-4])[ /-]*)(?:năm )?" + YEAR
    + r"|(?:đến |tính đến )?(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]" + YEAR
    + r"|ngày \d{1,2} tháng \d{1,2} năm " + YEAR
    + r"|năm " + YEAR,
    re.IGNORECASE,
)  # fmt: skip
# "Đông Hà, ngày 30 tháng 6 năm 2022" over a signature.
WHERE_AND_WHEN = re.compile(r"[^,;\d]{2,40}, *ngày[ .…\d]*tháng[ .…\d]*năm", re.IGNORECASE)
# "Chỉ tiêu (người)": what is counted in is no other column.
COUNTED_IN = re.compile(
    r"\s*\((?:đvt: *)?(?:người|đ/c|đồng chí|đảng viên|quần chúng|trường hợp|vụ|lượt|lượt người|cuộc|tổ chức|people)\)$",
    re.IGNORECASE,
)
THOUSANDS = re.compile(
    r"\b(?:don vi tinh|dvt|don vi|unit)\b.{0,12}\b(?:chuc|tram|nghin|ngan|trieu|1 ?000|thousand)\b"
)
Meaning = dict[str, str]


@cache
def written() -> dict:
    """data/contracts/_words.toml."""
    return tomllib.loads((FOLDER / "_words.toml").read_text(encoding="utf-8"))


def heading(text: str) -> str:
    """The key of a header word; both spellings of the closing vowel (ly, li) are one."""
    if text.endswith(")"):
        text = COUNTED_IN.sub("", text)
    return fold(text).replace("y", "i")


@cache
def _folded(section: str, name: str) -> frozenset[str]:
    return frozenset(heading(word) for word in written()[section][name])


def is_plain(text: str) -> bool:
    """Whether the words say nothing of their own ("Tổng số", "Trong đó")."""
    return heading(text) in _folded("plain", "words")


def is_label_header(text: str) -> bool:
    """Whether a header names the column that says what each row counts ("Nội dung")."""
    return heading(text) in _folded("labels", "words")


def holds_no_figure(text: str) -> bool:
    """Whether a column of a form holds a code or a unit of measure only."""
    return heading(text) in _folded("labels", "ignored")


def is_total(text: str) -> bool:
    """Whether a row that begins so adds up the others."""
    return heading(NUMBERED.sub("", text)) in _folded("below", "totals")


def is_note(text: str) -> bool:
    """Whether a row under a table that begins so is a remark or a signature."""
    key = f"{heading(text)} "
    marked = text.lstrip().startswith(("*", "(*", "(1)", "-----", "___")) or WHERE_AND_WHEN.match(text)
    return bool(marked) or any(key.startswith(f"{word} ") for word in _folded("below", "notes"))


@cache
def _labels() -> dict[tuple[str, str, str], set[str]]:
    """(list, scheme, code) -> the headings that mean it, by the code lists that all collections share."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for path in sorted(CATEGORIES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if "code" in row:
                    words = {heading(row[w]) for w in ("label_vi", "label_en", "code")}
                    found[row["list"], row["scheme"], row["code"]] = words
    return found


def has_all(listed: str) -> bool:
    """Whether a code list has an entry for everything it lists."""
    return (listed, "", "all") in _labels()


@cache
def meanings(table: str) -> dict[str, tuple[Meaning, ...]]:
    """Heading -> what it may mean in this table, as values for columns of its key."""
    found: dict[str, list[Meaning]] = {}
    own = written().get(table, {})
    for column in (c for c in tables()[table].columns if c.name in tables()[table].key):
        for words, meaning in _of_column(column, own):
            for word in words:
                if meaning not in found.setdefault(word, []):
                    found[word].append(meaning)
    if any(c.type == "category" for c in tables()[table].columns):
        for dimension, words in written()["sections"]["dimension"].items():
            for word in words:
                found.setdefault(heading(word), []).append({"dimension": dimension})
    return {word: tuple(told) for word, told in found.items()}


def _of_column(column: Column, own: dict) -> Iterable[tuple[set[str], Meaning]]:
    """The words and meaning of each code that a column of a key may hold."""
    if column.type == "category":
        dimensions = {code for listed, _, code in _labels() if listed == "dimension"}
        for (listed, scheme, code), words in _labels().items():
            if listed in dimensions or listed in own:
                more = {heading(w) for w in own.get(listed, {}).get(code, ())}
                yield words | more, {"dimension": listed, "scheme": scheme, "category": code}
        return
    for (listed, _, code), words in _labels().items():
        if listed == (column.list or column.name) and code != "all":
            more = {heading(w) for w in own.get(column.name, {}).get(code, ())}
            yield words | more, {column.name: code}


def period_in(text: str) -> tuple[str, str]:
    """A header parted into its period (EDTF) and its other words; ("", the text) where it names no period.

    A bare number is a period only as a year: 12 or 45000 in a header is no date."""
    if not DATED.search(text):
        return "", text
    if whole := _edtf(text):
        return whole, ""
    for pattern in (YEAR_AT_END, YEAR_AT_START):
        if (found := pattern.match(text)) and (period := _edtf(found[1])):
            rest = (text[: found.start(1)] + text[found.end(1) :]).strip(" -–:/()›")
            return period, rest
    return "", text


def _edtf(text: str) -> str:
    try:
        return parse_period(text).edtf
    except ReadingError:
        return ""


def periods_in_title(text: str) -> list[str]:
    """Every period that the words of a title name, each once, and the years that stand there in any other way."""
    found = [match[0] for match in IN_TITLE.finditer(text) if _edtf(match[0])]
    rest = re.findall(rf"(?<!\d){YEAR}(?!\d)", IN_TITLE.sub(" ", text))
    return list(dict.fromkeys((*found, *(rest if found else ()))))


def is_where_and_when(text: str) -> bool:
    """Whether a line says where and on which day a paper was signed, which is no time of its figures."""
    return bool(WHERE_AND_WHEN.match(text.strip()))


def form_of(titles: Iterable[str]) -> dict | None:
    """The form that the titles above a table name: its table, and what its columns are filled with."""
    text = f" {' '.join(heading(t) for t in titles)} "
    return next((f for f in written()["form"] if any(f" {heading(w)} " in text for w in f["words"])), None)


def says_thousands(text: str) -> bool:
    """Whether a line about a table says that its figures count thousands: as they stand they would be wrong."""
    return bool(THOUSANDS.search(fold(text)))


def spelled_key(name: str) -> str:
    """The key of a unit's name with what offices shorten written out, without a number before it and without the
    committee that stands for its place: "P. 1", "Đảng bộ phường 1", "1. Phường 1"."""
    told = written()["units"]
    short = {fold(word): fold(whole) for word, whole in told["short"].items()}
    key = fold(NUMBERED.sub("", name))
    for committee in map(fold, told["committees"]):
        rest = key.removeprefix(f"{committee} ")
        if rest != key and rest.startswith((*short.values(), *(f"{word} " for word in short))):
            key = rest
            break
    first, _, rest = key.partition(" ")
    return f"{short[first]} {rest}" if first in short and rest else key


def unnumbered(text: str) -> str:
    """A row label without the number or dash before it."""
    return NUMBERED.sub("", text).strip(" :;")


def forms_beside(table: Table, titles: Iterable[str]) -> list[Table]:
    """The other table that the form named in the titles holds figures of: its columns are not this table's faults."""
    form = form_of(titles)
    if not form or "also" not in form:
        return []
    both = [form["table"], form["also"]]
    return [tables()[name] for name in both if name != table.name] if table.name in both else []


def measure_named(table: Table, text: str) -> str:
    """The measure of a table that a header word names; "" if none."""
    key = heading(text)
    for column in table.measures:
        if key in {heading(w) for w in (column.name, column.vi, column.en, *column.aliases)}:
            return column.name
    return ""
