"""Files of many units, made beside the page: how far it is, a way to stop, and the zip when it is there."""

import logging
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from uuid import uuid4
from weakref import finalize

import streamlit as st

from exports import formats, wards
from exports.file_names import file_name
from exports.storyboard import Storyboard
from pages import _files, _words
from pages._answers import words
from queries import Filters

log = logging.getLogger("dashboard")
LOOK_AGAIN = 0.5  # seconds, until somebody's stop is seen
_one_at_a_time = Lock()  # each takes both processors of an office's machine; the next one waits


@dataclass(eq=False)
class Work:
    """One zip being made: where, how far, and what came of it."""

    path: Path
    stop: Event = field(default_factory=Event)
    left: Event = field(default_factory=Event)  # nobody will fetch it any more
    waits: bool = True
    told: wards.Done | None = None
    without: list[str] = field(default_factory=list)
    failed: str = ""


@dataclass(eq=False)
class Job:
    """The work of one visit: it ends with the visit, and so does its file."""

    work: Work
    name: str  # of the zip: what the files hold, of which unit
    thread: Thread

    @property
    def runs(self) -> bool:
        return self.thread.is_alive()


def units(story: Storyboard, filters: Filters, name: str) -> None:
    """A file for every unit directly under the one looked at: started here, told here, fetched here."""
    job = st.session_state.get("_job")
    if job is not None:
        _told(job)
    if job is None or not job.runs:
        _start(story, filters, name)


def _start(story: Storyboard, filters: Filters, name: str) -> None:
    say = words()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = _files.kind("children")
        if _files.can_be_made(kind):
            st.button(say("share.start"), key="job_start", on_click=_begin, args=(story, filters, kind, name))


def _begin(story: Storyboard, filters: Filters, kind: str, name: str) -> None:
    place, path = tempfile.mkstemp(prefix="units-", suffix=".zip")
    os.close(place)
    work = Work(Path(path))
    thread = Thread(target=_make, args=(work, story, filters, kind), daemon=True)
    job = Job(work, f"{file_name(name)}.zip", thread)
    finalize(job, _leave, work)  # the thread knows the work alone, so the job ends with its visit
    st.session_state["_job"] = job
    thread.start()


def _make(work: Work, story: Storyboard, filters: Filters, kind: str) -> None:
    def tell(now: wards.Done) -> None:
        work.told = now

    try:
        while not _one_at_a_time.acquire(timeout=LOOK_AGAIN):
            if work.stop.is_set():
                return
        try:
            work.waits = False
            work.without = wards.write(story, filters, kind, work.path, tell, work.stop.is_set)
        finally:
            _one_at_a_time.release()
    except Exception:  # the reader gets a code, the log the whole story
        work.failed = uuid4().hex[:6]
        log.exception("files of units failed, code %s", work.failed)
    finally:
        if work.left.is_set():
            work.path.unlink(missing_ok=True)


def _leave(work: Work) -> None:
    work.left.set()
    work.stop.set()
    with suppress(OSError):  # Windows keeps a file that is still written; who writes it drops it at the end
        work.path.unlink(missing_ok=True)


def _told(job: Job) -> None:
    # The reader may have gone on to another unit meanwhile.
    _words.line(job.name, "legend")
    if job.runs:
        _running()
    else:
        _ended(job)


@st.fragment(run_every=1.0)
def _running() -> None:
    job, say = st.session_state["_job"], words()
    if not job.runs:
        st.rerun()
    told = job.work.told
    words_of = say("share.waiting" if job.work.waits else "share.starting")
    if told is not None:
        words_of = say("share.running", done=told.done, count=told.count, name=told.name)
    st.progress(told.done / told.count if told else 0.0, _words.plain(words_of))
    st.button(say("share.cancel"), key="job_stop", on_click=job.work.stop.set)


def _ended(job: Job) -> None:
    say, work = words(), job.work
    if work.failed:
        st.error(say("share.failed", code=work.failed))
        return
    made = (work.told.done if work.told else 0) - len(work.without)
    if made <= 0:
        st.warning(say("share.none"))
        return
    st.success(say("share.stopped" if work.stop.is_set() else "share.ready", count=made))
    if work.without:
        _words.line(say("share.without", names=", ".join(work.without)), "legend")
    st.download_button(
        say("share.fetch"),
        work.path.read_bytes,
        job.name,
        formats.FORMATS["png"].mime,
        key=f"job_{work.path.stem}",
        on_click="ignore",
    )
