"""Findings into the warehouse: table `reconciled`, one row a finding, its figures as JSON, what is told in words."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from ingest.contract import tables
from ingest.finding import Finding

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


def rows(connection, findings: Iterable[Finding]) -> dict[str, tuple[str, list]]:
    """The columns of `reconciled`: {name: (SQL type, values)}."""
    found = list(findings)
    words = _words(connection, found)
    told = [_row(f, words) for f in found]
    return {name: (kind, [row[name] for row in told]) for name, kind in COLUMNS.items()}


def _row(f: Finding, words: dict) -> dict:
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
        "rows": ", ".join(f"{file}:{line}" for file, line in f.rows),
        "arithmetic": f.arithmetic,
        "item_vi": item(f, words, "vi"),
        "item_en": item(f, words, "en"),
        "terms": json.dumps([asdict(t) for t in f.terms], ensure_ascii=False),
        "figures": json.dumps(f.values, ensure_ascii=False),
        "accepted": f.accepted is not None,
        "reason": entry.get("reason"),
        "who": entry.get("who"),
        "accepted_on": entry.get("on"),
    }


def item(f: Finding, words: dict, lang: str) -> str:
    """What the figures of a finding are about: the table, then each code that they share; a scheme by its title."""
    table = tables()[f.table]
    known, codes = {c.name: c for c in table.columns}, dict(f.item)
    told = [getattr(table, lang)]
    for name, code in f.item:
        of_scheme = known[name].type == "category"
        listed = codes.get("dimension", "") if of_scheme or name == "scheme" else known[name].list or name
        spot = (listed, codes.get("scheme", "") if of_scheme else "", code, lang)
        if name == "scheme":
            spot = ("scheme", listed, code, lang)
        # The dimension stands in the title of its scheme.
        if code != "all" and name != "dimension":
            told.append(words.get(spot, code))
    return " · ".join(told)


def _words(connection, findings: list[Finding]) -> dict[tuple, str]:
    """The labels of the codes that findings name: (list, scheme, code, language) -> words."""
    codes = sorted({code for f in findings for _, code in f.item})
    found = connection.execute(
        "select list, scheme, code, lang, label from names where list_contains($codes, code) union all "
        "select 'scheme', list, scheme, l.lang, if(l.lang = 'vi', title_vi, title_en) "
        "from schemes cross join (values ('vi'), ('en')) as l (lang) where list_contains($codes, scheme)",
        {"codes": codes},
    )
    return {tuple(key): label for *key, label in found.fetchall()}
