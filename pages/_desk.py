"""The import of one file, step by step on one page: choose, see what was found, answer, preview, keep."""

import streamlit as st

from ingest import collection as collections
from ingest.contract import limits
from ingest.desk.plan import LOCAL
from labels import Labels, languages
from pages import _additions, _draft, _keep, _preview, _problems, _questions, _words
from pages._answers import words

TYPES = ["csv", "txt", "tsv", "xlsx", "xlsm"]
POLL = 0.6


def bring() -> None:
    """The whole desk: what stands below depends on how far the file has come."""
    say = words()
    _keep.told(say)
    _choose(say)
    draft = _draft.current()
    if draft is None:
        return
    if not draft.settle(POLL):
        _progress()
        return
    if draft.outcome is None:
        _words.line(say("import.stopped"), "calm")
        st.button(say("import.again"), on_click=draft.start, key="desk_again")
        return
    _found(draft, say)


def _choose(say: Labels) -> None:
    with st.container(border=True, key="card_import_file"):
        _words.head(
            say("import.file.title"), say("import.file.about"), [say("import.file.into", title=_into(say))]
        )
        _words.translate_upload(
            say("import.file.button"), say("import.file.limit", limit=limits()["bytes"] >> 20)
        )
        number = st.session_state.setdefault("_desk_number", 0)
        given = st.file_uploader(
            say("import.file.choose"), TYPES, key=f"desk_file_{number}", label_visibility="collapsed"
        )
        draft = _draft.current()
        if given is None:
            if draft is not None and st.session_state.get("_desk_upload"):
                _draft.forget()  # the file was taken away
            st.session_state["_desk_upload"] = ""
        elif st.session_state.get("_desk_upload") != given.file_id:
            st.session_state["_desk_upload"] = given.file_id
            _draft.begin((given.name, given.getvalue()), _title())


def _into(say: Labels) -> str:
    """The name of the collection that files go into, whichever one is looked at."""
    if LOCAL in collections.names():
        return collections.about(LOCAL).get(f"title_{say.lang}", LOCAL)
    return say("desk.title")


def _title() -> dict[str, str] | None:
    """A name for the collection, where nobody has named it yet."""
    if LOCAL in collections.names():
        return None
    return {f"title_{lang}": Labels(lang)("desk.title") for lang in languages()}


@st.fragment(run_every=POLL)
def _progress() -> None:
    """How far the reading is, and a way to stop it."""
    say, draft = words(), _draft.current()
    if draft is None or draft.job is None or draft.job.future.done():
        st.rerun()
        return
    done = min(draft.job.done[0], 1.0)
    st.progress(done, say("import.progress" if done < 1 else "import.progress_planning"))
    if st.button(say("import.stop"), key="desk_stop"):
        draft.cancel()
        st.rerun()


def _found(draft: _draft.Draft, say: Labels) -> None:
    outcome = draft.outcome
    with st.container(border=True, key="card_import_found"):
        _problems.found(draft, say)
        _questions.questions(draft, say)
        _additions.additions(draft, say)
    if outcome and outcome.plan:
        _preview.preview(draft, outcome.plan, say)
        _keep.keep(draft, outcome.plan, say)
