"""Files as offices send them, damaged or odd, and what a careful person would do with each: decided first."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl

S = "qt-dong-ha-2022"
H = "Đơn vị;Năm;Chỉ tiêu;Đã kết nạp;Tỷ lệ đạt;Nguồn"
A = f"Phường 1;2021;20;15;75%;{S}"
B = f"Phường 2;2021;10;9;90%;{S}"
ONE, TWO = ("1", "2021", 20, 15, 75.0), ("2", "2021", 10, 9, 90.0)
NAMES = ("unit_code", "period", "quota", "admitted", "attainment_percent")


@dataclass(frozen=True)
class Case:
    """`figures`: what an accepted file says (units without their prefix), or None; `errors`: code, line and column of
    all that refuses it; `said`: codes of notices and warnings that an accepted one must have."""

    name: str
    data: bytes
    figures: list[tuple] | None = None
    errors: tuple[tuple, ...] = ()
    said: tuple[str, ...] = ()
    file: str = "ket-nap.csv"
    names: tuple[str, ...] = NAMES


def text(*lines: str, end: str = "\r\n") -> bytes:
    return (end.join(lines) + end).encode()


def good(name: str, data: bytes, figures: list[tuple] | None = None, *said: str, **more) -> Case:
    return Case(name, data, [ONE, TWO] if figures is None else figures, (), said, **more)


def bad(name: str, data: bytes, *errors: tuple, **more) -> Case:
    return Case(name, data, None, errors, **more)


def cell(column: int, value: str, name: str = "", **more) -> bytes:
    """The plain table with another value in the first row."""
    row = A.split(";")
    row[column] = value
    return text(H, ";".join(row), B)


PERIOD, QUOTA, ADMITTED, PERCENT, UNIT, SOURCE = 1, 2, 3, 4, 0, 5
HEAD = H.split(";")


def bytes_and_letters() -> Iterator[Case]:
    yield good("plain", text(H, A, B))
    yield good("a mark twice", b"\xef\xbb\xbf\xef\xbb\xbf" + text(H, A, B))
    yield good("no line end at the end", text(H, A, B).rstrip())
    yield good("LF CR ends", text(H, A, B, end="\n\r"))
    lost = text(H, A, B).decode()
    for letter in "ĐơịăỉườạưỷệồTỳ":
        lost = lost.replace(letter, "?") if letter != "T" else lost
    yield bad("letters lost to question marks", lost.encode(), ("damaged_text", 1, None))
    twice = text(H, A, B).decode().encode().decode("cp1252", "ignore").encode()
    yield bad("UTF-8 encoded twice", twice, ("damaged_text", 1, None))
    yield bad(
        "cut within a letter", text(H, A, B)[: text(H, A, B).rindex("ờ".encode()) + 1], ("not_utf8", 3, None)
    )
    yield bad("zero bytes", text(H, A, B).replace(b"20", b"2\x000"), ("binary_file", None, None))
    yield bad("a web page", b"<html><table><tr><td>1</td></tr></table></html>", ("binary_file", None, None))
    yield bad("blank lines only", b"\r\n\r\n  \r\n", ("empty_file", None, None))
    yield bad("separators only", b";;;\r\n;;;\r\n", ("empty_file", None, None))
    yield bad("a header only", text(H), ("no_rows", 1, None))
    yield good("UTF-16 without a mark", text(H, A, B).decode().encode("utf-16-le"))
    yield good("soft hyphens and zero-width spaces", cell(UNIT, "Phường\u200b 1\u00ad"))


def separators() -> Iterator[Case]:
    yield good("sep and a mark", ("\ufeffsep=;\r\n").encode() + text(H, A, B))
    yield good("a quoted line end in a header", text(H.replace("Đã kết nạp", '"Đã kết\nnạp"'), A, B))
    yield bad(
        "a fault below a quoted line end",
        text(H.replace("Đã kết nạp", '"Đã kết\nnạp"'), A, B.replace(";9;", ";x;")),
        ("unclear_value", 4, "Đã kết nạp"),
    )
    yield bad(
        "decimal commas between commas",
        text(*(line.replace(";", ",") for line in (H, A.replace("75%", "75,5%"), B))),
        ("ragged_row", 2, None),
    )
    yield bad("one line with other separators", text(H, A, B.replace(";", ",")), ("ragged_row", 3, None))
    yield bad("a quote not closed", text(H, '"' + A, B), ("broken_quote", 2, None))
    yield bad("text behind a quote", text(H, A, '"Phường" 2' + B[8:]), ("broken_quote", 3, None))
    yield good("more separators behind some rows", text(H, A + ";;", B))
    yield bad("one cell too many", text(H, A, B + ";7"), ("ragged_row", 3, None))
    yield bad("one cell too few", text(H, A.replace("20;", ""), B), ("ragged_row", 2, None))
    yield bad("the last row cut off", text(H, A, "Phường 2;2021;1"), ("ragged_row", 3, None))
    yield good("quoted cells with separators", text(H + ";Ghi chú", A + ';"a; b"', B + ";"))
    yield good("doubled quotes", text(H + ";Ghi chú", A + ';"theo ""Đề án"""', B + ";"))
    yield good("typographic quotes about a name", cell(UNIT, "“Phường 1”"))
    yield good("spaces about separators", text(H, A.replace(";", " ; "), B))
    yield bad(
        "thousands cut by commas",
        text(*(r.replace(";", ",") for r in (H, A.replace(";20;", ";1.239,5;"), B))),
        ("ragged_row", 2, None),
    )


