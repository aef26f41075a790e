"""The kinds of files that a deck becomes: their endings, and who writes them, loaded when one is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from exports.deck import Deck


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


def write(made: Deck, name: str) -> bytes:
    """A deck as a file of this kind; `chromium.Missing`, `chromium.TooLong` for kinds that need it."""
    own = FORMATS[name]
    writer: Callable[..., bytes] = import_module(f"exports.{own.module}").write
    return writer(made, name) if own.module == "pictures" else writer(made)
