"""The collection looked at: its tree of units, its years, and what is known about it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import pandas as pd

import queries
from ingest import warehouse
from queries import Filters


@dataclass(frozen=True)
class Place:
    """One unit in the tree as the filter bar needs it."""

    unit_id: int
    code: str
    name: str
    parent_id: int
    depth: int
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Scope:
    """All units (top first), the years with figures, the facts of a collection, and which units took over which."""

    places: list[Place]
    first_year: int
    last_year: int
    about: dict[str, str]
    heirs: dict[str, list[str]]

    @cached_property
    def by_code(self) -> dict[str, Place]:
        return {place.code: place for place in self.places}

    @cached_property
    def by_id(self) -> dict[int, Place]:
        return {place.unit_id: place for place in self.places}

    @cached_property
    def under(self) -> dict[int, list[Place]]:
        """The children of each unit; those of 0 are the top."""
        found: dict[int, list[Place]] = {}
        for place in self.places:
            found.setdefault(place.parent_id, []).append(place)
        return found

    @property
    def tops(self) -> list[Place]:
        return self.under.get(0, [])

    @property
    def illustrative(self) -> bool:
        return self.about.get("illustrative") == "True"

    def title(self, lang: str) -> str:
        return self.about.get(f"title_{lang}", self.about["collection"])

    def name_of(self, code: str) -> str:
        """The name of a unit; nothing for a code that no unit has."""
        place = self.place(code)
        return place.name if place else ""

    def place(self, code: str) -> Place | None:
        return self.by_code.get(code)

    def path(self, code: str) -> list[Place]:
        """The unit and all above it, the top first."""
        found = self.place(code)
        above: list[Place] = []
        while found:
            above.insert(0, found)
            found = self.by_id.get(found.parent_id)
        return above

    def living_heirs(self, code: str) -> list[Place]:
        """The units of today that a unit went into, over all steps."""
        found: dict[str, Place] = {}
        passed, left = {code}, [code]
        while left:
            for heir in self.heirs.get(left.pop(0), []):
                place = self.place(heir)
                if place is None or heir in passed:
                    continue
                passed.add(heir)
                if place.valid_to is None:
                    found[heir] = place
                else:
                    left.append(heir)
        return list(found.values())

    def near(self, code: str) -> list[Place]:
        """In a very large tree: the way up from a unit, its sisters and its children."""
        return [
            place
            for above in [0, *(p.unit_id for p in self.path(code))]
            for place in self.under.get(above, [])
        ]


def scope(collection: str) -> Scope:
    """The scope of a collection, read once for each version of its warehouse."""
    return _scope(collection, warehouse.current(collection).name)


@lru_cache(maxsize=8)
def _scope(collection: str, version: str) -> Scope:
    filters = Filters(collection)
    tree = queries.ask("units/tree", filters)
    years = queries.ask("sources/years", filters).iloc[0]
    about = queries.ask("sources/about", filters)
    heirs: dict[str, list[str]] = {}
    for row in queries.ask("units/heirs", filters).itertuples():
        heirs.setdefault(row.from_code, []).append(row.to_code)
    return Scope(
        [_place(row) for row in tree.itertuples()],
        # A collection may hold its units and no figure yet.
        *(date.today().year if pd.isna(year) else int(year) for year in (years.first_year, years.last_year)),
        dict(zip(about.key, about.value, strict=True)),
        heirs,
    )


def _place(row) -> Place:
    since, until = (None if pd.isna(day) else day.date() for day in (row.valid_from, row.valid_to))
    return Place(row.unit_id, row.unit_code, row.unit_name, row.parent_id, row.depth, since, until)


def in_tree_order(places: list[Place]) -> list[Place]:
    """Every unit right after its parent, for a list that is read as a tree."""
    children: dict[int, list[Place]] = {}
    ids = {p.unit_id for p in places}
    for place in places:
        children.setdefault(place.parent_id if place.parent_id in ids else 0, []).append(place)
    ordered: list[Place] = []
    stack = list(reversed(children.get(0, [])))
    while stack:
        ordered.append(stack.pop())
        stack += reversed(children.get(ordered[-1].unit_id, []))
    return ordered
