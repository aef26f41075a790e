"""The command `python -m ingest reconcile`: what a collection's files contradict, as sentences or as JSON."""

import argparse
import json
import sys

from ingest import collection as collections
from ingest.finding import Finding
from labels import Labels, findings

UNABLE = 2


def register(commands, every: argparse.ArgumentParser, say: Labels) -> None:
    """Adds the command to those of `python -m ingest`."""
    parser = commands.add_parser("reconcile", parents=[every], help=say("command.reconcile"))
    parser.add_argument("--json", action="store_true", help=say("command.reconcile_json"))
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, say: Labels) -> int:
    """0 where the rules ran, whatever they found: findings are no failure; 2 where the files could not be read."""
    # A check of one file starts without duckdb.
    from ingest.build import Refused
    from ingest.reconciled import found_in

    name = given.collection or collections.DEFAULT
    try:
        found = found_in(name)
    except Refused as refused:
        places = ", ".join(sorted({f"{p.file}:{p.line}" if p.line else p.file for p in refused.problems}))
        print(say("command.not_reconciled", name=name, places=places), file=sys.stderr)
        return UNABLE
    if given.json:
        print(json.dumps([as_object(f, say) for f in found], ensure_ascii=False, indent=2))
    else:
        _print(name, found, say)
    return 0


def as_object(found: Finding, say: Labels) -> dict:
    """One finding for another program: codes and plain arithmetic, and the sentence for people."""
    entry = found.accepted or {}
    return {
        "rule": found.rule,
        "severity": found.severity,
        "table": found.table,
        "unit": found.unit,
        "period": found.period,
        "source": found.source,
        "places": list(found.places),
        "files": list(dict.fromkeys(file for file, _ in found.rows)),
        "lines": [{"file": file, "line": line} for file, line in found.rows],
        "arithmetic": found.arithmetic,
        "message": findings.message(found.rule, found.values, say),
        "accepted": found.accepted is not None,
        "reason": entry.get("reason"),
        "key": found.key,
    }


def _print(name: str, found: list[Finding], say: Labels) -> None:
    print(say("command.reconciled", name=name, count=say.count(len(found))))
    for f in found:
        severity = say("command.accepted_finding") if f.accepted else say(f"command.severity.{f.severity}")
        when = " ".join(part for part in (f.unit, f.period) if part)
        print(f"  {severity} · {say(f'rule.{f.rule}')} · {when} · {f.source} · {'; '.join(f.places)}")
        print(f"    {findings.arithmetic(f.arithmetic, say)}")
        print(f"    {findings.message(f.rule, f.values, say)}")
        print(f"    {', '.join(f'{file}:{line}' for file, line in f.rows)} [{f.key}]")
