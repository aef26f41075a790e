"""Files past the limits are refused in a sentence; watching and stopping a read; damaged and lying files."""

import io

import openpyxl
import pytest

from ingest.collection import learn
from ingest.contract import limits
from ingest.known import Known
from ingest.read import read
from ingest.validate import check


@pytest.fixture(scope="module")
def known() -> Known:
    found = Known()
    learn("reports", found)
    return found


HEADER = "unit_code,period,members,source_code\n"
ROW = "qt-dong-ha,2021,5,qt-dong-ha-2022\n"


def codes(data: bytes, known: Known) -> list[tuple]:
    return [(p.code, p.line) for p in check("membership.csv", data, known).problems]


def test_ten_thousand_columns(known):
    assert codes((",".join(f"c{i}" for i in range(10_000)) + "\n" + ROW).encode(), known) == [
        ("too_many_columns", 1)
    ]


def test_one_line_of_ten_megabytes(known):
    assert codes((HEADER + ROW + "x" * (10 << 20) + "\n").encode(), known) == [("cell_too_long", 3)]
    wide = HEADER + ROW + "x," * (5 << 20) + "\n"
    assert codes(wide.encode(), known) == [("ragged_row", 3)]


def test_a_quote_that_swallows_the_rest_of_a_long_file_is_placed_where_it_opened(known):
    text = HEADER + ROW * 3 + '"' + ROW * 20_000
    assert codes(text.encode(), known) == [("broken_quote", 5)]


@pytest.mark.parametrize("quick", [True, False])
def test_more_rows_than_the_limit(known, monkeypatch, quick):
    monkeypatch.setitem(limits(), "rows", 70_000)
    # A quote keeps the careful way from being left.
    text = HEADER + ROW * 70_001 if quick else HEADER + '"qt-dong-ha",2021,5,qt-dong-ha-2022\n' + ROW * 70_000
    assert [code for code, _ in codes(text.encode(), known)] == ["too_many_rows"]


def test_more_bytes_than_the_limit(known, monkeypatch):
    monkeypatch.setitem(limits(), "bytes", 100)
    assert codes((HEADER + ROW * 3).encode(), known) == [("too_large", None)]


class Stopped(Exception):
    pass


def test_a_read_is_watched_and_can_be_stopped():
    seen = []

    def tick(done: float) -> None:
        seen.append(done)
        if len(seen) == 3:
            raise Stopped

    text = HEADER + ROW + " \n" + ROW * 100_000
    with pytest.raises(Stopped):
        read(text.encode(), "membership.csv", tick=tick)
    assert len(seen) == 3 and seen == sorted(seen)


def test_a_sheet_that_lies_about_its_size(known):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADER.strip().split(","))
    sheet.append(ROW.strip().split(","))
    sheet.cell(1_048_576, 1).number_format = "0"
    target = io.BytesIO()
    book.save(target)
    checked = check("membership.xlsx", target.getvalue(), known)
    assert (checked.accepted, len(checked.lines)) == (True, 1)
