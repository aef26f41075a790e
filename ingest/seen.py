"""A sheet as the contract sees it: its headers sorted out, labels down the side and values side by side made rows."""

from dataclasses import dataclass, replace

from ingest import context, wide
from ingest.answers import Answers
from ingest.contract import Column, Table
from ingest.header import Headers, match, titles_of
from ingest.known import Known
from ingest.meaning import Told
from ingest.problem import Problems, quoted
from ingest.sheet import Cells, Sheet
from ingest.view import View
from ingest.words import LEVEL, forms_beside, is_plain


def seen(
    table: Table, sheet: Sheet, known: Known, problems: Problems, answers: Answers
) -> tuple[View, dict[str, int], dict[int, Column]]:
    """The view of a sheet, which column of the contract stands at which index of it, and the measure of each index
    whose figures stand side by side; what is not understood, left out or asked is noted."""
    titles = [cell for _, cells in sheet.above for cell in cells if cell]
    scheme = context.scheme(sheet, answers)
    headers = match(
        table,
        sheet.header,
        sheet.header_line,
        problems,
        known.is_unit,
        answers,
        forms_beside(table, titles),
        scheme,
    )
    measure = context.measure(table, sheet, answers)
    named = {index: item.measure or measure for index, item in headers.across.items()}
    across = {
        index: table.column(name) for index, name in named.items() if name and index < len(sheet.columns)
    }
    look = _Look(table, sheet, known, problems, answers, scheme, measure)
    return look.view(headers), headers.at, across


@dataclass
class _Look:
    """One sheet and the table that it is looked at for."""

    table: Table
    sheet: Sheet
    known: Known
    problems: Problems
    answers: Answers
    scheme: str
    measure: str

    def view(self, headers: Headers) -> View:
        """Labels down the side and values side by side become rows."""
        sheet = self.sheet
        columns = {name: sheet.columns[i] for name, i in headers.at.items()} if sheet.columns else {}
        shown = {name: sheet.header[i] for name, i in headers.at.items()}
        timed = any("period" in item.key for item in headers.across.values())
        view = View(columns, sheet.lines, shown)
        view = context.filled(view, self.table, sheet, self.problems, self.answers, timed)
        across = {i: item for i, item in headers.across.items() if i < len(sheet.columns)}
        if headers.labels is not None and sheet.columns:
            figures = [sheet.columns[i] for i in (*across, *headers.at.values())]
            labels = sheet.columns[headers.labels]
            with_side = replace(view, columns=view.columns | {f"#{i}": sheet.columns[i] for i in across})
            view = wide.labelled(
                with_side,
                self.table,
                quoted(sheet.header[headers.labels]),
                labels,
                figures,
                self.known.is_unit,
                self.scheme,
                self.problems,
            )
            side = {i: view.columns[f"#{i}"] for i in across}
            view = replace(view, columns={n: c for n, c in view.columns.items() if not n.startswith("#")})
        else:
            side = {i: sheet.columns[i] for i in across}
        return wide.parted(self._melted(view, across, side), self.table, self.problems, sheet.header_line)

    def _melted(self, view: View, across: dict, side: dict[int, Cells]) -> View:
        have = set(view.columns)
        counted: dict[str, tuple[Told, Cells]] = {}
        timed = "period" not in have and any("period" in item.key for item in across.values())
        for index, item in across.items():
            item = wide.as_total(self.table, item, have)
            name, line = self.sheet.header[index], self.sheet.header_line
            # A sum beside years is that of the years: without one of its own it would be a figure of no time.
            summed = timed and "period" not in item.key and all(is_plain(part) for part in name.split(LEVEL))
            if summed or not wide.complete(self.table, item, have):
                self.problems.add(
                    "header_left_out", line, quoted(name), "notice", table=titles_of(self.table)
                )
            elif not (item.measure or self.measure):
                options = ", ".join(m.name for m in self.table.measures)
                self.problems.add("which_measure", line, quoted(name), options=options)
            else:
                counted[name] = (item, side[index])
        if not counted:
            return view
        if any(item.key for item, _ in counted.values()):
            view = self._beside(view, counted, timed)
            self._say_twice(counted)
            count = len({tuple(sorted(item.key.items())) for item, _ in counted.values()})
            self.problems.add(
                "made_long", self.sheet.header_line, None, "notice", columns=len(counted), rows=count
            )
        return wide.melted(view, self.table, counted, self.measure)

    def _beside(self, view: View, counted: dict, timed: bool) -> View:
        """The view without its own figures beside those side by side: they are of no part, so they are not repeated
        with each; where only years tell of when, they are of no time."""
        for measure in self.table.measures:
            if measure.name not in view.columns or measure.name == "base":
                continue
            cells, name = view.columns[measure.name], view.shown.get(measure.name, measure.name)
            if timed or not wide.complete(self.table, Told(), set(view.columns)):
                self.problems.add(
                    "header_left_out",
                    self.sheet.header_line,
                    quoted(name),
                    "notice",
                    table=titles_of(self.table),
                )
            else:
                counted[name] = (Told(measure.name), cells)
            view = replace(view, columns={n: c for n, c in view.columns.items() if n != measure.name})
        return view

    def _say_twice(self, counted: dict) -> None:
        """Two headers that count the same: one of them would be lost."""
        first: dict[tuple, str] = {}
        for name, (item, _) in counted.items():
            other = first.setdefault((item.measure or self.measure, *sorted(item.key.items())), name)
            if other != name:
                self.problems.add(
                    "duplicate_header", self.sheet.header_line, quoted(name), other=quoted(other)
                )