def headers() -> Iterator[Case]:
    yield bad("no header", text(A, B), ("unknown_table", 1, None))
    yield good("the header again on page two", text(H, A, H, B), None, "repeated_header")
    yield bad(
        "a column twice",
        text(H.replace("Chỉ tiêu", "Đã kết nạp"), A, B),
        ("duplicate_header", 1, "Đã kết nạp"),
    )
    yield bad(
        "two words for one column",
        text(H.replace("Chỉ tiêu", "Kết nạp"), A, B),
        ("duplicate_header", 1, "Đã kết nạp"),
    )
    yield bad("a column nobody knows", text(H + ";Xyz", A + ";4", B + ";5"), ("unknown_header", 1, "Xyz"))
    yield bad(
        "a mistyped header", text(H.replace("Chỉ tiêu", "Chỉ tiu"), A, B), ("unknown_header", 1, "Chỉ tiu")
    )
    yield bad("a filled column without a name", text(H + ";", A + ";4", B + ";"), ("empty_header", 1, None))
    yield bad(
        "no source", text(*(r.rsplit(";", 1)[0] for r in (H, A, B))), ("missing_header", 1, "source_code")
    )
    yield bad("no unit", text(*(r.split(";", 1)[1] for r in (H, A, B))), ("missing_header", 1, "unit_code"))
    yield good(
        "units of measure in headers",
        text(H.replace("Chỉ tiêu", "Chỉ tiêu (người)").replace("nạp", "nạp (người)"), A, B),
    )
    yield good(
        "a percent sign in a header",
        text(H.replace("Tỷ lệ đạt", "Tỷ lệ đạt (%)"), A.replace("%", ""), B.replace("%", "")),
    )
    yield good(
        "titles with a number and a day",
        text("Số: 12-BC/TU;;;;;", "BÁO CÁO;;;;;", ";;;;;", H, A, B),
        None,
        "title_rows",
    )
    yield bad(
        "a fault below titles",
        text("BÁO CÁO;;;;;", "", H, A, B.replace(";9;", ";9a;")),
        ("not_a_number", 5, "Đã kết nạp"),
    )
    yield good(
        "stars and colons in headers",
        text(H.replace("Chỉ tiêu", "Chỉ tiêu (*)").replace("Nguồn", "Nguồn:"), A, B),
    )
    yield good("capital letters", text(H.upper(), A, B))
    yield good("a line number before", text("STT;" + H, "1;" + A, "2;" + B))
    yield good("a line number in words of its own", text("Số TT;" + H, "01;" + A, "02;" + B))


