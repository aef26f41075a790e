"""Findings into the warehouse: table `reconciled`, one row a finding, its figures as JSON, what is told in words."""

import json
from collections.abc import Iterable

from ingest.finding import Finding, Term
from ingest.reconcile.arithmetic import number
from ingest.reconcile.words import Words

COLUMNS = {
    **dict.fromkeys(("key", "rule", "severity", "table_name", "unit_code"), "varchar"),
    **{"period": "varchar", "period_start": "date", "period_end": "date", "period_kind": "varchar"},
    **{"from_year": "bigint", "to_year": "bigint"},
    **dict.fromkeys(("source_code", "place", "rows", "arithmetic", "item_vi", "item_en", "terms"), "varchar"),
    **{
        "figures": "varchar",
        "accepted": "boolean",
        "reason": "varchar",
        "who": "varchar",
        "accepted_on": "varchar",
    },
}

TOLD = ("sign", "value", "kind", "table", "measure", "row_id", "place", "file", "line")


def rows(connection, findings: Iterable[Finding]) -> dict[str, tuple[str, list]]:
    """The columns of `reconciled`: {name: (SQL type, values)}."""
    found = list(findings)
    words = Words(connection, found)
    told = [_row(f, words) for f in found]
    return {name: (kind, [row[name] for row in told]) for name, kind in COLUMNS.items()}


def _row(f: Finding, words: Words) -> dict:
    entry = f.accepted or {}
    return {
        "key": f.key,
        "rule": f.rule,
        "severity": f.severity,
        "table_name": f.table,
        "unit_code": f.unit,
        "period": f.period,
        **f.dates,
        "source_code": f.source,
        "place": "; ".join(f.places),
        "rows": _lines(f),
        "arithmetic": f.arithmetic,
        "item_vi": words.item(f, "vi"),
        "item_en": words.item(f, "en"),
        "terms": json.dumps([_term(t, f, words) for t in f.terms], ensure_ascii=False),
        "figures": json.dumps(f.values, ensure_ascii=False),
        "accepted": f.accepted is not None,
        "reason": entry.get("reason"),
        "who": entry.get("who"),
        "accepted_on": entry.get("on"),
    }


def _lines(f: Finding) -> str:
    """`changes.csv:4, 5, 6; membership.csv:3`."""
    files: dict[str, list[int]] = {}
    for file, line in f.rows:
        files.setdefault(file, []).append(line)
    return "; ".join(f"{file}:{', '.join(map(str, sorted(lines)))}" for file, lines in files.items())


def _term(t: Term, f: Finding, words: Words) -> dict:
    """A figure as data, with what it is in words, and its days where they are not the finding's."""
    told = {name: getattr(t, name) for name in TOLD}
    told |= {"text": number(t.value, t.kind, t.decimals), "days": t.days if t.period != f.period else ()}
    return told | {f"label_{lang}": words.term(t, f, lang) for lang in ("vi", "en")}
