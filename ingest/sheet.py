"""A file as columns of text: each distinct text once, and one small number a row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ingest.problem import Problem


class Cells(Sequence):
    """One column: `texts` are its distinct cells (NFC, no outer spaces), `codes[i]` is the number of the text in row i.
    A million rows hold few different texts, so that each is read once."""

    __slots__ = ("codes", "texts")

    def __init__(self, texts: list[str], codes: np.ndarray):
        self.texts, self.codes = texts, codes

    @classmethod
    def of(cls, cells: Iterable[str]) -> "Cells":
        """A column from the text of each of its rows."""
        numbers: dict[str, int] = {}
        codes = np.fromiter((numbers.setdefault(c, len(numbers)) for c in cells), np.int32)
        return cls(list(numbers), codes)

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row):
        return self.texts[self.codes[row]]

    def __iter__(self) -> Iterator[str]:
        return (self.texts[code] for code in self.codes)

    def __eq__(self, other) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def take(self, rows: np.ndarray) -> "Cells":
        """The cells of some rows (numbers or a mask); texts that no row has any more are dropped."""
        used, codes = np.unique(self.codes[rows], return_inverse=True)
        return Cells([self.texts[i] for i in used], codes.astype(np.int32))

    def renamed(self, names: dict[str, str]) -> "Cells":
        """The same rows with other texts in the place of some."""
        told = Cells.of(names.get(text, text) for text in self.texts)
        return Cells(told.texts, told.codes[self.codes] if len(self) else self.codes)

    def first_rows(self) -> np.ndarray:
        """The first row that has each of the texts."""
        first = np.zeros(len(self.texts), np.int64)
        first[self.codes[::-1]] = np.arange(len(self.codes))[::-1]
        return first

    def rows_of(self, texts: Iterable[str]) -> np.ndarray:
        """The rows that have one of these texts, ascending."""
        wanted = set(texts)
        codes = [i for i, text in enumerate(self.texts) if text in wanted]
        return np.flatnonzero(np.isin(self.codes, codes))


@dataclass(frozen=True)
class Sheet:
    """A file as text. `lines[i]` is the physical line of row i (of a workbook: its row); `above` are the (line, cells)
    of titles over the header, `beside` those left out of the rows: totals and notes. `header` is empty where
    `problems` made reading pointless."""

    header: list[str] = field(default_factory=list)
    columns: list[Cells] = field(default_factory=list)
    lines: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    separator: str = ","
    problems: list[Problem] = field(default_factory=list)
    header_line: int = 1
    above: list[tuple[int, list[str]]] = field(default_factory=list)
    beside: list[tuple[int, list[str]]] = field(default_factory=list)
    totals: list[tuple[int, list[str]]] = field(default_factory=list)
    encoding: str = "utf-8"

    @property
    def rows(self) -> list[tuple[int, list[str]]]:
        """The rows as (line, cells), for small files and tests."""
        cells = [list(row) for row in zip(*self.columns, strict=True)]
        return list(zip(self.lines.tolist(), cells, strict=True)) if cells else []

    def without(self, rows: np.ndarray) -> "Sheet":
        """The sheet without the rows of these numbers."""
        kept = np.ones(len(self.lines), bool)
        kept[rows] = False
        return replace(self, columns=[c.take(kept) for c in self.columns], lines=self.lines[kept])

    def row(self, number: int) -> list[str]:
        return [column[number] for column in self.columns]
