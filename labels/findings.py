"""Contradictions in words: the sum with numbers as a language writes them, the sentence, the remedy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from labels import Labels

FIGURES = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})|(?P<number>\d+)(?:\.(?P<part>\d+))?(?P<percent>%)?")
RULES = (
    "parts_total",
    "percent_sum",
    "percent_of_base",
    "percent_feasible",
    "flow_balance",
    "carry_over",
    "admitted_flow",
    "attainment",
    "years_total",
    "children_total",
    "outcomes_total",
    "stages_fall",
    "restated",
    "trained_admitted",
    "before_founded",
    "points_not_percent",
)


def arithmetic(text: str, say: Labels) -> str:
    """`4835 / 5700 = 84.82% ≠ 84.72%` as `4.835 / 5.700 = 84,82% ≠ 84,72%`; days as a language writes them."""

    def figure(found: re.Match) -> str:
        if found["day"]:
            return say.date(found["day"])
        digits = len(found["part"] or "")
        value = f"{found['number']}.{found['part'] or 0}"
        return say.percent(value, digits) if found["percent"] else say.decimal(value, digits)

    return FIGURES.sub(figure, text)


def sentence(rule: str, values: Mapping[str, object], say: Labels) -> str:
    """What is wrong, and what would put it right if a rule can tell; `values` are figures in plain text."""
    told = {
        name: say("card.hidden") if value is None else arithmetic(str(value), say)
        for name, value in values.items()
    }
    parts = [say(f"checks.of.{rule}.sentence", **told)]
    if "fits" in told:
        parts.append(say(f"checks.of.{rule}.fits", **told))
    if "due" in told and told["reported"] != told["due"]:
        parts.append(say("checks.missing_children", **told))
    if told.get("also", "0") != "0":
        parts.append(say("checks.also", **told))
    return " ".join(parts)


def message(rule: str, values: Mapping[str, object], say: Labels) -> str:
    """The sentence with its remedy."""
    return f"{sentence(rule, values, say)} {say(f'checks.of.{rule}.remedy')}"
