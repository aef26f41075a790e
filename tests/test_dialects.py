"""The same small table as offices send it: every dialect and layout gives one result, and what was done is said."""

import codecs
import unicodedata

import pytest

from ingest.answers import Answers
from ingest.collection import learn
from ingest.known import Known
from ingest.validate import check

SOURCE = "qt-dong-ha-2022"
HEAD = ["Đơn vị", "Năm", "Chỉ tiêu", "Đã kết nạp", "Tỷ lệ đạt", "Nguồn"]
ROWS = [
    ["Phường 1", "2021", "1239", "680", "54,88%", SOURCE],
    ["Phường 2", "2021", "20", "0", "0%", SOURCE],
    ["Phường 3", "2021", "", "5", "", SOURCE],
]
# Worked by hand from the table above: unit, period, quota, admitted, attainment.
WANTED = [
    ("qt-dong-ha-phuong-1", "2021", 1239, 680, 54.88),
    ("qt-dong-ha-phuong-2", "2021", 20, 0, 0.0),
    ("qt-dong-ha-phuong-3", "2021", None, 5, None),
]


@pytest.fixture(scope="module")
def known() -> Known:
    found = Known()
    learn("reports", found)
    return found


def text(rows=None, head=None, sep=";", end="\r\n", above=(), below=()) -> str:
    body = [head or HEAD, *(rows or ROWS)]
    lines = [*above, *(sep.join(f'"{c}"' if sep in c else c for c in row) for row in body), *below]
    return end.join(lines) + end


