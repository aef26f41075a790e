"""Where a wrong number could slip in, and more oddities of workbooks, with what a careful person would do."""

import datetime as dt
import io
from collections.abc import Iterator

import xlsxwriter

from tests.damaged import HEAD, ONE, TWO, A, B, Case, H, S, X, bad, cell, good, text, workbook

PERIOD, QUOTA, ADMITTED, PERCENT = 1, 2, 3, 4
BOOK = "ket-nap.xlsx"


def slips() -> Iterator[Case]:
    for value in (
        "5-Oct",
        "05/10/2022",
        "15¹",
        "15(1)",
        "1'239",
        "15.",
        "1,2,3",
        "١٥",
        "15 (*)",
        "=15",
        "0,5",
        "15/20/3",
    ):
        code = "fractional_count" if value == "0,5" else "not_a_number"
        yield bad(f"admitted {value!r}", cell(ADMITTED, value), (code, 2, "Đã kết nạp"))
    for value in ("2,021", "2.021", "2021/12", "5.2021.", "2021--2022", "Q5/2021", "thang 13/2021"):
        code = {"thang 13/2021": "impossible_date"}.get(value, "bad_period")
        yield bad(f"period {value!r}", cell(PERIOD, value), (code, 2, "Năm"))
    yield bad(
        "a cell left out and the row filled up",
        text(H, A.replace("20;15", "15") + ";", B),
        ("not_a_number", 2, "Đã kết nạp"),
        ("not_a_number", 2, "Tỷ lệ đạt"),
        ("required", 2, "Nguồn"),
    )
    comma = [line.replace(";", ",") for line in (H, A, B)]
    yield good(
        "English numbers in quotes",
        text(comma[0], comma[1].replace(",20,", ',"1,239",').replace("75%", "75.5%"), comma[2]),
        [("1", "2021", 1239, 15, 75.5), TWO],
    )
    yield good(
        "Vietnamese numbers in quotes",
        text(comma[0], comma[1].replace(",20,", ',"1.239",').replace("75%", '"75,5%"'), comma[2]),
        [("1", "2021", 1239, 15, 75.5), TWO],
    )
    yield bad(
        "thousands of one office, decimals of another",
        text(H, A.replace(";20;", ";1.239;").replace("75%", "75.5%"), B),
        ("mixed_numbers", 2, "Tỷ lệ đạt"),
    )
    yield good("numbers of columns with their sums", text(H, "A;B;1;2;3=2/1;C", A, B))
    yield good("numbers of columns in brackets", text(H, "(1);(2);(3);(4);(5)=(4)/(3);(6)", A, B))
    yield bad(
        "a second table below",
        text(H, A, B, ";;;;;", "Đơn vị;Năm;Khiển trách;Cảnh cáo;Cách chức;Nguồn", f"Phường 1;2021;1;2;3;{S}"),
        ("unknown_unit", 5, "Đơn vị"),
        ("bad_period", 5, "Năm"),
        ("not_a_number", 5, "Chỉ tiêu"),
        ("not_a_number", 5, "Đã kết nạp"),
        ("not_a_number", 5, "Tỷ lệ đạt"),
        ("unknown_source", 5, "Nguồn"),
        ("duplicate_key", 6, "Chỉ tiêu"),
    )
    yield bad(
        "a subtotal of a block",
        text(H, A, B, f"Khối phường;2021;30;24;80%;{S}"),
        ("unknown_unit", 4, "Đơn vị"),
    )
    yield bad("a total without its word", text(H, A, B, f";2021;30;24;80%;{S}"), ("required", 4, "Đơn vị"))
    yield bad(
        "a unit only in the first of its rows",
        text(H, A, B.replace("Phường 2;2021", ";2022")),
        ("required", 3, "Đơn vị"),
    )
    yield good(
        "a place and a day with dots",
        text(H, A, B, ";;;Đông Hà, ngày    tháng    năm 2022;;", ";;;TRƯỞNG BAN;;"),
        None,
        "note_row",
    )
    yield good(
        "whom it goes to",
        text(
            H, A, B, ";;;;;", "Nơi nhận:;;;T/M BAN THƯỜNG VỤ;;", "- Tỉnh ủy;;;PHÓ BÍ THƯ;;", "- Lưu VT;;;;;"
        ),
        None,
        "note_row",
    )
    yield good(
        "the form named above",
        text("Biểu số 02;;;;;", "Đơn vị tính: người;;;;;", H, A, B),
        None,
        "title_rows",
    )
    yield bad("a percent sign in a count", cell(QUOTA, "20 %"), ("not_a_number", 2, "Chỉ tiêu"))
    yield bad("letters like digits", cell(QUOTA, "2О"), ("not_a_number", 2, "Chỉ tiêu"))
    yield bad("a share for a percent sum", cell(PERCENT, "1.239"), ("ambiguous_number", 2, "Tỷ lệ đạt"))


