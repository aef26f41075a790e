"""What an import would change, before it is kept: rows by unit and period, old and new values, the main figures."""

import pandas as pd
import streamlit as st

from ingest.contract import tables
from ingest.desk.difference import Change, Count
from ingest.desk.headlines import Figure, Headline
from ingest.desk.plan import MODES, Plan
from ingest.period import parse_period
from labels import Labels, findings
from pages import _words
from pages._draft import Draft

KINDS = ("added", "changed", "removed", "same")
LISTED = 300
# Names of rows, not what they say.
NAMING = ("unit_code", "period", "source_code", "place")


def preview(draft: Draft, plan: Plan, say: Labels) -> None:
    """The preview of one file, with the way in which it meets what is there."""
    with st.container(border=True, key="card_import_preview"):
        totals = {kind: say.count(plan.total(kind)) for kind in KINDS}
        _words.head(say("import.preview.title"), say("import.preview.totals", **totals), [])
        _mode(draft, say)
        names = _names(draft)
        _headlines([h for h in plan.headlines if h.changed], say)
        _contradictions(draft, say, names)
        show_changes(plan.changes, say, names)
        show_counts([c for c in plan.counts if c.added or c.changed or c.removed], say, names)


def _mode(draft: Draft, say: Labels) -> None:
    chosen = st.radio(
        say("import.preview.mode"),
        MODES,
        MODES.index(draft.mode),
        format_func=lambda mode: say(f"desk.mode.{mode}"),
        key="desk_mode",
    )
    if chosen != draft.mode:
        draft.mode = chosen
        draft.start()
        st.rerun()


def _names(draft: Draft) -> dict[str, str]:
    return draft.outcome.known.shown if draft.outcome else {}


def show_changes(changes: list[Change], say: Labels, names: dict[str, str], past: bool = False) -> None:
    """Rows that change or go, with what they said and will say, then those that come, with their figures."""
    heads = (say("import.preview.before"), say("import.preview.after")) if past else _heads(say)
    told = [c for c in changes if c.kind != "added"]
    rows = [row for change in told[:LISTED] for row in _values(change, say, names, heads)]
    _listed(rows, say("import.preview.changes"), len(told), say)
    new = [c for c in changes if c.kind == "added" and tables()[c.table].is_observation]
    rows = [_place(c, say, names) | {say("import.preview.figures"): _all(c, say)} for c in new[:LISTED]]
    _listed(rows, say("import.preview.new"), len(new), say)


def _heads(say: Labels) -> tuple[str, str]:
    return say("import.preview.was"), say("import.preview.now")


def _listed(rows: list[dict[str, str]], caption: str, count: int, say: Labels) -> None:
    if rows:
        _words.table(pd.DataFrame(rows), caption)
    if count > LISTED:
        _words.line(say("card.first_rows", shown=say.count(LISTED), count=say.count(count)))


def _place(change: Change, say: Labels, names: dict[str, str]) -> dict[str, str]:
    """Whose row it is, of when, and what it counts."""
    table, row = tables()[change.table], change.now or change.was or {}
    codes = [str(row[k]) for k in table.key if row.get(k) not in (None, "", "all") and k not in NAMING]
    return {
        say("column.unit_name"): names.get(row.get("unit_code") or "", row.get("unit_code") or ""),
        say("column.period"): _period(row.get("period"), say),
        say("column.item"): " · ".join([getattr(table, say.lang), *codes]),
    }


def _values(
    change: Change, say: Labels, names: dict[str, str], heads: tuple[str, str]
) -> list[dict[str, str]]:
    """One line for each value of a row that differs; a removed row is one line."""
    table, place = tables()[change.table], _place(change, say, names)
    what = say("import.preview.what")
    if change.kind == "removed":
        return [place | {what: say("desk.change.removed"), heads[0]: _all(change, say), heads[1]: ""}]
    told = []
    for name in change.columns:
        was, now = (_told(name, (side or {}).get(name), say) for side in (change.was, change.now))
        told.append(place | {what: getattr(table.column(name), say.lang), heads[0]: was, heads[1]: now})
    return told


def _all(change: Change, say: Labels) -> str:
    """Every figure of a row."""
    table, row = tables()[change.table], change.now or change.was or {}
    figures = [(m, row.get(m.name)) for m in table.measures]
    return "; ".join(f"{getattr(m, say.lang)} {_told(m.name, v, say)}" for m, v in figures if v is not None)


def _told(name: str, value, say: Labels) -> str:
    """A value in words: figures with their marks, codes by their names."""
    if name == "status":
        return say(f"status.{value}") if value else ""
    if value is None:
        return say("card.not_reported")
    if name.endswith("percent"):
        return say.percent(value, None)
    return say.count(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def _period(text: str | None, say: Labels) -> str:
    if not text:
        return say("period.undated_alone")
    told = parse_period(text)
    return say.period(told.start, told.end, told.kind, text)


def show_counts(counts: list[Count], say: Labels, names: dict[str, str]) -> None:
    """How many rows of each table, unit and period come, change, go and stay."""
    rows = [
        {
            say("import.preview.table"): getattr(tables()[c.table], say.lang),
            say("column.unit_name"): names.get(c.unit or "", c.unit or ""),
            say("column.period"): _period(c.period, say) if c.unit else "",
            **{say(f"import.preview.{kind}"): say.count(getattr(c, kind)) for kind in KINDS},
        }
        for c in counts[:LISTED]
    ]
    if rows:
        numeric = [say(f"import.preview.{kind}") for kind in KINDS]
        _words.table(pd.DataFrame(rows), say("import.preview.counts"), numeric)
    if len(counts) > LISTED:
        _words.line(say("card.first_rows", shown=say.count(LISTED), count=say.count(len(counts))))


def _headlines(changed: list[Headline], say: Labels) -> None:
    """The main figures of the highest units, as they are and as they would be."""
    if not changed:
        _words.line(say("import.preview.no_headline"), "legend")
        return
    rows = [
        {
            say("column.unit_name"): h.unit_name,
            say("column.headline"): " · ".join(
                filter(None, (say(f"headline.{h.headline}"), h.part_label[say.lang]))
            ),
            say("import.preview.was"): _figure(h.before, h.measure, say),
            say("import.preview.now"): _figure(h.after, h.measure, say),
        }
        for h in changed
    ]
    _words.table(pd.DataFrame(rows), say("import.preview.headlines"))


def _figure(figure: Figure | None, measure: str, say: Labels) -> str:
    if figure is None:
        return say("card.not_reported")
    value = say.percent(figure.value) if measure == "percent" else say.count(figure.value)
    when = say.period(figure.period_start, figure.period_end, figure.period_kind)
    if figure.expected is not None and figure.reported is not None and figure.reported < figure.expected:
        when += f" · {say('card.origin.summed', reported=figure.reported, expected=figure.expected)}"
    return f"{value} ({when})"


def _contradictions(draft: Draft, say: Labels, names: dict[str, str]) -> None:
    """What the figures would contradict, and do not now."""
    found = draft.outcome.contradictions if draft.outcome else []
    if not found:
        return
    rows = [
        {
            say("import.found.severity"): say(f"severity.{c.severity}"),
            say("column.unit_name"): names.get(c.unit, c.unit),
            say("column.period"): _period(c.period, say),
            say("import.preview.sum"): findings.arithmetic(c.arithmetic, say),
            say("import.found.sentence"): findings.message(c.rule, c.values, say),
        }
        for c in found[:LISTED]
    ]
    _words.table(pd.DataFrame(rows), say("import.preview.contradictions"))
