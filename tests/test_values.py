"""Properties of values: what is written in any accepted way is read as it was meant, or refused."""

import calendar
import re
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest.letters.decode import Unreadable, decode
from ingest.letters.syllable import is_syllable
from ingest.normalise import (
    STYLES,
    NumberCell,
    NumberError,
    PeriodError,
    StyleError,
    fold,
    number_style,
    parse_date,
    parse_number,
    parse_period,
)
from tests.test_decode import in_cp1258, in_font

MARKS = {"canonical": ("", "."), "vietnamese": (".", ","), "english": (",", ".")}
SPACES = ["\u00a0", "\u202f", "\u2009", "\u2007", " "]
FULL_WIDTH = str.maketrans("0123456789.,%-", "０１２３４５６７８９．，％－")
WHOLE = st.integers(0, 10**9)
# Two decimals at least, and never three: no other style can read them.
FRACTION = st.tuples(st.integers(0, 10**7), st.sampled_from(["15", "05", "50", "1234"]))


def grouped(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


@st.composite
def written_number(draw, style: str) -> tuple[str, float]:
    """A number that is no whole one, in one of the ways of a style."""
    whole, decimals = draw(FRACTION)
    group, mark = MARKS[style]
    text = grouped(whole, draw(st.sampled_from([group, "", *SPACES]))) + mark + decimals
    text = draw(st.sampled_from(["", "0", "00"])) + text if whole < 1000 else text
    text += draw(st.sampled_from(["", "%", " %", "\u00a0%"]))
    return text.translate(FULL_WIDTH) if draw(st.booleans()) else text, float(f"{whole}.{decimals}")


@pytest.mark.parametrize("style", STYLES)
@given(data=st.data())
def test_numbers_are_read_as_they_were_meant(style, data):
    numbers = data.draw(st.lists(written_number(style), min_size=1, max_size=8))
    cells = [NumberCell(text, False, line, "d") for line, (text, _) in enumerate(numbers)]
    found = number_style(cells)
    assert [parse_number(cell.text, found, False) for cell in cells] == [value for _, value in numbers]


@pytest.mark.parametrize("style", STYLES)
@given(whole=WHOLE, space=st.sampled_from(SPACES), zeros=st.sampled_from(["", "0", "00"]), wide=st.booleans())
def test_counts_are_read_in_every_style(style, whole, space, zeros, wide):
    for text in (f"{zeros}{whole}", grouped(whole, space), grouped(whole, MARKS[style][0])):
        given_text = f"{space}{text.translate(FULL_WIDTH) if wide else text}{space}"
        assert parse_number(given_text, style, True) == whole


@given(
    st.lists(
        st.tuples(st.from_regex(r"-?[0-9]{1,4}([., ][0-9]{1,4}){0,3}%?", fullmatch=True), st.booleans()),
        max_size=6,
    )
)
def test_a_number_never_changes_its_value_in_silence(cells):
    """Where a file's style is told, no other style that fits all its cells reads one differently."""
    cells = [NumberCell(text, whole, line, "c") for line, (text, whole) in enumerate(cells)]
    try:
        chosen = number_style(cells)
    except StyleError:
        return
    readings = {style: [read_or_none(cell, style) for cell in cells] for style in STYLES}
    for values in readings.values():
        if all((value is None) == (own is None) for value, own in zip(values, readings[chosen], strict=True)):
            assert values == readings[chosen]


def read_or_none(cell: NumberCell, style: str) -> float | None:
    try:
        return parse_number(cell.text, style, cell.whole, signed=True)
    except NumberError:
        return None


DAYS = st.dates(date(1930, 1, 1), date(2100, 12, 31))
YEARS = st.integers(1930, 2100)
ROMAN = ["I", "II", "III", "IV"]


@given(DAYS, st.sampled_from(["NFC", "NFD"]))
def test_a_day_is_one_day_in_every_way_it_is_written(day, form):
    d, m, y = day.day, day.month, day.year
    ways = [
        f"{day}", f"{d:02}/{m:02}/{y}", f"{d}/{m}/{y}", f"{d}-{m}-{y}", f"{d:02}.{m:02}.{y}", f"{day} 00:00:00",
        f"{d}/{m}/{y} 0:00", f"{day}T00:00:00", f"ngày {d}/{m}/{y}", f"Ngày {d} tháng {m} năm {y}",
        f"{d}\u2011{m}\u2011{y}", f"\u00a0{d}/{m}/{y} ", f"{d}/{m}/{y}".translate(FULL_WIDTH),
    ]  # fmt: skip
    if date(1980, 1, 1) <= day <= date(2049, 12, 31):
        ways.append(str((day - date(1899, 12, 30)).days))
    for way in ways:
        assert parse_date(unicodedata.normalize(form, way)) == day, way
        found = parse_period(unicodedata.normalize(form, way))
        assert (found.start, found.end, found.kind, found.edtf) == (day, day, "as_of", day.isoformat()), way
    assert parse_period(f"tính đến ngày {d}/{m}/{y}").end == day


@given(st.integers(13, 31), st.integers(13, 31), YEARS)
def test_the_day_stands_first_or_the_date_is_refused(one, other, year):
    with pytest.raises(PeriodError):
        parse_date(f"{one}/{other}/{year}")
    with pytest.raises(PeriodError):
        parse_date(f"12/{other}/{year}")


@given(YEARS, st.integers(1, 12))
def test_months_quarters_and_years(year, month):
    last = calendar.monthrange(year, month)[1]
    for text in (
        f"{month}/{year}",
        f"{year}-{month:02}",
        f"tháng {month}/{year}",
        f"Tháng {month} năm {year}",
    ):
        found = parse_period(text)
        assert (found.end, found.kind, found.edtf) == (date(year, month, last), "as_of", f"{year}-{month:02}")
    for text in (
        f"{year}",
        f"Năm {year}",
        f"năm {year}",
        f"cả năm {year}",
        f"{year}/{year}",
        f"12 tháng năm {year}",
    ):
        assert parse_period(text).edtf == f"{year}"
    for text in (f"{month} tháng đầu năm {year}", f"{month} tháng năm {year}", f"{month} tháng/{year}"):
        found = parse_period(text)
        assert (found.start, found.end) == (date(year, 1, 1), date(year, month, last))
    found = parse_period(f"{month} tháng cuối năm {year}")
    assert (found.start, found.end) == (date(year, 13 - month, 1), date(year, 12, 31))


@given(YEARS, st.integers(1, 4))
def test_quarters(year, quarter):
    for sign in (ROMAN[quarter - 1], ROMAN[quarter - 1].lower(), str(quarter)):
        for text in (
            f"quý {sign}/{year}",
            f"Quý {sign} năm {year}",
            f"QUÝ {sign} NĂM {year}",
            f"quý {sign}-{year}",
        ):
            found = parse_period(text)
            assert found.edtf == f"{year}-{3 * quarter - 2:02}/{year}-{3 * quarter:02}"
            assert found.kind == "part_year"


@given(YEARS, YEARS)
def test_several_years(one, other):
    assume(one != other)
    first, last = sorted((one, other))
    ways = [
        "{}/{}",
        "{}-{}",
        "{} - {}",
        "{}–{}",
        "giai đoạn {}-{}",
        "từ năm {} đến năm {}",
        "từ {} đến {}",
        "năm {}-{}",
    ]
    for way in ways:
        found = parse_period(way.format(first, last))
        assert (found.edtf, found.kind) == (f"{first}/{last}", "multi_year")
        with pytest.raises(PeriodError) as refused:
            parse_period(way.format(last, first))
        assert refused.value.code == "reversed_period"
    for way in (f"{one}/..", f"từ năm {one} đến nay", f"{one} - nay", f"Từ {one} đến nay"):
        assert (parse_period(way).edtf, parse_period(way).kind) == (f"{one}/..", "open")


@given(DAYS, DAYS)
def test_spans_of_days(one, other):
    assume(one != other)
    first, last = sorted((one, other))
    edtf = parse_period(f"{first}/{last}").edtf
    for mark in ("/", ".", "-"):
        begin, end = (f"{d.day}{mark}{d.month}{mark}{d.year}" for d in (first, last))
        for way in (
            f"{begin} - {end}",
            f"từ {begin} đến {end}",
            f"từ ngày {begin} đến ngày {end}",
            f"{begin}–{end}",
        ):
            assert parse_period(way).edtf == edtf, way
    assert timedelta(0) < last - first


SYLLABLES = re.findall(
    r"\w+",
    """Đảng bộ phường xã tỉnh thành ủy huyện quận đơn vị kỳ số lượng tỷ lệ kết nạp chỉ tiêu đảng viên
    chính thức dự bị năm quý tháng nghị quyết hội đồng kiểm tra giám sát kỷ luật khiển trách cảnh cáo
    cách chức khai trừ hoà hòa uỷ ủy thuý thúy nghiêng khuỷu giếng nước ưỡn ẩn ếch ỷ ý ằng ặt ẽ ồn ỡm
    ngữ đặc biệt Ấp Ổn Ý""",
)
NAMES = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5).map(" ".join)


