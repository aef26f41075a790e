"""Names to keys, numbers by the style of their file, dates and periods."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import (
    STYLES,
    NumberCell,
    NumberError,
    Period,
    PeriodError,
    StyleError,
    fold,
    number_style,
    parse_date,
    parse_number,
    parse_period,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Nghĩa", "Hòa Nghĩa"),
        ("Uỷ ban", "Ủy Ban"),
        ("Phan Rang-Tháp Chàm", "PHAN RANG - THÁP CHÀM"),
        ("TP. Đông Hà", "tp đông hà"),
        ("Ðông Hà", "Đông Hà"),
        ("Tỷ lệ (%)", "tỷ lệ"),
        ("unit_code", "Unit code"),
        ("", " .-, "),
    ],
)
def test_fold_makes_one_key(one, other):
    assert fold(one) == fold(other)


def test_fold_keeps_words_and_numbers_apart():
    assert fold("Phường 1") == "phuong 1" != fold("Phường 11")


@given(st.text())
def test_fold_is_the_same_for_nfc_and_nfd_and_when_repeated(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
    assert fold(fold(text)) == fold(text)


def style_of(*cells: tuple[str, bool]) -> str:
    return number_style(NumberCell(text, whole, line, "c") for line, (text, whole) in enumerate(cells, 2))


COUNT, DECIMAL = True, False


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        ([], "canonical"),
        ([("1239", COUNT), ("93.15", DECIMAL)], "canonical"),
        ([("1.239", COUNT)], "vietnamese"),
        ([("1.239", COUNT), ("1.239", DECIMAL)], "vietnamese"),
        ([("93,15%", DECIMAL), ("1.239", DECIMAL)], "vietnamese"),
        ([("1.234.567", DECIMAL)], "vietnamese"),
        ([("1,239", COUNT), ("93.15", DECIMAL)], "english"),
        ([("1,239", COUNT), ("1,239", DECIMAL)], "english"),
        ([("1,234,567", DECIMAL)], "english"),
        ([("0.125", DECIMAL)], "canonical"),
        ([("1.2390", DECIMAL), ("1.239", DECIMAL)], "canonical"),
        ([("1 239", COUNT), ("05", COUNT)], "canonical"),
        ([("12.5", COUNT), ("x", COUNT), ("-", DECIMAL), ("1,5", DECIMAL)], "vietnamese"),
        ([("-1.239", COUNT)], "vietnamese"),
    ],
)
def test_the_style_is_told_from_all_cells(cells, style):
    assert style_of(*cells) == style


@pytest.mark.parametrize(
    ("cells", "code", "line"),
    [
        ([("5", COUNT), ("1.239", DECIMAL)], "ambiguous_number", 3),
        ([("1,239", DECIMAL), ("7", COUNT)], "ambiguous_number", 2),
        ([("1.239", DECIMAL), ("2.500", DECIMAL)], "ambiguous_number", 2),
        ([("93.15", DECIMAL), ("5", COUNT), ("93,15", DECIMAL)], "mixed_numbers", 4),
        ([("1.239", COUNT), ("93.15", DECIMAL)], "mixed_numbers", 3),
        ([("1,239", COUNT), ("1.239", COUNT)], "mixed_numbers", 3),
        ([("1.239", DECIMAL), ("1,239", COUNT), ("1.234.567", COUNT)], "mixed_numbers", 4),
    ],
)
def test_nothing_is_guessed(cells, code, line):
    with pytest.raises(StyleError) as refused:
        style_of(*cells)
    assert (refused.value.code, refused.value.cell.line) == (code, line)


def test_the_order_of_cells_does_not_change_the_style():
    cells = [NumberCell("93,15", False, 9, "c"), NumberCell("1.239", False, 2, "c")]
    assert number_style(cells) == number_style(cells[::-1]) == "vietnamese"


@pytest.mark.parametrize(
    ("text", "style", "whole", "value"),
    [
        ("", "canonical", True, None),
        (" \u00a0", "vietnamese", False, None),
        ("0", "canonical", True, 0),
        ("05", "vietnamese", True, 5),
        ("1.239", "vietnamese", True, 1239),
        ("1.239", "canonical", False, 1.239),
        ("1,239", "english", True, 1239),
        ("93,15%", "vietnamese", False, 93.15),
        ("93,15 %", "vietnamese", False, 93.15),
        ("1.239,5", "vietnamese", False, 1239.5),
        ("1,239.5", "english", False, 1239.5),
        ("１２３９", "canonical", True, 1239),
        ("1 239", "canonical", True, 1239),
        ("1\u00a0239\u202f500", "vietnamese", True, 1239500),
    ],
)
def test_numbers(text, style, whole, value):
    found = parse_number(text, style, whole)
    assert (found, isinstance(found, int)) == (value, isinstance(value, int))


def test_a_number_knows_its_printed_decimals():
    """38,0 % is told to a tenth, 38 % is not."""
    written_as = {"38": 0, "38,0": 1, "84,72": 2, "1.239,50": 2}
    assert {
        text: getattr(parse_number(text, "vietnamese", False), "decimals", None) for text in written_as
    } == written_as


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "text",
    ["-", "…", "x", "(nếu có)", "n/a", "1e3", "nan", "inf", "0x1", "1_000", "٣", "=1+1",
     "+5", "(5)", "1.2.3", "12.34.567", "1..2", ".5", "5.", "1,2,3", "1 23", "12 3456",
     "%", "5%%", "9" * 16, "--5"],
)  # fmt: skip
def test_what_is_no_number_never_becomes_one(text, style):
    for whole in (True, False):
        with pytest.raises(NumberError) as refused:
            parse_number(text, style, whole)
        assert refused.value.code == "not_a_number"


def test_signs_fractions_and_percents_where_they_cannot_be():
    for text, whole, code in [
        ("-5", True, "negative_number"),
        ("−5", True, "negative_number"),
        ("12.5", True, "fractional_count"),
        ("120.000", True, "fractional_count"),
        ("12,5", True, "fractional_count"),
        ("5%", True, "not_a_number"),
    ]:
        with pytest.raises(NumberError) as refused:
            parse_number(text, "canonical", whole)
        assert refused.value.code == code
    assert [parse_number(t, "canonical", True, True) for t in ("-5", "−5", "+5")] == [-5, -5, 5]
    # Programs that know only fractions write a count so.
    assert [parse_number(t, "canonical", True) for t in ("120.0", "120.00")] == [120, 120]


def written(value: int, cents: int, style: str, decimals: bool) -> str:
    group, mark = {"canonical": ("", "."), "vietnamese": (".", ","), "english": (",", ".")}[style]
    return f"{value:,}".replace(",", group) + (f"{mark}{cents:02}" if decimals else "")


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 99)), min_size=1),
    st.sampled_from(STYLES),
)
def test_numbers_of_a_file_make_the_round_trip(numbers, style):
    """Two decimals always tell the style, so every number comes back exactly."""
    counts = [NumberCell(written(n, 0, style, False), True, i, "n") for i, (n, _) in enumerate(numbers)]
    exact = [NumberCell(written(n, c, style, True), False, i, "d") for i, (n, c) in enumerate(numbers)]
    found = number_style(counts + exact)
    assert [parse_number(c.text, found, True) for c in counts] == [n for n, _ in numbers]
    assert [parse_number(c.text, found, False) for c in exact] == [float(f"{n}.{c:02}") for n, c in numbers]


@given(st.lists(st.integers(0, 10**7), min_size=1), st.sampled_from(STYLES))
def test_counts_alone_make_the_round_trip(numbers, style):
    cells = [NumberCell(written(n, 0, style, False), True, i, "n") for i, n in enumerate(numbers)]
    found = number_style(cells)
    assert [parse_number(c.text, found, True) for c in cells] == numbers


@given(st.text(max_size=12), st.booleans())
def test_a_number_is_read_or_refused_but_nothing_else(text, whole):
    for style in STYLES:
        try:
            value = parse_number(text, style, whole)
        except NumberError:
            continue
        assert value is None or isinstance(value, int if whole else float)


TEXT = "2025-07-01/2026-03-01"


def span(first: str, last: str, kind: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last), kind)


@pytest.mark.parametrize(
    ("text", "first", "last", "kind", "edtf"),
    [
        ("2023", "2023-01-01", "2023-12-31", "year", "2023"),
        ("Năm 2023", "2023-01-01", "2023-12-31", "year", "2023"),
        ("cả năm 2023", "2023-01-01", "2023-12-31", "year", "2023"),
        ("2023/2023", "2023-01-01", "2023-12-31", "year", "2023"),
        ("2023-01/2023-12", "2023-01-01", "2023-12-31", "year", "2023"),
        ("12 tháng năm 2023", "2023-01-01", "2023-12-31", "year", "2023"),
        ("01/01/2023 - 31/12/2023", "2023-01-01", "2023-12-31", "year", "2023"),
        ("2023-12", "2023-12-31", "2023-12-31", "as_of", "2023-12"),
        ("2024-02", "2024-02-29", "2024-02-29", "as_of", "2024-02"),
        ("12/2023", "2023-12-31", "2023-12-31", "as_of", "2023-12"),
        ("tháng 5 năm 2022", "2022-05-31", "2022-05-31", "as_of", "2022-05"),
        ("2023-12-30", "2023-12-30", "2023-12-30", "as_of", "2023-12-30"),
        ("30/12/2023", "2023-12-30", "2023-12-30", "as_of", "2023-12-30"),
        ("1/6/2022", "2022-06-01", "2022-06-01", "as_of", "2022-06-01"),
        ("30-12-2023", "2023-12-30", "2023-12-30", "as_of", "2023-12-30"),
        ("30.12.2023", "2023-12-30", "2023-12-30", "as_of", "2023-12-30"),
        ("tính đến ngày 30/12/2023", "2023-12-30", "2023-12-30", "as_of", "2023-12-30"),
        ("ngày 30 tháng 12 năm 2023", "2023-12-30", "2023-12-30", "as_of", "2023-12-30"),
        ("45290", "2023-12-30", "2023-12-30", "as_of", "2023-12-30"),
        ("2023-12-30 00:00:00", "2023-12-30", "2023-12-30", "as_of", "2023-12-30"),
        ("2022-01/2022-05", "2022-01-01", "2022-05-31", "part_year", "2022-01/2022-05"),
        ("1/2022-5/2022", "2022-01-01", "2022-05-31", "part_year", "2022-01/2022-05"),
        ("5 tháng đầu năm 2022", "2022-01-01", "2022-05-31", "part_year", "2022-01/2022-05"),
        ("6 THÁNG ĐẦU NĂM 2023", "2023-01-01", "2023-06-30", "part_year", "2023-01/2023-06"),
        ("6 tháng cuối năm 2023", "2023-07-01", "2023-12-31", "part_year", "2023-07/2023-12"),
        ("quý I/2023", "2023-01-01", "2023-03-31", "part_year", "2023-01/2023-03"),
        ("Quý IV năm 2023", "2023-10-01", "2023-12-31", "part_year", "2023-10/2023-12"),
        ("quý 2/2023", "2023-04-01", "2023-06-30", "part_year", "2023-04/2023-06"),
        ("2019/2023", "2019-01-01", "2023-12-31", "multi_year", "2019/2023"),
        ("2019-2023", "2019-01-01", "2023-12-31", "multi_year", "2019/2023"),
        ("2019 – 2023", "2019-01-01", "2023-12-31", "multi_year", "2019/2023"),
        ("từ năm 2019 đến năm 2023", "2019-01-01", "2023-12-31", "multi_year", "2019/2023"),
        ("giai đoạn 2019-2023", "2019-01-01", "2023-12-31", "multi_year", "2019/2023"),
        ("2022-12/2023-01", "2022-12-01", "2023-01-31", "multi_year", "2022-12/2023-01"),
        ("2025-07-01/2026-03-01", "2025-07-01", "2026-03-01", "multi_year", TEXT),
        ("từ 01/7/2025 đến 01/3/2026", "2025-07-01", "2026-03-01", "multi_year", TEXT),
    ],
)  # fmt: skip
def test_periods(text, first, last, kind, edtf):
    for form in ("NFC", "NFD"):
        found = parse_period(unicodedata.normalize(form, text))
        assert found == span(first, last, kind)
        assert found.edtf == edtf


@pytest.mark.parametrize("text", ["2019/..", "từ năm 2019 đến nay", "2019 - nay"])
def test_an_open_period_has_no_end(text):
    assert parse_period(text) == Period(date(2019, 1, 1), None, "open")


def test_an_empty_period_is_undated():
    assert parse_period("") == parse_period(" \u00a0") == Period(None, None, "undated")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023-13", "impossible_date"),
        ("2020-21", "impossible_date"),
        ("31/02/2023", "impossible_date"),
        ("12/30/2023", "impossible_date"),
        ("0/2023", "impossible_date"),
        ("29/2/2023", "impossible_date"),
        ("13 tháng đầu năm 2023", "impossible_date"),
        ("2023/2019", "reversed_period"),
        ("2023-2019", "reversed_period"),
        ("5/2022-1/2022", "reversed_period"),
        ("1929", "year_out_of_range"),
        ("2101-01-01", "year_out_of_range"),
        ("30/12/0023", "year_out_of_range"),
        ("30/12/23", "bad_period"),
        ("2020-2", "bad_period"),
        ("2020/21", "bad_period"),
        ("../2023", "bad_period"),
        ("2023?", "bad_period"),
        ("19999", "bad_period"),
        ("60001", "bad_period"),
        ("202", "bad_period"),
        ("đến năm 2023", "bad_period"),
        ("đến nay", "bad_period"),
        ("nhiệm kỳ 2020-2025", "bad_period"),
        ("quý V/2023", "bad_period"),
        ("2023-12-30 08:00", "bad_period"),
        ("x", "bad_period"),
    ],
)
def test_periods_that_are_refused(text, code):
    with pytest.raises(PeriodError) as refused:
        parse_period(text)
    assert refused.value.code == code


DAYS = st.dates(date(1930, 1, 1), date(2100, 12, 31))
SERIAL_DAYS = st.dates(date(1980, 1, 1), date(2049, 12, 31))


@given(DAYS)
def test_days_make_the_round_trip(day):
    for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}"):
        assert parse_date(text) == day
        assert parse_period(text) == Period(day, day, "as_of")


@given(SERIAL_DAYS)
def test_excel_day_numbers_make_the_round_trip(day):
    serial = str((day - date(1899, 12, 30)).days)
    assert parse_date(serial) == day
    assert parse_period(serial).end == day


@given(DAYS, DAYS)
def test_spans_make_the_round_trip(one, other):
    first, last = sorted((one, other))
    found = parse_period(f"{first}/{last}")
    assert (found.start, found.end) == (first, last)
    assert parse_period(found.edtf) == found
    assert parse_period(f"{first:%d/%m/%Y} - {last:%d/%m/%Y}") == found
    whole = first.day == first.month == 1 and (last + timedelta(1)).timetuple().tm_yday == 1
    same_year = first.year == last.year
    assert found.kind == ("year" if whole else "part_year") if same_year else "multi_year"


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{1,5}[-/. ][0-9./-]{1,9}", fullmatch=True))
def test_a_period_is_read_or_refused_but_nothing_else(text):
    try:
        found = parse_period(text)
    except PeriodError:
        return
    assert found.kind == "undated" or parse_period(found.edtf) == found


@pytest.mark.parametrize("text", ["2023", "12/2023", "2023-12", "30/12/23", "", "nay", "2023-1-1"])
def test_less_than_a_day_is_no_date(text):
    with pytest.raises(PeriodError) as refused:
        parse_date(text)
    assert refused.value.code == "bad_date"
