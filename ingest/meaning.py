"""What the headers of a wide table, or the labels of its rows, count: a measure, and codes, a period or a unit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ingest.contract import Table
from ingest.words import Meaning, heading, is_plain, meanings, measure_named, period_in, unnumbered

Path = tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What one header or label says: `key` are values for columns; `open` are the readings left where words fit several
    code lists; `measure` is "" where it names none."""

    measure: str = ""
    key: Meaning = field(default_factory=dict)
    open: tuple[Meaning, ...] = ()


def told(table: Table, path: Path, is_unit: Callable[[str], bool]) -> Told | None:
    """What the words of a path (group over part, section over label) say together; None if some of it is unknown."""
    readings: list[Meaning] = [{}]
    measure = ""
    for part in path:
        period, words = period_in(unnumbered(part) or part)
        if period:
            readings = _merged(readings, ({"period": period},))
        # "Nam" under "Giới tính" are men, and alone it is a plain word of headers, the year.
        fits = _merged(readings, meanings(table.name).get(heading(words), ()))
        if fits:
            readings = fits
        elif not words or is_plain(words):
            continue
        elif named := measure_named(table, words):
            measure = measure or named
        elif is_unit(words):
            readings = _merged(readings, ({"unit_code": words},))
        else:
            return None
        if not readings:
            return None
    return Told(measure, *_settled(readings))


def _merged(readings: list[Meaning], more: Iterable[Meaning]) -> list[Meaning]:
    """Every reading with every further meaning that does not contradict it."""
    found = []
    for reading in readings:
        for meaning in more:
            together = reading | meaning
            if all(together[k] == v for k, v in reading.items()) and together not in found:
                found.append(together)
    return found


def _settled(readings: list[Meaning]) -> tuple[Meaning, tuple[Meaning, ...]]:
    if len(readings) == 1:
        return readings[0], ()
    common = {k: v for k, v in readings[0].items() if all(r.get(k) == v for r in readings)}
    return common, tuple(readings)


def settle(items: list[Told | None], scheme: str = "") -> list[Told | None]:
    """The readings that hold together: of each dimension the one scheme that all its words belong to.

    Words that still fit several schemes keep their readings in `open`: somebody must say which."""
    fits: dict[str, set[str]] = {}
    for item in filter(None, items):
        for dimension in {m["dimension"] for m in item.open or (item.key,) if "category" in m}:
            schemes = {m["scheme"] for m in item.open or (item.key,) if m.get("dimension") == dimension}
            fits[dimension] = (
                fits.get(dimension, schemes) & schemes
                if _only(item, dimension)
                else fits.get(dimension, schemes)
            )
    return [item and _by_scheme(item, fits, scheme) for item in items]


def _only(item: Told, dimension: str) -> bool:
    """Whether a word can belong to this dimension alone."""
    return {m.get("dimension") for m in item.open or (item.key,)} == {dimension}


def _by_scheme(item: Told, fits: dict[str, set[str]], scheme: str) -> Told:
    if not item.open:
        return item
    left = [
        m
        for m in item.open
        if m.get("scheme") in ({scheme} if scheme else fits.get(m.get("dimension", ""), set()))
    ]
    key, still = _settled(left or list(item.open))
    return Told(item.measure, key, still)
