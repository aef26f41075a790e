"""Where a figure of a sentence comes from: its row in the answer, its place in the report, its line in the file."""

import math
from dataclasses import dataclass, replace
from typing import Any

import queries
from charts import records
from exports import table
from exports.answers import answer, titles
from exports.card import Card
from exports.clauses import Cell, Clause
from exports.sentence_rules import RULES


@dataclass(frozen=True)
class Origin:
    """A line of the appendix in words: figures, the rows they are of, sources with places, files with lines."""

    value: str
    row: str
    source: str


# What reports print of a question's tables and a unit, by period and place; kept while one file is written.
Known = dict[tuple, dict[tuple, list]]


def of(clause: Clause, number: int, known: Known) -> Origin:
    """Where all figures of a clause come from; `number` is that of the table that holds their rows."""
    values = [_value(cell) for cell in clause.cells]
    if clause.worked_out:
        values = [_arithmetic(clause, values)]
    return Origin("; ".join(values), _row(clause, number), _sources(clause, known))


def _sources(clause: Clause, known: Known) -> str:
    """Each source and place once, with the lines of the file that hold the figures."""
    say, found = clause.cells[0].card.say, {}
    for cell in clause.cells:
        source, lines = _printed(cell, known)
        found.setdefault(source, []).extend(lines)
    worked_out = say("exports.docx.worked_out")
    told = [(source, dict.fromkeys(lines)) for source, lines in found.items()]
    return "\n".join(
        "; ".join(part for part in (source, *sorted(lines, key=worked_out.__eq__)) if part)
        for source, lines in told
    )


def _value(cell: Cell) -> str:
    say = cell.card.say
    if cell.value is None:
        return say("card.hidden")
    if cell.column.endswith("percent") or not float(cell.value).is_integer():
        return table.words_of(cell.column, say)(cell.value)
    return say.count(cell.value, cell.row.qualifier)


def _arithmetic(clause: Clause, values: list[str]) -> str:
    say, (now, then) = clause.cells[0].card.say, values
    result = say.signed(clause.worked_out[0][1])
    told = say("exports.docx.difference", now=now, then=then, result=result)
    for _, percent in clause.worked_out[1:]:
        told = say("exports.docx.growth", difference=told, then=then, result=say.percent(percent))
    return told


def _row(clause: Clause, number: int) -> str:
    """The rows in words: of which table, unit, periods and part they are, and which columns."""
    first, rule = clause.cells[0], RULES[clause.cells[0].card.question]
    say, row = first.card.say, first.row
    rows = [cell.row for cell in clause.cells]
    periods = [say.period(r.period_start, r.period_end, r.period_kind) for r in rows]
    names = [getattr(row, name) for name in (*rule.split, rule.part) if name]
    told = [row.unit_name, "; ".join(dict.fromkeys(periods)), ", ".join(name for name in names if name)]
    return say(
        "exports.docx.taken_from",
        number=number,
        row="; ".join(words for words in told if words),
        column="”, “".join(dict.fromkeys(say(f"column.{cell.column}") for cell in clause.cells)),
    )


def _printed(cell: Cell, known: Known) -> tuple[str, list[str]]:
    """Source with place, and file with line, of what the report prints; else how the figure was made."""
    card, row, say = cell.card, cell.row, cell.card.say
    if row.basis == "summed":
        return say("exports.docx.summed", reported=row.reported, expected=row.expected), []
    title = titles(card.filters.collection, say).get(row.source_code or "", "")
    source = "; ".join(part for part in (title, row.place) if part)
    if cell.value is None:
        return source, []
    lines = [
        say("exports.docx.file_line", file=found.file, line=found.line)
        for found in _lines(card, int(row.unit_id), known).get(_spot(row), [])
        if found.value is not None and math.isclose(found.value, float(cell.value), rel_tol=1e-9)
    ]
    return source, lines[:3] or [say("exports.docx.worked_out")]


def _lines(card: Card, unit: int, known: Known) -> dict[tuple, list]:
    asked = replace(card.filters, extra=()).having(
        behind=(unit,), below=False, tables=tuple(queries.tables_of(card.question))
    )
    key = (asked, card.version)
    if key not in known:
        known[key] = {}
        for row in records.of(answer("sources/printed", asked)):
            known[key].setdefault(_spot(row), []).append(row)
    return known[key]


def _spot(row: Any) -> tuple:
    return row.period_start, row.period_end, row.period_kind, row.place
