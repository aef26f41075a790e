"""The units of the made-up province, their parents and what became of them on 2025-07-01."""

import tomllib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from .chance import dice
from .periods import FIRST_YEAR, NEW_BEGINS, OLD_ENDS

LAND = tomllib.loads(Path(__file__).with_name("units.toml").read_text(encoding="utf-8"))
ROOT = LAND["province_code"]
BEGIN = f"{FIRST_YEAR}-01-01"
KINDS = {
    "Phường": ("ward", "phuong", "p"),
    "Xã": ("commune", "xa", "x"),
    "Thị trấn": ("township", "thi_tran", "tt"),
    "Đặc khu": ("special_zone", "dac_khu", "dk"),
    "Đảng ủy": ("agency", "co_quan", "cq"),
}
AREA = {"ward": (2.5, 9.0), "township": (8, 16), "commune": (14, 48), "agency": (0, 0)}


@dataclass
class Unit:
    code: str
    name: str
    kind: str
    org_type: str
    parent: str
    life: str
    members: int = 0
    highland: bool = False
    area: float = 0
    population: float = 0
    parts: list = field(default_factory=list)


def kind_of(name: str) -> str:
    return next(kind for kind in KINDS if name.startswith(kind))


def code_of(name: str) -> str:
    """`Thị trấn An Tịnh` becomes `md-tt-an-tinh`."""
    kind = kind_of(name)
    plain = unicodedata.normalize("NFD", name.removeprefix(kind).lower().replace("đ", "d"))
    words = "".join(c for c in plain if not unicodedata.combining(c)).split()
    return "-".join([ROOT, KINDS[kind][2], *words])


def leaf(entry: list, parent: str, life: str, **more) -> Unit:
    """A reporting unit from its [name, members, code] entry."""
    name, members, *code = entry
    kind, org_type, _ = KINDS[kind_of(name)]
    unit = Unit(code[0] if code else code_of(name), name, kind, org_type, parent, life, members, **more)
    rng = dice("land", unit.code)
    unit.area = round(rng.uniform(*AREA.get(kind, (0, 0))) * (1.6 if unit.highland else 1), 2)
    unit.population = members * rng.uniform(15, 21) if unit.area else 0
    return unit


def old_leaves() -> list[Unit]:
    """Everything below a district, then the agency block of the province."""
    units = []
    for district in LAND["district"]:
        for entry in [*district["leaves"], district["agency"]]:
            unit = leaf(entry, district["code"], "ended", highland=district.get("highland", False))
            if unit.code in district.get("moves", []):
                unit.life = "moves"
            units.append(unit)
    for org_type, entry in LAND["block"].items():
        unit = leaf(entry, ROOT, "stays")
        unit.org_type = org_type
        units.append(unit)
    return units


def founded_leaves(old: list[Unit]) -> list[Unit]:
    """The units of 2025-07-01; land and people come with the shares of the old ones."""
    by_code = {unit.code: unit for unit in old}
    units = []
    for entry in LAND["founded"]:
        parts = entry["from"]
        unit = leaf([entry["name"], 0], ROOT, "founded", highland=entry.get("highland", False))
        unit.parts = parts
        unit.area = round(sum(by_code[code].area * share for code, share, *_ in parts), 2)
        unit.population = sum(by_code[code].population * share for code, share, *_ in parts)
        units.append(unit)
    return units


def unit_rows(leaves: list[Unit]):
    """Rows of units.csv; a unit that changes its parent gets a second one."""
    made_up = "Đơn vị hư cấu, số liệu minh họa"
    root = {"unit_code": ROOT, "valid_from": BEGIN, "name": LAND["province"], "kind": "province"}
    yield root | {"note": made_up}
    for district in LAND["district"]:
        row = {"unit_code": district["code"], "valid_from": BEGIN, "name": district["name"]}
        row |= {
            "parent_code": ROOT,
            "kind": district["kind"],
            "valid_to": OLD_ENDS,
            "note": made_up,
        }
        yield row
    for unit in leaves:
        row = {
            "unit_code": unit.code,
            "valid_from": BEGIN,
            "name": unit.name,
            "parent_code": unit.parent,
        }
        row |= {"kind": unit.kind, "org_type": unit.org_type, "note": made_up}
        if unit.life in ("ended", "moves"):
            row["valid_to"] = OLD_ENDS
        if unit.life == "founded":
            row["valid_from"] = NEW_BEGINS
        yield row
        if unit.life == "moves":
            yield row | {"valid_from": NEW_BEGINS, "parent_code": ROOT, "valid_to": ""}


def edges():
    """(from, to, event, true share, share is printed) of the reorganisation."""
    for entry in LAND["founded"]:
        for code, share, *printed in entry["from"]:
            event = entry.get("event", "merge") if share == 1 else "split"
            yield code, code_of(entry["name"]), event, share, printed != [False]


def lineage_rows():
    """Rows of lineage.csv; a district ends without a successor: its members were its units'."""
    rows = [{"from_code": d["code"], "event": "dissolve", "extent": "whole"} for d in LAND["district"]]
    for source, target, event, share, printed in edges():
        extent = "whole" if share == 1 else "part"
        row = {"from_code": source, "to_code": target, "event": event, "extent": extent}
        rows.append(row | {"share": share if printed else ""})
    for line, row in enumerate(rows, 1):
        row |= {"on_date": NEW_BEGINS, "legal_basis": LAND["legal_basis"]}
        yield row | {"source_code": f"{ROOT}-2025", "place": f"Phụ lục 1 dòng {line}"}
