"""One file after the check: typed columns, the line of every row, every problem."""

from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa

from ingest.contract import Table
from ingest.problem import Problem
from ingest.sheet import Sheet


@dataclass(frozen=True)
class Checked:
    """One file after the check. `columns` are the contract's, and for observations period_start, period_end (dates or
    None) and period_kind; `arrays` hold their values in that order; empty cells are None, or the column's default.
    `lines` holds the physical line of each row, `decimals` how many each fraction was printed with. Rows with an error
    are left out; use rows only if `accepted`."""

    file: str
    table: Table | None
    columns: list[str] = field(default_factory=list)
    arrays: list[pa.Array] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sheet: Sheet | None = None
    decimals: dict[str, pa.Array] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[tuple]:
        """The rows as tuples in the order of `columns`; for a large file `arrays` take a tenth of the room."""
        return list(zip(*(a.to_pylist() for a in self.arrays), strict=True))

    @property
    def contract(self) -> Table:
        """The table of an accepted file: one that no table was found for is never accepted."""
        if self.table is None:
            raise LookupError(self.file)
        return self.table

    @property
    def accepted(self) -> bool:
        """True if no problem is an error."""
        return all(p.severity != "error" for p in self.problems)