def totals() -> Iterator[Case]:
    total = f"Tổng cộng;2021;30;24;80%;{S}"
    yield good("a total at the end", text(H, A, B, total), None, "total_row")
    yield good("a total first", text(H, total, A, B), None, "total_row")
    yield good("a total between", text(H, A, f"Cộng;2021;20;15;75%;{S}", B), None, "total_row")
    yield good("a wrong total", text(H, A, B, total.replace("24", "25")), None, "total_row", "total_differs")
    yield good(
        "a total in capitals with a colon",
        text(H, A, B, total.replace("Tổng cộng", "TỔNG CỘNG:")),
        None,
        "total_row",
    )
    yield good(
        "a total behind a number", text("TT;" + H, "1;" + A, "2;" + B, "*;" + total), None, "total_row"
    )
    yield good(
        "a total without its label's unit",
        text("TT;" + H, "1;" + A, "2;" + B, "Tổng cộng;;" + total.split(";", 1)[1]),
        None,
        "total_row",
    )
    yield good(
        "a signature without a name",
        text(H, A, B, ";;;;;", "T/M BAN THƯỜNG VỤ;;;;;", "PHÓ BÍ THƯ;;;;;"),
        None,
        "note_row",
    )
    yield good(
        "where and when below", text(H, A, B, ";;;Đông Hà, ngày 30 tháng 6 năm 2022;;"), None, "note_row"
    )
    yield good("a note below", text(H, A, B, "Ghi chú: số liệu tính đến 31/12/2021;;;;;"), None, "note_row")


def numbers() -> Iterator[Case]:
    for value, quota in (
        ("1.239", 1239),
        ("1 239", 1239),
        ("20,0", 20),
        ("20.00", 20),
        ("0020", 20),
        (" 20 ", 20),
        ("20\u00a0", 20),
        ("1\u202f239", 1239),
        ("12.345.678", 12345678),
        ("", None),
        ("0", 0),
    ):
        data = cell(QUOTA, value) if value != "1,239" else b""
        if "." in value and not value.startswith(("1.", "12.")):
            data = cell(QUOTA, value)
        yield good(f"quota {value!r}", data, [("1", "2021", quota, 15, 75.0), TWO])
    for value, code in (
        ("12,5", "fractional_count"),
        ("1.23", "fractional_count"),
        ("1.2390", "fractional_count"),
        ("20 người", "not_a_number"),
        ("~20", "not_a_number"),
        ("khoảng 20", "not_a_number"),
        ("trên 20", "not_a_number"),
        ("-", "unclear_value"),
        ("–", "unclear_value"),
        ("x", "unclear_value"),
        ("không", "unclear_value"),
        ("15-20", "not_a_number"),
        ("2O", "not_a_number"),
        ("l5", "not_a_number"),
        ("-5", "negative_count"),
        ("1.239.5", "not_a_number"),
        ("1..239", "not_a_number"),
        ("1,239.50", "fractional_count"),
        ("1e3", "not_a_number"),
        ("=SUM(C2:C3)", "not_a_number"),
        ("#REF!", "not_a_number"),
        ("#DIV/0!", "not_a_number"),
        ("#N/A", "not_a_number"),
        ("####", "not_a_number"),
        ("20.", "not_a_number"),
        ("(20)", "not_a_number"),
        ("99999999999999999999", "not_a_number"),
        ("20;", "ragged"),
        ("20%", "not_a_number"),
        ("2 0", "not_a_number"),
        ("1 2345", "not_a_number"),
        ("hai mươi", "not_a_number"),
        ("½", "not_a_number"),
        ("20?", "not_a_number"),
        ("NULL", "unclear_value"),
        ("nan", "not_a_number"),
        ("0x14", "not_a_number"),
        ("20*", "not_a_number"),
        ("20 (1)", "not_a_number"),
        ("20+1", "not_a_number"),
        ("'20", "not_a_number"),
        ("20'", "not_a_number"),
    ):
        if code == "ragged":
            yield bad("a separator too many", cell(QUOTA, value), ("ragged_row", 2, None))
        else:
            yield bad(f"quota {value!r}", cell(QUOTA, value), (code, 2, "Chỉ tiêu"))
    for value, percent in (("75,00%", 75.0), ("75 %", 75.0), ("120%", 120.0), ("75", 75.0), ("75,5", 75.5)):
        yield good(f"percent {value!r}", cell(PERCENT, value), [("1", "2021", 20, 15, percent), TWO])
    for value, code in (
        ("75%%", "not_a_number"),
        ("7 5%", "not_a_number"),
        ("75,5.2", "not_a_number"),
        ("75‰", "not_a_number"),
        ("-75%", "percent_range"),
        ("đạt 75%", "not_a_number"),
        (">75%", "not_a_number"),
        ("75/100", "not_a_number"),
    ):
        yield bad(f"percent {value!r}", cell(PERCENT, value), (code, 2, "Tỷ lệ đạt"))
    yield bad(
        "two ways of thousands",
        text(H, A.replace(";20;", ";1.239;"), B.replace(";10;", ";1,239;")),
        ("mixed_numbers", 3, "Chỉ tiêu"),
    )
    yield bad(
        "two decimal marks",
        text(H, A.replace("75%", "75,5%"), B.replace("90%", "90.5%")),
        ("mixed_numbers", 3, "Tỷ lệ đạt"),
    )
    yield bad("one group or three decimals", cell(PERCENT, "75.125"), ("ambiguous_number", 2, "Tỷ lệ đạt"))
    yield bad("a pair beside its second number", cell(ADMITTED, "15/21"), ("not_a_number", 2, "Đã kết nạp"))


