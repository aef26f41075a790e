"""Forms and tables in other layouts and wordings, damaged or odd, and what a careful person would do with each."""

from collections.abc import Iterator

from tests.damaged import Case, S, bad, good, text

CHANGE = ("unit_code", "period", "change", "members")
PART = ("unit_code", "dimension", "category", "members")
ADMITTED = ("unit_code", "period", "quota", "admitted")


def changes() -> Iterator[Case]:
    told = [
        ("1", "2021", "opening", 100),
        ("1", "2021", "in_admitted", 5),
        ("1", "2021", "out_died", 2),
        ("1", "2021", "closing", 103),
    ]
    down = ["Biểu 1-BTCTW;;;", "ĐẢNG VIÊN TĂNG, GIẢM;;;", "Năm 2021;;;"]
    body = ["I. Đảng viên đầu kỳ;100", "1. Kết nạp;5", "2. Từ trần;2", "II. Đảng viên cuối kỳ;103"]
    yield good(
        "form 1 down",
        text(*down, "Chỉ tiêu;Số lượng;Đơn vị;Nguồn", *(f"{r};Phường 1;{S}" for r in body)),
        told,
        names=CHANGE,
        file="bieu-1.csv",
    )
    yield good(
        "form 1 down in dashes",
        text(*down, "Nội dung;Số đảng viên;Đơn vị;Nguồn", *(f"- {r[3:]};Phường 1;{S}" for r in body)),
        told,
        names=CHANGE,
        file="bieu-1.csv",
    )
    yield good(
        "form 1 down with codes and units of measure",
        text(
            *(d + ";;" for d in down),
            "TT;Chỉ tiêu;Mã số;ĐVT;Số lượng;Đơn vị;Nguồn",
            *(
                f"{i};{r[3:]};0{i};người;{r.split(';')[1]};Phường 1;{S}".replace(
                    f";{r.split(';')[1]};0", ";0"
                )
                for i, r in enumerate(body, 1)
            ),
        ),
        told,
        names=CHANGE,
        file="bieu-1.csv",
    )
    yield bad(
        "form 1 with a change nobody knows",
        text(
            *down, "Nội dung;Số đảng viên;Đơn vị;Nguồn", f"Kết nạp;5;Phường 1;{S}", f"Bay màu;5;Phường 1;{S}"
        ),
        ("unknown_label", 6, "Nội dung"),
        file="bieu-1.csv",
    )
    yield bad(
        "form 1 with a dash for nought",
        text(*down, "Nội dung;Số đảng viên;Đơn vị;Nguồn", f"Kết nạp;-;Phường 1;{S}"),
        ("unclear_value", 5, "Số đảng viên"),
        file="bieu-1.csv",
    )
    yield bad(
        "form 1 with two figures for one change",
        text(
            *down, "Nội dung;Số đảng viên;Đơn vị;Nguồn", f"Kết nạp;5;Phường 1;{S}", f"Kết nạp;6;Phường 1;{S}"
        ),
        ("duplicate_key", 6, "Số đảng viên"),
        file="bieu-1.csv",
    )
    across = "Đơn vị;Đảng viên đầu năm;Kết nạp mới;Đảng viên từ trần;Đảng viên cuối năm;Nguồn"
    yield good(
        "form 1 across in other words",
        text("TĂNG, GIẢM ĐẢNG VIÊN NĂM 2021;;;;;", across, f"Phường 1;100;5;2;103;{S}"),
        told,
        names=CHANGE,
        file="tang-giam.csv",
    )
    yield good(
        "form 1 across with numbered columns",
        text("TĂNG, GIẢM ĐẢNG VIÊN NĂM 2021;;;;;", across, "A;1;2;3;4;B", f"Phường 1;100;5;2;103;{S}"),
        told,
        names=CHANGE,
        file="tang-giam.csv",
    )
    yield good(
        "columns of the contract",
        text("unit_code,period,change,members,source_code", f"qt-dong-ha-phuong-1,2021,opening,100,{S}"),
        told[:1],
        names=CHANGE,
        file="changes.csv",
    )
    yield good(
        "a net decrease",
        text("unit_code,period,change,members,source_code", f"qt-dong-ha-phuong-1,2021,net,-3,{S}"),
        [("1", "2021", "net", -3)],
        names=CHANGE,
        file="changes.csv",
    )
    yield bad(
        "a negative closing",
        text("unit_code,period,change,members,source_code", f"qt-dong-ha-phuong-1,2021,closing,-3,{S}"),
        ("negative_count", 2, "members"),
        file="changes.csv",
    )
    yield bad(
        "two title periods",
        text("TĂNG, GIẢM ĐẢNG VIÊN NĂM 2020 VÀ NĂM 2021;;;;;", across, f"Phường 1;100;5;2;x;{S}"),
        ("unclear_value", 3, "Đảng viên cuối năm"),
        file="tang-giam.csv",
    )


