"""The official forms and other wide layouts: what stands across and down becomes rows, and what is left out is said."""

import pytest

from ingest.answers import Answers
from ingest.collection import check_all, learn
from ingest.known import Known

SOURCE = "qt-dong-ha-2022"
CITY = "qt-dong-ha"


@pytest.fixture
def known() -> Known:
    found = Known()
    learn("reports", found)
    return found


def checked(known, text: str, file="bieu.csv", **fill: str):
    answers = Answers(fill={"source_code": SOURCE, **fill})
    return check_all([(file, text.encode())], known, answers)


def rows(one, *names: str) -> list[tuple]:
    at = [one.columns.index(n) for n in names]
    return [tuple(row[i] for i in at) for row in one.rows]


def said(one) -> list[tuple]:
    return [(p.code, p.line) for p in one.problems]


FORM_1_ACROSS = """BIỂU 1-BTCTW: ĐẢNG VIÊN TĂNG, GIẢM;;;;;;;;;;;
Năm 2023;;;;;;;;;;;
TT;Tên đảng bộ;Đảng viên đầu kỳ;Tăng trong kỳ;;;;Giảm trong kỳ;;;;;Đảng viên cuối kỳ
;;;Tổng số;Kết nạp;Chuyển đến;Phục hồi;Tổng số;Từ trần;Khai trừ;Xóa tên;Chuyển đi;
A;B;1;2;3;4;5;6;7;8;9;10;11
1;Phường 1;300;15;10;5;0;9;2;1;1;5;306
2;Phường 2;200;5;5;0;0;0;0;0;0;0;205
Cộng;;500;20;15;5;0;9;2;1;1;5;511
"""


def test_form_1_with_changes_across(known):
    (one,) = checked(known, FORM_1_ACROSS)
    assert (one.contract.name, one.accepted) == ("changes", True)
    assert rows(one, "unit_code", "period", "change", "members")[:9] == [
        ("qt-dong-ha-phuong-1", "2023", "opening", 300),
        ("qt-dong-ha-phuong-1", "2023", "in_admitted", 10),
        ("qt-dong-ha-phuong-1", "2023", "in_transferred", 5),
        ("qt-dong-ha-phuong-1", "2023", "in_restored", 0),
        ("qt-dong-ha-phuong-1", "2023", "out_died", 2),
        ("qt-dong-ha-phuong-1", "2023", "out_expelled", 1),
        ("qt-dong-ha-phuong-1", "2023", "out_struck_off", 1),
        ("qt-dong-ha-phuong-1", "2023", "out_transferred", 5),
        ("qt-dong-ha-phuong-1", "2023", "closing", 306),
    ]
    assert len(one.lines) == 18 and set(one.lines) == {6, 7}
    # The sums "Tổng số" are no change of their own, and the last row is the sum of the rows.
    assert said(one) == [
        ("title_rows", 1), ("filled_from_title", 1), ("header_rows", 3), ("header_left_out", 3),
        ("header_left_out", 3), ("made_long", 3), ("total_row", 8),
    ]  # fmt: skip


def test_form_1_with_changes_down(known):
    text = """BIỂU 1-BTCTW;;
ĐẢNG VIÊN TĂNG, GIẢM;;
Năm 2023;;
TT;Chỉ tiêu;Số lượng
I;Đảng viên đầu kỳ;300
II;Đảng viên tăng trong kỳ;15
1;Kết nạp;10
2;Chuyển đến;5
III;Đảng viên giảm trong kỳ;9
1;Từ trần;2
2;Cho ra khỏi Đảng;1
IV;Đảng viên cuối kỳ;312
"""
    (one,) = checked(known, text, unit_code=CITY)
    assert rows(one, "unit_code", "change", "members") == [
        (CITY, "opening", 300),
        (CITY, "in_admitted", 10),
        (CITY, "in_transferred", 5),
        (CITY, "out_died", 2),
        (CITY, "out_released", 1),
        (CITY, "closing", 312),
    ]
    assert ("row_left_out", 6) in said(one) and ("row_left_out", 9) in said(one)


