"""Every rule finds what it should and says nothing of near misses: in each test a unit is a case, named for it."""

from tests.book import OLD_AGES, Book


def ages(*counts: object) -> dict[str, object]:
    return dict(zip(OLD_AGES, counts, strict=True))


def errors(rule: str, *units: str) -> set[tuple[str, str, str]]:
    return {(rule, "error", unit) for unit in units}


def warnings(rule: str, *units: str) -> set[tuple[str, str, str]]:
    return {(rule, "warning", unit) for unit in units}


def test_parts_of_a_scheme():
    age, open_scheme = "members.age.btctw_old", "members.professional.btctw_2021"
    book = Book()
    for unit in (
        "fits",
        "short",
        "over",
        "unsure",
        "over-total",
        "one-missing",
        "other-date",
        "other-source",
        "open",
        "open-over",
    ):
        book.members(unit, "2022", 100, **({"qualifier": "over"} if unit == "over-total" else {}))
    book.parts("fits", "2022", age, ages(10, 20, 30, 40, 0))
    book.parts("short", "2022", age, ages(10, 20, 30, 39, 0))
    book.parts("over", "2022", age, ages(10, 20, 30, 41, 0))
    # A part or a total with a word such as "about" is not exact.
    book.parts("unsure", "2022", age, ages(10, 20, 30, 39, 0), qualifier="approx")
    book.parts("over-total", "2022", age, ages(10, 20, 30, 45, 0))
    book.parts("one-missing", "2022", age, {"age_18_30": 10, "age_31_40": 20})
    book.parts("other-date", "2021", age, ages(10, 20, 30, 39, 0))
    book.parts("other-source", "2022", age, ages(10, 20, 30, 39, 0), source_code="s2")
    book.parts("open", "2022", open_scheme, {"university": 60, "college": 20})
    book.parts("open-over", "2022", open_scheme, {"university": 90, "college": 20})
    # Several schemes that agree with one another point at the total: told once.
    book.members("wrong-total", "2022", 101).parts("wrong-total", "2022", age, ages(10, 20, 30, 40, 0))
    book.parts("wrong-total", "2022", "members.gender.btctw_2021", {"male": 60, "female": 40})
    # A base printed beside the parts is their total.
    book.parts(
        "base",
        "2023-12-31",
        "cadres.political_theory.btctw_2021",
        {"advanced": 50, "intermediate": 111},
        base=160,
    )
    found = book.findings()
    assert {(f.rule, f.severity, f.unit) for f in found} == errors(
        "parts_total", "short", "over", "open-over", "wrong-total", "base"
    )
    assert [f.arithmetic for f in found if f.unit == "short"] == ["10 + 20 + 30 + 39 + 0 = 99 ≠ 100"]
    assert [f.values["also"] for f in found if f.unit == "wrong-total"] == ["1"]


def test_parts_of_those_admitted_may_be_of_either_area():
    kind = "admitted.gender.btctw_2021"
    book = Book()
    for unit, women in (("all", 40), ("residential", 10), ("neither", 15)):
        book.tell("admissions", unit, "2022", area="all", admitted=60)
        book.tell("admissions", unit, "2022", area="residential", admitted=30)
        book.parts(unit, "2022", kind, {"male": 20, "female": women})
    found = book.findings()
    assert {(f.rule, f.unit) for f in found} == {("parts_total", "neither")}
    assert found[0].arithmetic == "20 + 15 = 35 ≠ 30"


