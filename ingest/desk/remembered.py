"""What was answered for a file, kept for the next one of its shape: columns, table, what cells mean."""

import hashlib
import json
import os
from dataclasses import asdict, replace
from pathlib import Path

from ingest import collection as collections
from ingest.answers import Answers
from ingest.contract import observations
from ingest.desk.plan import LOCAL
from ingest.read import peek
from ingest.words import DATED, heading

FILE = "shapes.json"
KEPT = 200
# Of one file only: which unit, period or document it is about is asked each time.
LASTING = ("table", "columns", "cells")


def answers(file: tuple[str, bytes]) -> Answers | None:
    """What was answered for the last file with the same headers; None if there was none."""
    told = _read().get(shape(file), {})
    return Answers(**told) if told else None


def remember(file: tuple[str, bytes], given: Answers) -> None:
    """Keeps the lasting part of the answers for the next file with these headers."""
    names = {name: texts for name, texts in given.cells.items() if name not in _measures()}
    kept = {k: v for k, v in told(replace(given, cells=names)).items() if k in LASTING}
    key = shape(file)
    if not kept or not key:
        return
    entries = {k: v for k, v in _read().items() if k != key} | {key: kept}
    path = _path()
    draft = path.with_name(f".{FILE}.{os.getpid()}.draft")
    text = json.dumps(dict(list(entries.items())[-KEPT:]), ensure_ascii=False, indent=1)
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)


def _measures() -> set[str]:
    """Columns of figures: what a dash in them means is asked of every file."""
    return {m.name for table in observations() for m in table.measures}


def told(given: Answers) -> dict:
    """The answers that were given, as they are kept with an import."""
    return {k: v for k, v in asdict(given).items() if v}


def shape(file: tuple[str, bytes]) -> str:
    """The headers of a file as one key; years in them do not matter. "" where it has none."""
    header = [DATED.sub("", heading(name)).strip() for name in peek(file[1], file[0]).header]
    return hashlib.sha256("|".join(header).encode()).hexdigest()[:16] if any(header) else ""


def _path() -> Path:
    return collections.folder(LOCAL) / FILE


def _read() -> dict[str, dict]:
    try:
        return json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
