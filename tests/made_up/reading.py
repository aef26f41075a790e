"""A made-up collection read back: rows by table, and the sums that its checks compare."""

import csv
from collections import defaultdict
from pathlib import Path

from .writing import COLUMNS

LISTS = {
    "org_type": "org_type",
    "member_status": "member_status",
    "population": "population",
    "change": "change",
    "area": "area",
    "authority": "authority",
    "outcome": "outcome",
    "stage": "stage",
    "level": "level",
    "rating": "rating",
    "indicator": "indicator",
    "unit_of_measure": "unit_of_measure",
    "event": "event",
    "extent": "extent",
}
LISTS_BY_TABLE = {
    "discipline": {"subject": "subject"},
    "inspections": {"subject": "subject", "kind": "inspection_kind"},
    "ratings": {"subject": "rating_subject"},
    "indicators": {"category": "indicator_category"},
    "units": {"kind": "unit_kind"},
    "sources": {"status": "source_status"},
}


def read(folder: Path) -> dict[str, list[dict]]:
    tables = {}
    for name in COLUMNS:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    return tables


def planted(listed: dict, rule: str) -> set[tuple[str, str]]:
    return {(p["unit"], p["period"]) for p in listed["planted"] if p["rule"] == rule}


def counts(rows, column: str, *keys: str) -> dict[tuple, int]:
    """Sums of `column` by (unit, period, further keys); an unprinted figure is left out."""
    sums = defaultdict(int)
    for row in rows:
        if row[column]:
            sums[(row["unit_code"], row["period"], *(row[key] for key in keys))] += int(row[column])
    return sums


def steps(tables) -> dict[tuple[str, str], dict[str, int]]:
    flows = defaultdict(dict)
    for (unit, period, change), members in counts(tables["changes"], "members", "change").items():
        flows[unit, period][change] = members
    return flows


def stocks(tables) -> dict[tuple, int]:
    whole = [r for r in tables["membership"] if r["org_type"] == r["member_status"] == "all"]
    return counts(whole, "members")


def codes_in(categories: Path) -> dict[tuple[str, str], set[str]]:
    """Codes by (list, scheme) of every code list in the folder."""
    codes = defaultdict(set)
    for path in categories.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if "code" in row:
                    codes[row["list"], row["scheme"]].add(row["code"])
    return codes


def unknown(tables, categories: Path) -> set[tuple[str, str, str]]:
    """(table, column, code) of every code that no code list, unit or source explains."""
    codes = codes_in(categories)
    sources = {row["source_code"] for row in tables["sources"]}
    units = {row["unit_code"] for row in tables["units"]}
    strange = set()
    for name, rows in tables.items():
        known = {column: codes[listed, ""] for column, listed in LISTS.items()}
        known |= {column: codes[listed, ""] for column, listed in LISTS_BY_TABLE.get(name, {}).items()}
        known |= dict.fromkeys(("unit_code", "parent_code", "from_code", "to_code"), units)
        known["source_code"] = sources
        for row in rows:
            if name == "structure":
                known["category"] = codes[row["dimension"], row["scheme"]]
            strange |= {
                (name, column, row[column])
                for column in known.keys() & row.keys()
                if row[column] and row[column] not in known[column]
            }
    return strange
