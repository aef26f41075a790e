"""What a part of a figure is and says: its value, its percent, its total."""

from dataclasses import dataclass, field
from typing import Any

from charts import panels, records
from charts.records import Row
from labels import Labels


@dataclass(frozen=True)
class Parts:
    """The code and name of a part, its value, which columns part the panels, and a total that is told apart."""

    code: str
    label: str
    value: str
    apart: tuple[str, ...] = ()
    stacked: bool = True
    total: str = ""
    colours: dict[str, str] = field(default_factory=dict)

    def values(self, told: list[Row]) -> list[Any]:
        """The value of each row."""
        return [getattr(row, self.value) for row in told]


def is_told(row: Row, parts: Parts) -> bool:
    """Whether a part has a count or at least a percent, or is hidden."""
    return getattr(row, parts.value) is not None or percent(row) is not None or records.is_hidden(row)


def percent(row: Row) -> float | None:
    """The share of a part, where its question asks for one."""
    return getattr(row, "percent", None)


def lengths(told: list[Row], parts: Parts) -> list[Any]:
    """What the bars of a panel measure: counts, or percents where a report prints no counts; a hidden one has none."""
    shown = [row for row in told if not records.is_hidden(row)]
    values = parts.values(told)
    lengths_told = [percent(row) for row in told] if None in parts.values(shown) else values
    return [0 if records.is_hidden(row) else length for row, length in zip(told, lengths_told, strict=True)]


def written(row: Row, say: Labels, parts: Parts) -> str:
    """19, 490 (80,6%) or 56,8%: as much as is printed."""
    value, share = getattr(row, parts.value), percent(row)
    if records.is_hidden(row):
        return say("card.hidden")
    if value is None:
        return say.percent(share, None)
    word = say.count(value, row.qualifier)
    return f"{word} ({say.percent(share, None)})" if share is not None else word


def hovers(told: list[Row], say: Labels, parts: Parts) -> list[str]:
    """What each bar says; its name and its figure."""
    return [panels.told(row, say, f"{getattr(row, parts.label)}: {written(row, say, parts)}") for row in told]


def shown(told: list[Row], parts: Parts) -> Any:
    """The sum of the parts that are shown."""
    return sum(value for value in parts.values(told) if value is not None)


def total(told: list[Row], parts: Parts) -> Any:
    """The total that is told, else the sum: a report may tell fewer outcomes than its total holds; None where a part is
    hidden and no total told."""
    totals = [getattr(row, parts.total) for row in records.having(told, parts.total)] if parts.total else []
    if totals:
        return max(totals)
    return None if any(map(records.is_hidden, told)) else shown(told, parts)


def total_written(told: list[Row], say: Labels, parts: Parts) -> str:
    """The total in words: 19, hidden, or 12 and what is hidden."""
    whole, seen = total(told, parts), shown(told, parts)
    if whole is not None:
        return say.count(whole)
    return say("card.and_hidden", count=say.count(seen)) if seen else say("card.hidden")
