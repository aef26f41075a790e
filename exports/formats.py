"""The kinds of files that a deck becomes: their endings, and who writes them, loaded when one is asked for."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from exports import chromium, settings
from exports.deck import Deck
from exports.settings import Unfit


@dataclass(frozen=True)
class Format:
    """A kind of file: the ending of its name, its media type, and the module of `exports` that writes it."""

    ending: str
    mime: str
    module: str
    needs_chromium: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "pptx": Format("pptx", f"{_OFFICE}.presentationml.presentation", "pptx"),
    "docx": Format("docx", f"{_OFFICE}.wordprocessingml.document", "docx"),
    "xlsx": Format("xlsx", f"{_OFFICE}.spreadsheetml.sheet", "xlsx"),
    "html": Format("html", "text/html", "html"),
    "pdf": Format("pdf", "application/pdf", "pdf", needs_chromium=True),
    "png": Format("zip", "application/zip", "pictures", needs_chromium=True),
    "svg": Format("zip", "application/zip", "pictures", needs_chromium=True),
}


class NotMade(RuntimeError):
    """Why there is no file: `args` are the key of its sentence in the labels and the values in it."""


def write(made: Deck, name: str) -> bytes:
    """A deck as a file of this kind; NotMade."""
    own = FORMATS[name]
    writer: Callable[..., bytes] = import_module(f"exports.{own.module}").write
    with _told():
        return writer(made, name) if own.module == "pictures" else writer(made)


def check(name: str) -> None:
    """Whether this machine can make this kind: NotMade where a browser lacks, or a template is unfit."""
    own = FORMATS[name]
    with _told():
        if own.needs_chromium:
            chromium.path()
        elif name in ("docx", "pptx"):
            path = settings.template(name)
            _fits(name, path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=16)
def _fits(name: str, path: Path, changed: int) -> None:
    import_module(f"exports.{name}").fits(path)


@contextmanager
def _told() -> Generator[None]:
    try:
        yield
    except chromium.Missing as fault:
        raise NotMade("exports.pictures.missing", {}) from fault
    except chromium.TooLong as fault:
        raise NotMade("exports.pictures.too_long", {}) from fault
    except Unfit as fault:
        key, what = fault.args
        raise NotMade(key, {"what": what}) from fault
