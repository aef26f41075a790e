"""What a file does not say in a column: answers, and what the titles above the table tell about all its rows."""

import re

from ingest.answers import Answers
from ingest.contract import Table
from ingest.problem import Problems, quoted
from ingest.sheet import Sheet
from ingest.view import View
from ingest.words import form_of, heading, is_where_and_when, periods_in_title

# A date in such a line is that of a document, not the time of the figures.
OF_DOCUMENTS = re.compile(
    r"kem theo|ban hanh|^so (?:\d|bc|nq|qd|kh|cv|tb|hd|ct|tt)|huong dan so|quyet dinh so|bao cao so"
    r"|lap bieu|\bngay lap\b"
)


def filled(
    view: View, table: Table, sheet: Sheet, problems: Problems, answers: Answers, timed: bool = False
) -> View:
    """The view with a column for each answer and for what the titles say (the form's own codes, the one period they
    name), only where the file has no such column; each of the latter with a notice filled_from_title. Where headers
    tell the time (`timed`), the title does not."""
    names = {c.name for c in table.columns}
    for name, text in answers.fill.items():
        if name in names and name not in view.columns:
            view = view.with_constant(name, text)
    for name, text in told_by_titles(table, sheet).items():
        if name in names and name not in view.columns and not (timed and name == "period"):
            view = view.with_constant(name, text)
            title = {"vi": table.column(name).vi, "en": table.column(name).en}
            problems.add(
                "filled_from_title", sheet.above[0][0], name, "notice", title=title, text=quoted(text)
            )
    return view


def told_by_titles(table: Table, sheet: Sheet) -> dict[str, str]:
    """Column -> text, as far as the titles above a table tell it for all rows."""
    titles = _titles(sheet)
    found: dict[str, str] = {}
    form = form_of(titles)
    if form and form["table"] == table.name:
        found |= form.get("fill", {})
    timed = [t for t in titles if not (OF_DOCUMENTS.search(heading(t)) or is_where_and_when(t))]
    periods = list(dict.fromkeys(p for t in timed for p in periods_in_title(t)))
    if len(periods) == 1 and table.is_observation:
        found["period"] = periods[0]
    return found


def scheme(sheet: Sheet, answers: Answers) -> str:
    """The scheme that words of several schemes belong to: as answered, or that of the form; "" if nothing tells."""
    return answers.fill.get("scheme", "") or (form_of(_titles(sheet)) or {}).get("scheme", "")


def _titles(sheet: Sheet) -> list[str]:
    return [cell for _, cells in sheet.above for cell in cells if cell]


def measure(table: Table, sheet: Sheet, answers: Answers) -> str:
    """The measure of headers that name none: as answered, the only count there is, or the one that the titles name."""
    if told := answers.fill.get("measure"):
        return told
    counts = [m for m in table.measures if m.type == "count" and m.name != "base"]
    if len(counts) == 1:
        return counts[0].name
    titles = f" {' '.join(heading(t) for t in _titles(sheet))} "
    named = [m.name for m in counts if any(f" {heading(w)} " in titles for w in (m.vi, *m.aliases))]
    return named[0] if len(named) == 1 else ""