def periods() -> Iterator[Case]:
    for value, period in (
        ("31/12/2021", "2021-12-31"),
        ("1/6/2021", "2021-06-01"),
        ("31.12.2021", "2021-12-31"),
        ("12/2021", "2021-12"),
        ("Năm 2021", "2021"),
        ("NĂM 2021", "2021"),
        ("năm  2021", "2021"),
        ("2019-2021", "2019/2021"),
        ("2019 - 2021", "2019/2021"),
        ("2019–2021", "2019/2021"),
        ("giai đoạn 2019-2021", "2019/2021"),
        ("Quý IV/2021", "2021-10/2021-12"),
        ("quý 1 năm 2021", "2021-01/2021-03"),
        ("6 tháng đầu năm 2021", "2021-01/2021-06"),
        ("9 tháng năm 2021", "2021-01/2021-09"),
        ("6 tháng cuối năm 2021", "2021-07/2021-12"),
        ("tháng 12 năm 2021", "2021-12"),
        ("Tháng 12/2021", "2021-12"),
        ("Từ 2019 đến 2021", "2019/2021"),
        ("ngày 31 tháng 12 năm 2021", "2021-12-31"),
        ("đến 31/12/2021", "2021-12-31"),
        ("2021-12-31", "2021-12-31"),
        ("2021.0", "2021"),
        ("", None),
        ("5 tháng đầu năm 2022", "2022-01/2022-05"),
        ("từ năm 2019 đến nay", "2019/.."),
        ("Cả năm 2021", "2021"),
        ("2021 ", "2021"),
        ("31/12/2021 00:00:00", "2021-12-31"),
    ):
        yield good(f"period {value!r}", cell(PERIOD, value), [("1", period, 20, 15, 75.0), TWO])
    yield good(
        "period '44561'", cell(PERIOD, "44561"), [("1", "2021-12-31", 20, 15, 75.0), TWO], "serial_date"
    )
    for value, code in (
        ("31/02/2021", "impossible_date"),
        ("29/02/2021", "impossible_date"),
        ("13/2021", "impossible_date"),
        ("2021-2019", "reversed_period"),
        ("21", "bad_period"),
        ("năm 21", "bad_period"),
        ("Quý 5/2021", "bad_period"),
        ("12/31/2021", "impossible_date"),
        ("20210", "bad_period"),
        ("2201", "year_out_of_range"),
        ("31/12/21", "bad_period"),
        ("2O21", "bad_period"),
        ("2021?", "bad_period"),
        ("năm nay", "bad_period"),
        ("2020, 2021", "bad_period"),
        ("2021/2022/2023", "bad_period"),
        ("0/2021", "impossible_date"),
        ("13 tháng năm 2021", "impossible_date"),
        ("1021", "year_out_of_range"),
        ("2021 (ước)", "bad_period"),
        ("nhiệm kỳ 2020-2025", "bad_period"),
    ):
        yield bad(f"period {value!r}", cell(PERIOD, value), (code, 2, "Năm"))


