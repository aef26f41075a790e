"""Where a figure of a sentence comes from: its row in the answer, its place in the report, its line in the file."""

import math
from dataclasses import dataclass, replace

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
    file: str


def of(clause: Clause) -> Origin:
    """Where all figures of a clause come from."""
    say = clause.cells[0].card.say
    values = [_value(cell) for cell in clause.cells]
    if clause.worked_out:
        values = [_arithmetic(clause, values)]
    rows = list(dict.fromkeys(_row(cell) for cell in clause.cells))
    found = [_printed(cell) for cell in clause.cells]
    sources = list(dict.fromkeys(source for source, _ in found if source))
    files = list(dict.fromkeys(file for _, file in found if file))
    return Origin(
        "; ".join(values), "\n".join(rows), "\n".join(sources), "\n".join(files) or say("card.not_reported")
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


def _row(cell: Cell) -> str:
    """The row in words: what table, unit, period and part it is of, and the column."""
    card, row, rule = cell.card, cell.row, RULES[cell.card.question]
    say, words = card.say, {}
    words = {k: say(f"{k}.{v}") for k, v in card.filters.extra if say.has(f"{k}.{v}")}
    told = say(
        "exports.docx.taken_from",
        table=say(f"{card.question.replace('/', '.')}.title", **words),
        unit=row.unit_name,
        period=say.period(row.period_start, row.period_end, row.period_kind),
        column=say(f"column.{cell.column}"),
    )
    names = [getattr(row, name) for name in (*rule.split, rule.part) if name]
    parts = ", ".join(name for name in names if name)
    return say("exports.docx.named", row=told, names=parts) if parts else told


def _printed(cell: Cell) -> tuple[str, str]:
    """Source with place, and file with line, of what the report prints; else how the figure was made."""
    card, row, say = cell.card, cell.row, cell.card.say
    if row.basis == "summed":
        return say("exports.docx.summed", reported=row.reported, expected=row.expected), ""
    title = titles(card.filters.collection, say).get(row.source_code or "", "")
    source = ", ".join(part for part in (title, row.place) if part)
    lines = [
        say("exports.docx.file_line", file=found.file, line=found.line)
        for found in _lines(card, int(row.unit_id))
        if _same(found, cell)
    ]
    return source, "; ".join(dict.fromkeys(lines[:3])) or say("exports.docx.worked_out")


def _lines(card: Card, unit: int) -> list:
    asked = replace(card.filters, extra=()).having(
        behind=(unit,), below=False, tables=tuple(queries.tables_of(card.question))
    )
    return records.of(answer("sources/printed", asked))


def _same(found, cell: Cell) -> bool:
    row = cell.row
    if cell.value is None or found.value is None:
        return False
    days = (found.period_start, found.period_end, found.period_kind)
    if days != (row.period_start, row.period_end, row.period_kind):
        return False
    return math.isclose(float(found.value), float(cell.value), rel_tol=1e-9) and found.place == row.place
