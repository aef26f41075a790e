"""The terms of the glossary, from the labels: grouped, searched without regard to marks."""

import unicodedata
from dataclasses import dataclass

from labels import Labels


@dataclass(frozen=True)
class Term:
    """One term: its name, its meaning, how it is counted and its basis, the last two perhaps empty."""

    name: str
    meaning: str
    counted: str
    basis: str


def groups(say: Labels, sought: str = "") -> list[tuple[str, list[Term]]]:
    """(heading, terms) in the order of the labels; with words sought only the terms that hold them all."""
    wanted = _folded(sought).split()
    found = []
    for key in say.keys():  # noqa: SIM118
        if key.startswith("glossary.") and key.endswith(".heading"):
            terms = [_term(say, name) for name in _names(say, key.removesuffix(".heading"))]
            kept = [t for t in terms if all(word in _text(t) for word in wanted)]
            if kept:
                found.append((say(key), kept))
    return found


def list_name(code: str, say: Labels) -> str:
    """What a code list is called; its code where nobody named it."""
    key = f"glossary.lists.{code}"
    return say(key) if say.has(key) else code


def _names(say: Labels, group: str) -> list[str]:
    return [
        key.removesuffix(".name")
        for key in say.keys()  # noqa: SIM118
        if key.startswith(f"{group}.") and key.endswith(".name")
    ]


def _term(say: Labels, name: str) -> Term:
    fields = (f"{name}.{field}" for field in ("name", "meaning", "counted", "basis"))
    return Term(*(say(key) if say.has(key) else "" for key in fields))


def _text(term: Term) -> str:
    return _folded(" ".join((term.name, term.meaning, term.counted, term.basis)))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))