def units_and_codes() -> Iterator[Case]:
    for value in (
        "Phuờng 1",
        "PHƯỜNG 1",
        "phường  1",
        "Phường 1 ",
        "qt-dong-ha-phuong-1",
        "QT-DONG-HA-PHUONG-1",
        "Phường\u00a01",
        "Phường-1",
    ):
        yield good(f"unit {value!r}", cell(UNIT, value))
    for value in (
        "Phường 9",
        "1",
        "Phường 1, Phường 2",
        "Phường 1 và 2",
        "Phường 11",
        "Phường I",
        "Đông Hà 1",
    ):
        yield bad(f"unit {value!r}", cell(UNIT, value), ("unknown_unit", 2, "Đơn vị"))
    yield bad("no unit in a row", cell(UNIT, ""), ("required", 2, "Đơn vị"))
    yield bad("no source in a row", cell(SOURCE, ""), ("required", 2, "Nguồn"))
    yield bad("an unknown source", cell(SOURCE, "bc-2021"), ("unknown_source", 2, "Nguồn"))
    yield good("a row twice", text(H, A, B, A), None, "repeated_row")
    yield bad(
        "two figures for one key",
        text(H, A, B, A.replace("15;75%", "16;80%")),
        ("duplicate_key", 4, "Đã kết nạp"),
    )
    yield bad(
        "a row without a unit among others", text(H, A, f";2021;5;5;100%;{S}", B), ("required", 3, "Đơn vị")
    )
    yield good(
        "a row without figures",
        text(H, A, B, f"Phường 3;2021;;;;{S}"),
        [ONE, TWO, ("3", "2021", None, None, None)],
        "no_figure",
    )
    head, names = (
        "Đơn vị;Năm;Đối tượng;Hình thức kỷ luật;Số trường hợp;Nguồn",
        ("unit_code", "subject", "outcome", "cases"),
    )
    yield good(
        "discipline in words",
        text(head, f"Phường 1;2021;Đảng viên;Khiển trách;3;{S}"),
        [("1", "member", "khien_trach", 3)],
        file="ky-luat.csv",
        names=names,
    )
    yield bad(
        "striking off is no discipline",
        text(head, f"Phường 1;2021;Đảng viên;Xóa tên;3;{S}"),
        ("unknown_code", 2, "Hình thức kỷ luật"),
    )
    yield bad(
        "an outcome not for probationers",
        text(head, f"Phường 1;2021;Đảng viên dự bị;Cách chức;3;{S}"),
        ("outcome_not_allowed", 2, "Hình thức kỷ luật"),
    )
    yield bad(
        "an outcome not for organisations",
        text(head, f"Phường 1;2021;Tổ chức đảng;Khai trừ;3;{S}"),
        ("outcome_not_allowed", 2, "Hình thức kỷ luật"),
    )
    head, names = (
        "Đơn vị;Năm;Đối tượng;Chiều cơ cấu;Bộ phân loại;Nhóm;Số người;Nguồn",
        ("unit_code", "category", "members"),
    )
    row = f"Phường 1;2021;Đảng viên;age;btctw_2021;18-30 tuổi;50;{S}"
    yield good("a band of the scheme", text(head, row), [("1", "age_18_30", 50)], names=names)
    yield bad(
        "a band of another scheme", text(head, row.replace("18-30", "30-39")), ("unknown_code", 2, "Nhóm")
    )
    yield bad(
        "a scheme nobody knows",
        text(head, row.replace("btctw_2021", "btctw_2020")),
        ("unknown_scheme", 2, "Bộ phân loại"),
    )
    yield bad(
        "a band that Excel made a day of",
        text(head, row.replace("18-30 tuổi", "18-Mar")),
        ("unknown_code", 2, "Nhóm"),
    )


