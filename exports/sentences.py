"""The sentences that rules write of a card: every clause keeps the cells of the answer that it tells."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from charts import records
from exports import table
from exports.card import Card
from exports.clauses import Cell, Clause, Line, Sentence, grouped, rows_of
from exports.comparing import comparable, is_short, moves, worth_telling
from exports.sentence_rules import RULES, Rule
from labels import Labels

MOST_UNITS = 8  # side by side in sentences; more are read in a table


def of(card: Card) -> list[Sentence]:
    """The sentences about a card, unit by unit, newest whole year first; none where no rule tells its question."""
    rule = RULES.get(card.question)
    dated = rule is not None and "period_kind" in card.frame
    return _Telling(card, rule).sentences() if dated else []


@dataclass(frozen=True)
class _Telling:
    card: Card
    rule: Rule

    @property
    def say(self) -> Labels:
        return self.card.say

    @cached_property
    def lines(self) -> list[Line]:
        every = (Line(place, row) for place, row in enumerate(rows_of(self.card)))
        return [line for line in every if line.row.period_kind is not None]

    @cached_property
    def hidden(self) -> dict[str, list[bool]]:
        names = [*self.rule.figures, self.rule.total] if self.rule.total else self.rule.figures
        return {name: table.hidden_in(self.card.frame, name) for name in names}

    @cached_property
    def moved(self) -> list[tuple[Any, Any]]:
        return moves(self.card)

    def sentences(self) -> list[Sentence]:
        by_unit = grouped(self.lines, ("unit_name",))
        if len(by_unit) > MOST_UNITS:
            return []
        return [told for own in by_unit.values() for told in self._of_unit(own)]

    def _of_unit(self, lines: list[Line]) -> list[Sentence]:
        found = []
        for own in grouped(lines, self.rule.split).values():
            periods = grouped(own, ("period_start", "period_end", "period_kind"))
            told: list[tuple[Any, list[str]]] = []
            for span in worth_telling(list(periods)):
                sentences = self._of_period(periods[span], self._before(periods, periods[span]))
                row, words = periods[span][0].row, [c.words for s in sentences for c in s.clauses]
                # One figure that a report prints for one time in two ways is told once.
                if not any(words == same and records.one_time(row, other) for other, same in told):
                    found += sentences
                told.append((row, words))
        return found

    def _of_period(self, lines: list[Line], before: dict[Any, Line]) -> list[Sentence]:
        """What stands there, and for a rule with parts what changed, as a sentence of its own."""
        if not self.rule.part:
            clauses = [c for line in lines for c in self._row(line, before.get(None))]
            return [self._sentence("lead", lines, clauses)] if clauses else []
        parts = [c for line in lines if (c := self._part(line))]
        # The only part of a report that prints nothing but the total is the total.
        told = [*self._total(lines), *parts] if len(parts) > 1 else parts
        changes = [c for line in lines if (c := self._change(line, before.get(self._name(line)), named=True))]
        sentences = [self._sentence("lead", lines, told)] if told else []
        return sentences + ([self._sentence("changes", lines, changes)] if changes else [])

    def _sentence(self, kind: str, lines: list[Line], clauses: list[Clause]) -> Sentence:
        row, own = lines[0].row, self.card.question.replace("/", "_")
        words = {k: self.say(f"{k}.{v}") for k, v in self.card.filters.extra if self.say.has(f"{k}.{v}")}
        lead = self.say(
            f"exports.docx.said.{kind if self.rule.part else 'row'}",
            when=self._when(row),
            unit=row.unit_name + self._aside(self._split(row)),
            topic=self.say(f"exports.docx.said.{own}.topic", **words),
            year=row.period_end.year - 1 if row.period_end else "",
        )
        return Sentence(row.unit_name, lead[0].upper() + lead[1:], tuple(clauses))

    def _split(self, row: Any) -> list[str]:
        """What parts this sentence from its neighbours, by the headings of the columns."""
        told = [(name, getattr(row, name)) for name in self.rule.split]
        dimension = f"dimension.{self.card.filters.own('dimension')}"
        named = self.say(dimension) if self.say.has(dimension) else "\n"
        return [
            self.say("exports.docx.said.split", name=self.say(f"column.{name}").lower(), value=value)
            for name, value in told
            if value is not None and not value.lower().endswith(named)
        ]

    def _aside(self, words: list[str]) -> str:
        return self.say("exports.docx.said.aside", words="; ".join(words)) if words else ""

    def _when(self, row: Any) -> str:
        """The period, and what a reader must know of it: of a part of a year, and of a sum that lacks units."""
        key = {"year": "year_end" if self.rule.stock else "year", "multi_year": "multi_year"}
        words = self.say.period(row.period_start, row.period_end, row.period_kind)
        if row.period_kind in key:
            words = self.say(f"exports.docx.said.{key[row.period_kind]}", period=words)
        notes = [self.say("card.flags.partial").lower()] if row.period_kind == "part_year" else []
        if is_short(row):
            notes.append(self.say("card.origin.summed", reported=row.reported, expected=row.expected))
        return words + self._aside(notes)

    def _row(self, line: Line, before: Line | None) -> list[Clause]:
        own = self.card.question.replace("/", "_")
        found = []
        for name in self.rule.figures:
            if word := self._written(line, name):
                text = self.say(f"exports.docx.said.{own}.{name}", value=word) + self._mark(line.row)
                found.append(Clause(text, (self._cell(line, name),)))
                if name == self.rule.figures[0] and (change := self._change(line, before)):
                    found.append(change)
        return found

    def _part(self, line: Line) -> Clause | None:
        name, *shares = self.rule.figures
        words = [w for n in (name, *shares) if (w := self._written(line, n))]
        if not words:
            return None
        cells = tuple(self._cell(line, n) for n in (name, *shares) if self._written(line, n))
        value = words[0] + self._aside(words[1:])
        text = self.say("exports.docx.said.part", part=self._name(line), value=value)
        return Clause(text + self._mark(line.row), cells)

    def _total(self, lines: list[Line]) -> list[Clause]:
        if not self.rule.total or not (word := self._written(lines[0], self.rule.total)):
            return []
        text = self.say("exports.docx.said.part", part=self.say("exports.docx.said.total"), value=word)
        return [Clause(text, (self._cell(lines[0], self.rule.total),))]

    def _change(self, line: Line, before: Line | None, named: bool = False) -> Clause | None:
        """How far a figure is from that of the year before, as a reader subtracts the two figures shown."""
        name = self.rule.figures[1] if named and "percent" in self.rule.figures[-1] else self.rule.figures[0]
        if before is None or not comparable(line, before, name, self.moved):
            return None
        cells = (self._cell(line, name), self._cell(before, name))
        now, then = (round(float(cell.value or 0), 2) for cell in cells)
        worked_out = [("difference", round(now - then, 2))]
        size = self.say.count(abs(worked_out[0][1]))
        if name.endswith("percent"):
            size = self.say("units_of_measure.points", value=size)
        elif self.card.question == "membership/members_by_year" and then and now != then:
            worked_out.append(("growth", 100 * (now - then) / then))
            size += self._aside([self.say.percent(abs(worked_out[1][1]))])
        way = "same" if now == then else "more" if now > then else "fewer"
        text = self.say(
            f"exports.docx.said.{way}_{'part' if named else 'year'}",
            part=self._name(line) if named else "",
            change=size,
            year=before.row.period_end.year,
        )
        return Clause(text, cells, tuple(worked_out))

    def _before(self, periods: dict[Any, list[Line]], lines: list[Line]) -> dict[Any, Line]:
        """The rows of the whole year before, by the name of their part; none of what is no whole year."""
        row = lines[0].row
        if row.period_kind != "year":
            return {}
        for (_, end, kind), found in periods.items():
            if kind == "year" and end.year == row.period_end.year - 1:
                return {self._name(line): line for line in found}
        return {}

    def _name(self, line: Line) -> str | None:
        return getattr(line.row, self.rule.part) if self.rule.part else None

    def _written(self, line: Line, name: str) -> str:
        value = getattr(line.row, name)
        if self.hidden[name][line.place]:
            return self.say("card.hidden")
        if value is None:
            return ""
        if name.endswith("percent"):
            return records.about(line.row, table.words_of(name, self.say)(value))
        if isinstance(value, float) and not value.is_integer():
            return records.about(line.row, self.say.decimal(value, 2))
        return records.about(line.row, self.say.count(value, line.row.qualifier))

    def _mark(self, row: Any) -> str:
        """What must be known of one figure: its status, and that reports tell it in several ways."""
        marks = [self.say(f"status.{row.status}")] if row.status and row.status != records.HIDDEN else []
        marks += [self.say("card.flags.contested").lower()] if row.contested else []
        return self._aside(marks)

    def _cell(self, line: Line, name: str) -> Cell:
        return Cell(self.card, line.place, name, getattr(line.row, name), line.row)
