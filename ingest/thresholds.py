"""From where on a figure is too small, too low or not of a kind to be told or compared: `data/thresholds.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "data" / "thresholds.toml"


@cache
def told() -> dict[str, Any]:
    """Everything that the file says."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def small_numbers() -> dict[str, int]:
    """From which number on a sensitive figure is shown: `inside` the dashboard, and in `exports`; 0 shows every one."""
    found = told()["small_numbers"]
    return found | {"exports": max(found.values())}


@cache
def attainment_bands() -> list[tuple[str, float, float | None]]:
    """Bands of attainment, the lowest first: name, the percent it begins with, the percent below which it stays."""
    bands = [(entry["band"], float(entry["low"])) for entry in told()["attainment"]]
    ends = [low for _, low in bands[1:]]
    return [(band, low, end) for (band, low), end in zip(bands, [*ends, None], strict=True)]
