"""What the check of a file found: how it was read, and every problem with its place and remedy."""

import pandas as pd

from ingest.contract import tables
from ingest.desk.command import sentence
from ingest.problem import SEVERITIES, Problem
from ingest.validate import Checked
from labels import Labels
from labels.problems import message
from pages import _words
from pages._draft import Draft


def found(draft: Draft, say: Labels) -> None:
    """The verdict in one sentence, how the file was read, and the problems, the gravest first."""
    outcome = draft.outcome
    if outcome is None:
        return
    errors = sum(p.severity == "error" for p in outcome.problems)
    codes = {p.code for p in outcome.problems}
    verdict = "refused" if errors else "fault" if outcome.fault else "accepted"
    verdict = "personal" if codes & {"personal_data", "personal_title"} else verdict
    flags = [say("import.found.remembered")] if draft.from_memory else []
    _words.head(say(f"import.found.{verdict}", file=draft.file[0], count=say.count(errors)), "", flags)
    for checked in outcome.checked:
        if checked.file == draft.file[0]:
            _words.line(_reading(checked, say), "legend")
    if outcome.fault:
        _words.line(sentence(outcome.fault, say), "calm")
    listed = sorted(outcome.problems, key=lambda p: (SEVERITIES.index(p.severity), p.line or 0))
    if listed:
        _words.table(_rows(listed, say), say("import.found.caption"), [say("import.found.line")])


def _reading(checked: Checked, say: Labels) -> str:
    """One line: table, rows, encoding, separator, the line of the header."""
    sheet = checked.sheet
    table = getattr(checked.table, say.lang) if checked.table else say("command.unknown_table")
    parts = [say("import.found.read_as", table=table, rows=say.count(len(checked.lines)))]
    if sheet is not None and sheet.header:
        separator = say("import.found.tab") if sheet.separator == "\t" else sheet.separator
        if sheet.separator:
            parts.append(say("import.found.dialect", encoding=sheet.encoding.upper(), separator=separator))
        parts.append(say("import.found.header_line", line=sheet.header_line))
    return " · ".join(parts)


def _rows(problems: list[Problem], say: Labels) -> pd.DataFrame:
    # A column that the file does not have has only its name in the contract.
    titles = column_titles(say)
    return pd.DataFrame(
        {
            say("import.found.severity"): [say(f"command.severity.{p.severity}") for p in problems],
            say("import.found.line"): [str(p.line or "") for p in problems],
            say("import.found.column"): [titles.get(p.column or "", p.column or "") for p in problems],
            say("import.found.sentence"): [message(p, say) for p in problems],
        }
    )


def column_titles(say: Labels) -> dict[str, str]:
    """What each column of the contract is called."""
    return {c.name: getattr(c, say.lang) for table in tables().values() for c in table.columns}
