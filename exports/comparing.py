"""Which periods a report tells, and which two figures may be compared."""

from typing import Any

from charts import records
from exports import body
from exports.card import Card
from exports.clauses import Line

NOT_COMPARED = ("b", "d", "p", "e", records.HIDDEN)  # statuses of figures that no other is taken from


def worth_telling(spans: list[tuple]) -> list[tuple]:
    """Of (start, end, kind): the newest whole year, and all others that reach as far; without a year, all."""
    ends = [end for _, end, kind in spans if kind == "year"]
    if not ends:
        return spans
    last = max(ends)
    return [
        (start, end, kind)
        for start, end, kind in spans
        if (kind == "year" and end == last) or (kind != "year" and (end is None or end >= last))
    ]


def is_short(row: Any) -> bool:
    """Whether a sum lacks some of its units."""
    lacking = row.reported is not None and row.expected is not None and row.reported < row.expected
    return row.basis == "summed" and lacking


def moves(card: Card) -> list[tuple[Any, Any]]:
    """(unit, day) of every change of territory in the years looked at."""
    changes = body.changes(card.filters)
    return list(zip(changes.unit_id.tolist(), changes.on_date.tolist(), strict=True))


def comparable(line: Line, before: Line, name: str, moved: list[tuple[Any, Any]]) -> bool:
    """Whether both figures are whole, certain, of one way of counting and of one territory; `moved` as `moves`."""
    for row in (line.row, before.row):
        untold = getattr(row, name) is None or (row.qualifier or "exact") != "exact"
        if untold or row.status in NOT_COMPARED or row.contested or not row.complete or is_short(row):
            return False
    now = line.row
    if getattr(now, "breaks", False) or getattr(now, "reorganised_members", None):
        return False
    return not any(u == now.unit_id and before.row.period_end < day <= now.period_end for u, day in moved)
