"""From files to a version in one go, for those who have no screen: check, plan, commit."""

from contextlib import suppress

from ingest import collection as collections
from ingest.answers import NONE, Answers
from ingest.build import Refused
from ingest.desk.commit import commit
from ingest.desk.plan import LOCAL, Plan, plan
from ingest.desk.remembered import told
from ingest.validate import Checked, Known


def check(files: list[tuple[str, bytes]], answers: Answers = NONE) -> list[Checked]:
    """Checks files against what the collection of the desk knows, the first time against the code lists alone."""
    known = Known()
    with suppress(collections.NoCollection):
        collections.learn(LOCAL, known)
    return collections.check_all(files, known, answers)


def bring(
    files: list[tuple[str, bytes]],
    who: str,
    reason: str = "",
    mode: str = "merge",
    answers: Answers = NONE,
    title: dict[str, str] | None = None,
) -> Plan:
    """Imports files that belong together; the plan that was kept. Raises Refused with the problems of the files, and
    what plan and commit raise."""
    checked = check(files, answers)
    if problems := [p for c in checked for p in c.problems if p.severity == "error"]:
        raise Refused(problems)
    made = plan(checked, mode, title)
    commit(made, files, who, reason, dialect=dialect(checked), answers=told(answers))
    return made


def dialect(checked: list[Checked]) -> dict:
    """How each file was written, by its name: encoding, separator, the line of its header."""
    sheets = {c.file: c.sheet for c in checked if c.sheet is not None}
    names = ("encoding", "separator", "header_line")
    return {file: {name: getattr(sheet, name) for name in names} for file, sheet in sheets.items()}
