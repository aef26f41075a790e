"""Rows as columns: of a checked file, of a canonical CSV, and what is left in force of either."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.csv

from ingest.contract import Table
from ingest.normalise import parse_period
from ingest.problem import Problem

ARROW = {"bigint": pa.int64(), "double": pa.float64(), "date": pa.date32(), "boolean": pa.bool_()}
DATED = {"period_start": pa.date32(), "period_end": pa.date32(), "period_kind": pa.string()}
# Where a row was read: the user's own file and its physical line.
ORIGIN = {"_file": pa.string(), "_line": pa.int64()}


def columns(table: Table) -> dict[str, pa.DataType]:
    """The contract's columns as Arrow types."""
    return {c.name: ARROW.get(c.sql_type, pa.string()) for c in table.columns}


def dated(table: Table) -> dict[str, pa.DataType]:
    """The same, and for observations the dates of the period, as a checked file has them."""
    return columns(table) | (DATED if table.is_observation else {})


def of_checked(checked) -> pa.Table:
    """The rows of an accepted file, with `_file` and `_line`."""
    at = {name: i for i, name in enumerate(checked.columns)}
    rows = checked.rows
    arrays = {
        name: pa.array([row[at[name]] for row in rows], type=kind)
        for name, kind in dated(checked.contract).items()
    }
    arrays["_file"] = pa.array([checked.file], pa.string()).take(pa.array([0] * len(rows), pa.int8()))
    arrays["_line"] = pa.array(checked.lines, type=pa.int64())
    return pa.table(arrays)


def of_csv(path: Path, table: Table) -> pa.Table:
    """The rows of a canonical CSV; a column that a newer contract has added is empty."""
    kinds = columns(table) | ORIGIN
    told = pa.csv.read_csv(
        path,
        parse_options=pa.csv.ParseOptions(newlines_in_values=True),
        convert_options=pa.csv.ConvertOptions(
            column_types=kinds,
            include_columns=list(kinds),
            include_missing_columns=True,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    return _with_dates(told) if table.is_observation else told


def _with_dates(told: pa.Table) -> pa.Table:
    """Each distinct period is read once. An undated one has no end here: its source's day stands in later."""
    coded = told["period"].combine_chunks().dictionary_encode()
    texts = coded.dictionary.to_pylist()
    periods = [parse_period(text) for text in texts] + [parse_period("")]
    numbers = coded.indices.fill_null(len(texts))
    for name, part in (("period_start", "start"), ("period_end", "end"), ("period_kind", "kind")):
        values = pa.array([getattr(p, part) for p in periods], DATED[name])
        told = told.append_column(name, values.take(numbers))
    return told


@dataclass(frozen=True)
class Folded:
    """Rows in force that were read from one file: like a Checked, of which some rows may have been replaced.

    `arrow` has the columns of a checked file and `line`."""

    file: str
    table: Table
    arrow: pa.Table
    problems: list[Problem] = field(default_factory=list)

    @property
    def contract(self) -> Table:
        return self.table

    @property
    def columns(self) -> list[str]:
        return list(dated(self.table))

    @property
    def accepted(self) -> bool:
        return all(p.severity != "error" for p in self.problems)

    @cached_property
    def rows(self) -> list[tuple]:
        # Each distinct text is made once: a million rows share a few thousand.
        told = (self.arrow[name].combine_chunks().dictionary_encode() for name in self.columns)
        shared = ((c.dictionary.to_pylist(), c.indices.to_pylist()) for c in told)
        lists = [[None if i is None else values[i] for i in numbers] for values, numbers in shared]
        return list(zip(*lists, strict=True))

    @cached_property
    def lines(self) -> list[int]:
        return self.arrow["line"].to_pylist()