@given(NAMES, st.sampled_from(["NFC", "NFD"]))
def test_a_name_has_one_key(name, form):
    key = fold(name)
    for other in (
        unicodedata.normalize(form, name), name.upper(), name.lower(), name.title(), name.replace(" ", "-"),
        name.replace(" ", " - "), name.replace(" ", "\u00a0"), name.replace("Đ", "Ð"), f" {name}. ",
        name.replace(" ", "\u200b "), "\u00ad".join(name), "\ufeff" + name,
    ):  # fmt: skip
        assert fold(other) == key, other
    assert key.isascii()


@given(NAMES, st.integers(1, 30), st.integers(1, 30))
def test_numbered_wards_stay_distinct(name, one, other):
    assert (fold(f"{name} {one}") == fold(f"{name} {other}")) == (one == other)
    assert fold(f"Phường {one}".translate(FULL_WIDTH)) == fold(f"Phường {one}")


CELL = st.one_of(
    NAMES, st.integers(0, 10**6).map(str), st.sampled_from(["", "93,15%", "30/12/2023", "bc-2023"])
)
ROWS = st.lists(st.tuples(CELL, CELL, CELL).map(";".join), max_size=8)
SURE = "Đơn vị;Kỳ;Số lượng\r\n"


@given(ROWS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_vietnamese_text_is_the_same_in_every_encoding(rows, end):
    text = unicodedata.normalize("NFC", SURE + end.join(rows))
    small = text.lower()
    for wanted, data in [
        *[(text, text.encode(codec)) for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")],
        (text, unicodedata.normalize("NFD", text).encode()),
        (text, in_cp1258(text)),
        *[
            (small, in_font(small, font).encode(codec))
            for font in ("tcvn3", "vni")
            for codec in ("cp1252", "utf-8")
        ],
    ]:
        assert "".join(decode(data).lines()) == wanted


@given(ROWS)
def test_lost_letters_never_pass(rows):
    text = SURE + "\n".join(rows)
    for codec in ("ascii", "cp1252", "latin-1"):
        with pytest.raises(Unreadable) as refused:
            decode(text.encode(codec, "replace"))
        assert refused.value.code == "damaged_text"
    twice = text.encode().decode("cp1252", "ignore")
    with pytest.raises(Unreadable) as refused:
        decode(twice.encode())
    assert refused.value.code == "damaged_text"


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_but_nothing_else(data):
    try:
        list(decode(data).lines())
    except Unreadable as refused:
        assert refused.code


@given(st.text(max_size=40))
def test_any_text_in_unicode_is_read_as_it_is_or_refused(text):
    try:
        found = decode(text.encode("utf-8", "ignore"))
    except Unreadable:
        return
    if not found.converted:
        sound = text.encode("utf-8", "ignore").decode().removeprefix("\ufeff")
        assert "".join(found.lines()) == "".join(
            unicodedata.normalize("NFC", line) for line in sound.splitlines(keepends=True)
        ) or any(c in sound for c in "\v\f\x1c\x1d\x1e\x85\u2028\u2029")


@given(st.sampled_from(SYLLABLES))
def test_the_words_are_syllables(word):
    assert is_syllable(word)