def test_parts_by_type():
    def types(unit: str, total: int, **counts: int) -> None:
        book.members(unit, "2022", total)
        for org_type, count in counts.items():
            book.members(unit, "2022", count, org_type=org_type)

    book = Book()
    types("whole", 100, khu_dan_cu=60, co_quan=30, quan_doi=10)
    types("like-whole", 100, khu_dan_cu=60, co_quan=30, quan_doi=7)
    types("too-many", 100, khu_dan_cu=90, doanh_nghiep=20)
    # A subset: what is not printed is more than what is.
    types("one-type", 100, khu_dan_cu=90)
    types("subset", 100, su_nghiep=20, doanh_nghiep=10)
    # Nothing that is left out is as small as what would be missing here.
    types("forgotten", 19, phuong=15, co_quan=3)
    # xa and phuong are types of xa_phuong_thi_tran, not beside it.
    types("nested", 40, xa_phuong_thi_tran=30, phuong=20, xa=10, co_quan=10)
    types("nested-wrong", 40, xa_phuong_thi_tran=30, phuong=25, xa=10, co_quan=10)
    # Schools told beside the public service units, not within them.
    types("beside", 24, xa_phuong_thi_tran=16, truong_hoc=5, luc_luong_vu_trang=2, su_nghiep=1)
    # Two ways of counting the same enterprises are not added up.
    types("overlapping", 50, doanh_nghiep=30, ngoai_nha_nuoc=25)
    assert book.told() == errors("parts_total", "like-whole", "too-many", "nested-wrong") | warnings(
        "parts_total", "forgotten"
    )


def test_parts_that_the_forms_fix():
    book = Book()
    for unit, probationary, exempt in (("fits", 5, 30), ("off", 6, 30), ("exempt", 5, 130)):
        book.members(unit, "2022", 100)
        book.members(unit, "2022", 95, member_status="official")
        book.members(unit, "2022", probationary, member_status="probationary")
        book.members(unit, "2022", exempt, member_status="exempt")
    book.members("half", "2022", 100).members("half", "2022", 80, member_status="official")
    levels = ("subordinate", "grassroots", "grassroots_committee", "grassroots_cell", "cell")
    told = {
        "cells-beside": (45, 16, 3, 13, 29),
        "cells-below": (16, 16, 3, 13, 200),
        "levels-off": (46, 16, 3, 13, 29),
        "grassroots-off": (16, 17, 3, 13, 200),
    }
    for unit, figures in told.items():
        book.each(
            "organisations", unit, "2022", "level", "organisations", dict(zip(levels, figures, strict=True))
        )
    good = {"excellent": 10, "good": 70, "completed": 19, "not_completed": 1}
    for unit, more in (
        ("rated", {"rated": 100}),
        ("rated-off", {"rated": 101}),
        ("better-off", {"good_or_better": 81}),
    ):
        book.each("ratings", unit, "2022", "rating", "rated", good | more, subject="member")
    for unit, admitted in (("area", 20), ("area-off", 21)):
        book.tell("admissions", unit, "2022", area="all", admitted=20)
        book.tell("admissions", unit, "2022", area="residential", admitted=admitted)
    book.tell(
        "indicators", "value", "2022", indicator="party_badges", value=24, base=49, unit_of_measure="people"
    )
    book.tell(
        "indicators",
        "value-off",
        "2022",
        indicator="party_badges",
        value=50,
        base=49,
        unit_of_measure="people",
    )
    book.tell(
        "indicators",
        "percent",
        "2022",
        indicator="admission_rate",
        value=6.77,
        base=5,
        unit_of_measure="percent",
    )
    assert book.told() == errors(
        "parts_total",
        "off",
        "exempt",
        "levels-off",
        "grassroots-off",
        "rated-off",
        "better-off",
        "area-off",
        "value-off",
    )


