"""A sheet by the contract's columns: cells, their lines, and the header of the file that each stands under."""

from dataclasses import dataclass, field, replace

import numpy as np

from ingest.sheet import Cells


@dataclass(frozen=True)
class View:
    """A sheet as the contract sees it: `columns` by the contract's names, `lines` of their rows, and under which
    header of the file each stands (`shown`; of values that stood side by side `side` says it row by row)."""

    columns: dict[str, Cells]
    lines: np.ndarray
    shown: dict[str, str] = field(default_factory=dict)
    side: dict[str, list[str]] = field(default_factory=dict)
    filled: frozenset[str] = frozenset()

    def header_of(self, column: str, row: int) -> str:
        """The header in the file that the cell of this row stands under."""
        if column in self.side:
            names = self.side[column]
            return names[row % len(names)] or column
        return self.shown.get(column, column)

    def with_column(self, name: str, cells: Cells, shown: str = "") -> "View":
        return replace(self, columns=self.columns | {name: cells}, shown=self.shown | {name: shown or name})

    def with_constant(self, name: str, text: str) -> "View":
        """A column that the file does not have, the same in every row."""
        cells = Cells([text], np.zeros(len(self.lines), np.int32))
        return replace(self, columns=self.columns | {name: cells}, filled=self.filled | {name})

    def without(self, rows: np.ndarray) -> "View":
        """The view without some rows; only of views that hold nothing side by side."""
        kept = np.ones(len(self.lines), bool)
        kept[rows] = False
        columns = {name: cells.take(kept) for name, cells in self.columns.items()}
        return replace(self, columns=columns, lines=self.lines[kept])
