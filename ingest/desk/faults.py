"""Why the desk did not do what it was asked: coded errors, their sentences live in labels under `desk.fault`."""

import errno
from collections.abc import Generator
from contextlib import contextmanager

CODES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
}
# DuckDB tells the reason of a failed write in the system's English words only.
WORDS = {"No space left": "disk_full", "Read-only": "read_only", "Permission denied": "read_only"}


class Fault(Exception):
    """`code` names the sentence, `values` fill it."""

    code = "fault"

    def __init__(self, **values):
        super().__init__(self.code, values)
        self.values = values


class Busy(Fault):
    """Somebody else is writing; values `who` and `since` ("" if not known)."""

    code = "busy"


class StalePlan(Fault):
    """The figures have changed since the plan was made; it must be made again."""

    code = "stale_plan"


class NoVersion(Fault):
    """There is no import of that number; value `version`."""

    code = "no_version"


class UndoneAlready(Fault):
    """The import is not in force, so there is nothing to undo; values `version` and `by`."""

    code = "undone_already"


class Depends(Fault):
    """Later imports rest on the one to be undone; value `versions`, where 0 stands for files put in by hand."""

    code = "depends"


class NothingToDo(Fault):
    """The files hold nothing that is not there already."""

    code = "nothing_to_do"


class NoTitle(Fault):
    """The collection has no collection.toml and nobody gave it a title."""

    code = "no_title"


class Damaged(Fault):
    """A kept import is not what was written; values `version` and `file`."""

    code = "damaged"


class NotServed(Fault):
    """The import is kept, but its figures could not be put on screen yet; value `version`."""

    code = "not_served"


class NotStored(Fault):
    """Nothing was kept; `code` is disk_full, read_only or not_written, value `detail` the system's own words."""

    def __init__(self, code: str, **values):
        self.code = code
        super().__init__(**values)


def reason(fault: Exception) -> str:
    """The code for a write that failed."""
    if isinstance(fault, OSError) and fault.errno in CODES:
        return CODES[fault.errno]
    return next((code for words, code in WORDS.items() if words in str(fault)), "not_written")


@contextmanager
def storing() -> Generator[None]:
    """A failed write inside becomes NotStored."""
    try:
        yield
    except OSError as fault:
        raise NotStored(reason(fault), detail=fault.strerror or "") from fault
    except Exception as fault:
        # DuckDB's, told by its name: a check starts without DuckDB.
        if type(fault).__name__ != "IOException":
            raise
        raise NotStored(reason(fault), detail="") from fault