def test_percents_of_a_scheme():
    education = "members.education.duong_kinh_2026"

    def percents(unit: str, *figures: str, kind: str = education, **cells: object) -> None:
        codes = ("upper_secondary_over", "lower_secondary", "primary")
        book.parts(unit, "2022", kind, dict(zip(codes, figures, strict=False)), **cells)

    book = Book()
    percents("fits", "77.4%", "21.8%", "0.8%")
    # Three percents with one decimal may be off by 3 times 0,05.
    percents("rounded", "77.4%", "21.8%", "0.9%")
    percents("off", "77.4%", "21.8%", "1.0%")
    percents("below", "77.4%", "21.8%", "0.6%")
    # Printed without a decimal, 22 stands for anything from 21,5 to 22,5; 22,0 does not.
    percents("coarse", "77.4%", "22%", "1.1%")
    percents("fine", "77.4%", "22.0%", "1.1%")
    percents("about", "77.4%", "21.8%", "1.0%", qualifier="approx")
    percents("incomplete", "77.4%", "21.8%")
    percents("incomplete-over", "77.4%", "25.0%")
    book.parts(
        "open", "2022", "members.professional.btctw_2021", {"university": "52.1%", "intermediate": "10.9%"}
    )
    book.parts(
        "open-over",
        "2022",
        "members.professional.btctw_2021",
        {"university": "92.1%", "intermediate": "10.9%"},
    )
    for unit, good in (("ratings", "70.00"), ("ratings-off", "71.00")):
        figures = {"excellent": "10.00", "good": good, "completed": "19.00", "not_completed": "1.00"}
        book.each("ratings", unit, "2022", "rating", "percent", figures, subject="member")
    assert book.told() == errors(
        "percent_sum", "off", "below", "fine", "incomplete-over", "open-over", "ratings-off"
    )


def test_percents_of_a_base():
    book = Book()
    # 4.835 of 5.700 is 84,8246 %: printed with two, one and no decimals, and wrongly.
    for unit, percent in (
        ("two", "84.82"),
        ("one", "84.8"),
        ("none", "85"),
        ("wrong", "84.72"),
        ("near", "84.83"),
    ):
        book.members(unit, "2022", 4835, org_type="khu_dan_cu", percent=percent, base=5700)
    book.members("about", "2022", 4835, org_type="khu_dan_cu", percent=84.72, base=5700, qualifier="over")
    # 1 of 8 is 12,5 %: half a decimal is within the rounding, both ways.
    book.members("half-up", "2022", 1, org_type="khac", percent=13, base=8)
    book.members("half-down", "2022", 1, org_type="khac", percent=12, base=8)
    # Without a base of its own a part is one of the total.
    for unit, percent in (("implied", "24.2"), ("implied-off", "24.4")):
        book.members(unit, "2022", 1239)
        book.tell("structure", unit, "2022", population="members", dimension="gender", scheme="btctw_2021",
                  category="female", members=300, percent=percent)  # fmt: skip
    # Nothing is known that they may be parts of.
    book.members("alone", "2022", 300, org_type="khu_dan_cu", percent=24.4)
    book.members("other-date", "2021", 1239).members(
        "other-date", "2022", 300, org_type="khu_dan_cu", percent=24.4
    )
    for unit, percent in (("share", "36.9"), ("share-off", "36.7")):
        book.tell("admissions", unit, "2022", area="all", admitted=1587)
        book.tell("admissions", unit, "2022", area="residential", admitted=585, share_percent=percent)
    # No total is printed, but all parts are.
    for unit, percent in (("own-sum", "30.0"), ("own-sum-off", "31.0")):
        for category, members, share in (("male", 70, "70.0"), ("female", 30, percent)):
            keys = {
                "population": "members",
                "dimension": "gender",
                "scheme": "btctw_2021",
                "category": category,
            }
            book.tell("structure", unit, "2022", **keys, members=members, percent=share, qualifier="exact")
    # Of those rated, or of all who are present.
    for unit, percent in (("of-rated", "50.00"), ("of-present", "40.00"), ("of-none", "45.00")):
        book.tell("ratings", unit, "2022", subject="member", rating="good", rated=40, percent=percent)
        book.each("ratings", unit, "2022", "rating", "rated", {"rated": 80, "present": 100}, subject="member")
    found = [f for f in book.findings() if f.rule != "percent_sum"]
    assert {(f.rule, f.severity, f.unit) for f in found} == errors(
        "percent_of_base", "wrong", "near", "implied-off", "own-sum-off", "share-off", "of-none"
    )
    (wrong,) = [f for f in found if f.unit == "wrong"]
    assert (wrong.arithmetic, wrong.values["fits"]) == ("4835 / 5700 = 84.82% ≠ 84.72%", "5707")


