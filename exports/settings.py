"""What files say of themselves besides their figures, and the templates they are made from: `data/exports.toml`."""

import tomllib
from functools import cache
from pathlib import Path

from labels import Labels

ROOT = Path(__file__).parents[1]
FILE = ROOT / "data" / "exports.toml"
OURS = Path(__file__).parent / "layouts"


class Unfit(ValueError):
    """An office's template can not be used; `args` are the key of its sentence in the labels and what of it."""


@cache
def _told() -> dict[str, dict[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def audience(say: Labels) -> str:
    """For whom a file is meant."""
    return _told()["audience"][say.lang]


def office(name: str) -> str:
    """A line of the head of a report; nothing where it is to be taken from the unit looked at."""
    return _told()["office"][name]


def template(kind: str) -> Path:
    """The template of a kind of file (`pptx`, `docx`): the office's own, by its path in the project, or ours."""
    own = _told()["templates"][kind]
    return ROOT / own if own else OURS / f"layout.{kind}"
