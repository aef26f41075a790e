"""What a sentence is made of: clauses, each with the cells of the answer that it tells, and rows with their places."""

from dataclasses import dataclass
from typing import Any

from charts import records
from exports.card import Card


@dataclass(frozen=True)
class Cell:
    """One figure of the answer: its card, the place of its row in the card's frame, its column; None where hidden."""

    card: Card
    place: int
    column: str
    value: float | None
    row: Any


@dataclass(frozen=True)
class Clause:
    """Words and the cells they tell; `worked_out` are (way, figure) that come of the cells: `difference`, `growth`."""

    words: str
    cells: tuple[Cell, ...]
    worked_out: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Sentence:
    """What is spoken of (period, unit, topic), and the clauses about it."""

    unit: str
    lead: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Line:
    """A row of the answer and its place there."""

    place: int
    row: Any


def rows_of(card: Card) -> list[Any]:
    """The rows of a card's frame as plain tuples, in their order."""
    return records.of(card.frame)


def grouped(lines: list[Line], names: tuple[str, ...]) -> dict[tuple, list[Line]]:
    """The lines by what stands in these columns, in the order in which it comes."""
    found: dict[tuple, list[Line]] = {}
    for line in lines:
        found.setdefault(tuple(getattr(line.row, name) for name in names), []).append(line)
    return found
