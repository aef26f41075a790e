"""What is wrong with a file, in words: the sentence of a problem with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from labels import findings

if TYPE_CHECKING:
    from labels import Labels


def message(problem: Any, say: Labels) -> str:
    """The sentence of a problem with its remedy, and what it resembles if anything does."""
    if problem.code in findings.RULES:
        sums = findings.arithmetic(problem.values["arithmetic"], say)
        return f"{sums}. {findings.message(problem.code, problem.values, say)}"
    given = {"column": problem.column or "", "line": problem.line or "", **problem.values}
    values = {k: v[say.lang] if isinstance(v, dict) else v for k, v in given.items()}
    text = say(f"problem.{problem.code}", **values)
    if values.get("nearest"):
        text += " " + say("problem.nearest", nearest=values["nearest"])
    return text