def test_percents_taken_of_another_base_are_told_once():
    book = Book()
    book.tell("admissions", "u", "2022", area="all", admitted=585)
    kind = {"population": "admitted", "dimension": "admission_source", "scheme": "btctw_2021"}
    for category, members, percent in (("youth_union", 490, 80.6), ("mass_organisations", 118, 19.4)):
        book.tell("structure", "u", "2022", **kind, category=category, members=members, percent=percent)
    found = {f.rule: f for f in book.findings()}
    assert found.keys() == {"parts_total", "percent_of_base"}
    assert (found["percent_of_base"].arithmetic, found["percent_of_base"].values["fits"]) == (
        "490 / 585 = 83.76% ≠ 80.6%",
        "608",
    )


def test_percents_that_whole_numbers_give():
    kind = "members.gender.btctw_2021"
    book = Book()
    for unit, total, male, female in (
        ("fits", 1239, "59.5%", "40.5%"),
        ("impossible", 20, "33.5%", "66.5%"),
        ("small", 3, "33.3%", "66.7%"),
        ("too-few", 1000, "33.34%", "66.66%"),
    ):
        book.members(unit, "2022", total).parts(unit, "2022", kind, {"male": male, "female": female})
    # Each alone may be, but together they need one more: 1/7 is 14 %, 3/7 is 43 %.
    book.members("sum", "2022", 7).parts("sum", "2022", kind, {"male": "43%", "female": "56.9%"})
    # 20 members, and one percent without its count: 6,67 % stands for no one.
    book.members("one", "2022", 20).parts("one", "2022", "members.religion.btctw_2021", {"catholic": "6.67%"})
    book.members("about", "2022", 20, qualifier="approx").parts(
        "about", "2022", kind, {"male": "33.5%", "female": "66.5%"}
    )
    book.members("other-date", "2021", 20).parts(
        "other-date", "2022", kind, {"male": "33.5%", "female": "66.5%"}
    )
    found = book.findings()
    assert {(f.rule, f.severity, f.unit) for f in found} == errors(
        "percent_feasible", "impossible", "too-few", "sum", "one"
    )
    (one,) = [f for f in found if f.unit == "one"]
    assert one.arithmetic == "1 / 20 = 5.000% < 6.67% < 2 / 20 = 10.000%"


def test_flows_balance():
    book = Book()
    book.changes(
        "fits",
        "2022",
        opening=100,
        in_admitted=10,
        in_transferred=5,
        out_transferred=3,
        out_died=2,
        net=10,
        closing=110,
    )
    book.changes(
        "closing",
        "2022",
        opening=100,
        in_admitted=10,
        in_transferred=5,
        out_transferred=3,
        out_died=2,
        closing=111,
    )
    book.changes(
        "net",
        "2022",
        in_admitted=31,
        in_transferred=48,
        out_transferred=44,
        out_struck_off=5,
        out_died=7,
        net=17,
    )
    book.changes("difference", "2022", opening=100, closing=110, net=11)
    # Without transfers they may be what is missing.
    book.changes("few", "2022", opening=100, in_admitted=10, out_died=2, closing=120)
    book.changes("one-way", "2022", opening=100, in_admitted=10, closing=104)
    book.changes("parts", "2022", in_admitted=10, out_died=2)
    about = {"opening": 100, "in_admitted": 10, "out_transferred": 2, "closing": 120}
    book.each("changes", "about", "2022", "change", "members", about, qualifier="approx")
    found = book.findings()
    assert {(f.rule, f.severity, f.unit) for f in found} == errors(
        "flow_balance", "closing", "net", "difference"
    ) | warnings("flow_balance", "few")
    (net,) = [f for f in found if f.unit == "net"]
    assert net.arithmetic == "31 + 48 − 44 − 5 − 7 = 23 ≠ 17"


