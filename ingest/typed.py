"""Columns of values: each distinct value once, and one small number a row; rows are compared by these numbers."""

from collections.abc import Hashable, Sequence

import numpy as np
import pyarrow as pa

from ingest.contract import Column

ARROW = {"bigint": pa.int64(), "double": pa.float64(), "date": pa.date32(), "boolean": pa.bool_()}
ARROW["tinyint"] = pa.int8()
# Products of more numbers than this are told apart anew before they overflow.
LARGEST = 1 << 62


class Typed(Sequence):
    """One column: `values` are its distinct values (None where empty), `codes[i]` is the number of that of row i."""

    __slots__ = ("codes", "values")

    def __init__(self, values: Sequence[Hashable], codes: np.ndarray):
        numbers: dict = {}
        # 1 and True, 38 and 38.0 are one key to a dict and not the same value.
        keys = ((type(v), v, getattr(v, "decimals", 0)) for v in values)
        told = np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int32)
        self.values = [key[1] for key in numbers]
        self.codes = told[codes] if len(codes) else codes.astype(np.int32)

    @classmethod
    def same(cls, value, rows: int) -> "Typed":
        """A column with one value in every row."""
        return cls([value], np.zeros(rows, np.int32))

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row):
        return self.values[self.codes[row]]

    def take(self, rows: np.ndarray) -> "Typed":
        return Typed(self.values, self.codes[rows])

    def mapped(self, function) -> "Typed":
        """The column with a function of each distinct value in its place."""
        return Typed([function(value) for value in self.values], self.codes)

    def where(self, wanted) -> np.ndarray:
        """A mask of the rows whose value satisfies a condition."""
        return (
            np.array([bool(wanted(v)) for v in self.values], bool)[self.codes]
            if len(self)
            else np.zeros(0, bool)
        )

    def arrow(self, sql_type: str) -> pa.Array:
        """The column as an Arrow array of a SQL type; texts stay what they are here, each once."""
        codes = self.codes
        if sql_type in ARROW:
            return pa.array(self.values, ARROW[sql_type]).take(pa.array(codes))
        empty = self.values.index(None) if None in self.values else -1
        texts = pa.array(["" if value is None else value for value in self.values], pa.string())
        return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes == empty), texts)


def together(columns: Sequence[Typed], rows: int) -> tuple[np.ndarray, np.ndarray]:
    """(first row of each distinct combination of values, the number of its combination for every row)."""
    keys, size = np.zeros(rows, np.int64), 1
    for column in columns:
        if size * len(column.values) >= LARGEST:
            found, keys = np.unique(keys, return_inverse=True)
            size = len(found)
        keys = keys * max(1, len(column.values)) + column.codes
        size *= max(1, len(column.values))
    _, first, numbers = np.unique(keys, return_index=True, return_inverse=True)
    return first, numbers


def defaulted(column: Column, rows: int) -> Typed:
    """A column that the file does not have: its default, or nothing."""
    return Typed.same(column.default or None, rows)
