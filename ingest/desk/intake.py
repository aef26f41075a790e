"""One file on its way into the collection: checked, its additions beside it, the plan of what it would change."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from ingest import collection as collections
from ingest import warehouse
from ingest.answers import NONE, Answers
from ingest.build import Refused
from ingest.desk import plan as plans
from ingest.desk.faults import Fault
from ingest.desk.plan import LOCAL, Plan
from ingest.problem import Problem
from ingest.reconciled import with_arithmetic
from ingest.validate import Checked, Known

File = tuple[str, bytes]


@dataclass(frozen=True)
class Contradiction:
    """A finding that the figures on screen would have and have not now; `values` and `arithmetic` are for its words."""

    key: str
    rule: str
    severity: str
    unit: str
    period: str
    arithmetic: str
    values: dict


@dataclass(frozen=True)
class Intake:
    """What is known of a file: its checks (one for each table it holds), `known` with all that its cells may name, and
    if nothing refuses it the plan, and what it would newly contradict; or why there is no plan."""

    checked: list[Checked]
    known: Known
    plan: Plan | None = None
    contradictions: list[Contradiction] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    fault: Fault | None = None

    @property
    def problems(self) -> list[Problem]:
        """Everything to be told, the gravest of each file first."""
        return [p for c in self.checked for p in c.problems] + self.refused


def examine(
    file: File,
    answers: Answers = NONE,
    additions: list[File] | None = None,
    mode: str = "merge",
    title: dict[str, str] | None = None,
    tick: Callable[[float], None] = lambda done: None,
) -> Intake:
    """Checks a file and plans its import. `additions` are files of references (units.csv, sources.csv) made on screen.

    What `tick` raises ends it. Never raises for what the file holds or the store refuses."""
    known = Known()
    references = collections.load_shared(known)
    with suppress(collections.NoCollection):
        known = Known()
        references = collections.learn(LOCAL, known)
    added = collections.check_all(additions or [], known)
    checked = collections.check_all([file], known, answers, tick)
    every = [*added, *checked]
    if not all(c.accepted for c in every):
        return Intake(every, known)
    every = with_arithmetic(every, references)
    tick(1.0)
    try:
        made = plans.plan(every, mode, title)
    except Refused as refused:
        return Intake(every, known, refused=refused.problems)
    except Fault as fault:
        return Intake(every, known, fault=fault)
    return Intake(every, known, made, _new_contradictions(made))


def _new_contradictions(made: Plan) -> list[Contradiction]:
    """The findings of the planned figures that those served now do not have."""
    served = warehouse.current(LOCAL) if LOCAL in warehouse.built() else None
    before = {c.key for c in _contradictions(served)} if served else set()
    return [c for c in _contradictions(made.file) if c.key not in before]


def _contradictions(file) -> list[Contradiction]:
    asked = (
        "select key, rule, severity, unit_code, period, arithmetic, figures from reconciled "
        "where not accepted order by rule, key"
    )
    with warehouse.open_readonly(file) as connection:
        rows = connection.execute(asked).fetchall()
    return [Contradiction(*row[:6], json.loads(row[6])) for row in rows]
