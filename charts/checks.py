"""What figures contradict: each finding in words, how many by rule, and in which units."""

import json
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts import records, rows, theme
from charts.captions import tells
from labels import Labels
from labels import findings as words

SEVERITIES = ("errors", "warnings", "notices")
FEW = 8
COLOURS = {"errors": theme.PARTY_RED, "warnings": theme.ORANGE, "notices": theme.MISSING}
# Told apart without colour: full, hatched, outlined.
PATTERNS = {"errors": "", "warnings": "/", "notices": "."}


@dataclass(frozen=True)
class Told:
    """One finding as a reader gets it."""

    key: str
    rule: str
    severity: str
    heading: str
    where: str
    arithmetic: str
    terms: str
    sentence: str
    remedy: str
    origin: str
    accepted: str
    unit_code: str


def told(row, say: Labels) -> Told:
    """One row of `checks/findings` in words."""
    when = say.period(row.period_start, row.period_end, row.period_kind)
    rows_of_files = say("checks.findings.rows", rows=row.rows) if row.rows else ""
    accepted = ""
    if row.accepted:
        accepted = say(
            "checks.findings.accepted",
            reason=row.reason or "",
            who=row.who or say("checks.findings.somebody"),
            day=say.date(row.accepted_on) if row.accepted_on else "",
        )
    return Told(
        row.finding_key,
        row.rule,
        row.severity,
        say(f"rule.{row.rule}"),
        " · ".join((row.unit_name, when, row.item)),
        say("card.hidden") if row.arithmetic is None else words.arithmetic(row.arithmetic, say),
        "; ".join(_terms(json.loads(row.terms), say)),
        words.sentence(row.rule, json.loads(row.figures), say),
        say(f"checks.of.{row.rule}.remedy"),
        " · ".join(part for part in (row.source_title, row.place, rows_of_files) if part),
        accepted,
        row.unit_code,
    )


def _terms(terms: list[dict], say: Labels) -> list[str]:
    """What each figure of the sum is: "Kết nạp: 31"; a figure of another period names it."""
    told_terms = []
    for term in terms:
        if not term["table"] or term["kind"] == "date":
            continue
        when = []
        if term["days"]:
            first, last, kind = term["days"]
            when = [say.short_period(first or None, last or None, kind)]
        what = " · ".join(part for part in (term[f"label_{say.lang}"], *when) if part)
        figure = say("card.hidden") if term["text"] is None else words.arithmetic(term["text"], say)
        told_terms.append(say("checks.findings.term", what=what, figure=figure))
    return list(dict.fromkeys(told_terms))


def _found(frame: pd.DataFrame, say: Labels) -> str | None:
    """How many contradictions stand, by severity; what has been accepted is told apart."""
    told_rows = records.of(frame)
    standing = [row.severity for row in told_rows if not row.accepted]
    accepted = len(told_rows) - len(standing)
    counts = [
        say(f"checks.findings.{severity}", count=say.count(standing.count(severity)))
        for severity in ("error", "warning", "notice")
        if severity in standing
    ]
    if not counts:
        return say("checks.findings.all_accepted", count=say.count(accepted)) if accepted else None
    text = say("checks.findings.told", count=say.count(len(standing)), kinds=", ".join(counts))
    return text + (say("checks.findings.and_accepted", count=say.count(accepted)) if accepted else "")


@tells(finding=_found)
def findings(frame: pd.DataFrame, say: Labels) -> list[Told]:
    """Every finding in words, in the order of the rows."""
    return [told(row, say) for row in records.of(frame)]


@tells()
def by_rule(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """Every rule there is: what it checks, and how many findings of each severity, 0 where all adds up."""
    found = {row.rule: row for row in records.of(frame)}
    columns = (*SEVERITIES, "accepted_findings")
    lines = []
    for rule in sorted(words.RULES, key=lambda r: list(found).index(r) if r in found else len(found)):
        counts = [getattr(found[rule], name) if rule in found else 0 for name in columns]
        lines.append([say(f"rule.{rule}"), say(f"checks.of.{rule}.checks"), *(say.count(n) for n in counts)])
    heads = [say("column.rule"), say("column.checks"), *(say(f"column.{name}") for name in columns)]
    return pd.DataFrame(lines, columns=heads)


def _most(frame: pd.DataFrame, say: Labels) -> str | None:
    """The unit with most contradictions, where several units have some."""
    told_rows = records.of(frame)
    if len(told_rows) < 2:
        return None
    most, second = sorted(told_rows, key=_count, reverse=True)[:2]
    if _count(most) == _count(second):
        return None
    return say("checks.by_unit.most", unit=most.unit_name, count=say.count(_count(most)))


def _count(row) -> int:
    return sum(getattr(row, name) for name in SEVERITIES)


@tells(finding=_most)
def by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Bar: the contradictions of a unit, by severity; the words beside it say how many of each."""
    told_rows = records.of(frame)[: rows.MOST]
    bars, bases = [], [0] * len(told_rows)
    for name in SEVERITIES:
        counts = [getattr(row, name) for row in told_rows]
        bars.append(_bar(name, counts, list(bases), say))
        bases = [base + count for base, count in zip(bases, counts, strict=True)]
    names, spoken = [row.unit_name for row in told_rows], [_spoken(row, say) for row in told_rows]
    # A third of a contradiction is none.
    whole = {"dtick": 1} if max(bases, default=0) < FEW else {}
    numbers, words = [row.unit_id for row in told_rows], rows.words(spoken, [float(n) for n in bases])
    return rows.figure(names, say, *bars, words, units=numbers, room=2, xaxis=whole)


def _bar(name: str, counts: list[int], bases: list[int], say: Labels) -> dict:
    pattern = {"pattern": {"shape": PATTERNS[name], **theme.PARTIAL_PATTERN}} if PATTERNS[name] else {}
    return theme.bar(
        y=list(range(len(counts))),
        x=[float(n) for n in counts],
        base=[float(n) for n in bases],
        name=say(f"column.{name}"),
        orientation="h",
        marker={"color": COLOURS[name], **pattern},
        hoverinfo="skip",
    )


def _spoken(row, say: Labels) -> str:
    kinds = (("errors", "error"), ("warnings", "warning"), ("notices", "notice"))
    told_kinds = [(getattr(row, many), one) for many, one in kinds]
    return ", ".join(say(f"checks.findings.{one}", count=say.count(n)) for n, one in told_kinds if n)