def structures() -> Iterator[Case]:
    title = ["BIỂU 3-BTCTW: ĐỘI NGŨ ĐẢNG VIÊN;;;", "Đến 31/12/2021;;;"]
    told = [
        ("1", "gender", "female", 40),
        ("1", "age", "age_18_30", 50),
        ("1", "age", "age_over_60", 36),
        ("1", "political_theory", "intermediate", 80),
    ]
    body = ["Nữ;40", "Tuổi đời;", "18 - 30;50", "Trên 60;36", "Lý luận chính trị;", "Trung cấp;80"]
    yield good(
        "form 3 down",
        text(*title, "Nội dung;Số lượng;Đơn vị;Nguồn", *(f"{r};Phường 1;{S}" for r in body)),
        told,
        names=PART,
        file="bieu-3.csv",
    )
    across = [
        "Đơn vị;Nữ;Tuổi đời;;Lý luận chính trị;Nguồn",
        ";;18-30;Trên 60;Trung cấp;",
        f"Phường 1;40;50;36;80;{S}",
    ]
    yield good(
        "form 3 across",
        text("BIỂU 3-BTCTW: ĐỘI NGŨ ĐẢNG VIÊN;;;;;", "Đến 31/12/2021;;;;;", *across),
        told,
        names=PART,
        file="bieu-3.csv",
    )
    yield bad(
        "a band that no form has",
        text("BIỂU 3-BTCTW: ĐỘI NGŨ ĐẢNG VIÊN;;;", "Đơn vị;18-30;18-35;Nguồn", f"Phường 1;50;40;{S}"),
        ("unknown_header", 2, "18-35"),
        file="bieu-3.csv",
    )
    yield bad(
        "Trung cấp of no section",
        text(
            "BIỂU 3-BTCTW: ĐỘI NGŨ ĐẢNG VIÊN;;;",
            "Nội dung;Số lượng;Đơn vị;Nguồn",
            f"Nữ;40;Phường 1;{S}",
            f"Trung cấp;80;Phường 1;{S}",
        ),
        ("which_scheme", 4, "Nội dung"),
        file="bieu-3.csv",
    )
    yield good(
        "form 2 of the admitted",
        text("Biểu 2-BTCTW ĐẢNG VIÊN MỚI KẾT NẠP NĂM 2021;;;", "Đơn vị;Nam;Nữ;Nguồn", f"Phường 1;6;4;{S}"),
        [("1", "admitted", "male", 6), ("1", "admitted", "female", 4)],
        names=("unit_code", "population", "category", "members"),
        file="bieu-2.csv",
    )


