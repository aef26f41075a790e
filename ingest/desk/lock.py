"""One writer at a time: a lock file in the collection's folder, freed by the system when its process dies."""

import json
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.desk.faults import Busy

NAME = "desk.lock"
# Apart from the lock, which a second process may open but on Windows not read.
HOLDER = "desk.holder"
# Long enough for a pointer to be switched; who waits for a whole import is told at once.
WAIT = 0.5


@contextmanager
def held(place: Path, who: str = "", wait: float = WAIT) -> Generator[None]:
    """Nobody else writes in the folder inside this. Raises Busy, and OSError where no lock can be made."""
    place.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place / NAME, timeout=wait)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(**_holder(place)) from None
    holder = place / HOLDER
    try:
        told = {
            "who": who,
            "since": datetime.now().astimezone().isoformat(timespec="seconds"),
            "pid": os.getpid(),
        }
        # Only for the sentence that another one reads: not worth failing for.
        with suppress(OSError):
            holder.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _holder(place: Path) -> dict[str, str]:
    try:
        told = json.loads((place / HOLDER).read_text(encoding="utf-8"))
        return {"who": str(told["who"]), "since": str(told["since"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"who": "", "since": ""}
