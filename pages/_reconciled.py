"""The list of contradictions: filtered, page by page, accepted ones folded, and accepting with a reason."""

from collections.abc import Callable
from html import escape

import streamlit as st

from charts.checks import Told
from exports.card import Card
from ingest import accepted, build
from ingest.finding import SEVERITIES
from labels import Labels, findings
from pages import _behind, _words
from pages._answers import card, looked_at, words

A_PAGE = 20
OWN = "local"  # the only collection whose files are the reader's own


def found(chart: Callable) -> None:
    """The card of contradictions with its filters."""
    say = words()
    with st.container(border=True, key="card_checks_findings"):
        given = _given(say)
        shown = card("checks/findings", chart, given)
        _words.head(shown.title, shown.subtitle, shown.flags)
        if told := st.session_state.pop("_accepting", ""):
            st.info(_words.plain(say(f"checks.accepting.{told}")))
        every = chart(shown.frame, say)
        standing = [f for f in every if not f.accepted]
        if standing:
            _list(standing, shown, say)
        else:
            _words.line(say("checks.findings.none"), "calm")
        _folded([f for f in every if f.accepted], say)
        if every:
            _behind.fold(shown, True)


def _given(say: Labels) -> dict[str, str]:
    """Which rule and which severity are wanted; "" is any."""
    rules = {"": say("checks.findings.all_rules")} | {r: say(f"rule.{r}") for r in findings.RULES}
    levels = {"": say("checks.findings.all_levels")} | {s: say(f"severity.{s}") for s in SEVERITIES}
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    rule = left.selectbox(say("column.rule"), rules, format_func=rules.__getitem__, key="checks_rule")
    level = right.selectbox(
        say("column.severity"), levels, format_func=levels.__getitem__, key="checks_level"
    )
    return {"rule": rule, "severity": level}


def _list(standing: list[Told], shown: Card, say: Labels) -> None:
    turned = f"checks_page_{shown.filters}"
    pages = -(-len(standing) // A_PAGE)
    first = (min(st.session_state.get(turned, 1), pages) - 1) * A_PAGE
    own = shown.filters.collection == OWN
    for told in standing[first : first + A_PAGE]:
        st.html(_entry(told, say))
        if own:
            _acceptance(told, say)
    if pages > 1:
        st.pagination(pages, key=turned)


def _entry(told: Told, say: Labels) -> str:
    """One contradiction: how grave, which rule, whose figures, the sum, what to do, where it stands."""
    severity = escape(say(f"severity.{told.severity}"))
    reason = f"<p class='reason'>{escape(told.accepted)}</p>" if told.accepted else ""
    return (
        f"<section class='contradiction {told.severity}'>"
        f"<h4><span class='severity {told.severity}'>{severity}</span> {escape(told.heading)}</h4>"
        f"<p class='where'>{escape(told.where)}</p><p class='sum'>{escape(told.arithmetic)}</p>"
        f"<p class='terms-of-sum'>{escape(told.terms)}</p>"
        f"<p>{escape(told.sentence)} {escape(told.remedy)}</p>{reason}"
        f"<p class='source'>{escape(told.origin)}</p></section>"
    )


def _folded(listed: list[Told], say: Labels) -> None:
    if not listed:
        return
    with st.expander(say("checks.findings.folded", count=say.count(len(listed)))):
        for told in listed:
            st.html(_entry(told, say))
            if looked_at().collection == OWN:
                st.button(
                    say("checks.accepting.withdraw"),
                    key=f"withdraw_{told.key}",
                    on_click=_withdraw,
                    args=(told.key,),
                )


def _acceptance(told: Told, say: Labels) -> None:
    with st.expander(say("checks.accepting.open"), key=f"accepting_{told.key}"):
        reason, who = st.columns([3, 1.4])
        reason.text_input(say("checks.accepting.reason"), key=f"reason_{told.key}", max_chars=300)
        who.text_input(say("checks.accepting.who"), key=f"who_{told.key}", max_chars=80)
        st.button(say("checks.accepting.save"), key=f"accept_{told.key}", on_click=_accept, args=(told,))


def _accept(told: Told) -> None:
    reason = st.session_state.get(f"reason_{told.key}", "")
    who = st.session_state.get(f"who_{told.key}", "")
    try:
        accepted.accept(OWN, told.key, reason, who, rule=told.rule, unit=told.unit_code)
    except accepted.NoReason:
        st.session_state["_accepting"] = "no_reason"
        return
    _rebuild("saved")


def _withdraw(key: str) -> None:
    accepted.withdraw(OWN, key)
    _rebuild("withdrawn")


def _rebuild(told: str) -> None:
    """The warehouse anew, so that every screen counts alike; files that hold errors leave the old one serving."""
    try:
        build.build(OWN)
    except build.Refused:
        told = "not_built"
    st.session_state["_accepting"] = told