def organisations() -> Iterator[Case]:
    title = "BIỂU 5-BTCTW: TỔ CHỨC CƠ SỞ ĐẢNG VÀ ĐẢNG VIÊN THEO LOẠI HÌNH;;;;"
    yield good(
        "form 5",
        text(
            title,
            "Loại hình;Tổng số TCCSĐ;Đảng viên;Đơn vị;Nguồn",
            f"Phường;9;3.000;Phường 1;{S}",
            f"Cơ quan Nhà nước;12;400;Phường 1;{S}",
        ),
        [("1", "grassroots", "phuong", 9), ("1", "grassroots", "co_quan_nha_nuoc", 12)],
        names=("unit_code", "level", "org_type", "organisations"),
        file="bieu-5.csv",
    )
    yield bad(
        "form 5 with a kind nobody knows",
        text(title, "Loại hình;Tổng số TCCSĐ;Đảng viên;Đơn vị;Nguồn", f"Tập đoàn;9;3.000;Phường 1;{S}"),
        ("unknown_code", 3, "Loại hình"),
        file="bieu-5.csv",
    )


def years() -> Iterator[Case]:
    yield good(
        "years over measures",
        text(
            "Đơn vị;Năm 2020;;Năm 2021;;Nguồn",
            ";Chỉ tiêu;Kết nạp;Chỉ tiêu;Kết nạp;",
            f"Phường 1;20;15;30;28;{S}",
        ),
        [("1", "2020", 20, 15), ("1", "2021", 30, 28)],
        names=ADMITTED,
    )
    yield good(
        "measures over years",
        text("Đơn vị;Chỉ tiêu;;Kết nạp;;Nguồn", ";2020;2021;2020;2021;", f"Phường 1;20;30;15;28;{S}"),
        [("1", "2020", 20, 15), ("1", "2021", 30, 28)],
        names=ADMITTED,
    )
    yield bad(
        "a year twice side by side",
        text("Đơn vị;Đã kết nạp 2021;Đã kết nạp 2021;Nguồn", f"Phường 1;20;30;{S}"),
        ("duplicate_header", 1, "Đã kết nạp 2021"),
        file="admissions.csv",
    )
    yield good(
        "a part of the last year",
        text("Đơn vị;Đã kết nạp 2021;Đã kết nạp 5 tháng đầu năm 2022;Nguồn", f"Phường 1;20;8;{S}"),
        [("1", "2021", None, 20), ("1", "2022-01/2022-05", None, 8)],
        names=ADMITTED,
    )
    yield bad(
        "a sum of the years beside them",
        text("Đơn vị;Kết nạp 2020;Kết nạp 2021;Cộng Kết nạp;Nguồn", f"Phường 1;20;30;50;{S}"),
        ("unknown_header", 1, "Cộng Kết nạp"),
        file="admissions.csv",
    )
    yield good(
        "a quarter",
        text(
            "Đơn vị;Đã kết nạp quý I/2022;Đã kết nạp Quý II năm 2022;Đã kết nạp đến 30/6/2022;Nguồn".replace(
                " đến", ""
            ),
            f"Phường 1;2;3;9;{S}",
        ),
        [("1", "2022-01/2022-03", None, 2), ("1", "2022-04/2022-06", None, 3), ("1", "2022-06-30", None, 9)],
        names=ADMITTED,
    )
    yield good(
        "wards across",
        text("SỐ KẾT NẠP ĐẢNG VIÊN;;;", "Năm;Phường 1;Phường 2;Nguồn", f"2021;20;30;{S}"),
        [("1", "2021", None, 20), ("2", "2021", None, 30)],
        names=ADMITTED,
    )


