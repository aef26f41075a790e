"""The forms on members: totals, changes and admissions of one report, as contract rows."""

from .chance import percent
from .lives import IN, OUT, Report

REVISION = "Chỉ tiêu điều chỉnh theo Quyết định số 723-QĐ/TU ngày 14/7/2023 (hư cấu)"
ORIGINAL = "Chỉ tiêu giao đầu năm, trước điều chỉnh"
HANDED_OVER = "Trước khi bàn giao ngày 01/7/2025"
# Org types printed by the higher committees, with the ones that each of them adds up.
ORG_TYPES = {
    "xa_phuong_thi_tran": ["xa", "phuong", "thi_tran", "dac_khu"],
    "xa": ["xa"],
    "phuong": ["phuong"],
    "thi_tran": ["thi_tran"],
    "dac_khu": ["dac_khu"],
    "co_quan": ["co_quan"],
    "luc_luong_vu_trang": ["cong_an", "quan_doi"],
    "quan_doi": ["quan_doi"],
    "cong_an": ["cong_an"],
    "doanh_nghiep": ["doanh_nghiep"],
}


def membership(members: int, probationary: int, note: str = "") -> list[dict]:
    statuses = {"all": members, "official": members - probationary, "probationary": probationary}
    return [
        {"org_type": "all", "member_status": status, "members": n, "note": note}
        for status, n in statuses.items()
    ]


def membership_by_type(by_type: dict[str, int]) -> list[dict]:
    """Only types that the committee has; the percent is of all its members."""
    total = sum(by_type.values())
    rows = []
    for org_type, parts in ORG_TYPES.items():
        if any(part in by_type for part in parts):
            members = sum(by_type.get(part, 0) for part in parts)
            row = {"org_type": org_type, "member_status": "all", "members": members}
            rows.append(row | {"percent": percent(members, total)})
    return rows


def changes(report: Report) -> list[dict]:
    steps = {"opening": report.opening} | {kind: report.flows[kind] for kind in IN + OUT}
    steps |= {"net": report.net, "closing": report.closing}
    return [{"change": change, "members": members} for change, members in steps.items()]


def admissions(quota: int, first_quota: int | None, admitted: int, attendees: int) -> list[dict]:
    """One row, or two where the quota was revised: the first keeps the old quota alone."""
    row = {"area": "all", "quota": quota, "admitted": admitted, "attendees": attendees}
    row["attainment_percent"] = percent(admitted, quota)
    if first_quota is None:
        return [row]
    return [
        {"area": "all", "quota": first_quota, "note": ORIGINAL},
        row | {"status": "r", "place": "Phụ lục 2 dòng 1", "note": REVISION},
    ]


def residential(report: Report) -> list[dict]:
    """Admissions of the hamlets and residential groups, for units that have them."""
    if not report.unit.area:
        return []
    share = percent(report.residential, report.admitted)
    return [{"area": "residential", "admitted": report.residential, "share_percent": share}]
