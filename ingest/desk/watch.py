"""A shared folder that takes files: each is checked like any other, and a report is written beside it."""

import io
import os
import sys
import time
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from ingest.build import Refused
from ingest.desk import bring as desk
from ingest.desk import command, faults
from ingest.validate import Checked

TAKEN = (".csv", ".xlsx", ".txt")
# Of Excel, of systems and of those who copy; and what is hidden.
PASSED_OVER = ("~$", ".", "~")
UNFINISHED = (".tmp", ".part", ".crdownload")
# Without marks: some shares and archives lose them in names.
REPORT = ".ket-qua.txt"
SEAL = "sha256 "
PAUSE = 5.0
# A file that looks the same twice with this between has been copied to its end.
SETTLED = 1.0
# These may go by themselves: the file is looked at again.
PASSING = (faults.Busy, faults.StalePlan)

Stamp = tuple[int, int]


class Watcher:
    """Looks into `folder` again and again: a share on a network tells nobody what is dropped into it. With `who`
    accepted files are imported in that name."""

    def __init__(self, folder: Path, say, tools: command.Tools, who: str = ""):
        self.folder, self.say, self.tools, self.who = folder, say, tools, who
        self.done: dict[Path, Stamp] = {}
        self.seen: dict[Path, Stamp] = {}

    def forever(self) -> int:
        """Until it is interrupted."""
        print(self.say("desk.watching", folder=self.folder), flush=True)
        with suppress(KeyboardInterrupt):
            while True:
                self.look()
                time.sleep(PAUSE)
        return 0

    def once(self) -> int:
        """What lies there now; 1 if a file was refused."""
        self.look()
        time.sleep(SETTLED)
        return 0 if self.look() else 1

    def look(self) -> bool:
        """Takes the files that have not changed since the last look; False if one of them was refused."""
        now = self._waiting()
        ready = [path for path, stamp in now.items() if self.seen.get(path) == stamp]
        self.seen = now
        results = [self._take(path, now[path]) for path in sorted(ready)]
        return all(results)

    def _waiting(self) -> dict[Path, Stamp]:
        found = {}
        with suppress(OSError):  # a share that is away for a while
            for path in self.folder.iterdir():
                if _is_taken(path) and (stamp := _stamp(path)) and not self._is_done(path, stamp):
                    found[path] = stamp
        return found

    def _is_done(self, path: Path, stamp: Stamp) -> bool:
        return self.done.get(path) == stamp and report_of(path).exists()

    def _take(self, path: Path, stamp: Stamp) -> bool:
        try:
            data = path.read_bytes()
        except OSError:  # still open elsewhere, or gone again
            return True
        digest = sha256(data).hexdigest()
        if _reported(path) == digest:
            self.done[path] = stamp
            return True
        lines, accepted = self._checked(path, data)
        if lines is None:
            return True
        try:
            _write(report_of(path), [*lines, "", SEAL + digest])
        except OSError:
            print(self.say("desk.fault.no_report", file=report_of(path)), file=sys.stderr, flush=True)
        self.done[path] = stamp
        print(lines[0], flush=True)
        return accepted

    def _checked(self, path: Path, data: bytes) -> tuple[list[str] | None, bool]:
        """The lines of the report, None if the file must wait; and whether it was accepted."""
        say = self.say
        checked = desk.check([(path.name, data)])
        accepted = all(c.accepted for c in checked)
        lines = [self._heading(c) for c in checked] + [datetime.now().strftime("%d/%m/%Y %H:%M"), ""]
        lines += self._problems([p for c in checked for p in c.problems])
        if not (accepted and self.who):
            return lines, accepted
        try:
            reason = say("desk.dropped", folder=self.folder)
            made = desk.bring([(path.name, data)], self.who, reason, title=self.tools.title)
            return [*lines, command.summary(made, say)], True
        except PASSING as passing:
            print(command.sentence(passing, say), file=sys.stderr, flush=True)
            return None, False
        except faults.NothingToDo as nothing:
            return [*lines, command.sentence(nothing, say)], True
        except faults.Fault as fault:
            return [*lines, say("desk.refused"), command.sentence(fault, say)], False
        except Refused as refused:
            return [*lines, say("desk.refused"), *self._problems(refused.problems)], False

    def _heading(self, checked: Checked) -> str:
        key = "command.accepted" if checked.accepted else "command.refused"
        title = getattr(checked.table, self.say.lang) if checked.table else self.say("command.unknown_table")
        return self.say(key, file=checked.file, table=title, rows=len(checked.lines))

    def _problems(self, problems: list) -> list[str]:
        told = io.StringIO()
        self.tools.tell(problems, self.say, told)
        return told.getvalue().splitlines()


def report_of(path: Path) -> Path:
    """Where the report of a file is written."""
    return path.with_name(path.name + REPORT)


def _is_taken(path: Path) -> bool:
    name = path.name.lower()
    taken = (
        name.endswith(TAKEN) and not name.endswith((REPORT, *UNFINISHED)) and not name.startswith(PASSED_OVER)
    )
    return taken and path.is_file() and not path.is_symlink()


def _stamp(path: Path) -> Stamp | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns


def _reported(path: Path) -> str:
    """The digest that the report of a file closes with, "" if there is none."""
    try:
        last = report_of(path).read_text(encoding="utf-8-sig").split()[-1:]
    except (OSError, ValueError):
        return ""
    return last[0] if last else ""


def _write(report: Path, lines: list[str]) -> None:
    """For Notepad: a mark in front, Windows' line ends; never half a report."""
    draft = report.with_name(f".{report.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(("\r\n".join(lines) + "\r\n").encode("utf-8-sig"))
        os.replace(draft, report)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
