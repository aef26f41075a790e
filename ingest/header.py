"""Which table a file is meant for, and which of its headers is which column."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ingest import wide
from ingest.answers import NONE, Answers
from ingest.contract import Column, Table, shared, tables
from ingest.known import nearest
from ingest.meaning import Told
from ingest.normalise import fold
from ingest.problem import HINTS, Problems, quoted
from ingest.words import LEVEL, form_of, heading, holds_no_figure, is_label_header, is_plain, measure_named

__all__ = ["Headers", "columns_by_heading", "heading", "ignored", "match", "table_of"]


@cache
def ignored() -> frozenset[str]:
    """Folded headers of columns that only number the rows of a sheet."""
    return frozenset(shared()["ignored"]["headers"])


@cache
def columns_by_heading(table: str) -> dict[str, Column]:
    """Every word that may head a column of this table, as a key."""
    found = {}
    for column in tables()[table].columns:
        for word in (column.name, column.vi, column.en, *column.aliases):
            found.setdefault(heading(word), column)
    return found


def table_of(file_name: str, header: list[str], titles: list[str] | None = None) -> Table | None:
    """The table of a file: by its name (`structure.csv`, `structure-2023.csv`), else the one table
    whose required columns all stand in the header, else the form that its titles name, else the one
    table in which every header makes sense; None if none or several fit."""
    named = _by_name(file_name)
    fitting = [t for t in tables().values() if _fits(t, header)]
    if named and (named in fitting or len(fitting) != 1):
        return named
    if len(fitting) > 1:
        fitting = [t for t in fitting if _knows_all(t, header)]
    form = form_of([file_name.replace("-", " ").replace("_", " "), *(titles or ())])
    # A column of changes alone ("Kết nạp") looks like one of admissions: then the form tells.
    if len(fitting) == 1 and (not form or form["table"] == fitting[0].name or _knows_all(fitting[0], header)):
        return fitting[0]
    if form:
        return tables()[form["table"]]
    sensible = [t for t in tables().values() if t.is_observation and _makes_sense(t, header)]
    return sensible[0] if len(sensible) == 1 else _most_told(header)


def _most_told(header: list[str]) -> Table | None:
    """The one table that knows more of the figures of a header than any other; what it does not know is asked."""
    told = {t.name: len(_found(t, header) & {m.name for m in t.measures}) for t in tables().values()}
    most = max(told.values())
    best = [name for name, count in told.items() if count == most]
    return tables()[best[0]] if most and len(best) == 1 else None


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


def _makes_sense(table: Table, header: list[str]) -> bool:
    """Whether every header is a column of the table or counts something in it, and a key is complete."""
    known = columns_by_heading(table.name)
    words = [h for h in header if h and fold(h) not in ignored() and not holds_no_figure(h)]
    others = [h for h in words if heading(h) not in known and not is_label_header(h)]
    counted = wide.readings(table, others, lambda text: False, "")
    if len(counted) < len(others):
        return False
    have = _found(table, header)
    needed = {c.name for c in table.columns if c.required and c.name in table.key}
    across = [item for name, item in counted.items() if not is_plain(name)]
    measured = any(m.name in have for m in table.measures) or bool(across)
    told = needed <= have or all(wide.complete(table, item, have) for item in across)
    return bool(words) and measured and told and (bool(across) or bool(needed & have) or not needed)


@dataclass
class Headers:
    """The headers of a file sorted out: `at`: column -> index; `across`: index -> what stands side by side counts;
    `labels`: the index of the column that says what each row counts, or None."""

    at: dict[str, int] = field(default_factory=dict)
    across: dict[int, Told] = field(default_factory=dict)
    labels: int | None = None


def match(
    table: Table,
    header: list[str],
    line: int,
    problems: Problems,
    is_unit: Callable[[str], bool] = lambda text: False,
    answers: Answers = NONE,
    beside: Sequence[Table] = (),
    scheme: str = "",
) -> Headers:
    """Sorts out the headers. Notes unknown_header, duplicate_header and which_scheme; columns that number the rows are
    left out, and those of the tables that a form holds `beside`. Which columns are missing is not said here: answers
    may fill them."""
    found, others = Headers(), {}
    for index, name in enumerate(header):
        if not name or fold(name) in ignored() or answers.columns.get(name) == "":
            continue
        if column := _column(table, name, answers, header):
            _take(found.at, column, index, header, line, problems)
        elif holds_no_figure(name):
            continue
        elif found.labels is None and is_label_header(name):
            found.labels = index
        else:
            others[index] = name
    counted = wide.readings(table, list(others.values()), is_unit, scheme)
    for index, name in others.items():
        if name in counted or not any(_counts(other, name, is_unit) for other in beside):
            _sort_out(table, found, index, name, counted.get(name), line, problems)
    return found


def _counts(table: Table, name: str, is_unit: Callable[[str], bool]) -> bool:
    return heading(name) in columns_by_heading(table.name) or bool(wide.readings(table, [name], is_unit, ""))


def _column(table: Table, name: str, answers: Answers, header: list[str]) -> str:
    """The column of the contract that a header names: as answered, by all its words, or by those of its lowest row."""
    if name in answers.columns:
        return answers.columns[name]
    if _is_men(name, header):
        return ""
    known = columns_by_heading(table.name)
    whole = known.get(heading(name.replace(LEVEL, " ")))
    if whole is None and LEVEL in name:
        *groups, last = name.split(LEVEL)
        # "Kết nạp › Chỉ tiêu" is a column; in "2019 › Chỉ tiêu" or "Nam › Số lượng" the group says more than that.
        told = wide.readings(table, groups, lambda text: False, "")
        if all(g not in told or is_plain(g) or measure_named(table, g) for g in groups):
            whole = known.get(heading(last))
    return whole.name if whole else ""


def _is_men(name: str, header: list[str]) -> bool:
    """Whether "Nam" means men and not the year, which is the same word without its mark: beside women it does."""
    last = name.split(LEVEL)[-1]
    return heading(last) == "nam" and any(
        heading(h.split(LEVEL)[-1]) in ("nu", "dang vien nu") for h in header
    )


def _take(
    at: dict[str, int], column: str, index: int, header: list[str], line: int, problems: Problems
) -> None:
    if column not in at:
        at[column] = index
    elif fold(header[at[column]]) != fold(header[index]):
        problems.add("duplicate_header", line, quoted(header[index]), other=quoted(header[at[column]]))


def _sort_out(table: Table, found: Headers, index: int, name: str, item: Told | None, line, problems) -> None:
    """A header that is no column: it counts something side by side with others, or it is unknown."""
    if item is None:
        titles = [c.name for c in table.columns] + [c.vi for c in table.columns]
        near = nearest(name, titles) if problems.total < HINTS else ""
        problems.add("unknown_header", line, quoted(name), table=titles_of(table), nearest=near)
    elif item.open:
        options = ", ".join(sorted({m["scheme"] for m in item.open if "scheme" in m}))
        problems.add("which_scheme", line, quoted(name), text=quoted(name), options=options)
    elif not item.key and not item.measure and not all(is_plain(part) for part in name.split(LEVEL)):
        problems.add("unknown_header", line, quoted(name), table=titles_of(table), nearest="")
    else:
        found.across[index] = item


def titles_of(named: Table | Column) -> dict[str, str]:
    """A value that differs by language: whoever says the sentence picks one."""
    return {"vi": named.vi, "en": named.en}
