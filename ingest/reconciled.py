"""What the files of a collection contradict, found in memory, without a warehouse."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import replace
from operator import itemgetter
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from ingest import accepted
from ingest import collection as collections
from ingest.build import accepted_files, fill
from ingest.finding import Finding
from ingest.problem import Problem
from ingest.reconcile import reconcile
from ingest.validate import Checked

# A check runs beside the dashboard: what does not fit goes to disk.
ARITHMETIC = "400MB"


def with_arithmetic(checked: list[Checked], references: list[Checked]) -> list[Checked]:
    """Files of figures with what their own figures contradict, as warnings and notices at the rows they rest on;
    `references` say which units, sources and codes there are. Figures are never refused for it: a report that
    contradicts itself is imported as it is printed."""
    figures = [c for c in checked if c.accepted and c.contract.is_observation]
    if not figures:
        return checked
    known = [c for c in [*checked, *references] if c.accepted and not c.contract.is_observation]
    seen: set[tuple] = set()
    known = [_unseen(c, seen) for c in known]
    with _in_memory({"collection": "files"}, [*known, *figures]) as connection:
        found = reconcile(connection)
    told: dict[str, list[Problem]] = {}
    for finding in found:
        for file, problem in _problems(finding):
            told.setdefault(file, []).append(problem)
    return [replace(c, problems=[*c.problems, *told.get(c.file, [])]) if c in figures else c for c in checked]


def _unseen(checked: Checked, seen: set[tuple]) -> Checked:
    """The rows of a reference table whose keys no file before has told; a code told twice would count twice."""
    table = checked.contract
    key = itemgetter(*(checked.columns.index(name) for name in table.key))
    fresh = []
    for row in checked.rows:
        fresh.append((table.name, key(row)) not in seen)
        seen.add((table.name, key(row)))
    lines = [line for line, kept in zip(checked.lines, fresh, strict=True) if kept]
    mask = pa.array(fresh, pa.bool_())
    return replace(checked, arrays=[a.filter(mask) for a in checked.arrays], lines=lines)


def _problems(finding: Finding) -> list[tuple[str, Problem]]:
    """The finding at the first of its rows in each file."""
    severity = "notice" if finding.severity == "notice" else "warning"
    first = {file: line for file, line in reversed(finding.rows)}
    measures = {t.file: t.measure for t in reversed(finding.terms)}
    values = {**finding.values, "arithmetic": finding.arithmetic}
    return [
        (file, Problem(finding.rule, severity, file, line, measures.get(file) or None, values))
        for file, line in first.items()
    ]


@contextmanager
def _in_memory(about: dict, checked: list[Checked]) -> Generator[duckdb.DuckDBPyConnection]:
    with TemporaryDirectory() as spill, closing(duckdb.connect()) as connection:
        place = spill.replace("'", "''")
        connection.execute(f"set memory_limit='{ARITHMETIC}'; set temp_directory='{place}'")
        fill(connection, about, checked)
        yield connection


def found_in(collection: str) -> list[Finding]:
    """The findings of a collection, the gravest first, with what was accepted; Refused, NoCollection."""
    checked = accepted_files(collection)
    about = collections.about(collection) | {"collection": collection}
    with _in_memory(about, checked) as connection:
        return reconcile(connection, accepted.read(collections.folder(collection)))