def sums_and_scales() -> Iterator[Case]:
    title = "Kết quả kết nạp đảng viên;;;;"
    years = [("1", "2020", None, 3, None), ("1", "2021", None, 4, None)]
    yield good(
        "a sum beside years",
        text(title, "Đơn vị;2020;2021;Cộng;Nguồn", f"Phường 1;3;4;7;{S}"),
        years,
        "header_left_out",
    )
    yield good(
        "a sum beside years of two rows",
        text(title, "Đơn vị;Năm;;Tổng số;Nguồn", ";2020;2021;;", f"Phường 1;3;4;7;{S}"),
        years,
        "header_left_out",
    )
    yield good(
        "a column of no year beside years",
        text("Đơn vị;Đã kết nạp 2020;Đã kết nạp 2021;Đã kết nạp;Nguồn", f"Phường 1;3;4;7;{S}"),
        years,
        "header_left_out",
    )
    yield good(
        "a quota of no year beside years",
        text("Đơn vị;Chỉ tiêu;Đã kết nạp 2020;Đã kết nạp 2021;Nguồn", f"Phường 1;9;3;4;{S}"),
        years,
        "header_left_out",
    )
    yield good(
        "all members beside their kinds",
        text("Đơn vị;Năm;Số đảng viên;Chính thức;Dự bị;Nguồn", f"Phường 1;2021;100;95;5;{S}"),
        [("1", "2021", "all", 100), ("1", "2021", "official", 95), ("1", "2021", "probationary", 5)],
        file="membership.csv",
        names=("unit_code", "period", "member_status", "members"),
    )
    yield bad(
        "one year in two spellings",
        text(title, "Đơn vị;2021;Năm 2021;Nguồn", f"Phường 1;3;4;{S}"),
        ("duplicate_header", 2, "Năm 2021"),
    )
    plain = ["Đơn vị;Chỉ tiêu;Đã kết nạp;Nguồn", f"Phường 1;3;4;{S}"]
    yield good(
        "two years in one title",
        text("KẾT NẠP NĂM 2020, 2021;;;", *plain),
        [("1", None, 3, 4, None)],
        "no_period",
    )
    yield good(
        "a year beside another it is compared with",
        text("KẾT NẠP NĂM 2021 (so với năm 2020);;;", *plain),
        [("1", None, 3, 4, None)],
        "no_period",
    )
    yield good(
        "only the day of signing above",
        text("Đông Hà, ngày 15 tháng 01 năm 2022;;;", *plain),
        [("1", None, 3, 4, None)],
        "no_period",
    )
    yield good(
        "the day of signing and the year",
        text("Đông Hà, ngày 15 tháng 01 năm 2022;;;", "KẾT NẠP NĂM 2021;;;", *plain),
        [("1", "2021", 3, 4, None)],
        "filled_from_title",
    )
    yield bad(
        "figures in thousands", text("Đơn vị tính: nghìn người;;;;;", H, A, B), ("scaled_numbers", 1, None)
    )
    yield bad(
        "figures in thousands said below", text(H, A, B, "ĐVT: 1.000 người;;;;;"), ("scaled_numbers", 4, None)
    )
    yield bad(
        "figures in thousands said in a header",
        text(H.replace("Chỉ tiêu", "Chỉ tiêu (nghìn người)"), A, B),
        ("unknown_header", 1, "Chỉ tiêu (nghìn người)"),
    )
    yield good(
        "a title that begins with Số lượng",
        text(
            "SỐ LƯỢNG ĐẢNG VIÊN ĐẾN 31/12/2021;;;;",
            "Đơn vị;Tổng số;Chính thức;Dự bị;Nguồn",
            f"Phường 1;100;95;5;{S}",
        ),
        [
            ("1", "2021-12-31", "all", 100),
            ("1", "2021-12-31", "official", 95),
            ("1", "2021-12-31", "probationary", 5),
        ],
        "filled_from_title",
        file="membership.csv",
        names=("unit_code", "period", "member_status", "members"),
    )
    for name in (
        "P. 1",
        "P.1",
        "Đảng bộ phường 1",
        "ĐẢNG ỦY PHƯỜNG 1",
        "Đảng bộ P. 1",
        "1. Phường 1",
        "- Phường 1",
    ):
        yield good(f"unit {name!r}", cell(0, name))
    for name in ("P1", "Chi bộ phường 1", "Phường 1 (cũ)", "X. 1"):
        yield bad(f"unit {name!r}", cell(0, name), ("unknown_unit", 2, "Đơn vị"))