def decomposed(written: str) -> bytes:
    """windows-1258 as old Windows wrote it: a base letter, then its mark."""
    letters = []
    for letter in unicodedata.normalize("NFC", written):
        try:
            letters.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next((c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"), "")
            base = unicodedata.normalize("NFC", parts.replace(tone, ""))
            letters.append((base + tone).encode("cp1258"))
    return b"".join(letters)


def changed(column: int, new: dict[str, str]) -> list[list[str]]:
    return [[new.get(c, c) if i == column else c for i, c in enumerate(row)] for row in ROWS]


NUMBERED_HEAD = ["TT", *HEAD]
NUMBERED = [[str(i), *row] for i, row in enumerate(ROWS, 1)]
TITLES = ["ĐẢNG BỘ THÀNH PHỐ ĐÔNG HÀ;;;;;", "BÁO CÁO CHỈ TIÊU VÀ KẾT QUẢ;;;;;", ";;;;;"]

DIALECTS: dict[str, bytes] = {
    "semicolons": text().encode(),
    "commas": text(sep=",").encode(),
    "tabs": text(sep="\t").encode(),
    "bars": text(sep="|").encode(),
    "a mark": text().encode("utf-8-sig"),
    "UTF-16 little": text(sep="\t").encode("utf-16"),
    "UTF-16 big": codecs.BOM_UTF16_BE + text(sep="\t").encode("utf-16-be"),
    "windows-1258": decomposed(text()),
    "decomposed letters": unicodedata.normalize("NFD", text()).encode(),
    "LF": text(end="\n").encode(),
    "CR": text(end="\r").encode(),
    "mixed ends": text().replace("\r\n", "\n", 2).encode(),
    "a sep line": ("sep=;\r\n" + text()).encode(),
    "blank lines": text().replace("\r\n", "\r\n\r\n").encode(),
    "blank rows": (text() + ";;;;;\r\n;;;;;\r\n").encode(),
    "everything quoted": text([[f'"{c}"' for c in r] for r in ROWS], [f'"{h}"' for h in HEAD]).encode(),
    "empty columns at the right": text([[*r, "", ""] for r in ROWS], [*HEAD, "", ""]).encode(),
    "no-break spaces": text([[f"\u00a0{c}\u202f" for c in r] for r in ROWS]).encode(),
    "Vietnamese thousands": text(changed(2, {"1239": "1.239"})).encode(),
    "spaces in thousands": text(changed(2, {"1239": "1 239"})).encode(),
    "no-break thousands": text(changed(2, {"1239": "1\u00a0239"})).encode(),
    "English numbers": text(
        [[c.replace(",", ".").replace("1239", "1,239") for c in r] for r in ROWS]
    ).encode(),
    "leading zeros": text(changed(3, {"5": "05", "0": "00"})).encode(),
    "full-width digits": text(changed(2, {"1239": "１２３９"})).encode(),
    "percent without its sign": text([[c.replace("%", "") for c in r] for r in ROWS]).encode(),
    "unit codes": text(changed(0, {"Phường 1": "qt-dong-ha-phuong-1"})).encode(),
    "names without marks": text(changed(0, {"Phường 1": "PHUONG  1", "Phường 3": "phuong 3"})).encode(),
    "periods in words": text(changed(1, {"2021": "Năm 2021"})).encode(),
    "English headers": text(head=["Unit", "Year", "Quota", "Admitted", "Attainment (%)", "Source"]).encode(),
    "contract names": text(
        head=["unit_code", "period", "quota", "admitted", "attainment_percent", "source_code"]
    ).encode(),
    "headers without marks": text(
        head=["DON VI", "nam", "chi tieu", "da ket nap", "ty le dat", "nguon"]
    ).encode(),
    "running numbers": text(NUMBERED, NUMBERED_HEAD).encode(),
    "columns in another order": text([r[::-1] for r in ROWS], HEAD[::-1]).encode(),
    "titles above": text(above=TITLES).encode(),
    "a title of one cell": text(above=["Chỉ tiêu và kết quả, theo báo cáo"]).encode(),
    "a total row": text(below=["Tổng cộng;;1259;685;;"]).encode(),
    "a numbered total row": text(NUMBERED, NUMBERED_HEAD, below=["4;Toàn thành phố;;1.259;685;;"]).encode(),
    "notes below": text(
        below=["Ghi chú: số liệu do các phường báo cáo;;;;;", "Người lập biểu;;;;;"]
    ).encode(),
    "numbered columns": text([["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], *ROWS]).encode(),
    "a header in two rows": text(
        [["", "", "Chỉ tiêu", "Đã kết nạp", "Tỷ lệ đạt", ""], *ROWS],
        ["Đơn vị", "Năm", "Kết quả", "", "", "Nguồn"],
    ).encode(),
    "pairs": text(
        [[*r[:2], f"{r[3]}/{r[2]}" if r[2] else r[3], *r[4:]] for r in ROWS],
        [*HEAD[:2], "Đã kết nạp", *HEAD[4:]],
    ).encode(),
    "years side by side": text(
        [[r[0], *r[2:]] for r in ROWS],
        ["Đơn vị", "Chỉ tiêu 2021", "Đã kết nạp năm 2021", "2021 - Tỷ lệ đạt", "Nguồn"],
    ).encode(),
    "years over measures": text(
        [["", "Chỉ tiêu", "Đã kết nạp", "Tỷ lệ đạt", ""], *([r[0], *r[2:]] for r in ROWS)],
        ["Đơn vị", "Năm 2021", "", "", "Nguồn"],
    ).encode(),
    "a period in the title": text(
        [[r[0], *r[2:]] for r in ROWS], [HEAD[0], *HEAD[2:]], above=["Kết quả kết nạp đảng viên năm 2021;;;;"]
    ).encode(),
}
# Where more was done than to read the file, it is said.
SAID = {
    "windows-1258": {"converted_text"},
    "titles above": {"title_rows"},
    "a title of one cell": {"title_row"},
    "a total row": {"total_row"},
    "a numbered total row": {"total_row"},
    "notes below": {"note_row"},
    "a header in two rows": {"header_rows"},
    "pairs": {"parted_pairs"},
    "years side by side": {"made_long"},
    "years over measures": {"made_long", "header_rows"},
    "a period in the title": {"title_row", "filled_from_title"},
}


def told(checked) -> list[tuple]:
    names = ("unit_code", "period", "quota", "admitted", "attainment_percent")
    at = [checked.columns.index(n) for n in names]
    return sorted(tuple(row[i] for i in at) for row in checked.rows)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_gives_the_same_table(known, dialect):
    checked = check("ket-nap.csv", DIALECTS[dialect], known)
    assert [p for p in checked.problems if p.severity == "error"] == []
    assert checked.contract.name == "admissions"
    assert told(checked) == WANTED
    assert {p.code for p in checked.problems} == SAID.get(dialect, set())


def test_there_are_at_least_25_dialects():
    assert len(DIALECTS) >= 25


APPENDIX = """PHỤ LỤC;;;
công tác phát triển đảng viên ở địa bàn khu dân cư giai đoạn 2012-2022;;;
(Kèm theo Báo cáo số       -BC/TU, ngày     /6/2022 của BTV Thành ủy);;;
-----;;;
TT;TCCSĐ;Số lượng quần chúng tham gia lớp bồi dưỡng kết nạp đảng;Số lượng đảng viên kết nạp
1. ;Phường 1;300;93
2. ;Phường 2;200;64
3. ;Phường 3;150;85
4. ;Phường 4;65;34
5. ;Phường 5;304;74
6. ;Phường Đông Giang;170;60
7. ;Phường Đông Thanh;160;59
8. ;Phường Đông Lương;184;57
9. ;Phường Đông Lễ;170;59
10. ;Toàn thành phố;1.703;585
"""


def test_the_appendix_of_the_dong_ha_report_reads_as_it_stands(known):
    """Its source is what the paper does not say in the table; everything else it does."""
    answers = Answers(fill={"source_code": SOURCE})
    checked = check("phu-luc.csv", APPENDIX.encode(), known, answers=answers)
    assert checked.accepted and checked.contract.name == "admissions"
    names = ("unit_code", "period", "area", "attendees", "admitted")
    rows = [tuple(row[checked.columns.index(n)] for n in names) for row in checked.rows]
    assert len(rows) == 9
    assert rows[0] == ("qt-dong-ha-phuong-1", "2012/2022", "residential", 300, 93)
    assert rows[8] == ("qt-dong-ha-phuong-dong-le", "2012/2022", "residential", 170, 59)
    assert {p.code for p in checked.problems} == {"title_rows", "filled_from_title", "total_row"}
    without = check("phu-luc.csv", APPENDIX.encode(), known)
    assert [(p.code, p.column) for p in without.problems if p.severity == "error"] == [
        ("missing_header", "source_code")
    ]


def test_a_total_that_is_not_the_sum_is_said(known):
    wrong = APPENDIX.replace("1.703", "1.713")
    checked = check("phu-luc.csv", wrong.encode(), known, answers=Answers(fill={"source_code": SOURCE}))
    (differs,) = [p for p in checked.problems if p.code == "total_differs"]
    assert checked.accepted and differs.line == 15
    assert (differs.values["printed"], differs.values["summed"]) == (1713, 1703)
