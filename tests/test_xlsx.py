"""Workbooks as offices make them, through the importer: merged headers and cells, percents, dates, sheets, formulas."""

import io

import openpyxl
import pytest

from ingest.answers import Answers
from ingest.collection import check_all, learn
from ingest.known import Known

SOURCE = Answers(fill={"source_code": "qt-dong-ha-2022"})


@pytest.fixture
def known() -> Known:
    found = Known()
    learn("reports", found)
    return found


def book(*rows, merged=(), formats=None, title="Biểu") -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    for cell, pattern in (formats or {}).items():
        sheet[cell].number_format = pattern
    return written(made)


def written(made) -> bytes:
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def told(one, *names: str) -> list[tuple]:
    at = [one.columns.index(n) for n in names]
    return [tuple(row[i] for i in at) for row in one.rows]


def test_years_over_measures_in_merged_cells(known):
    data = book(
        ["Kết quả công tác kết nạp"],
        ["TT", "Đơn vị", "Năm 2021", None, "Năm 2022", None],
        [None, None, "Chỉ tiêu", "Kết nạp", "Chỉ tiêu", "Kết nạp"],
        [1, "Phường 1", 20, 15, 30, 28],
        [2, "Phường 2", 10, 9, None, 12],
        [None, "Tổng cộng", 30, 24, 30, 40],
        merged=("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"),
    )
    (one,) = check_all([("ket-nap.xlsx", data)], known, SOURCE)
    assert one.accepted
    assert told(one, "unit_code", "period", "quota", "admitted") == [
        ("qt-dong-ha-phuong-1", "2021", 20, 15),
        ("qt-dong-ha-phuong-1", "2022", 30, 28),
        ("qt-dong-ha-phuong-2", "2021", 10, 9),
        ("qt-dong-ha-phuong-2", "2022", None, 12),
    ]
    codes = {p.code for p in one.problems}
    assert codes == {"title_row", "header_rows", "made_long", "total_row"}


def test_cells_as_people_see_them(known):
    data = book(
        ["Đơn vị", "Kỳ", "Chỉ tiêu", "Đã kết nạp", "Tỷ lệ đạt"],
        ["Phường 1", 2021, 1239, 15.0, 0.9315],
        [None, "6 tháng đầu năm 2022", "1.239", 28, None],
        merged=("A2:A3",),
        formats={"E2": "0.00%"},
    )
    (one,) = check_all([("ket-nap.xlsx", data)], known, SOURCE)
    assert one.accepted
    assert told(one, "unit_code", "period", "quota", "admitted", "attainment_percent") == [
        ("qt-dong-ha-phuong-1", "2021", 1239, 15, 93.15),
        ("qt-dong-ha-phuong-1", "2022-01/2022-06", 1239, 28, None),
    ]


def test_a_wrong_cell_is_placed_by_its_row_in_excel(known):
    data = book(["Báo cáo"], [], ["Đơn vị", "Năm", "Đã kết nạp"], ["Phường 1", 2021, "x"])
    (one,) = check_all([("ket-nap.xlsx", data)], known, SOURCE)
    errors = [(p.code, p.line, p.column) for p in one.problems if p.severity == "error"]
    assert errors == [("unclear_value", 4, "Đã kết nạp")]


def test_the_sheet_asked_for(known):
    made = openpyxl.Workbook()
    made.active.title = "Trống"
    for title, count in (("2021", 15), ("2022", 28)):
        sheet = made.create_sheet(title)
        sheet.append(["Đơn vị", "Năm", "Đã kết nạp"])
        sheet.append(["Phường 1", int(title), count])
    data = written(made)
    (first,) = check_all([("ket-nap.xlsx", data)], known, SOURCE)
    (second,) = check_all([("ket-nap.xlsx", data)], known, Answers(page="2022", fill=SOURCE.fill))
    assert (told(first, "period", "admitted"), told(second, "period", "admitted")) == (
        [("2021", 15)],
        [("2022", 28)],
    )
    (absent,) = check_all([("ket-nap.xlsx", data)], known, Answers(page="2023", fill=SOURCE.fill))
    assert [p.code for p in absent.problems] == ["no_such_sheet"]
