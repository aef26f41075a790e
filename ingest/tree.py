"""The tree of units: breadth-first numbers, dated edges, root 0 above every top unit."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

ROOT = 0
EVER_SINCE, FOR_EVER = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class UnitRow:
    """One row of `units.csv`: a unit under one parent for a time."""

    code: str
    valid_from: date | None
    name: str
    parent: str
    kind: str
    org_type: str
    valid_to: date | None
    note: str = ""

    @property
    def since(self) -> date:
        """When it began; a date nobody gave means as far back as anybody asks."""
        return self.valid_from or EVER_SINCE


class CircularUnits(ValueError):
    """Units that hang under themselves; `args` are their codes."""


def number(rows: list[UnitRow]) -> dict[str, int]:
    """Numbers from 1, breadth first by the last parent, so that children are one range; CircularUnits if cut off."""
    parents = dict.fromkeys((row.code for row in rows), "")  # sisters keep the order of the file
    parents |= {row.code: row.parent for row in sorted(rows, key=lambda r: r.since)}
    children: dict[str, list[str]] = defaultdict(list)
    for code, parent in parents.items():
        children[parent or ""].append(code)
    numbers: dict[str, int] = {}
    level = children[""]
    while level:
        numbers.update({code: len(numbers) + i for i, code in enumerate(level, 1)})
        level = [child for code in level for child in children[code]]
    lost = parents.keys() - numbers.keys()
    if lost:
        raise CircularUnits(*sorted(lost))
    return numbers


def depths(rows: list[UnitRow], numbers: dict[str, int], ever: bool) -> dict[str, int]:
    """Depth of every unit, 1 at the top: under its last parent, or the deepest it `ever` hung."""
    parents: dict[str, set[str]] = defaultdict(set)
    for row in sorted(rows, key=lambda r: r.since):
        parents[row.code] = (parents[row.code] if ever else set()) | {row.parent}
    found: dict[str, int] = {}

    def depth(code: str) -> int:
        if code not in found:
            found[code] = 1 + max((depth(p) for p in parents[code] if p), default=0)
        return found[code]

    return {code: depth(code) for code in numbers}


def edges(rows: list[UnitRow], numbers: dict[str, int]) -> list[tuple[int, int, date, date]]:
    """(parent_id, unit_id, valid_from, valid_to) of every row, parent by parent; the top units hang under 0."""
    return sorted(
        (
            numbers[row.parent] if row.parent else ROOT,
            numbers[row.code],
            row.since,
            row.valid_to or FOR_EVER,
        )
        for row in rows
    )