def test_what_is_carried_over():
    book = Book()
    for unit, closing, opening, stock in (
        ("fits", 110, 110, 110),
        ("opening", 110, 115, 110),
        ("closing", 110, 120, 120),
        ("stock", 110, 110, 120),
    ):
        book.changes(unit, "2021", closing=closing).changes(unit, "2022", opening=opening)
        book.members(unit, "2021", stock)
    book.changes("halves", "2025-01/2025-06", closing=50).changes("halves", "2025-07/2025-12", opening=51)
    book.changes("gap", "2020", closing=50).changes("gap", "2022", opening=70)
    book.changes("years", "2021", closing=50).members("years", "2022", 70)
    book.changes("undated", "2021", closing=50).members("undated", "", 70)
    book.changes("day", "2021", closing=50).members("day", "2021-12-31", 51)
    book.changes("month", "2021", closing=50).members("month", "2021-11-30", 51)
    book.changes("several", "2021", closing=50).members("several", "2021", 50).members(
        "several", "2021", 51, source_code="s2"
    )
    book.changes("break", "2021", closing=50)
    book.tell("changes", "break", "2022", change="opening", members=70, status="b")
    # Reorganised overnight: others are counted in the morning.
    book.changes("merged", "2021", closing=50).changes("merged", "2022", opening=70).unit("gone").unit(
        "merged"
    )
    book.add(
        "lineage", from_code="gone", to_code="merged", on_date="2022-01-01", event="merge", extent="whole"
    )
    found = book.findings()
    told = {(f.rule, f.unit, f.table, f.period) for f in found}
    assert told == {
        ("carry_over", "opening", "changes", "2022"),
        ("carry_over", "closing", "changes", "2021"),
        ("carry_over", "stock", "membership", "2021"),
        ("carry_over", "halves", "changes", "2025-07/2025-12"),
        ("carry_over", "day", "changes", "2021"),
    }


def test_admitted_and_expelled_in_two_tables():
    book = Book()

    def expelled(unit: str, left: int, **by_authority: int) -> None:
        book.changes(unit, "2022", out_expelled=left)
        for authority, cases in by_authority.items():
            book.tell(
                "discipline",
                unit,
                "2022",
                authority=authority,
                subject="member",
                outcome="khai_tru",
                cases=cases,
            )

    for unit, admitted in (("fits", 31), ("off", 30)):
        book.changes(unit, "2022", in_admitted=31).tell(
            "admissions", unit, "2022", area="all", admitted=admitted
        )
    book.changes("part", "2022", in_admitted=31).tell(
        "admissions", "part", "2022", area="residential", admitted=30
    )
    book.changes("year", "2022", in_admitted=31).tell("admissions", "year", "2021", area="all", admitted=30)
    book.changes("undated", "2022", in_admitted=31).tell("admissions", "undated", "", area="all", admitted=30)
    book.changes("sources", "2022", in_admitted=31)
    book.tell("admissions", "sources", "2022", area="all", admitted=30, source_code="s2")
    expelled("one", 3, party_committees=3)
    expelled("one-off", 2, party_committees=3)
    # Authorities are not added up: 2 and 1 may or may not be all three.
    expelled("two", 3, party_committees=2, inspection_commissions=1)
    expelled("two-less", 1, party_committees=2, inspection_commissions=1)
    expelled("all", 4, all=3, party_committees=2)
    assert book.told() == errors("admitted_flow", "off", "one-off", "two-less", "all") | warnings(
        "admitted_flow", "sources"
    )