def persons() -> Iterator[Case]:
    yield bad(
        "names of people",
        text("Họ và tên;" + H, "Nguyễn Văn An;" + A, "Trần Thị Bình;" + B),
        ("personal_data", None, "Họ và tên"),
    )
    yield bad(
        "a telephone number in a note",
        text(H + ";Ghi chú", A + ";gọi 0912 345 678", B + ";"),
        ("personal_data", None, "Ghi chú"),
    )
    yield bad(
        "a citizen number",
        text(H + ";Ghi chú", A + ";045123456789", B + ";"),
        ("personal_data", None, "Ghi chú"),
    )
    yield bad(
        "a signature with a name",
        text(H, A, B, ";;;;;", "NGƯỜI LẬP BIỂU;;;;;", "Nguyễn Văn An;;;;;"),
        ("personal_title", 6, None),
    )
    yield bad(
        "a title with a name", text("Người báo cáo: Trần Thị Bình;;;;;", H, A, B), ("personal_title", 1, None)
    )
    yield bad(
        "birthdays",
        text(H + ";Ngày sinh", A + ";01/02/1980", B + ";03/04/1975"),
        ("personal_data", None, "Ngày sinh"),
    )
    yield good("a street named after somebody", text(H + ";Ghi chú", A + ";khu phố Trần Phú", B + ";"))


def workbook(*rows, merged=(), formats=None, change=None) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    for at, pattern in (formats or {}).items():
        sheet[at].number_format = pattern
    if change:
        change(made, sheet)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


X = [HEAD, ["Phường 1", 2021, 20, 15, 75, S], ["Phường 2", 2021, 10, 9, 90, S]]


def books() -> Iterator[Case]:
    import datetime as dt

    def one(name, *rows, figures=None, said=(), **more):
        return Case(name, workbook(*rows, **more), figures or [ONE, TWO], (), said, "ket-nap.xlsx")

    def no(name, error, *rows, **more):
        return Case(name, workbook(*rows, **more), None, (error,), (), "ket-nap.xlsx")

    def row(column, value):
        told = list(X[1])
        told[column] = value
        return X[0], told, X[2]

    yield one("a plain book", *X)
    yield one("numbers as text", X[0], ["Phường 1", "2021", "20", "15", "75%", S], X[2])
    yield one(
        "percents of a format",
        X[0],
        ["Phường 1", 2021, 20, 15, 0.75, S],
        ["Phường 2", 2021, 10, 9, 0.9, S],
        formats={"E2": "0%", "E3": "0%"},
    )
    yield one("noise of floats", *row(PERCENT, 75.00000000000001))
    yield one("a day", *row(PERIOD, dt.date(2021, 12, 31)), figures=[("1", "2021-12-31", 20, 15, 75.0), TWO])
    yield one("a day shown as its year", *row(PERIOD, dt.date(2021, 1, 1)), formats={"B2": "yyyy"})
    yield one("blank rows between", X[0], X[1], [], [], X[2])
    yield one("titles and blank rows", ["BÁO CÁO"], [], *X, said=("title_row",))
    yield one("blank columns before", *([None, *r] for r in X))
    yield one(
        "two rows of header",
        ["Đơn vị", "Năm", "Kết quả", None, None, "Nguồn"],
        [None, None, *HEAD[2:5], None],
        *X[1:],
        merged=("C1:E1", "A1:A2", "B1:B2", "F1:F2"),
        said=("header_rows",),
    )
    yield one(
        "a hidden row",
        *X,
        change=lambda made, sheet: setattr(sheet.row_dimensions[3], "hidden", True),
        said=("hidden_cells",),
    )
    yield one("a hidden sheet first", *X, change=_hidden_first)
    yield one(
        "a unit merged over its years",
        X[0],
        ["Phường 1", 2020, 20, 15, 75, S],
        [None, 2021, 10, 9, 90, S],
        merged=("A2:A3",),
        figures=[("1", "2020", 20, 15, 75.0), ("1", "2021", 10, 9, 90.0)],
    )
    yield one(
        "a total with a signature",
        *X,
        ["Tổng cộng", None, 30, 24],
        [],
        [None, None, None, "T/M BAN THƯỜNG VỤ"],
        said=("total_row", "note_row"),
    )
    yield one(
        "grouped thousands of a format",
        *row(QUOTA, 1239),
        formats={"C2": "#,##0"},
        figures=[("1", "2021", 1239, 15, 75.0), TWO],
    )
    yield one("words in a format", *row(QUOTA, 20), formats={"C2": '0" người"'})
    yield no("a formula never reckoned", ("formula_without_value", 2, None), *row(QUOTA, "=10+10"))
    yield no("half a person", ("fractional_count", 2, "Chỉ tiêu"), *row(QUOTA, 20.5))
    yield no("a false reference", ("not_a_number", 2, "Chỉ tiêu"), *row(QUOTA, "#REF!"))
    yield no("a truth value", ("not_a_number", 2, "Chỉ tiêu"), *row(QUOTA, True))
    yield no("a day for a count", ("not_a_number", 2, "Chỉ tiêu"), *row(QUOTA, dt.date(1900, 1, 20)))
    yield no(
        "a fault in row five",
        ("unclear_value", 5, "Đã kết nạp"),
        ["BÁO CÁO"],
        [],
        X[0],
        X[1],
        ["Phường 2", 2021, 10, "-", 90, S],
    )
    yield no(
        "a percent of a format for a count",
        ("not_a_number", 2, "Chỉ tiêu"),
        *row(QUOTA, 0.2),
        formats={"C2": "0%"},
    )