FORM_3 = """Biểu 3-BTCTW;;
ĐỘI NGŨ ĐẢNG VIÊN;;
Tính đến 31/12/2023;;
STT;Nội dung;Số lượng
1;Tổng số đảng viên;306
;Trong đó: nữ;100
2;Tuổi đời;
;- Từ 18 đến 30 tuổi;50
;- 31-35;40
;- Trên 60;36
3;Trình độ học vấn;
;THCS;50
;THPT;254
4;Trình độ chuyên môn;
;Trung cấp;60
5;Lý luận chính trị;
;Trung cấp;80
;Cao cấp, cử nhân;5
"""


def test_form_3_with_sections(known):
    """The same words in two sections are two figures: Trung cấp of professional and of political training."""
    (one,) = checked(known, FORM_3, unit_code=CITY)
    assert one.accepted and one.contract.name == "structure"
    assert rows(one, "period", "population", "dimension", "category", "members") == [
        ("2023-12-31", "members", "gender", "female", 100),
        ("2023-12-31", "members", "age", "age_18_30", 50),
        ("2023-12-31", "members", "age", "age_31_35", 40),
        ("2023-12-31", "members", "age", "age_over_60", 36),
        ("2023-12-31", "members", "education", "lower_secondary", 50),
        ("2023-12-31", "members", "education", "upper_secondary", 254),
        ("2023-12-31", "members", "professional", "intermediate", 60),
        ("2023-12-31", "members", "political_theory", "intermediate", 80),
        ("2023-12-31", "members", "political_theory", "advanced", 5),
    ]
    assert {scheme for (scheme,) in rows(one, "scheme")} == {"btctw_2021"}


def test_form_2_counts_the_newly_admitted(known):
    text = """Biểu 2-BTCTW ĐẢNG VIÊN MỚI KẾT NẠP NĂM 2023;;;;;;;;
Đơn vị;Tổng số;Giới tính;;Tuổi đời;;;Trình độ học vấn;
;;Nam;Nữ;18-30;31-35;36-40;THCS;THPT
Phường 1;10;6;4;7;2;1;1;9
Phường 2;5;3;2;5;;0;0;5
"""
    (one,) = checked(known, text)
    assert one.accepted
    told = rows(one, "unit_code", "population", "dimension", "category", "members")
    assert told[:3] == [
        ("qt-dong-ha-phuong-1", "admitted", "gender", "male", 6),
        ("qt-dong-ha-phuong-1", "admitted", "gender", "female", 4),
        ("qt-dong-ha-phuong-1", "admitted", "age", "age_18_30", 7),
    ]
    # The empty cell of Phường 2 is not reported, so no row; its 0 is one.
    assert len(told) == 13 and ("qt-dong-ha-phuong-2", "admitted", "age", "age_36_40", 0) in told


def test_form_5_holds_figures_of_two_tables(known):
    text = """Biểu 5-BTCTW: TỔ CHỨC CƠ SỞ ĐẢNG VÀ ĐẢNG VIÊN THEO LOẠI HÌNH;;;;;
Đến ngày 31/12/2023;;;;;
TT;Loại hình;Tổng số TCCSĐ;Đảng bộ cơ sở;Chi bộ cơ sở;Đảng viên
1;Phường;9;9;0;3.000
2;Cơ quan Nhà nước;12;2;10;400
;Tổng cộng;21;11;10;3.400
"""
    organisations, members = checked(known, text, unit_code=CITY)
    assert [one.accepted for one in (organisations, members)] == [True, True]
    assert rows(organisations, "level", "org_type", "organisations")[:3] == [
        ("grassroots", "phuong", 9),
        ("grassroots_committee", "phuong", 9),
        ("grassroots_cell", "phuong", 0),
    ]
    assert rows(members, "org_type", "members") == [
        ("phuong", 3000),
        ("co_quan_nha_nuoc", 400),
        ("all", 3400),
    ]


def test_units_side_by_side(known):
    text = "Nội dung;Phường 1;Phường 2\nKết nạp;10;5\nTừ trần;2;1\n"
    (one,) = checked(known, text, file="changes.csv", period="2023")
    assert rows(one, "unit_code", "change", "members") == [
        ("qt-dong-ha-phuong-1", "in_admitted", 10),
        ("qt-dong-ha-phuong-2", "in_admitted", 5),
        ("qt-dong-ha-phuong-1", "out_died", 2),
        ("qt-dong-ha-phuong-2", "out_died", 1),
    ]


