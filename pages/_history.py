"""Every import and correction, the newest first: what it changed, two versions side by side, and its undo."""

import streamlit as st

from ingest import collection as collections
from ingest.build import Refused
from ingest.desk import history as log
from ingest.desk.command import sentence
from ingest.desk.commit import undo
from ingest.desk.faults import Fault
from ingest.desk.plan import LOCAL
from ingest.known import Known
from labels import Labels, findings
from labels.problems import message
from pages import _preview, _words
from pages._answers import words

KINDS = ("added", "changed", "removed", "same")
A_PAGE = 10


def history() -> None:
    """The list of imports, then any two versions side by side."""
    say = words()
    with st.container(border=True, key="card_import_history"):
        entries = _entries(say)
        if not entries:
            _words.head(say("import.history.title"), say("import.history.none"), [])
            return
        _words.head(
            say("import.history.title"), say("import.history.about", count=say.count(len(entries))), []
        )
        first = (st.session_state.get("history_page", 1) - 1) * A_PAGE
        for entry in entries[first : first + A_PAGE]:
            _entry(entry, say)
        if len(entries) > A_PAGE:
            st.pagination(-(-len(entries) // A_PAGE), key="history_page")
    _two_versions(len(entries), say)


def _entries(say: Labels) -> list:
    try:
        return log.history()
    except Fault as fault:
        st.error(_words.plain(sentence(fault, say)))
        return []


def _entry(entry, say: Labels) -> None:
    files = ", ".join(f["name"] for f in entry.files)
    rows = {kind: say.count(sum(t.get(kind, 0) for t in entry.tables.values())) for kind in KINDS}
    about = files or say("import.history.of_version", version=entry.undoes)
    kind = say("import.history.undo_of") if entry.undoes else say(f"desk.kind.{entry.kind}")
    title = say("import.history.entry", version=entry.version, kind=kind, about=about)
    when = f"{say.date(entry.at[:10])} {entry.at[11:16]}"
    flags = [say("import.history.undone", version=entry.undone_by)] if entry.undone_by else []
    with st.container(border=True, key=f"history_{entry.version}"):
        _words.head(title, say("import.history.who", when=when, who=entry.who), flags)
        _words.line(say("import.preview.totals", **rows), "legend")
        if entry.reason:
            _words.line(say("import.history.reason", reason=entry.reason))
        version, told = st.session_state.get("_history_told", (0, ""))
        if version == entry.version:
            st.info(_words.plain(told))
            st.session_state.pop("_history_told")
        opened = st.expander(
            say("import.history.open"), key=f"history_open_{entry.version}", on_change="rerun"
        )
        if opened.open:
            with opened:
                _inside(entry, say)


def _inside(entry, say: Labels) -> None:
    """What an import replaced, what was accepted with it, its files, and its undo."""
    _revised(entry.version, say)
    for noted in entry.accepted:
        _words.line(_acceptance(noted, say))
    for number, (name, path) in enumerate(log.sources(entry.version)):
        digest = next((f["sha256"] for f in entry.files if f["name"] == name), "")
        st.download_button(
            say("import.history.file", file=name),
            path.read_bytes,
            path.name,
            key=f"source_{entry.version}_{number}",
            on_click="ignore",
            help=f"SHA-256 {digest}",
        )
    if entry.undone_by is None:
        _undo_form(entry.version, say)


def _acceptance(noted: dict, say: Labels) -> str:
    """What was accepted with an import: a warning at a line, or a contradiction with both sides of its sum."""
    reason = noted.get("reason", "")
    if "sum" in noted:
        return say("import.history.accepted_sum", sum=findings.arithmetic(noted["sum"], say), reason=reason)
    return say("import.history.accepted", line=noted.get("line") or "", reason=reason)


def _revised(version: int, say: Labels) -> None:
    try:
        changes = [r.change for r in log.revisions(version)]
    except Fault as fault:
        st.error(_words.plain(sentence(fault, say)))
        return
    if changes:
        _preview.show_changes(changes, say, _names(), past=True)
    else:
        _words.line(say("import.history.nothing_replaced"), "legend")


def _names() -> dict[str, str]:
    known = Known()
    collections.learn(LOCAL, known)
    return known.shown


def _undo_form(version: int, say: Labels) -> None:
    with st.form(f"undo_{version}", enter_to_submit=False):
        left, right = st.columns([1, 2])
        who = left.text_input(say("import.history.by"), key=f"undo_who_{version}", max_chars=80)
        reason = right.text_input(say("import.history.why"), key=f"undo_why_{version}", max_chars=300)
        if st.form_submit_button(say("import.history.undo", version=version)):
            if not who.strip() or not reason.strip():
                st.error(_words.plain(say("import.history.no_reason")))
                return
            st.session_state["_history_told"] = (version, _undone(version, who.strip(), reason.strip(), say))
            st.rerun()


def _undone(version: int, who: str, reason: str, say: Labels) -> str:
    try:
        return say("desk.undone", version=version, by=undo(version, who, reason))
    except Fault as fault:
        return sentence(fault, say)
    except Refused as refused:
        return " ".join(message(p, say) for p in refused.problems[:3])


def _two_versions(last: int, say: Labels) -> None:
    with st.container(border=True, key="card_import_compare"):
        _words.head(say("import.history.compare"), say("import.history.compare_about"), [])
        versions = list(range(last + 1))
        left, right = st.columns(2)
        first = left.selectbox(
            say("import.history.first"),
            versions,
            max(0, last - 1),
            key="compare_first",
            format_func=_version(say),
        )
        second = right.selectbox(
            say("import.history.second"), versions, last, key="compare_second", format_func=_version(say)
        )
        if first == second or not st.button(say("import.history.show"), key="compare_show"):
            return
        found = log.compare(first, second)
        if not found.counts:
            _words.line(say("import.history.same"), "calm")
            return
        _preview.show_changes(found.changes, say, _names(), past=True)
        _preview.show_counts(found.counts, say, _names())


def _version(say: Labels):
    return lambda number: (
        say("import.history.version", version=number) if number else say("import.history.before")
    )
