"""Files of many units, made beside the page: how far it is, a way to stop, and the zip when it is there."""

import logging
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4
from weakref import finalize

import streamlit as st

from exports import formats, wards
from exports.storyboard import Storyboard
from pages import _files, _words
from pages._answers import words
from queries import Filters

log = logging.getLogger("dashboard")


@dataclass(eq=False)
class Job:
    """One zip being made: where, how far, and what came of it."""

    path: Path
    name: str  # of the zip: what the files hold, of which unit
    stop: Event = field(default_factory=Event)
    told: wards.Done | None = None
    without: list[str] = field(default_factory=list)
    failed: str = ""
    thread: Thread | None = None

    @property
    def runs(self) -> bool:
        return self.thread is not None and self.thread.is_alive()


def units(story: Storyboard, filters: Filters, name: str) -> None:
    """A file for every unit directly under the one looked at: started here, told here, fetched here."""
    job = st.session_state.get("_job")
    if job is not None:
        _told()
    if job is None or not job.runs:
        _start(story, filters, name)


def _start(story: Storyboard, filters: Filters, name: str) -> None:
    say = words()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = _files.kind("children")
        st.button(say("share.start"), key="job_start", on_click=_begin, args=(story, filters, kind, name))


def _begin(story: Storyboard, filters: Filters, kind: str, name: str) -> None:
    place, path = tempfile.mkstemp(prefix="units-", suffix=".zip")
    os.close(place)
    job = Job(Path(path), f"{wards.file_name(name)}.zip")
    finalize(job, Path(path).unlink, missing_ok=True)  # with the visit of its reader its file goes too
    job.thread = Thread(target=_make, args=(job, story, filters, kind), daemon=True)
    st.session_state["_job"] = job
    job.thread.start()


def _make(job: Job, story: Storyboard, filters: Filters, kind: str) -> None:
    def tell(now: wards.Done) -> None:
        job.told = now

    try:
        job.without = wards.write(story, filters, kind, job.path, tell, job.stop.is_set)
    except Exception:  # the reader gets a code, the log the whole story
        job.failed = uuid4().hex[:6]
        log.exception("files of units failed, code %s", job.failed)


def _told() -> None:
    # The reader may have gone on to another unit meanwhile.
    _words.line(st.session_state["_job"].name, "legend")
    if st.session_state["_job"].runs:
        _running()
    else:
        _ended(st.session_state["_job"])


@st.fragment(run_every=1.0)
def _running() -> None:
    job, say = st.session_state["_job"], words()
    if not job.runs:
        st.rerun()
    told = job.told
    words_of = say("share.starting")
    if told is not None:
        words_of = say("share.running", done=told.done, count=told.count, name=told.name)
    st.progress(told.done / told.count if told else 0.0, _words.plain(words_of))
    st.button(say("share.cancel"), key="job_stop", on_click=job.stop.set)


def _ended(job: Job) -> None:
    say = words()
    if job.failed:
        st.error(say("share.failed", code=job.failed))
        return
    done = job.told.done if job.told else 0
    st.success(say("share.stopped" if job.stop.is_set() else "share.ready", count=done - len(job.without)))
    if job.without:
        _words.line(say("share.without", names=", ".join(job.without)), "legend")
    st.download_button(
        say("share.fetch"),
        job.path.read_bytes,
        job.name,
        formats.FORMATS["png"].mime,
        key=f"job_{job.path.stem}",
        on_click="ignore",
    )
