"""A small forest whose figures agree: a city, wards that merge and split, two authorities, years with halves."""

import csv
import random
from collections import defaultdict
from pathlib import Path

HEADS = {
    "units": "unit_code,valid_from,name,parent_code,kind,org_type,valid_to,note",
    "sources": "source_code,title,number,issued_on,issuer,as_of,coverage,status,note",
    "lineage": "from_code,to_code,on_date,event,extent,share,legal_basis,source_code,place",
    "membership": "unit_code,period,org_type,member_status,members,source_code,place",
    "discipline": "unit_code,period,authority,subject,outcome,cases,source_code,place",
    "inspections": "unit_code,period,authority,kind,subject,stage,cases,source_code,place",
    "changes": "unit_code,period,change,members,source_code,place",
    "structure": "unit_code,period,population,dimension,scheme,category,members,percent,base,source_code,place",
}
WARDS = ("a", "b", "c", "d", "e", "f")
# e became a, f became b and c; both had gone on 2023-01-01.
SHARES = {("e", "a"): 1.0, ("f", "b"): 0.4, ("f", "c"): 0.6}
YEARS = ("2020", "2021", "2022", "2023")
HALVES = ("2020-01/2020-06", "2020-07/2020-12")
AUTHORITIES = ("party_committees", "inspection_commissions")
OUTCOMES = {
    "member": ("khien_trach", "canh_cao", "cach_chuc", "khai_tru"),
    "organisation": ("khien_trach", "canh_cao", "giai_tan"),
}
Figures = dict[tuple, int]


def figures(seed: int) -> Figures:
    """(table, unit, period, key …) → a number; every ward of its time, and what the city prints itself."""
    chance, found = random.Random(seed), defaultdict(int)

    def few(most: int) -> int:
        return chance.choice([0, 0, 1, 1, 2, 3, chance.randint(4, most)])

    for ward in WARDS:
        for period in (*HALVES, *YEARS[1:]):
            if ward in "ef" and period == "2023":
                continue
            for authority in AUTHORITIES:
                for subject, outcomes in OUTCOMES.items():
                    for outcome in outcomes:
                        _add(found, ward, period, authority, subject, outcome, few(9))
                checked = chance.randint(8, 30)
                for stage in ("checked", "violation_found", "must_discipline", "disciplined"):
                    found["inspections", ward, period, authority, "inspection", "member", stage] = checked
                    checked = chance.randint(0, min(checked, 6))
            for change in ("in_transferred", "out_transferred", "out_died", "out_struck_off", "out_released"):
                found["changes", ward, period, change] = few(20)
        for year in YEARS:
            if ward in "ef" and year == "2023":
                continue
            members = chance.randint(60, 300)
            minority, catholic, buddhist = few(30), few(12), few(12)
            found["membership", ward, year, "all", "all"] = members
            own = {"ethnicity": {"minority": minority, "kinh": members - minority}}
            own["religion"] = {"catholic": catholic, "buddhist": buddhist, "other": few(6)}
            for dimension, parts in own.items():
                for category, count in parts.items():
                    found["structure", ward, year, "members", dimension, "btctw_2021", category] = count
    for key in list(found):
        if key[2] in HALVES:
            found[key[0], key[1], "2020", *key[3:]] += found[key]
    for key in list(found):
        # The city prints what its wards did in two years out of three together, of 2022 its own figures, else nothing.
        if key[2] in ("2021", "2022") and key[0] == "discipline":
            found["discipline", key[1], "2021/2022", *key[3:]] += found[key]
        if key[2] == "2022":
            found[key[0], "t", "2022", *key[3:]] += found[key]
    return dict(found)


def _add(found, ward, period, authority, subject, outcome, cases) -> None:
    found["discipline", ward, period, authority, subject, outcome] = cases
    found["discipline", ward, period, authority, subject, "all"] += cases
    if outcome == "khai_tru":
        found["changes", ward, period, "out_expelled"] += cases


def recast(found: Figures) -> Figures:
    """The same figures of today's wards: what merged is whole, what was split is by its share, rounded."""
    now: dict[tuple, float] = defaultdict(float)
    for (table, unit, *rest), value in found.items():
        heirs = {new: share for (old, new), share in SHARES.items() if old == unit} or {unit: 1.0}
        for heir, share in heirs.items():
            now[table, heir, *rest] += share * value
    return {key: round(value) for key, value in now.items()}


def write(folder: Path, found: Figures, percents: bool) -> None:
    """The figures as a collection; with `percents`, ward b prints of its ethnicities a percent and one count only."""
    rows: dict[str, list] = {name: [head.split(",")] for name, head in HEADS.items()}
    rows["sources"].append(
        ["s", "Báo cáo", "1", "2024-01-15", "Thành ủy", "2023-12-31", "2020/2023", "chinh_thuc", ""]
    )
    rows["units"].append(["t", "", "Thành phố", "", "city", "", "", ""])
    for ward in WARDS:
        until = "2022-12-31" if ward in "ef" else ""
        rows["units"].append([ward, "", f"Phường {ward.upper()}", "t", "ward", "phuong", until, ""])
    for (old, new), share in SHARES.items():
        kind = ("merge", "whole") if share == 1 else ("split", "part")
        rows["lineage"].append([old, new, "2023-01-01", *kind, share, "NQ 1", "s", "I"])
    sizes = {key[1:3]: value for key, value in found.items() if key[0] == "membership"}
    for line, ((table, unit, period, *key), value) in enumerate(found.items()):
        given: list = [value]
        if table == "structure":
            base = sizes[unit, period]
            given = [value, round(100 * value / base, 1), base]
            if percents and unit == "b" and key[-1] == "kinh":
                given = ["", given[1], ""]
        rows[table].append([unit, period, *key, *given, "s", f"dòng {line}"])
    folder.mkdir()
    (folder / "collection.toml").write_text(
        'title_vi = "Rừng"\ntitle_en = "Forest"\nillustrative = true\n', encoding="utf-8"
    )
    for name, lines in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
