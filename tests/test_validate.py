"""Files against the contract: the same table from every dialect, each refusal at its place."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.__main__ import message
from ingest.cells import NUMBER_TYPES
from ingest.collection import load_shared
from ingest.contract import tables
from ingest.header import columns_by_heading, heading
from ingest.personal import is_personal_header
from ingest.problem import KEPT
from ingest.validate import Known, check, table_of
from labels import Labels, languages

UNITS = """unit_code,valid_from,name,parent_code,kind
t-city,2000-01-01,Thành ủy T,,city
t-one,01/01/2000,Hoà Nghĩa,t-city,ward
t-two,2000-01-01,Phường Hai,Thành uỷ T,ward
t-dup-a,2000-01-01,Phường Trùng,t-city,ward
t-dup-b,2000-01-01,phường trùng,t-city,ward
"""
SOURCES = """source_code,title,as_of
bc-2023,Báo cáo năm 2023,2023-12-31
bc-2024,Báo cáo năm 2024,
"""


@pytest.fixture(scope="module")
def known() -> Known:
    found = Known()
    load_shared(found)
    for file, text in (("units.csv", UNITS), ("sources.csv", SOURCES)):
        checked = check(file, text.encode(), found)
        assert checked.problems == []
        found.learn(checked)
    return found


def places(checked) -> list[tuple]:
    """Code, line and column of each problem; its sentence must fill in both languages too."""
    assert all(message(p, Labels(lang)) for p in checked.problems for lang in languages())
    return [(p.code, p.line, p.column) for p in checked.problems]


def lines(*rows: str) -> bytes:
    return "\n".join(rows).encode()


MEMBERSHIP = "unit_code;period;members;percent;source_code"


def membership(known, *rows: str):
    return check("membership.csv", lines(MEMBERSHIP, *rows), known)


def changes(known, *rows: str):
    header = "unit_code;period;change;members;source_code;place"
    return check("changes.csv", lines(header, *rows), known)


def test_the_rows_of_a_reference_table_are_typed(known):
    checked = check("units.csv", UNITS.encode(), Known(codes=known.codes, labels=known.labels))
    assert checked.accepted
    assert checked.columns[:5] == ["unit_code", "valid_from", "name", "parent_code", "kind"]
    assert checked.rows[2][:5] == ("t-two", date(2000, 1, 1), "Phường Hai", "t-city", "ward")
    assert checked.lines == [2, 3, 4, 5, 6]
    assert known.sources == {"bc-2023": date(2023, 12, 31), "bc-2024": None}


def test_the_rows_of_an_observation_table_are_typed(known):
    checked = membership(known, "t-one;2023;1239;93.15;bc-2023", "t-one;;05;;bc-2023", "t-two;;;7;bc-2024")
    assert checked.accepted
    assert checked.columns[-3:] == ["period_start", "period_end", "period_kind"]
    rows = [dict(zip(checked.columns, row, strict=True)) for row in checked.rows]
    assert rows[0] == {
        "unit_code": "t-one", "period": "2023", "org_type": "all", "member_status": "all",
        "members": 1239, "percent": 93.15, "base": None, "qualifier": "exact", "status": None,
        "source_code": "bc-2023", "place": None, "note": None, "period_start": date(2023, 1, 1),
        "period_end": date(2023, 12, 31), "period_kind": "year",
    }  # fmt: skip
    dated = ("members", "percent", "period", "period_start", "period_end", "period_kind")
    assert [rows[1][c] for c in dated] == [5, None, None, None, date(2023, 12, 31), "undated"]
    assert [rows[2][c] for c in dated] == [None, 7.0, None, None, None, "undated"]


ROWS = [
    ("t-one", "2023", "1239", "93.15"),
    ("t-two", "2019/2023", "1024", "7.5"),
    ("t-city", "", "0", ""),
]
TITLES = {
    "names": ("unit_code", "period", "members", "percent", "source_code"),
    "vi": ("Mã đơn vị", "Kỳ số liệu", "Số đảng viên", "Tỷ lệ (%)", "Mã nguồn"),
    "aliases": ("ĐƠN VỊ", "Năm", "số lượng đảng viên", "Tỉ lệ", "Nguồn"),
    "en": ("Unit code", "Period", "Members", "Share (%)", "Source"),
}


def vietnamese(number: str) -> str:
    """1239 as 1.239 and 93.15 as 93,15%."""
    whole, dot, part = number.partition(".")
    return f"{whole},{part}%" if dot else f"{int(whole):,}".replace(",", ".") if whole else ""


def english(number: str) -> str:
    return number if "." in number or not number else f'"{int(number):,}"'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("titles", TITLES)
@pytest.mark.parametrize(
    ("separator", "number"), [(",", str), (";", vietnamese), (",", english), ("\t", vietnamese)]
)
def test_the_same_rows_in_every_dialect_give_the_same_table(known, encoding, end, titles, separator, number):
    plain = check("membership.csv", dialect("names", ",", str, "\n").encode(), known)
    assert (plain.accepted, len(plain.rows)) == (True, 3)
    text = dialect(titles, separator, number, end)
    for form in ("NFC", "NFD"):
        data = unicodedata.normalize(form, text).encode(encoding)
        checked = check("membership.csv", data, known)
        assert checked.problems == []
        assert (checked.rows, checked.lines) == (plain.rows, plain.lines)


def dialect(titles: str, separator: str, number, end: str) -> str:
    rows = [TITLES[titles]]
    for unit, period, members, percent in ROWS:
        rows.append((unit, period, number(members), number(percent), "bc-2023"))
    return end.join(separator.join(row) for row in rows)


def test_units_and_codes_may_be_named_in_words(known):
    header = "Đơn vị;Năm;Đối tượng;Hình thức kỷ luật;Số trường hợp;Nguồn"
    row = "hòa - nghĩa;2023;Đảng viên;Khiển trách;2;bc-2023"
    checked = check("ky-luat.csv", lines(header, row), known)
    assert checked.table.name == "discipline"
    found = dict(zip(checked.columns, checked.rows[0], strict=True))
    named = [found[c] for c in ("unit_code", "subject", "outcome", "authority")]
    assert named == ["t-one", "member", "khien_trach", "all"]


@pytest.mark.parametrize(
    ("file", "header", "table"),
    [
        ("membership.csv", "", "membership"),
        ("C/tmp/Admissions-2023.csv", "", "admissions"),
        ("admissions_2023.csv", "", "admissions"),
        ("admissions.q1.csv", "", "admissions"),
        ("memberships.csv", "unit_code", None),
        ("x.csv", "unit_code,period,members,source_code", "membership"),
        ("x.csv", "Đơn vị,Năm,Chỉ tiêu giao,Kết nạp,Nguồn", "admissions"),
        ("x.csv", "unit_code,period,source_code", None),
        ("x.csv", "STT,list,scheme,code,label_vi,label_en", "categories"),
        ("membership.csv", "list,scheme,code,label_vi,label_en", "categories"),
        ("x.csv", "a,b", None),
    ],
)
def test_the_table_is_told_by_name_or_header(file, header, table):
    found = table_of(file, header.split(","))
    assert (found.name if found else None) == table


@pytest.mark.parametrize("table", tables())
def test_no_word_heads_two_columns_of_a_table_or_betrays_persons(table):
    words = columns_by_heading(table)
    for column in tables()[table].columns:
        for word in (column.name, column.vi, column.en, *column.aliases):
            assert words[heading(word)] == column, word
            assert not is_personal_header(word), word


def test_header_problems_name_the_header(known):
    header = "STT;unit_code;Số đảng viên;đảng viên;Ghi chép"
    checked = check("membership.csv", lines("", header, "1;t-one;5;5;x"), known)
    assert places(checked) == [
        ("duplicate_header", 2, "đảng viên"),
        ("unknown_header", 2, "Ghi chép"),
        ("missing_header", 2, "source_code"),
        ("no_period", 2, "period"),
    ]
    assert checked.problems[0].values["other"] == "Số đảng viên"
    assert "Ghi chú" in checked.problems[1].values["nearest"]


def test_a_file_of_no_table_is_refused(known):
    assert places(check("x.csv", b"a,b\n1,2\n", known)) == [("unknown_table", 1, None)]
    empty = check("membership.csv", b"", known)
    assert (places(empty), empty.accepted) == ([("empty_file", None, None)], False)


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (";2023;5;;bc-2023", "required", "unit_code"),
        ("t-nowhere;2023;5;;bc-2023", "unknown_unit", "unit_code"),
        ("Phường Trùng;2023;5;;bc-2023", "ambiguous_unit", "unit_code"),
        ("t-one;2023;5;;bc-2022", "unknown_source", "source_code"),
        ("t-one;30/12/23;5;;bc-2023", "bad_period", "period"),
        ("t-one;31/02/2023;5;;bc-2023", "impossible_date", "period"),
        ("t-one;2023-2019;5;;bc-2023", "reversed_period", "period"),
        ("t-one;1900;5;;bc-2023", "year_out_of_range", "period"),
        ("t-one;2023;-5;;bc-2023", "negative_count", "members"),
        ("t-one;2023;12.5;;bc-2023", "fractional_count", "members"),
        ("t-one;2023;x;;bc-2023", "unclear_value", "members"),
        ("t-one;2023;…;;bc-2023", "unclear_value", "members"),
        ("t-one;2023;năm người;;bc-2023", "not_a_number", "members"),
        ("t-one;2023;=1+1;;bc-2023", "not_a_number", "members"),
        ("t-one;2023;5;100.01;bc-2023", "percent_range", "percent"),
        ("t-one;2023;5;-1;bc-2023", "percent_range", "percent"),
        ("t-one;2023;5;1.234;bc-2023", "ambiguous_number", "percent"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line_and_column(known, row, code, column):
    checked = membership(known, '"t-one";2022;\n', "t-two;2022;7;;bc-2023", row)
    assert places(checked)[-1] == (code, 5, column)
    checked = membership(known, "t-two;2022;7;;bc-2023", "", row)
    assert places(checked) == [(code, 4, column)]
    assert not checked.accepted
    assert checked.lines == [2]


def test_mixed_numbers_name_both_lines(known):
    checked = membership(
        known, "t-one;2022;7;93.15;bc-2023", "t-one;2023;7;5;bc-2023", "t-one;2024;7;93,5;bc-2023"
    )
    assert places(checked) == [("mixed_numbers", 4, "percent")]
    assert checked.problems[0].values["other_line"] == 2


def test_hints_name_what_is_near(known):
    checked = membership(known, "Phường Hay;2023;5;;bc-2023", "phường trùng;2023;5;;bc-2032")
    near, many, source = (p.values for p in checked.problems)
    assert "t-two" in near["nearest"]
    assert "t-dup-a" in many["units"] and "t-dup-b" in many["units"]
    assert "bc-2023" in source["nearest"]


STRUCTURE = "unit_code;period;dimension;scheme;category;members;source_code"


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ("age;btctw_2021;18-30 tuổi", None, None),
        ("age;btctw_2021;age_18_30", None, None),
        ("age;btctw_2021;age_60_over", "unknown_code", "category"),
        ("gender;btctw_old;male", "unknown_scheme", "scheme"),
        ("age;btctw_1999;age_18_30", "unknown_scheme", "scheme"),
        ("height;btctw_2021;age_18_30", "unknown_code", "dimension"),
        ("age;btctw_2021;", "required", "category"),
    ],
)
def test_a_category_belongs_to_its_dimension_and_scheme(known, cells, code, column):
    checked = check("structure.csv", lines(STRUCTURE, f"t-one;2023;{cells};5;bc-2023"), known)
    assert places(checked) == ([(code, 2, column)] if code else [])
    if code is None:
        assert checked.rows[0][checked.columns.index("category")] == "age_18_30"


def test_only_a_net_change_may_be_negative(known):
    accepted = changes(known, "t-one;2023;net;-17;bc-2023;", "t-one;2022;net;+17;bc-2023;")
    assert accepted.accepted
    assert [row[accepted.columns.index("members")] for row in accepted.rows] == [-17, 17]
    refused = changes(known, "t-one;2023;out_died;-17;bc-2023;")
    assert places(refused) == [("negative_count", 2, "members")]


def test_attainment_may_pass_100_and_share_may_not(known):
    header = "unit_code;period;attainment_percent;share_percent;source_code"
    rows = ("t-one;2023;104,5;99,5;bc-2023", "t-one;2024;99,5;104,5;bc-2023")
    checked = check("admissions.csv", lines(header, *rows), known)
    assert places(checked) == [("percent_range", 3, "share_percent")]


def test_an_outcome_fits_its_subject(known):
    header = "unit_code;period;subject;outcome;cases;source_code"
    rows = (
        "t-one;2023;probationary;canh_cao;1;bc-2023",
        "t-one;2023;probationary;khai_tru;1;bc-2023",
    )
    checked = check("discipline.csv", lines(header, *rows), known)
    assert places(checked) == [("outcome_not_allowed", 3, "outcome")]


def test_codes_dates_flags_and_shares_of_reference_tables(known):
    units = lines("unit_code,valid_from,name,kind", "t_x,2023,X,ward", "T-y,2023-01-01,Y,ward")
    assert places(check("units.csv", units, known)) == [
        ("bad_code", 2, "unit_code"),
        ("bad_date", 2, "valid_from"),
        ("bad_code", 3, "unit_code"),
    ]
    schemes = lines("list,scheme,title_vi,title_en,partition,open", "age,x.1,X,X,có,maybe")
    assert places(check("schemes.csv", schemes, known)) == [("bad_flag", 2, "open")]
    lineage = lines("from_code,to_code,on_date,event,share", "t-one,t-two,01/07/2025,merge,1.5")
    assert places(check("lineage.csv", lineage, known)) == [("share_range", 2, "share")]


def test_two_values_under_one_key_name_both_lines(known):
    checked = changes(
        known,
        "t-one;2023;in_admitted;5;bc-2023;Mục I",
        "t-one;2023;in_admitted;6;bc-2023;Mục II",
        "t-one;2023-01/2023-12;in_admitted;7;bc-2023;Mục I",
    )
    assert places(checked) == [("duplicate_key", 4, "members")]
    values = {"other_line": 2, "value": "7", "other": "5"}
    assert values.items() <= checked.problems[0].values.items()


def test_a_repeated_row_is_dropped_with_a_warning(known):
    row = "t-one;2023;in_admitted;5;bc-2023;"
    checked = changes(known, row, row, "t-one;2024;in_admitted;5;bc-2023;")
    assert places(checked) == [("repeated_row", 3, None)]
    assert (checked.accepted, checked.lines) == (True, [2, 4])


def test_figures_of_one_key_may_stand_on_two_rows(known):
    checked = membership(known, "t-one;2023;5;;bc-2023", "t-one;2023;;7.5;bc-2023")
    assert (places(checked), len(checked.rows)) == ([], 2)


def test_formulas_and_tags_are_kept_as_text(known):
    header = "unit_code;period;members;source_code;note"
    notes = ["=SUM(A1)", "@x", "-", "+", "<script>alert(1)</script>"]
    rows = [f"t-one;{2010 + i};5;bc-2023;{note}" for i, note in enumerate(notes)]
    checked = check("membership.csv", lines(header, *rows), known)
    assert places(checked) == []
    assert [row[checked.columns.index("note")] for row in checked.rows] == notes


@pytest.mark.parametrize(
    "header",
    ["Họ và tên", "HỌ TÊN đảng viên", "Ngày sinh", "Năm sinh", "Ngày, tháng, năm sinh", "Số CCCD",
     "Số căn cước công dân", "Số thẻ đảng", "Điện thoại liên hệ", "Email", "Địa chỉ", "Quê quán"],
)  # fmt: skip
def test_a_personal_header_refuses_the_file(known, header):
    data = lines(f"{MEMBERSHIP};{header}", "t-one;2023;5;;bc-2023;abc")
    assert_personal(check("membership.csv", data, known), header)


@pytest.mark.parametrize(
    "cell",
    ["001099012345", "số 079 204 001 234", "0912345678", "0912 345 678", "091.234.5678",
     "+84912345678", "+84 912 345 678", "0243 825 1234", "an.nguyen@example.vn", "123456789012"],
)  # fmt: skip
def test_a_personal_cell_refuses_the_file_and_is_not_echoed(known, cell):
    for column in ("place", "note", "Nơi gửi"):
        data = lines(f"{MEMBERSHIP};{column}", "t-one;2023;x;;bc-2023;", f"t-one;2024;5;;bc-2023;{cell}")
        assert_personal(check("membership.csv", data, known), column)
    for data in (lines(f"{cell};x", "1;2"), lines("unit_code;x", f"{cell};2")):
        checked = check("y.csv", data, known)
        assert {p.code for p in checked.problems} == {"personal_data"}
        assert cell not in repr(checked)


def test_a_header_below_a_title_betrays_persons_too(known):
    data = lines("DANH SÁCH;;", "TT;Họ và tên;Chức vụ", "1;Nguyễn Văn A;Bí thư")
    checked = check("membership.csv", data, known)
    assert {p.code for p in checked.problems} == {"personal_data"}
    assert "Nguyễn" not in repr(checked)


def assert_personal(checked, column: str) -> None:
    assert [(p.code, p.severity, p.line, p.column) for p in checked.problems] == [
        ("personal_data", "error", None, column)
    ]
    assert (checked.rows, checked.lines, checked.accepted) == ([], [], False)
    assert set(checked.problems[0].values) == {"number"}


@pytest.mark.parametrize(
    "cell",
    ["Mục II.1, trang 12", "30/12/2023", "123-BC/TU ngày 01.07.2025", "1.234.567.890", "5704/6000",
     "Biểu 03, dòng 12", "0.912345678", "84.912.345.678", "0,001099012345",
     "năm sinh hoạt 2023", "2019-2023", "a @ b"],
)  # fmt: skip
def test_places_and_notes_are_not_taken_for_persons(known, cell):
    data = lines(f"{MEMBERSHIP};place", f"t-one;2023;5;;bc-2023;{cell}")
    assert places(check("membership.csv", data, known)) == []


def test_a_large_figure_is_no_citizen_number(known):
    header = "unit_code;period;indicator;value;unit_of_measure;source_code"
    indicator = min(known.codes["indicator", ""])
    unit = min(known.codes["unit_of_measure", ""])
    row = f"t-one;2023;{indicator};123456789012;{unit};bc-2023"
    assert places(check("indicators.csv", lines(header, row), known)) == []
    assert "decimal" in NUMBER_TYPES


def test_cells_are_quoted_in_part_only(known):
    checked = membership(known, f"{'x' * 500};2023;5;;bc-2023")
    assert len(checked.problems[0].values["text"]) == 60


def test_at_most_200_problems_are_kept_and_the_rest_counted(known):
    rows = [f"t-no-{i};2023;x;;bc-2023" for i in range(300)]
    checked = membership(known, *rows)
    assert len(checked.problems) == KEPT + 1
    last = checked.problems[-1]
    assert (last.code, last.severity, last.values) == ("more_problems", "notice", {"count": 400})
    assert [p.line for p in checked.problems[:4]] == [2, 2, 3, 3]


def test_errors_stay_when_warnings_abound(known):
    row = "t-one;2023;in_admitted;5;bc-2023;"
    checked = changes(known, *[row] * 300, "t-one;2023;in_admitted;x;bc-2023;")
    assert places(checked)[0] == ("unclear_value", 302, "members")
    assert not checked.accepted


def test_checking_leaves_what_is_known_alone(known):
    before = (dict(known.units), {k: set(v) for k, v in known.names.items()})
    check("units.csv", lines("unit_code,name,kind", "t-new,Mới,ward"), known)
    assert before == (known.units, known.names)


@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_a_file_holds_it_is_answered(known, data):
    checked = check("membership.csv", MEMBERSHIP.encode() + b"\n" + data, known)
    assert checked.accepted or checked.problems
    check("x.csv", data, known)


def test_a_figure_of_a_unit_that_ended_names_who_took_it_over(known):
    """Step by step and since when; the figure stays where the file puts it."""
    since = "unit_code,valid_from,name,parent_code,kind,valid_to"
    units = lines(
        since,
        "e-old,,Xã Cũ,,commune,2022-06-30",
        "e-mid,2022-07-01,Xã Giữa,,commune,2023-12-31",
        "e-new,2024-01-01,Xã Mới,,commune,",
        "e-gone,,Xã Hết,,commune,2022-06-30",
    )
    events = lines(
        "from_code,to_code,on_date,event,extent,share",
        "e-old,e-mid,2022-07-01,merge,whole,1",
        "e-mid,e-new,2024-01-01,merge,whole,1",
    )
    taught = Known(codes=known.codes, labels=known.labels, sources=known.sources)
    for file, text in (("units.csv", units), ("lineage.csv", events)):
        taught.learn(check(file, text, taught))
    checked = membership(
        taught,
        "e-old;2021;1;;bc-2023",
        "e-old;2022;2;;bc-2023",
        "e-old;2023;3;;bc-2023",
        "e-gone;2023;4;;bc-2023",
        "Xã Mới;2024;5;;bc-2024",
        "e-old;;6;;bc-2023",
    )
    assert checked.accepted
    assert places(checked) == [("unit_ended", 4, "unit_code"), ("unit_ended_alone", 5, "unit_code")]
    assert checked.problems[0].values == {
        "unit": "e-old (Xã Cũ)",
        "date": "30/06/2022",
        "heirs": "01/07/2022: e-mid (Xã Giữa); 01/01/2024: e-new (Xã Mới)",
    }
    assert [row[0] for row in checked.rows] == ["e-old"] * 3 + ["e-gone", "e-new", "e-old"]
