"""The arithmetic of a collection: every rule over the printed figures of a connection, contradictions as findings."""

from collections.abc import Mapping
from dataclasses import replace

from ingest.finding import Finding
from ingest.reconcile import read, told


def reconcile(connection, accepted: Mapping[str, dict] | None = None) -> list[Finding]:
    """What the printed figures in schema `stated` contradict, the gravest first; `accepted` are the entries of
    accepted.toml by key. Reads references, changes nothing but temporary tables."""
    rows = [row for rule, found in told.violations(connection) for row in read.merged(rule, found)]
    entries = accepted or {}
    return [replace(f, accepted=entries.get(f.key)) for f in read.findings(connection, rows)]