def row(column: int, value) -> list:
    told = list(X[1])
    told[column] = value
    return [X[0], told, X[2]]


def books() -> Iterator[Case]:
    def one(name, data, *said, figures=None):
        return Case(name, data, figures or [ONE, TWO], (), said, BOOK)

    def no(name, data, *errors):
        return Case(name, data, None, errors, (), BOOK)

    yield no(
        "thousands that Excel took for a fraction",
        workbook(*row(QUOTA, 1.239)),
        ("fractional_count", 2, "Chỉ tiêu"),
    )
    yield no(
        "a pair that became a day",
        workbook(*row(ADMITTED, dt.date(2022, 10, 5))),
        ("not_a_number", 2, "Đã kết nạp"),
    )
    yield no(
        "a figure merged over two rows",
        workbook(X[0], X[1], [*X[2][:2], None, *X[2][3:]], merged=("C2:C3",)),
        ("merged_figure", 2, "Chỉ tiêu"),
    )
    yield one(
        "line numbers merged over two rows",
        workbook(["TT", *X[0]], [1, *X[1]], [None, *X[2]], merged=("A2:A3",)),
    )
    yield one(
        "a year merged over two rows", workbook(X[0], X[1], [X[2][0], None, *X[2][2:]], merged=("B2:B3",))
    )
    yield one(
        "a second sheet",
        workbook(*X, change=lambda made, sheet: made.create_sheet("2022").append(["Đơn vị", 1])),
        "other_sheets",
    )
    yield one("an empty second sheet", workbook(*X, change=lambda made, sheet: made.create_sheet("Sheet2")))
    yield one("text in another case", workbook([h.upper() for h in HEAD], *X[1:]))
    yield one(
        "line ends within cells",
        workbook([h.replace(" ", "\n") for h in HEAD], ["Phường\n1", *X[1][1:]], X[2]),
    )
    yield one("a header in row eight", workbook(*([[f"Dòng {i}"] for i in range(7)]), *X), "title_rows")
    yield one("a year with marks of thousands", workbook(*X, formats={"B2": "#,##0"}))
    yield one("a formula with its result", _reckoned())
    yield no("a value that is an error", workbook(*row(PERCENT, "#DIV/0!")), ("not_a_number", 2, "Tỷ lệ đạt"))
    yield no("a dash in accounting", workbook(*row(QUOTA, "-")), ("unclear_value", 2, "Chỉ tiêu"))
    yield no(
        "two ways of numbers as text",
        workbook(
            X[0], ["Phường 1", "2021", "1.239", "15", "75", S], ["Phường 2", "2021", "1,240", "9", "90", S]
        ),
        ("mixed_numbers", 3, "Chỉ tiêu"),
    )
    yield no("not a workbook", b"PK\x03\x04" + b"\0" * 40, ("binary_file", None, None))
    yield no(
        "an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ("binary_file", None, None)
    )
    yield no("an empty workbook", workbook(), ("empty_file", None, None))
    yield no(
        "names in a column",
        workbook([*HEAD, "Họ và tên"], [*X[1], "Nguyễn Văn An"], [*X[2], "Trần Thị Bình"]),
        ("personal_data", None, "Họ và tên"),
    )


def _reckoned() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(X):
            sheet.write_row(number, 0, cells)
        sheet.write_formula("C2", "=10+10", None, 20)
    return target.getvalue()


def cases() -> list[Case]:
    """Every file."""
    return [*slips(), *sums_and_scales(), *books()]
