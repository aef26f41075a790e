"""The arithmetic of a collection: every rule over the printed figures of a connection, contradictions as findings."""

from ingest.finding import Finding
from ingest.reconcile import read, told


def reconcile(connection) -> list[Finding]:
    """What the printed figures in schema `stated` contradict, the gravest first; reads references, changes nothing
    but temporary tables."""
    found = [row for rule, rows in told.violations(connection) for row in read.merged(rule, rows)]
    return read.findings(connection, found)