def _hidden_first(made, sheet) -> None:
    other = made.create_sheet("Nháp", 0)
    other.append(["Nháp", 1])
    other.sheet_state = "hidden"
    made.active = 1


def forms() -> Iterator[Case]:
    names = ("unit_code", "period", "change", "members")
    yield good(
        "form 1 across with its source",
        text(
            "BIỂU 1-BTCTW;;;;;;",
            "ĐẢNG VIÊN TĂNG, GIẢM NĂM 2021;;;;;;",
            "TT;Đơn vị;Đầu kỳ;Kết nạp;Từ trần;Cuối kỳ;Nguồn",
            f"1;Phường 1;100;5;2;103;{S}",
        ),
        [
            ("1", "2021", "opening", 100),
            ("1", "2021", "in_admitted", 5),
            ("1", "2021", "out_died", 2),
            ("1", "2021", "closing", 103),
        ],
        "made_long",
        names=names,
        file="bieu.csv",
    )
    yield good(
        "years side by side",
        text("Đơn vị;Chỉ tiêu 2020;Chỉ tiêu 2021;Nguồn", f"Phường 1;20;30;{S}"),
        [("1", "2020", 20, None, None), ("1", "2021", 30, None, None)],
        "made_long",
    )
    yield good(
        "pairs of two numbers",
        text("Đơn vị;Năm;Đã kết nạp;Nguồn", f"Phường 1;2021;15/20;{S}"),
        [("1", "2021", 20, 15, None)],
        "parted_pairs",
    )
    yield bad(
        "years of no table",
        text("Đơn vị;2020;2021;Nguồn", f"Phường 1;20;30;{S}"),
        ("unknown_table", 1, None),
        file="so-lieu.csv",
    )
    appendix = [
        "PHỤ LỤC;;;;",
        "công tác phát triển đảng viên ở khu dân cư giai đoạn 2012-2022;;;;",
        "TT;TCCSĐ;Số lượng quần chúng tham gia lớp bồi dưỡng kết nạp đảng;Số lượng đảng viên kết nạp;Nguồn",
        f"1.;Phường 1;300;93;{S}",
        f"2.;Phường 2;200;64;{S}",
        "3.;Toàn thành phố;500;157;",
    ]
    names = ("unit_code", "period", "area", "attendees", "admitted")
    told = [("1", "2012/2022", "residential", 300, 93), ("2", "2012/2022", "residential", 200, 64)]
    yield good(
        "the appendix",
        text(*appendix),
        told,
        "filled_from_title",
        "total_row",
        names=names,
        file="phu-luc.csv",
    )
    yield good(
        "the appendix with a wrong total",
        text(*appendix[:-1], "3.;Toàn thành phố;500;158;"),
        told,
        "total_differs",
        names=names,
        file="phu-luc.csv",
    )
    yield good(
        "the appendix without numbers",
        text(*(r[:-1] for r in appendix[:2]), *(r.split(";", 1)[1] for r in appendix[2:])),
        told,
        "total_row",
        names=names,
        file="phu-luc.csv",
    )


def cases() -> list[Case]:
    """Every file."""
    parts = (
        bytes_and_letters,
        separators,
        headers,
        totals,
        numbers,
        periods,
        units_and_codes,
        persons,
        books,
        forms,
    )
    return [case for part in parts for case in part()]