def test_attainment():
    book = Book()

    def row(unit: str, period: str = "2022", **cells: object) -> None:
        book.tell("admissions", unit, period, area="all", **cells)

    row("fits", quota=730, admitted=680, attainment_percent="93.15")
    row("rounded", quota=730, admitted=680, attainment_percent="93")
    row("off", quota=730, admitted=680, attainment_percent="93.20")
    row("over", quota=146, admitted=147, attainment_percent="100.68")
    row("alone", admitted=31, attainment_percent="100")
    row("about", quota=730, admitted=680, attainment_percent="95", qualifier="over")
    # The revised quota has its own percent, each row by itself.
    row("revised", quota=50, admitted=44, attainment_percent="88")
    row("revised", quota=40, admitted=44, attainment_percent="110", status="r", place="Mục II")
    # Quota and percent at two places of a report.
    row("places", quota=50, admitted=44)
    row("places", attainment_percent="90", place="Mục II")
    # Over several years sum by sum, never the mean of percents (93,33).
    for unit, percent in (("years", "96.00"), ("mean", "93.33")):
        for year, quota, admitted in ((2019, 100, 100), (2020, 100, 80), (2021, 50, 60)):
            row(unit, str(year), quota=quota, admitted=admitted)
        row(unit, "2019/2021", attainment_percent=percent)
    found = book.findings()
    assert {(f.rule, f.severity, f.unit) for f in found} == errors("attainment", "off", "places", "mean")
    (mean,) = [f for f in found if f.unit == "mean"]
    assert mean.arithmetic == "(100 + 80 + 60) / (100 + 100 + 50) = 96.00% ≠ 93.33%"


def test_years_of_a_period():
    book = Book()

    def row(unit: str, period: str, admitted: int, **cells: object) -> None:
        book.tell("admissions", unit, period, **{"area": "all", **cells}, admitted=admitted)

    def years(unit: str, period: str, total: int, last: str = "2022", **cells: object) -> None:
        for year in ("2020", "2021", last):
            row(unit, year, 10)
        row(unit, period, total, **cells)

    years("fits", "2020/2022", 30)
    years("off", "2020/2022", 31)
    years("part", "2020/2022-05", 31, last="2022-01/2022-05")
    years("part-fits", "2020/2022-05", 30, last="2022-01/2022-05")
    # The last year of the period is told to the end of May only: the period ends there too.
    years("part-of-last", "2020/2022", 31, last="2022-01/2022-05")
    years("gap", "2020/2023", 99)
    years("before", "2019/2022", 99)
    years("open", "2020/..", 99)
    years("about", "2020/2022", 99, qualifier="over")
    years("area", "2020/2022", 25, area="residential")
    years("break", "2020/2022", 99, status="b")
    years("source", "2020/2022", 31, source_code="s2")
    for unit, second in (("halves", 4), ("halves-off", 5)):
        row(unit, "2022", 10)
        row(unit, "2022-01/2022-06", 6)
        row(unit, "2022-07/2022-12", second)
    # A half beside its whole year is not counted twice.
    years("half-beside", "2020/2022", 30)
    row("half-beside", "2022-01/2022-06", 6)
    book.changes("stocks", "2020", closing=10).changes("stocks", "2021", closing=20)
    book.changes("stocks", "2020/2021", closing=20)
    found = book.findings()
    assert {(f.rule, f.severity, f.unit) for f in found} == errors(
        "years_total", "off", "part", "part-of-last", "halves-off"
    ) | warnings("years_total", "source")
    (part,) = [f for f in found if f.unit == "part"]
    assert part.arithmetic == "10 + 10 + 10 = 30 ≠ 31"


