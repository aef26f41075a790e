"""Which table a file is meant for, and which of its headers is which column."""

import re
from functools import cache
from pathlib import Path

from ingest.contract import Column, Table, shared, tables
from ingest.known import nearest
from ingest.normalise import fold
from ingest.problem import HINTS, Problems, quoted


@cache
def ignored() -> frozenset[str]:
    """Folded headers of columns that only number the rows of a sheet."""
    return frozenset(shared()["ignored"]["headers"])


def heading(text: str) -> str:
    """The key of a header word; both spellings of the closing vowel (ly, li) are one."""
    return fold(text).replace("y", "i")


@cache
def columns_by_heading(table: str) -> dict[str, Column]:
    """Every word that may head a column of this table, as a key."""
    found = {}
    for column in tables()[table].columns:
        for word in (column.name, column.vi, column.en, *column.aliases):
            found.setdefault(heading(word), column)
    return found


def table_of(file_name: str, header: list[str]) -> Table | None:
    """The table of a file: by its name (`structure.csv`, `structure-2023.csv`), else the one table
    whose required columns all stand in the header; None if none or several fit."""
    named = _by_name(file_name)
    fitting = [t for t in tables().values() if _fits(t, header)]
    if named and (named in fitting or len(fitting) != 1):
        return named
    if len(fitting) > 1:
        fitting = [t for t in fitting if _knows_all(t, header)]
    return fitting[0] if len(fitting) == 1 else None


def _by_name(file_name: str) -> Table | None:
    stem = Path(file_name).stem.lower()
    found = re.match(r"[a-z]+(?=$|[-_. ])", stem)
    return tables().get(found[0]) if found else None


def _found(table: Table, header: list[str]) -> set[str]:
    known = columns_by_heading(table.name)
    return {known[heading(h)].name for h in header if heading(h) in known}


def _fits(table: Table, header: list[str]) -> bool:
    found = _found(table, header)
    required = {c.name for c in table.columns if c.required}
    # Several observation tables need only unit and source: a figure tells them apart.
    measured = not table.is_observation or any(m.name in found for m in table.measures)
    return required <= found and measured


def _knows_all(table: Table, header: list[str]) -> bool:
    known = columns_by_heading(table.name)
    return all(heading(h) in known or fold(h) in ignored() for h in header if h)


def match(table: Table, header: list[str], line: int, problems: Problems) -> dict[str, int]:
    """Column name -> its index in the file. Notes unknown_header, missing_header and
    duplicate_header; columns that number the rows are left out."""
    known, found = columns_by_heading(table.name), {}
    for index, name in enumerate(header):
        column = known.get(heading(name))
        if column is None:
            if name and fold(name) not in ignored():
                titles = [c.name for c in table.columns] + [c.vi for c in table.columns]
                near = nearest(name, titles) if problems.total < HINTS else ""
                values = {"table": _titles(table), "nearest": near}
                problems.add("unknown_header", line, quoted(name), **values)
        elif column.name not in found:
            found[column.name] = index
        elif fold(header[found[column.name]]) != fold(name):
            other = quoted(header[found[column.name]])
            problems.add("duplicate_header", line, quoted(name), other=other)
    for column in table.columns:
        if column.required and column.name not in found:
            values = {"title": _titles(column), "table": _titles(table)}
            problems.add("missing_header", line, column.name, **values)
    return found


def _titles(named: Table | Column) -> dict[str, str]:
    """A value that differs by language: whoever says the sentence picks one."""
    return {"vi": named.vi, "en": named.en}
