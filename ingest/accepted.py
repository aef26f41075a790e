"""Findings that somebody has accepted: `accepted.toml` in a collection's folder, each entry with its reason."""

import json
import os
import tomllib
from datetime import date
from pathlib import Path

from ingest import collection as collections

FILE = "accepted.toml"
FIELDS = ("key", "rule", "unit", "period", "reason", "who", "on")


class NoReason(ValueError):
    """A finding is accepted only with a reason."""


def read(folder: Path) -> dict[str, dict[str, str]]:
    """Entries by the key of their finding: rule, unit, period, reason, who, on (ISO day); {} where there is no file."""
    path = folder / FILE
    if not path.is_file():
        return {}
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("accepted", [])
    return {entry["key"]: {k: str(v) for k, v in entry.items()} for entry in entries if "key" in entry}


def accept(collection: str, key: str, reason: str, who: str, **about: str) -> None:
    """Writes one more entry, or another reason for the same finding; `about` may name its rule, unit and period.

    NoReason for an empty reason, NoCollection for a collection without a folder. The file is replaced in one step."""
    if not reason.strip():
        raise NoReason(key)
    folder = collections.folder(collection)
    if not folder.is_dir():
        raise collections.NoCollection(collection)
    told = {"key": key, **about, "reason": reason.strip(), "who": who.strip(), "on": date.today().isoformat()}
    _write(folder, read(folder) | {key: told})


def withdraw(collection: str, key: str) -> None:
    """Takes an entry out again: the finding shouts as before."""
    folder = collections.folder(collection)
    _write(folder, {k: entry for k, entry in read(folder).items() if k != key})


def _write(folder: Path, entries: dict[str, dict[str, str]]) -> None:
    blocks = []
    for entry in entries.values():
        lines = [f"{name} = {_quoted(entry[name])}" for name in FIELDS if name in entry]
        blocks.append("\n".join(["[[accepted]]", *lines]))
    draft = folder / f".{FILE}.{os.getpid()}.draft"
    draft.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    os.replace(draft, folder / FILE)


def _quoted(text: str) -> str:
    """A basic string of TOML, which is one of JSON but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