def test_a_wrong_cell_among_years_is_placed_under_its_own_header(known):
    text = "Đơn vị;2021;2022;2023\nPhường 1;300;3o5;310\nPhường 2;;200;-\n"
    (one,) = checked(known, text, file="membership.csv")
    errors = [(p.code, p.line, p.column) for p in one.problems if p.severity == "error"]
    assert errors == [("not_a_number", 2, "2022"), ("unclear_value", 3, "2023")]
    assert rows(one, "unit_code", "period", "members") == [
        ("qt-dong-ha-phuong-1", "2021", 300),
        ("qt-dong-ha-phuong-1", "2023", 310),
        ("qt-dong-ha-phuong-2", "2022", 200),
    ]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Đơn vị;2021;2022", "which_measure"),
        ("Đơn vị;Kỳ;Chỉ tiêu;Con số khác", "unknown_header"),
    ],
)
def test_what_headers_count_is_asked_not_guessed(known, header, code):
    body = ";".join(["Phường 1", *["5"] * header.count(";")])
    (one,) = checked(known, f"{header}\n{body}\n", file="admissions.csv")
    assert code in [p.code for p in one.problems if p.severity == "error"]


def test_a_scheme_that_words_do_not_tell_is_asked(known):
    text = "Đơn vị;Kỳ;18-30 tuổi\nPhường 1;2023;5\n"
    (one,) = checked(known, text, file="structure.csv")
    assert [(p.code, p.column) for p in one.problems if p.severity == "error"] == [
        ("which_scheme", "18-30 tuổi")
    ]
    (told,) = checked(known, text, file="structure.csv", scheme="btctw_old")
    assert rows(told, "scheme", "category") == [("btctw_old", "age_18_30")]


def test_totals_of_years_side_by_side_are_compared(known):
    text = "TT;Đơn vị;Kết nạp 2022;Kết nạp 2023\n1;Phường 1;10;12\n2;Phường 2;20;22\nTổng cộng;;30;43\n"
    (one,) = checked(known, text, file="admissions.csv")
    told = [(p.code, p.line, p.column, p.values["summed"]) for p in one.problems if p.severity == "warning"]
    assert one.accepted and told == [("total_differs", 4, "Kết nạp 2023", 34)]


def test_a_total_across_is_the_code_for_all(known):
    text = "Đơn vị;Năm;Khiển trách;Cảnh cáo;Tổng số\nPhường 1;2023;3;1;9\n"
    (one,) = checked(known, text, file="discipline.csv")
    assert rows(one, "outcome", "cases") == [("khien_trach", 3), ("canh_cao", 1), ("all", 9)]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Phường Đông Lễ", False),
        ("Phường Ðông Lễ", False),  # the letter that some keyboards give
        ("PHUONG DONG LE", False),
        ("phường đông lễ", False),
        ("Phường Đồng Lễ", True),
        ("Phường Dông Lễ", True),
        ("Phường Đông Lê", True),
    ],
)
def test_names_with_other_marks_are_said(known, name, said):
    """Đông Lễ and Đồng Lễ may be two places; where the tone is put, and no marks at all, say nothing."""
    (one,) = checked(known, f"Đơn vị;Năm;Đã kết nạp\n{name};2023;5\n", file="ket-nap.csv")
    assert rows(one, "unit_code") == [("qt-dong-ha-phuong-dong-le",)]
    assert [p.code for p in one.problems] == (["name_differs"] if said else [])


def test_the_total_of_pairs_is_that_of_their_first_numbers(known):
    text = "Đơn vị;Năm;Đã kết nạp\nPhường 1;2023;15/20\nPhường 2;2023;9/10\nTổng cộng;;24/30\n"
    (one,) = checked(known, text, file="admissions.csv")
    assert rows(one, "admitted", "quota") == [(15, 20), (9, 10)]
    assert {p.code for p in one.problems} == {"parted_pairs", "total_row"}
    (wrong,) = checked(known, text.replace("24/30", "25"), file="admissions.csv")
    assert "total_differs" in {p.code for p in wrong.problems}
