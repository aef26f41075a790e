"""From files to a version in one go, for those who have no screen: check, plan, commit."""

from contextlib import suppress
from dataclasses import asdict

from ingest import collection as collections
from ingest.answers import NONE, Answers
from ingest.build import Refused
from ingest.desk.commit import commit
from ingest.desk.plan import LOCAL, Plan, plan
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
    told = {k: v for k, v in asdict(answers).items() if v}
    commit(made, files, who, reason, answers=told)
    return made
