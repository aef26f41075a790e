"""Rows as columns: of a checked file, of a canonical CSV, and what is left in force of either."""

from pathlib import Path

import pyarrow as pa
import pyarrow.csv

from ingest.contract import Table, decimals_of
from ingest.normalise import parse_period
from ingest.typed import ARROW
from ingest.validate import Checked

DATED = {"period_start": pa.date32(), "period_end": pa.date32(), "period_kind": pa.string()}
# Where a row was read: the user's own file and its physical line.
ORIGIN = {"_file": pa.string(), "_line": pa.int64()}


def columns(table: Table) -> dict[str, pa.DataType]:
    """The contract's columns as Arrow types."""
    return {c.name: ARROW.get(c.sql_type, pa.string()) for c in table.columns}


def dated(table: Table) -> dict[str, pa.DataType]:
    """The same, and for observations the dates of the period, as a checked file has them."""
    return columns(table) | (DATED if table.is_observation else {})


def decimals(table: Table) -> dict[str, pa.DataType]:
    """The columns that say how many decimals a figure was printed with."""
    return dict.fromkeys(decimals_of(table), ARROW["tinyint"]) if table.is_observation else {}


def of_checked(checked: Checked) -> pa.Table:
    """The rows of an accepted file, with `_file` and `_line`."""
    told = pa.table(dict(zip(checked.columns, checked.arrays, strict=True)))
    file = pa.array([checked.file], pa.string()).take(pa.array([0] * len(checked.lines), pa.int8()))
    for name, kind in decimals(checked.contract).items():
        told = told.append_column(name, checked.decimals.get(name, pa.nulls(len(checked.lines), kind)))
    return told.append_column("_file", file).append_column("_line", pa.array(checked.lines, pa.int64()))


def as_checked(file: str, table: Table, told: pa.Table) -> Checked:
    """Rows that were checked before, as the check gives them."""
    names = list(dated(table))
    arrays = [told[name].combine_chunks() for name in names]
    printed = {name: told[name].combine_chunks() for name in decimals(table) if name in told.column_names}
    return Checked(file, table, names, arrays, told["_line"].to_pylist(), decimals=printed)


def of_csv(path: Path, table: Table) -> pa.Table:
    """The rows of a canonical CSV; a column that a newer contract has added is empty."""
    kinds = columns(table) | decimals(table) | ORIGIN
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
