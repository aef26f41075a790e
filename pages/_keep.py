"""Keeping an import: who, why, what was accepted and for which reason; and what became of it."""

import logging

import streamlit as st

from ingest import accepted
from ingest.build import Refused, build
from ingest.desk import remembered
from ingest.desk.bring import dialect
from ingest.desk.command import sentence
from ingest.desk.commit import commit, heal
from ingest.desk.faults import Fault, NotServed, StalePlan
from ingest.desk.intake import Contradiction
from ingest.desk.plan import LOCAL, Plan
from ingest.problem import Problem
from labels import Labels, findings
from pages import _draft, _filters, _words
from pages._draft import Draft

TOLD = "_desk_told"
log = logging.getLogger("dashboard")


@st.cache_resource(show_spinner=False)
def heal_once() -> None:
    """Once per start: an import that was kept when the machine stopped, and is not shown yet, is brought on screen."""
    heal()


def keep(draft: Draft, plan: Plan, say: Labels) -> None:
    """The last step: a name, a reason, and the button that makes it true."""
    outcome = draft.outcome
    if outcome is None:
        return
    doubts = [p for p in outcome.problems if p.severity == "warning" and p.code not in findings.RULES]
    doubtful = bool(doubts or outcome.contradictions)
    with st.container(border=True, key="card_import_keep"):
        _words.head(say("import.keep.title"), say("import.keep.about"), [])
        if draft.title is not None:
            st.text_input(
                say("import.keep.collection"), key="desk_title", placeholder=draft.title["title_vi"]
            )
        left, right = st.columns([1, 2])
        left.text_input(say("import.keep.who"), key="desk_who", persist_state="session", max_chars=80)
        right.text_input(say("import.keep.reason"), key="desk_reason", max_chars=300)
        if doubtful:
            count = say.count(len(doubts) + len(outcome.contradictions))
            st.text_input(say("import.keep.accept", count=count), key="desk_accept", max_chars=300)
        st.button(
            say("import.keep.save"),
            type="primary",
            key="desk_save",
            on_click=_save,
            args=(draft, plan, doubts, doubtful, say),
        )
        if missing := st.session_state.pop("_desk_missing", ""):
            st.error(_words.plain(say(f"import.keep.{missing}")))


def _save(draft: Draft, plan: Plan, doubts: list[Problem], doubtful: bool, say: Labels) -> None:
    who, reason, accept = (
        st.session_state.get(key, "").strip() for key in ("desk_who", "desk_reason", "desk_accept")
    )
    replaces = plan.total("changed") + plan.total("removed") > 0
    lacking = {"no_who": not who, "no_accept": doubtful and not accept, "no_reason": replaces and not reason}
    if missing := next((name for name, lacks in lacking.items() if lacks), ""):
        st.session_state["_desk_missing"] = missing
        return
    if draft.title is not None and (named := st.session_state.get("desk_title", "").strip()):
        plan.about.update(dict.fromkeys(draft.title, named))
    told: list[dict] = [
        {"code": p.code, "line": p.line, "column": p.column, "reason": accept} for p in doubts
    ]
    told += [
        {"code": c.rule, "key": c.key, "sum": c.arithmetic, "reason": accept} for c in _contradicted(draft)
    ]
    try:
        version = commit(
            plan,
            [draft.file, *draft.additions],
            who,
            reason,
            "correction" if replaces and not plan.total("added") else "import",
            accepted=told,
            dialect=dialect(draft.outcome.checked) if draft.outcome else {},
            answers=remembered.told(draft.answers),
        )
    except NotServed as fault:  # kept all the same
        st.session_state[TOLD] = ("error", sentence(fault, say), 0)
    except Fault as fault:
        st.session_state[TOLD] = ("error", sentence(fault, say), 0)
        if isinstance(fault, StalePlan):
            draft.start()  # what is on screen is no longer what would happen
        return
    else:
        whole = _afterwards(draft, accept, who)
        text = say(f"import.keep.{'kept' if whole else 'kept_partly'}", version=version, file=draft.file[0])
        st.session_state[TOLD] = ("success", text, version)
    st.session_state["_desk_number"] = st.session_state.get("_desk_number", 0) + 1
    st.session_state["_desk_upload"] = ""
    _draft.forget()


def _contradicted(draft: Draft) -> list[Contradiction]:
    return draft.outcome.contradictions if draft.outcome else []


def _afterwards(draft: Draft, reason: str, who: str) -> bool:
    """What follows a kept import: its answers are remembered, its contradictions stay listed and stop shouting.

    False if that could not be done: the import is kept nevertheless, and its record says what was accepted and why."""
    try:
        remembered.remember(draft.file, draft.answers)
        for c in _contradicted(draft):
            accepted.accept(LOCAL, c.key, reason, who, rule=c.rule, unit=c.unit, period=c.period)
        if _contradicted(draft):
            build(LOCAL)
    except (Fault, Refused, OSError):
        log.exception("an import was kept, what follows it failed")
        return False
    return True


def told(say: Labels) -> None:
    """What became of the last import, with the way to its figures."""
    if not (last := st.session_state.get(TOLD)):
        return
    kind, text, version = last
    with st.container(border=True, key="desk_told"):
        (st.success if kind == "success" else st.error)(_words.plain(text))
        with st.container(horizontal=True):
            if version:
                st.button(say("import.keep.look"), type="primary", key="desk_look", on_click=_look)
            st.button(say("import.keep.close"), key="desk_close", on_click=_close)


def _look() -> None:
    _close()
    st.session_state["bar_collection"] = LOCAL
    _filters.chosen("collection")
    st.session_state["_wanted"] = "pages/overview.py"


def _close() -> None:
    st.session_state.pop(TOLD, None)
