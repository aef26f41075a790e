"""A card as rows of words for paper: parts down and periods across where its question has parts, else its table."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from charts import records
from exports import body, table
from exports.card import Card
from exports.sentence_rules import RULES

MOST_ACROSS, MOST_ROWS = 9, 120
DAYS = ("period_start", "period_end", "period_kind")
# Read beside each figure on screen; on paper the flags, the appendix and the workbook hold them.
LEFT_TO_OTHERS = ("place", "basis", "original_place", "scheme_label", "source_title")
IN_CAPTION = ("unit_name", "period", "reported", "expected")
# Rows down, columns across and the figures of a cell.
ACROSS = {
    "structure/by_unit": (("unit_name",), ("category_label",), ("members", "part_percent")),
    "discipline/outcomes_by_unit": (("unit_name", "authority_label"), ("outcome_label",), ("cases",)),
    "discipline/removals_by_unit": (("unit_name",), ("change_label",), ("members",)),
    "admissions/attainment_by_unit_and_year": (("unit_name",), DAYS, ("attainment_percent",)),
}


@dataclass(frozen=True)
class Grid:
    """Headings and rows of words; `numbers` are columns of figures; `cut` is how many rows there are, if not all."""

    headings: list[str]
    rows: list[list[str]]
    numbers: frozenset[int]
    cut: int = 0


def of(card: Card) -> Grid:
    """The grid of a card; every figure in it reads as on screen."""
    return _crossed(card) or _table(card)


def _crossed(card: Card) -> Grid | None:
    """None where a cell would hold two rows, or more would stand side by side than a page takes."""
    down, across, figures = _axes(card)
    if not figures:
        return None
    every = records.of(card.frame)
    rows = [(place, row) for place, row in enumerate(every) if row.period_kind is not None]
    columns = list(dict.fromkeys(_at(row, across) for _, row in rows))
    cells = {(_at(row, down), _at(row, across)): place for place, row in rows}
    if len(cells) < len(rows) or not 1 < len(columns) <= MOST_ACROSS:
        return None
    if across == DAYS:
        columns.sort(
            key=lambda span: (span[1] is None, span[1] or span[0], span[0] is None, span[0] or span[1])
        )
    written = _Writing(card, figures, every)
    heads = list(dict.fromkeys(down_key for down_key, _ in cells))
    told = [_named(head, "") for head in heads]
    kept = [i for i in range(len(down)) if len({head[i] for head in told}) > 1] or [len(down) - 1]
    body_rows = [
        [
            *(head[i] for i in kept),
            *(written.cell(cells[key, c]) if (key, c) in cells else "" for c in columns),
        ]
        for key, head in zip(heads, told, strict=True)
    ]
    names = [card.say(f"column.{down[i]}") for i in kept] + [_heading(c, across, card) for c in columns]
    return Grid(names, body_rows, frozenset(range(len(kept), len(names))))


def _axes(card: Card) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    if card.question in ACROSS:
        return ACROSS[card.question]
    rule = RULES.get(card.question)
    if rule is None or not rule.part:
        return (), (), ()
    return ("unit_name", *rule.split, rule.part), DAYS, rule.figures


def _at(row: Any, names: tuple[str, ...]) -> tuple:
    return tuple(getattr(row, name) for name in names)


def _named(key: tuple, otherwise: str) -> tuple[str, ...]:
    return tuple(otherwise if part is None else str(part) for part in key)


def _heading(key: tuple, across: tuple[str, ...], card: Card) -> str:
    if across != DAYS:
        return " · ".join(_named(key, ""))
    words = card.say.period(*key)
    return words[0].upper() + words[1:]


@dataclass(frozen=True)
class _Writing:
    card: Card
    figures: tuple[str, ...]
    rows: list[Any]

    @cached_property
    def hidden(self) -> dict[str, list[bool]]:
        return {name: table.hidden_in(self.card.frame, name) for name in self.figures}

    def cell(self, place: int) -> str:
        """A count with its share in brackets, as much of it as is told."""
        say, row = self.card.say, self.rows[place]
        words = [w for name in self.figures if (w := self._word(row, name, place))]
        told = (
            words[0] + (say("exports.docx.said.aside", words=words[1]) if len(words) > 1 else "")
            if words
            else ""
        )
        return told or say("card.not_reported")

    def _word(self, row: Any, name: str, place: int) -> str:
        say = self.card.say
        if self.hidden[name][place]:
            return say("card.hidden")
        value = getattr(row, name)
        if value is None:
            return ""
        counted = isinstance(value, int) or float(value).is_integer()
        plain = counted and not name.endswith("percent")
        return records.about(
            row, say.count(value, row.qualifier) if plain else table.words_of(name, say)(value)
        )


def _table(card: Card) -> Grid:
    told = _kept(card, body.words(card))
    rows = [[str(cell) for cell in row] for row in told.head(MOST_ROWS).itertuples(index=False)]
    numbers = {i for i in range(1, told.shape[1]) if _holds_numbers([row[i] for row in rows], card)}
    cut = len(told) if len(told) > MOST_ROWS else 0
    return Grid([str(name) for name in told.columns], rows, frozenset(numbers), cut)


def _kept(card: Card, told: pd.DataFrame) -> pd.DataFrame:
    """The columns that a page has room for: none that is the same in every row and stands in the caption or a flag."""
    say = card.say
    spare = {say(f"column.{name}") for name in LEFT_TO_OTHERS if say.has(f"column.{name}")}
    if len(told) > 1:
        known = [say(f"column.{name}") for name in IN_CAPTION]
        spare |= {name for name in known if name in told and told[name].nunique() == 1}
        spare |= {name for name in told if told[name].isin(["", say("card.not_reported")]).all()}
    left = [name for name in told if name not in spare]
    return told[left] if left else told


def _holds_numbers(words: list[str], card: Card) -> bool:
    """Whether a column reads as figures: these stand on the right."""
    silent = ("", card.say("card.not_reported"), card.say("card.hidden"))
    told = [word for word in words if word not in silent]
    return bool(told) and all(word[0] in "0123456789+−≈" and len(word) < 16 for word in told)
