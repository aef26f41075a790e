"""The file that somebody is importing: its answers, the work on it in the background, and what came of it."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Event

import streamlit as st

from ingest.answers import NONE, Answers
from ingest.desk import remembered
from ingest.desk.intake import File, Intake, examine

KEY = "_draft"
# One file at a time: a large one takes a processor and half a gigabyte for itself.
_worker = ThreadPoolExecutor(max_workers=1)


class Cancelled(Exception):
    """Somebody no longer wants the work to go on."""


@dataclass
class Job:
    """A file being examined: how much of it is done (of the largest size allowed), and a way to stop."""

    future: Future
    stop: Event
    done: list[float]


@dataclass
class Draft:
    """One file on its way in, with everything told about it so far."""

    file: File
    answers: Answers = NONE
    additions: list[File] = field(default_factory=list)
    mode: str = "merge"
    title: dict[str, str] | None = None
    job: Job | None = None
    outcome: Intake | None = None
    failed: str = ""
    from_memory: bool = False

    def start(self) -> None:
        """Examines the file as it is told now, in the background."""
        self.cancel()
        stop, done = Event(), [0.0]

        def tick(part: float) -> None:
            done[0] = part
            if stop.is_set():
                raise Cancelled

        told = (self.file, self.answers, list(self.additions), self.mode, self.title, tick)
        self.outcome, self.failed = None, ""
        self.job = Job(_worker.submit(examine, *told), stop, done)

    def cancel(self) -> None:
        if self.job:
            self.job.stop.set()
            self.job.future.cancel()
            self.job = None

    def settle(self, wait: float) -> bool:
        """Takes in what came of the work, if it is done within so many seconds; whether nothing runs any more."""
        if self.job is None:
            return True
        try:
            self.outcome = self.job.future.result(timeout=wait)
        except TimeoutError:
            return False
        except Cancelled:
            self.job = None
        except Exception:
            self.job = None  # else the screen would fail anew with every click
            raise
        self.job = None
        return True

    def told(self, **more) -> None:
        """Further answers; what was told before stays."""
        self.answers = replace(self.answers, **more)
        self.start()


def current() -> Draft | None:
    """The draft of this session, if a file was chosen."""
    return st.session_state.get(KEY)


def begin(file: File, title: dict[str, str] | None) -> Draft:
    """A new draft of a file; what was answered for the last file of the same shape is taken over."""
    forget()
    known = remembered.answers(file)
    draft = Draft(file, known or NONE, title=title, from_memory=known is not None)
    st.session_state[KEY] = draft
    draft.start()
    return draft


def forget() -> None:
    """Lets the draft go, and what was worked out for it."""
    draft = st.session_state.pop(KEY, None)
    if draft:
        draft.cancel()
        if draft.outcome and draft.outcome.plan:
            draft.outcome.plan.discard()
