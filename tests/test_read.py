"""Bytes into rows: encodings, separators, quotes, and the physical line of everything."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.__main__ import message
from ingest.read import BLANK, read
from labels import Labels, languages

HEADER = "Đơn vị;Kỳ;Số lượng"


def places(sheet) -> list[tuple]:
    """Code and line of each problem; its sentence must fill in both languages too."""
    assert all(message(p, Labels(lang)) for p in sheet.problems for lang in languages())
    return [(p.code, p.line) for p in sheet.problems]


def refused(data: bytes | str) -> list[tuple]:
    return places(read(data.encode() if isinstance(data, str) else data, "f.csv"))


def test_cells_are_stripped_composed_and_numbered_by_physical_line():
    text = '\ufeffa;b\r\n\r\n"x\r\ny";\u00a0 hoà \u200b\r\n;\r\nz;2\r\n'
    sheet = read(unicodedata.normalize("NFD", text).encode(), "f.csv")
    assert sheet.header == ["a", "b"]
    assert sheet.rows == [(3, ["x\r\ny", "hoà"]), (6, ["z", "2"])]
    assert (sheet.separator, sheet.problems) == (";", [])
    assert sheet.columns == [("x\r\ny", "z"), ("hoà", "2")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_one_line(end):
    sheet = read(end.join(["a,b", "", '"1', '2",3', "4", "5,6"]).encode(), "f.csv")
    assert [line for line, _ in sheet.rows] == [3, 6]
    assert places(sheet) == [("ragged_row", 5)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encodings_and_separators_give_the_same_rows(encoding, separator):
    text = "\n".join([HEADER, "Phường 1;2023;5"]).replace(";", separator)
    sheet = read(text.encode(encoding), "f.csv")
    assert sheet.header == HEADER.split(";")
    assert sheet.rows == [(2, ["Phường 1", "2023", "5"])]


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_sep_line_is_honoured_and_counted(first):
    sheet = read(f"{first}\r\na, b;c\r\n1;2\r\n".encode(), "f.csv")
    assert (sheet.header, sheet.rows, sheet.header_line) == (["a, b", "c"], [(3, ["1", "2"])], 2)


def test_separators_inside_quotes_have_no_say():
    sheet = read(b'"a,b,c";d\n1;2\n', "f.csv")
    assert sheet.header == ["a,b,c", "d"]


def test_empty_columns_at_the_right_are_dropped():
    sheet = read(b"a;b;;\n1;2;;\n3;4;;;\n", "f.csv")
    assert (sheet.header, places(sheet)) == (["a", "b"], [])
    assert sheet.rows == [(2, ["1", "2"]), (3, ["3", "4"])]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\n", b";;\n;;\n"])
def test_an_empty_file(data):
    assert refused(data) == [("empty_file", None)]


@pytest.mark.parametrize(
    "start",
    [b"PK\x03\x04", b"%PDF-1.7", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"GIF89a",
     b"\xd0\xcf\x11\xe0\xa1\xb1", b"a,b\n1,\x002"],
)  # fmt: skip
def test_a_binary_file(start):
    assert refused(start + b"\x01\x02") == [("binary_file", None)]


def test_not_utf8_names_the_line_of_the_first_bad_byte():
    text = "a;b\r\n1;2\r\nĐảng bộ;3\r\n"
    assert refused(text.encode("utf-8")[:-3] + b"\xd0\r\n") == [("not_utf8", 3)]
    assert refused(b"a;b\r1;2\rx;\xe1\r") == [("not_utf8", 3)]


def test_damaged_letters():
    assert refused("a;b\n1;2\nPh\ufffdờng;3\n") == [("damaged_text", 3)]
    assert refused("Ð?n v?;S? l??ng\nĐ?ng b?;1\nPh??ng m?t;2\n") == [("damaged_text", 1)]
    twice = "a;b\nĐảng bộ phường Đông Hà;1\n".encode().decode("cp1252", "ignore")
    assert refused(twice) == [("damaged_text", 2)]
    honest = "a;b\nSao? Vì sao?;http://x.vn/a?b=1\nx?y;2\n"
    assert refused(honest) == []


def test_old_fonts_are_converted_and_that_is_said():
    sheet = read("a;b\n1;2\n§¶ng bé ph­êng §«ng Hµ §¶ng viªn;1\n".encode(), "f.csv")
    assert places(sheet) == [("converted_text", None)]
    assert sheet.rows[1] == (3, ["Đảng bộ phường Đông Hà Đảng viên", "1"])
    assert read("Ñaûng boä;b\nÑaûng vieân;1\n".encode(), "f.csv").header == ["Đảng bộ", "b"]
    assert refused("a;b\nNoël § 1, 5 km²;1\n") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n"1,2\n3,4\n', 2),
        ('a,b\n1,2\n"3"x,4\n', 3),
        ('a,b\n"1\n1",2\n3,"4\n5,6\n', 4),
        ('a,b\n"x\ny","z\n1,2\n', 3),
        ('a,b\n"say ""no"" now,2\n3,4\n', 2),
        ('sep=,\na,b\n1,"2\n3,4\n', 3),
        ('a,b\n1,"2\n3,"4"\n', 2),
    ],
)
def test_a_broken_quote_is_placed_where_it_was_opened(text, line):
    assert refused(text) == [("broken_quote", line)]


def test_a_quote_within_a_word_is_a_letter():
    assert read(b'a,b\n5" x,2\n', "f.csv").rows == [(2, ['5" x', "2"])]


def test_ragged_rows_name_their_lines_and_widths():
    sheet = read(b"a,b\n1\n2,3\n\n4,5,6\n", "f.csv")
    assert places(sheet) == [("ragged_row", 2), ("ragged_row", 5)]
    assert [p.values for p in sheet.problems] == [
        {"got": 1, "expected": 2},
        {"got": 3, "expected": 2},
    ]
    assert sheet.rows == [(3, ["2", "3"])]


def test_headers_that_are_missing_or_twice():
    assert refused("a;b\n") == [("no_rows", 1)]
    assert refused("\na;;c\n1;2;3\n") == [("empty_header", 2)]
    assert refused("Số lượng;a;SỐ - LƯỢNG\n1;2;3\n") == [("duplicate_header", 1)]


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffd?"), max_size=8)


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t"]),
)
def test_what_csv_writes_is_read_back(rows, separator):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([["h1", "h2"], *rows])
    sheet = read(text.getvalue().encode(), "f.csv")
    if sheet.problems:
        # Old fonts, totals and the like are told by their words, so some random words are not rows.
        named = {
            "old_font",
            "damaged_text",
            "no_rows",
            "converted_text",
            "total_row",
            "note_row",
            "title_rows",
        }
        assert {p.code for p in sheet.problems} <= named
        return
    plain = [[unicodedata.normalize("NFC", c).strip(BLANK) for c in row] for row in rows]
    assert [cells for _, cells in sheet.rows] == [row for row in plain if any(row)]
