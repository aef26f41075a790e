"""Persons are told from wards, schools, sources and figures; nothing of a cell is ever shown."""

import pytest

from ingest.contract import tables
from ingest.personal import betrays, find, is_personal_header, is_personal_text
from ingest.read import read
from ingest.sheet import Cells, Sheet
from tests.house import ROOT

COMMITTED = sorted(p for place in ("data", "tests/tiny") for p in (ROOT / place).rglob("*.csv"))


@pytest.mark.parametrize("path", COMMITTED, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_file_of_the_project_betrays_a_person(path):
    assert find(read(path.read_bytes(), path.name)) == []


@pytest.mark.parametrize(
    "header",
    ["Họ và tên", "HỌ TÊN đảng viên", "Ngày sinh", "Năm sinh", "Ngày, tháng, năm sinh", "Sinh ngày", "Số CCCD",
     "Số căn cước công dân", "Số thẻ đảng", "Số thẻ đảng viên", "Điện thoại liên hệ", "SĐT", "Email", "Địa chỉ",
     "Quê quán", "Nơi ở hiện nay", "Ngày vào Đảng", "Full name", "Date of birth", "CMND/CCCD",
     "Người liên hệ 0912345678"],
)  # fmt: skip
def test_headers_of_persons(header):
    assert betrays(header, [])


@pytest.mark.parametrize(
    "header",
    ["Ngày sinh hoạt chi bộ", "Năm sinh hoạt", "Số buổi sinh hoạt", "Tên đơn vị", "Tuổi bình quân", "Giới tính",
     "Dân tộc", "Ngày ban hành", "Chi bộ sinh hoạt", "Thẻ đảng cấp mới", "Phát thẻ đảng viên", "Đảng viên nữ"],
)  # fmt: skip
def test_headers_of_figures(header):
    assert not betrays(header, [])


def test_no_header_of_a_table_is_personal():
    for table in tables().values():
        for column in table.columns:
            for word in (column.name, column.vi, column.en, *column.aliases):
                assert not is_personal_header(word), word


PERSONS = [
    "Nguyễn Văn An", "TRẦN THỊ B", "đ/c Lê Văn Tám", "ông Phạm Hùng", "đồng chí Nguyễn Thị Hoa phụ trách",
    "Bí thư Trần Văn Bình", "do Nguyễn Tường Vân lập", "nguyễn văn an", "Nguyen Van An", "Trần Văn A",
    "NGƯỜI LẬP BIỂU: TRẦN VĂN B", "Đ/c: Hoàng Thị Mai", "bà Lò Thị Mương", "Vũ Thị Hạnh", "Hoàng Minh Tuấn",
    "Ký tên: Phạm Thu Hà", "(Đỗ Hùng Dũng)",
    "Số nhà 12, đường Trần Phú", "12 Trần Phú, phường 1", "số 12, tổ 5, khu phố 3", "12/3 tổ 5, khu phố 3",
    "15 đường Lê Lợi", "SN 125",
    "001099012345", "số 079 204 001 234", "079-204-001-234", "0790 2040 0123", "0912345678", "0912 345 678",
    "091.234.5678", "0912-345-678", "+84912345678", "+84 912 345 678", "+84 (0)912345678", "84912345678",
    "0243 825 1234", "(024) 3825 1234", "an.nguyen@example.vn", "123456789012", "1.2E+11",
]  # fmt: skip


@pytest.mark.parametrize("cell", PERSONS)
def test_cells_of_persons_refuse_the_column_and_are_not_echoed(cell):
    assert is_personal_text(cell)
    units = ["Phường 1", "Phường 2", "Xã Ba", cell]
    for header, texts in (
        ("Ghi chú", ["", "không", cell]),
        ("Đơn vị", units if cell != "Hoàng Minh Tuấn" else [cell]),
    ):
        sheet = Sheet(["Kỳ", header], [Cells.of(["2023"] * len(texts)), Cells.of(texts)])
        problems = find(sheet)
        assert [(p.code, p.severity, p.line, p.column) for p in problems] == [
            ("personal_data", "error", None, header)
        ]
        assert problems[0].values == {"number": 2}
    (problem,) = find(Sheet([cell], [Cells.of([])]))
    assert cell not in repr(problem)


@pytest.mark.parametrize(
    "cell",
    ["Phường Nguyễn Trãi", "Chi bộ Trường THCS Trần Hưng Đạo", "Phường Lê Hồng Phong", "Lê Hồng Phong", "Lê Lợi",
     "Đảng bộ phường Nguyễn Văn Cừ", "ĐẢNG BỘ PHƯỜNG NGUYỄN TRÃI", "Tổ dân phố Nguyễn Du", "Chủ tịch Hồ Chí Minh",
     "Trường Tiểu học và THCS Lê Văn Tám", "Trường Mầm non Hoàng Văn Thụ", "Công ty TNHH MTV Trần Văn Minh",
     "Chi bộ Công an phường Phan Đình Phùng", "Thành phố Hồ Chí Minh", "Đoàn TNCS Hồ Chí Minh", "đường Trần Hưng Đạo",
     "học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", "Báo cáo của Ban Thường vụ",
     "Kế hoạch số 151-KH/TU, ngày 17/10/2019", "Số 12/BC-TU, ngày 5/1/2020", "Nghị quyết số 21-NQ/TW",
     "Phan Rang - Tháp Chàm", "THÀNH ỦY PHAN RANG - THÁP CHÀM", "Dương Kinh", "Hà Nội", "Vũ Thư, Lý Nhân",
     "BÁO CÁO VI PHẠM KỶ LUẬT", "Từ trần", "TỪ TRẦN, KHAI TRỪ", "Phạm vi", "PHẠM VI BÁO CÁO", "Phạm Vi Báo Cáo",
     "5 phường, xã", "12 Phường, xã, thị trấn", "3 đường dây nóng", "đảng viên Hà Nội", "Hồ Sơ Đảng Viên",
     "Lý Luận Chính Trị", "LÝ LUẬN CHÍNH TRỊ CAO CẤP", "Đoàn viên Thanh niên", "Thái Bình Dương", "Biểu số 3, tổ 2",
     "Mục II.1, trang 12", "30/12/2023", "123-BC/TU ngày 01.07.2025", "1.234.567.890", "5704/6000", "0.912345678",
     "84.912.345.678", "0,001099012345", "năm sinh hoạt 2023", "2019-2023", "a @ b", "31 + 48 − 44 − 5 − 7 = 23"],
)  # fmt: skip
def test_what_only_looks_like_a_person_is_let_through(cell):
    assert not is_personal_text(cell)
    assert not betrays("Ghi chú", ["", cell, "Phường 1"])
    assert not betrays("Đơn vị", [cell])


def test_a_bare_name_among_units_is_a_unit():
    assert not betrays("Đơn vị", ["Phường 1", "Xã Hai", "Lê Tường Minh"])
    assert betrays("Đơn vị", ["Phường 1", "Lê Tường Minh", "Trần Khải Vinh"])
    assert betrays("Đơn vị", ["Phường 1", "Phường 2", "Phường 3", "Lê Thị Minh"])


def test_a_column_of_short_names_is_a_list():
    assert betrays("Cột", ["Nguyễn An", "Trần Bình", "Lê Chi"])
    assert not betrays("Cột", ["Nguyễn An", "Phường 1", "Phường 2"])


def test_birthdays_are_told_from_dates_of_papers():
    days = ["1/2/1990", "3/4/1985", "5/6/1970"]
    assert betrays("Cột", days)
    assert not betrays("Cột", [*days, "1/1/2023"])
    assert not betrays("Cột", days[:2])
    assert not betrays("Ngày ban hành", days)
    assert not betrays("period", days)


def test_a_large_figure_is_no_citizen_number():
    assert not betrays("Giá trị", ["123456789012", "79204001234"], numeric=True)
    assert betrays("Giá trị", ["079204001234"], numeric=True)
    assert betrays("Cột", ["79204001234", "79204001235", "79204001236"])
    assert not betrays("Cột", ["79204001234"])


def test_a_header_below_a_title_betrays_persons_too():
    assert betrays("DANH SÁCH", ["TT", "Họ và tên"])


def test_titles_and_signatures_name_their_line():
    sheet = Sheet(
        ["a"], [Cells.of(["1"])], above=[(1, ["Đồng chí Nguyễn Văn An"])], beside=[(9, ["Lê Thị Hoa"])]
    )
    assert [(p.code, p.line) for p in find(sheet)] == [("personal_title", 1), ("personal_title", 9)]


def test_long_cells_are_no_trap():
    for unit in ("a", "1", "Nguyễn ", "Nguyễn Văn", "0 ", "a.", "số 1, ", "A", "a@"):
        betrays("Ghi chú", [unit * 100_000, unit * 3])