def test_units_under_a_parent():
    book = Book()

    def town(code: str, total: int, *children: int, **cells: object) -> None:
        book.unit(code).members(code, "2022", total, **cells)
        for number, members in enumerate(children):
            child = f"{code}-{number}"
            book.unit(child, code)
            if members >= 0:
                book.members(child, "2022", members)

    town("fits", 60, 10, 20, 30)
    town("off", 61, 10, 20, 30)
    # -1 is a child that does not tell: then a difference may be its own.
    town("missing", 61, 10, 20, -1)
    town("missing-over", 25, 10, 20, -1)
    town("most-missing", 61, 10, -1, -1)
    town("about", 61, 10, 20, 30, qualifier="over")
    # Gone before the day, or founded after it.
    town("lived", 60, 10, 20, 30)
    book.unit("lived-gone", "lived", until="2022-06-30").members("lived-gone", "2021", 99)
    book.unit("lived-new", "lived", since="2023-01-01").members("lived-new", "2023", 99)
    # Another source is heard where it is the only one.
    book.unit("sources").members("sources", "2022", 31)
    for child, members in (("sources-0", 10), ("sources-1", 20)):
        book.unit(child, "sources").members(child, "2022", members, source_code="s2")
    # One that moved between sisters left no town; a town's committee acts itself.
    book.unit("flows").unit("flows-0", "flows").unit("flows-1", "flows")
    book.changes("flows", "2022", in_transferred=5).changes("flows-0", "2022", in_transferred=5)
    book.changes("flows-1", "2022", in_transferred=3)
    for unit, cases in (("flows", 5), ("flows-0", 1), ("flows-1", 1)):
        book.tell(
            "discipline",
            unit,
            "2022",
            authority="standing_committee",
            subject="member",
            outcome="all",
            cases=cases,
        )
    # Undated figures of one report are of one time.
    book.unit("undated").members("undated", "", 31)
    for child, members in (("undated-0", 10), ("undated-1", 20)):
        book.unit(child, "undated").members(child, "", members)
    assert book.told() == errors("children_total", "off", "sources", "undated") | warnings(
        "children_total", "missing-over"
    ) | {("children_total", "notice", "missing")}


def test_outcomes_of_each_authority():
    book = Book()

    def row(unit: str, figures: dict[str, int], **cells: object) -> None:
        given = {"authority": "party_committees", "subject": "member", **cells}
        book.each("discipline", unit, "2022", "outcome", "cases", figures, **given)

    row("fits", {"khien_trach": 19, "canh_cao": 8, "cach_chuc": 1, "all": 28})
    row("whole-off", {"khien_trach": 19, "canh_cao": 8, "cach_chuc": 1, "khai_tru": 0, "all": 29})
    row("listed-off", {"khien_trach": 19, "canh_cao": 8, "cach_chuc": 1, "all": 29})
    row("over", {"khai_tru": 30, "all": 28})
    row("subset", {"cach_chuc": 1, "khai_tru": 2, "all": 28})
    row("about", {"khien_trach": 19, "canh_cao": 8, "all": 29}, qualifier="approx")
    # 28 of committees and 4 of commissions are no 32.
    for authority, cases in (("party_committees", 28), ("inspection_commissions", 4)):
        row("authorities", {"khien_trach": cases, "canh_cao": 0, "all": cases}, authority=authority)
    row("authorities", {"all": 30}, authority="all")
    row("subjects", {"khien_trach": 3, "canh_cao": 0, "all": 3})
    row("subjects", {"khien_trach": 1, "canh_cao": 0, "all": 1}, subject="probationary")
    assert book.told() == errors("outcomes_total", "whole-off", "over") | warnings(
        "outcomes_total", "listed-off"
    )


def test_stages_do_not_rise():
    book = Book()

    def row(unit: str, figures: dict[str, int], **cells: object) -> None:
        given = {"authority": "party_committees", "kind": "inspection", "subject": "member", **cells}
        book.each("inspections", unit, "2022", "stage", "cases", figures, **given)

    row("fits", {"checked": 11, "violation_found": 5, "must_discipline": 5, "disciplined": 5})
    row("rises", {"checked": 11, "violation_found": 12, "must_discipline": 5})
    row("skips", {"checked": 11, "must_discipline": 5, "disciplined": 6})
    row("about", {"checked": 11, "violation_found": 12}, qualifier="approx")
    row("apart", {"checked": 1})
    row("apart", {"violation_found": 5}, kind="supervision")
    row("apart", {"violation_found": 5}, authority="inspection_commissions")
    row("apart", {"violation_found": 5}, subject="organisation")
    assert book.told() == errors("stages_fall", "rises", "skips")


