"""When units may be set against one another: the thresholds of `data/thresholds.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "data" / "thresholds.toml"


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["comparison"]


def least_base(headline: str, part: str = "") -> int:
    """The smallest denominator on which a rate of this headline is set against others."""
    of_its_own = _told()["least_base_of"]
    return of_its_own.get(f"{headline}.{part}", of_its_own.get(headline, _told()["least_base"]))


def is_ranked(headline: str) -> bool:
    """Whether units are ranked by this headline without anybody asking for it."""
    return headline not in _told()["never_ranked"]
