"""The sentences about gaps: which units leave tables empty, which tell nothing of a year."""

import pandas as pd

from charts import records
from charts.records import Row
from labels import Labels

FEW = 3
SILENT = ("absent", "not_existing")


def emptiest(frame: pd.DataFrame, say: Labels) -> str | None:
    """The units with the most tables that hold no figure in any of the years."""
    told = records.of(frame)
    empty = [(own[0].unit_name, _empty(own)) for own in records.grouped(told, "unit_id").values()]
    if not empty:
        return None
    count, all_tables = max(len(labels) for _, labels in empty), len({row.table_name for row in told})
    if count == 0:
        return say("sources.tables_by_year.none_empty", count=all_tables)
    emptiest = [(name, labels) for name, labels in empty if len(labels) == count]
    if len(empty) > 1:
        units = _few([name for name, _ in emptiest])
        return say("sources.tables_by_year.emptiest", units=units, count=count, all=all_tables)
    name, labels = emptiest[0]
    tables = ", ".join(labels)
    return say("sources.tables_by_year.empty", unit=name, count=count, all=all_tables, tables=tables)


def silent_units(frame: pd.DataFrame, say: Labels) -> str | None:
    """Of the last year: how many of the units that were there have figures, and which have none."""
    every = records.of(frame)
    there = records.having(every, "tables_told")
    if not there:
        return None
    year = max(row.year for row in there)
    last = [row for row in there if row.year == year]
    if len(records.grouped(every, "unit_id")) == 1:
        only = last[0]
        told = {"year": year, "told": int(only.tables_told), "due": int(only.tables_due)}
        return say("sources.units_by_year.one", unit=only.unit_name, **told)
    silent = [row.unit_name for row in last if row.tables_told == 0]
    values = {"year": year, "told": len(last) - len(silent), "count": len(last)}
    if not silent:
        return say("sources.units_by_year.all_told", **values)
    return say("sources.units_by_year.some_silent", names=_few(silent), **values)


def _empty(own: list[Row]) -> list[str]:
    """The tables of a unit without a figure in any year."""
    told = {row.table_label for row in own if row.coverage not in SILENT}
    return [label for label in dict.fromkeys(row.table_label for row in own) if label not in told]


def _few(names: list[str]) -> str:
    return ", ".join(names[:FEW]) + (" …" if len(names) > FEW else "")