def tables() -> Iterator[Case]:
    head = "unit_code,period,org_type,member_status,members,percent,base,source_code"
    row = f"qt-dong-ha-phuong-1,2021,all,all,200,,,{S}"
    names = ("unit_code", "period", "org_type", "members", "percent")
    yield good(
        "membership", text(head, row), [("1", "2021", "all", 200, None)], names=names, file="membership.csv"
    )
    yield bad(
        "a percent over a hundred",
        text(head, row.replace("200,,", "200,120,")),
        ("percent_range", 2, "percent"),
        file="membership.csv",
    )
    yield bad(
        "a kind nobody knows",
        text(head, row.replace(",all,all", ",lang,all")),
        ("unknown_code", 2, "org_type"),
        file="membership.csv",
    )
    yield good(
        "a fraction for a percent is read as it stands",
        text(head, row.replace("200,,", "200,0.75,")),
        [("1", "2021", "all", 200, 0.75)],
        names=names,
        file="membership.csv",
    )
    yield bad(
        "a qualifier nobody knows",
        text(head + ",qualifier", row + ",more"),
        ("unknown_code", 2, "qualifier"),
        file="membership.csv",
    )
    yield good(
        "codes in other letters",
        text(head, row.replace(",all,all", ",PHUONG,Official")),
        [("1", "2021", "phuong", 200, None)],
        names=names,
        file="membership.csv",
    )
    head = "indicator;unit_code;period;value;unit_of_measure;source_code"
    row = f"mean_age;qt-dong-ha-phuong-1;2021;49,4;years;{S}"
    names = ("unit_code", "indicator", "value", "unit_of_measure")
    yield good(
        "an indicator",
        text(head, row),
        [("1", "mean_age", 49.4, "years")],
        names=names,
        file="indicators.csv",
    )
    yield good(
        "an indicator under Vietnamese heads",
        text("Chỉ tiêu;Đơn vị;Năm;Giá trị;ĐVT;Nguồn", f"Tuổi đời bình quân;Phường 1;2021;49,4;năm;{S}"),
        [("1", "mean_age", 49.4, "years")],
        names=names,
        file="indicators.csv",
    )
    yield bad(
        "an indicator nobody knows",
        text(head, row.replace("mean_age", "mean_height")),
        ("unknown_code", 2, "indicator"),
        file="indicators.csv",
    )
    yield bad(
        "an ambiguous value",
        text(head, row.replace("49,4", "1.239")),
        ("ambiguous_number", 2, "value"),
        file="indicators.csv",
    )
    units = "unit_code;name;kind;parent_code"
    yield good(
        "a new unit",
        text(units, "qt-moi;Phường Mới;ward;qt-dong-ha"),
        [("qt-moi", "Phường Mới", "ward")],
        names=("unit_code", "name", "kind"),
        file="units.csv",
    )
    yield bad(
        "a unit code with marks",
        text(units, "qt-mới;Phường Mới;ward;qt-dong-ha"),
        ("bad_code", 2, "unit_code"),
        file="units.csv",
    )
    yield bad(
        "a unit of no kind",
        text(units, "qt-moi;Phường Mới;;qt-dong-ha"),
        ("required", 2, "kind"),
        file="units.csv",
    )
    yield bad(
        "a parent nobody knows",
        text(units, "qt-moi;Phường Mới;ward;qt-dong-ho"),
        ("unknown_unit", 2, "parent_code"),
        file="units.csv",
    )
    sources = "source_code;title;issued_on"
    yield good(
        "a new source",
        text(sources, "bc-2023;Báo cáo năm 2023;5/1/2024"),
        [("bc-2023", "Báo cáo năm 2023")],
        names=("source_code", "title"),
        file="sources.csv",
    )
    yield bad(
        "a day that is none",
        text(sources, "bc-2023;Báo cáo năm 2023;31/4/2024"),
        ("impossible_date", 2, "issued_on"),
        file="sources.csv",
    )
    yield bad(
        "a month for a day",
        text(sources, "bc-2023;Báo cáo năm 2023;4/2024"),
        ("bad_date", 2, "issued_on"),
        file="sources.csv",
    )
    yield bad(
        "a code with spaces",
        text(sources, "bc 2023;Báo cáo năm 2023;"),
        ("bad_code", 2, "source_code"),
        file="sources.csv",
    )


def cases() -> list[Case]:
    """Every file."""
    return [case for part in (changes, structures, organisations, years, tables) for case in part()]
