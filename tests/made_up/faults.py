"""The faults on purpose: planted contradictions and missing reports, each with its place."""

from collections.abc import Callable
from dataclasses import dataclass

from .chance import percent

MISSING = [
    ("md-x-an-thach", "2016", "structure"),
    ("md-x-son-moc", "2017", "organisations"),
    ("md-p-lac-dao", "2018", "discipline"),
    ("md-x-van-linh", "2019", "membership"),
    ("md-x-da-trang", "2020", "inspections"),
    ("md-p-kenh-moi", "2021", "ratings"),
    ("md-x-hoai-bac", "2022", "admissions"),
    ("md-x-dao-hon-may", "2024", "indicators"),
    ("md-doanh-nghiep", "2026-01/2026-06", "discipline"),
]


@dataclass(frozen=True)
class Fault:
    rule: str
    unit: str
    period: str
    table: str
    what: str
    spoil: Callable[[list[dict]], list[dict]]
    also: tuple[str, ...] = ()
    reported_in: str = ""


def shift(column: str, by: int, **where: str) -> Callable:
    """Add `by` to one column of the rows that match."""

    def spoil(rows):
        for row in rows:
            if all(row[key] == value for key, value in where.items()):
                row[column] += by
        return rows

    return spoil


def carried_over_wrong(rows: list[dict]) -> list[dict]:
    """Opening off by five; the flow itself still balances."""
    for change, by in (("opening", 5), ("out_transferred", 5), ("net", -5)):
        rows = shift("members", by, change=change)(rows)
    return rows


def one_commune_twice(rows: list[dict]) -> list[dict]:
    """Twelve official members of a commune counted twice on the way up."""
    for row in rows:
        if row["org_type"] in ("all", "xa_phuong_thi_tran", "xa") and row["member_status"] != "probationary":
            row["members"] += 12
    total = rows[0]["members"]
    for row in rows[3:]:
        row["percent"] = percent(row["members"], total)
    return rows


def attainment_of_another_quota(rows: list[dict]) -> list[dict]:
    rows[0]["attainment_percent"] = percent(rows[0]["admitted"], rows[0]["quota"] - 4)
    return rows


def percents_of_100_4(rows: list[dict]) -> list[dict]:
    """Education as percents alone, one decimal, that add up to 100,4."""
    picked = [r for r in rows if r["dimension"] == "education" and r["population"] == "members"]
    if not picked:
        return rows
    total = sum(r["members"] for r in picked)
    tenths = [round(float(percent(r["members"], total, 1)) * 10) for r in picked]
    tenths[-1] = 1004 - sum(tenths[:-1])
    for row, value in zip(picked, tenths, strict=True):
        row |= {"members": "", "percent": f"{value // 10}.{value % 10}"}
    return rows


def year_before_founding(rows: list[dict]) -> list[dict]:
    """The new unit's first report also prints a figure for the year before."""
    return [*rows, rows[0] | {"period": "2024", "members": rows[0]["members"] - 31}]


FAULTS = [
    Fault(
        "parts_total",
        "md-x-tinh-xuan",
        "2019",
        "structure",
        "Cộng các nhóm tuổi nhiều hơn tổng số đảng viên 3 người (nhóm 31-40 ghi thừa 3)",
        shift("members", 3, population="members", category="age_31_40"),
    ),
    Fault(
        "attainment",
        "md-p-ho-sen",
        "2018",
        "admissions",
        "Tỷ lệ đạt chỉ tiêu in sai: chia cho chỉ tiêu ít hơn 4",
        attainment_of_another_quota,
    ),
    Fault(
        "carry_over",
        "md-p-ben-lua",
        "2017",
        "changes",
        "Số đầu kỳ 2017 nhiều hơn số cuối kỳ 2016 5 người",
        carried_over_wrong,
    ),
    Fault(
        "outcomes_total",
        "md-co-quan-tinh",
        "2022",
        "discipline",
        "Tổng số đảng viên bị cấp ủy kỷ luật lớn hơn cộng các hình thức 1",
        shift("cases", 1, authority="party_committees", subject="member", outcome="all"),
    ),
    Fault(
        "children_total",
        "md-an-tinh",
        "2022",
        "membership",
        "Tổng của huyện nhiều hơn cộng các đơn vị 12 người; tỉnh cộng theo huyện",
        one_commune_twice,
        ("md",),
    ),
    Fault(
        "percent_sum",
        "md-p-truong-xuan",
        "2023",
        "structure",
        "Chỉ in tỷ lệ trình độ giáo dục phổ thông, cộng lại được 100,4%",
        percents_of_100_4,
    ),
    Fault(
        "before_founded",
        "md-p-hai-tam",
        "2024",
        "membership",
        "Số liệu ghi cho năm 2024, trước ngày thành lập 01/7/2025",
        year_before_founding,
        reported_in="2025",
    ),
    Fault(
        "stages_fall",
        "md-tt-hoai-thuy",
        "2016",
        "inspections",
        "Số đảng viên có vi phạm lớn hơn số được kiểm tra (cấp ủy kiểm tra)",
        shift(
            "cases",
            40,
            authority="party_committees",
            kind="inspection",
            subject="member",
            stage="violation_found",
        ),
    ),
]
BY_PLACE = {(unit, f.reported_in or f.period, f.table): f for f in FAULTS for unit in (f.unit, *f.also)}
ABSENT = set(MISSING)


def spoiled(table: str, unit: str, period: str, rows: list[dict]) -> list[dict]:
    """The rows as the careless office sent them: wrong, missing or untouched."""
    if (unit, period, table) in ABSENT:
        return []
    fault = BY_PLACE.get((unit, period, table))
    return fault.spoil(rows) if fault else rows


def listing() -> dict[str, list[dict]]:
    planted = [
        {"rule": f.rule, "unit": f.unit, "period": f.period, "table": f.table, "what": f.what} for f in FAULTS
    ]
    missing = [dict(zip(("unit", "period", "table"), place, strict=True)) for place in MISSING]
    return {"planted": planted, "missing": missing}