def test_one_figure_at_two_places():
    book = Book()

    def twice(
        unit: str, first: object, second: object, one: dict | None = None, other: dict | None = None
    ) -> None:
        book.members(unit, "2022", first, **(one or {}))
        book.members(unit, "2022", second, place="Mục II", **(other or {}))

    twice("same", 690, 690)
    twice("differs", 690, 691)
    twice("over", 5700, 5704, {"qualifier": "over"})
    twice("revised", 690, 691, other={"status": "r"})
    twice("defined", 690, 691, other={"status": "d"})
    twice("scope", 690, 650, other={"note": "không tính đảng viên miễn sinh hoạt"})
    twice("noted", 690, 691, other={"note": "trái với Mục I"})
    twice("sources", 690, 691, other={"source_code": "s2"})
    book.members("dates", "2022-12-30", 690).members("dates", "", 694, place="Mục II")
    book.members("undated", "", 690).members("undated", "", 694, place="Mục II")
    for unit, first, second in (
        ("decimals", "93.15", "93.2"),
        ("decimals-off", "93.15", "93.3"),
        ("last", "93.15", "93.16"),
    ):
        kind = {"subject": "member", "rating": "good_or_better"}
        book.tell("ratings", unit, "2022", **kind, percent=first)
        book.tell("ratings", unit, "2022", **kind, percent=second, place="Mục II")
    badges = {"indicator": "party_badges"}
    book.tell("indicators", "measures", "2022", **badges, value=20, unit_of_measure="people")
    book.tell("indicators", "measures", "2022", **badges, value=95, unit_of_measure="percent", place="Mục II")
    assert book.told() == errors("restated", "differs", "noted", "undated", "decimals-off", "last")


def test_more_admitted_than_trained():
    book = Book()
    for unit, attendees, cells in (
        ("fits", 300, {}),
        ("same", 93, {}),
        ("fewer", 92, {}),
        ("about", 92, {"qualifier": "approx"}),
    ):
        book.tell(
            "admissions", unit, "2012/2022", area="residential", admitted=93, attendees=attendees, **cells
        )
    book.tell("admissions", "years", "2022", area="all", admitted=93)
    book.tell("admissions", "years", "2021", area="all", attendees=10)
    book.tell("admissions", "areas", "2022", area="all", admitted=93)
    book.tell("admissions", "areas", "2022", area="residential", attendees=10)
    assert book.told() == warnings("trained_admitted", "fewer")


def test_figures_outside_the_life_of_a_unit():
    book = Book()
    for unit in ("before", "within", "across", "undated", "day"):
        book.unit(unit, since="2025-07-01")
    for unit in ("after", "last-year", "after-day"):
        book.unit(unit, until="2025-06-30")
    book.members("before", "2024", 100).members("within", "2025", 100)
    book.tell("admissions", "across", "2019/2025", area="all", admitted=3)
    book.members("undated", "", 100).members("day", "2025-06-30", 100)
    book.members("after", "2026", 100).members("after-day", "2025-07-31", 100)
    book.tell("admissions", "last-year", "2025", area="all", admitted=3)
    book.unit("always").members("always", "1990", 5)
    assert book.told() == errors("before_founded", "before", "day", "after", "after-day")


def test_a_difference_of_percents_is_points():
    book = Book()

    def rates(unit: str, before: float, after: float, change: float, **cells: object) -> None:
        given = {"indicator": "cell_meeting_attendance"}
        for category, value in (("before", before), ("after", after)):
            book.tell(
                "indicators", unit, "2022", **given, category=category, value=value, unit_of_measure="percent"
            )
        said = {"note": "tăng so với trước", "category": "change", "unit_of_measure": "percent", **cells}
        book.tell("indicators", unit, "2022", **given, value=change, **said)

    for code in ("before", "after", "change"):
        book.add("categories", list="indicator_category", code=code, label_vi=code, label_en=code)
    rates("percent", 80.5, 95.0, 14.5)
    rates("points", 80.5, 95.0, 14.5, unit_of_measure="points")
    # A real rise in percent: 80 to 92 is 15 %.
    rates("relative", 80.0, 92.0, 15.0)
    rates("rounded", 80.4, 95.0, 15)
    rates("about", 80.5, 95.0, 14.5, qualifier="over")
    assert book.told() == warnings("points_not_percent", "percent", "rounded")
