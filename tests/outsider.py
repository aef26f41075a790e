"""An outsider who has the hidden files and knows what figures have to do with one another, and tries to solve for them.

Written from the contract's rules, by hand, and not from the sums that the hiding itself uses.
"""

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from math import ceil, floor
from pathlib import Path

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ingest import warehouse

KEYS = {
    "discipline": ("authority", "subject", "outcome"),
    "structure": ("population", "dimension", "scheme", "category"),
    "inspections": ("authority", "kind", "subject", "stage"),
    "changes": ("change",),
}
VALUES = {"discipline": "cases", "structure": "members", "inspections": "cases", "changes": "members"}
OUTCOMES = {"member": 4, "probationary": 2, "organisation": 3, "unspecified": 5}
STAGES = ("checked", "violation_found", "must_discipline", "disciplined")
NEAR = 1e-6
FAR, TRIES = 1e5, 6


def told(file: Path, table: str) -> dict[tuple, dict]:
    """The rows of a finished table by (unit, start, end, kind, key …)."""
    with warehouse.open_readonly(file) as house:
        found = house.execute(f"from {table}")
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    spot = ("unit_id", "period_start", "period_end", "period_kind", *KEYS[table])
    return {tuple(row[name] for name in spot): row for row in rows}


def many(file: Path, sql: str) -> list[tuple]:
    with warehouse.open_readonly(file) as house:
        return house.execute(sql).fetchall()


class Outsider:
    """`seen` are the hidden files by territory, `true` the files with every figure, which only judge: an equation that
    does not hold in truth would mislead the outsider, so it is left out. What is dealt out by `shares` is `off` by no
    more than that for each of them."""

    def __init__(
        self, seen: dict[str, Path], true: dict[str, Path], shares: dict[tuple[int, int], float], off=0.5
    ):
        self.cells: dict[tuple, float] = {}
        self.hidden: dict[tuple, int] = {}
        self.off = off
        self.rounded: set[tuple] = set()
        self.rows: list[tuple[dict[int, float], float, float]] = []
        for territory, file in seen.items():
            self._read(territory, file, true[territory])
        for territory, file in seen.items():
            for table in KEYS:
                self._up(territory, table, file)
            self._outcomes(territory, file)
            self._parts(territory, file)
            self._left(territory)
            self._stages(territory)
            self._flows(territory, file)
            self._periods(territory)
        if "now" in seen:
            self._recast(shares)

    # What is seen

    def _read(self, territory: str, file: Path, true: Path) -> None:
        for table in KEYS:
            exact = told(true, table)
            for key, row in told(file, table).items():
                if table == "structure" and key[5] not in ("ethnicity", "religion"):
                    continue
                value, known = row[VALUES[table]], exact[key][VALUES[table]]
                if row["status"] == "c":
                    assert value is None
                    if known is None:  # a percent without a count: of how many people nobody says
                        continue
                    self.hidden[territory, table, key] = len(self.hidden)
                elif value is None:
                    continue
                self.cells[territory, table, key] = float(known)
        assert self.hidden

    def of(self, territory: str, table: str) -> list[tuple]:
        return [key for place, name, key in self.cells if (place, name) == (territory, table)]

    # What is known

    def knows(self, terms: dict[tuple, float], low: float, high: float) -> None:
        """The sum of these cells (times their factors) lies between `low` and `high`, in so far as that is true."""
        truth = sum(self.cells[cell] * factor for cell, factor in terms.items())
        if not low - NEAR <= truth <= high + NEAR:
            return
        unknown: dict[int, float] = defaultdict(float)
        for cell, factor in terms.items():
            if cell in self.hidden:
                unknown[self.hidden[cell]] += factor
            else:
                low, high = low - factor * self.cells[cell], high - factor * self.cells[cell]
        if unknown:
            self.rows.append((dict(unknown), low, high))

    def adds_up(self, whole: tuple, parts: list[tuple], every: bool) -> None:
        """Parts make a whole, or less where not every part is told; if they happen to make it, one would think so."""
        terms = {whole: 1.0} | dict.fromkeys(parts, -1.0)
        gap = sum(self.cells[cell] * factor for cell, factor in terms.items())
        self.knows(terms, 0, 0 if every or abs(gap) < NEAR else np.inf)

    def _up(self, territory: str, table: str, file: Path) -> None:
        edges = many(file, "from edges")
        rows = told(file, table)
        own = self.of(territory, table)
        under: dict[tuple, list] = defaultdict(list)
        for key in own:
            for parent, unit, since, until in edges:
                if unit == key[0] and key[2] and since <= key[2] <= until:
                    under[(parent, *key[1:])].append((territory, table, key))
        for key in own:
            if key[3] in ("year", "as_of", "part_year", "multi_year") and under[key]:
                due = sum(p == key[0] and since <= key[2] <= until for p, _, since, until in edges)
                every = rows[key]["basis"] == "summed" or len(under[key]) == due
                self.adds_up((territory, table, key), under[key], every)

    def _outcomes(self, territory: str, file: Path) -> None:
        groups: dict[tuple, list] = defaultdict(list)
        by_authority: dict[tuple, list] = defaultdict(list)
        for key in self.of(territory, "discipline"):
            groups[key[:6]].append((territory, "discipline", key))
            by_authority[(*key[:4], *key[5:])].append((territory, "discipline", key))
        for group, cells in groups.items():
            whole = [cell for cell in cells if cell[2][6] == "all"]
            parts = [cell for cell in cells if cell[2][6] != "all"]
            if whole and parts:
                self.adds_up(whole[0], parts, len(parts) == OUTCOMES[group[5]])
        for cells in by_authority.values():
            whole = [cell for cell in cells if cell[2][4] == "all"]
            parts = [cell for cell in cells if cell[2][4] != "all"]
            if whole and parts and self.cells[whole[0]] == sum(self.cells[part] for part in parts):
                self.adds_up(whole[0], parts, True)

    def _parts(self, territory: str, file: Path) -> None:
        rows = told(file, "structure")
        schemes = {
            (a, b): (c, d) for a, b, c, d in many(file, "select list, scheme, partition, open from schemes")
        }
        sizes = {
            (a, b): n for a, b, n in many(file, "select list, scheme, count(*) from categories group by all")
        }
        totals = {
            key: total
            for *key, total in many(
                file,
                "select unit_id, period_end, members from membership where org_type = 'all' and member_status = 'all'",
            )
            for key in [tuple(key)]
        }
        groups: dict[tuple, list] = defaultdict(list)
        for key, row in rows.items():
            if key[5] in ("ethnicity", "religion"):
                groups[key[:7]].append((key, row))
        for group, found in groups.items():
            partition, is_open = schemes[group[5:]]
            total = next(
                (row["whole"] or row["base"] for _, row in found if row["whole"] or row["base"]), None
            )
            if group[4] == "members":
                total = total or totals.get((group[0], group[2]))
            if not partition or not total:
                continue
            cells = [
                (territory, "structure", key)
                for key, _ in found
                if (territory, "structure", key) in self.cells
            ]
            # A percent that is shown tells its count, but for what was rounded away.
            percents = [
                row["percent"] for key, row in found if row["members"] is None and row["percent"] is not None
            ]
            unknown = [
                key
                for key, row in found
                if row["status"] == "c" and (territory, "structure", key) not in self.hidden
            ]
            rounded = 0.05 * total / 100 * len(percents)
            rest = total - sum(percents) * total / 100
            every = not is_open and len(found) == sizes[group[5:]] and not unknown
            gap = rest - sum(self.cells[cell] for cell in cells)
            untold = next(
                (row["untold_percent"] for _, row in found if row["untold_percent"] is not None), None
            )
            if cells and untold is not None:
                rest, every = rest - untold * total / 100, True
            terms = dict.fromkeys(cells, 1.0)
            exact = every or (abs(gap) < NEAR and not unknown)
            self.knows(terms, rest - rounded - 1e-4 if exact else 0, rest + rounded + 1e-4)

    def _left(self, territory: str) -> None:
        groups: dict[tuple, list] = defaultdict(list)
        for key in self.of(territory, "discipline"):
            if key[5] in ("member", "unspecified") and key[6] == "khai_tru":
                groups[key[:4]].append((territory, "discipline", key))
        for key in self.of(territory, "changes"):
            if key[4] == "out_expelled":
                by = groups[key[:4]]
                every = [cell for cell in by if cell[2][4] == "all"] or by
                left = (territory, "changes", key)
                if every and self.cells[left] == sum(self.cells[cell] for cell in every):
                    self.adds_up(left, every, True)
                for cell in by:
                    self.knows({left: 1.0, cell: -1.0}, 0, 0 if len(by) == 1 else np.inf)

    def _stages(self, territory: str) -> None:
        groups: dict[tuple, dict] = defaultdict(dict)
        for key in self.of(territory, "inspections"):
            groups[key[:7]][key[7]] = (territory, "inspections", key)
        for group, stages in groups.items():
            for before, after in pairwise(stage for stage in STAGES if stage in stages):
                self.knows({stages[before]: 1.0, stages[after]: -1.0}, 0, np.inf)
            every = (territory, "discipline", (*group[:5], group[6], "all"))
            last = stages.get("disciplined")
            if last and every in self.cells and self.cells[every] == self.cells[last] > 0:
                self.knows({last: 1.0, every: -1.0}, 0, 0)

    def _flows(self, territory: str, file: Path) -> None:
        groups: dict[tuple, dict] = defaultdict(dict)
        for key in self.of(territory, "changes"):
            groups[key[:4]][key[4]] = (territory, "changes", key)
        for flows in groups.values():
            if {"opening", "closing"} <= flows.keys():
                signs = {
                    c: 1.0 if c.startswith("in_") else -1.0
                    for c in flows
                    if c not in ("opening", "closing", "net")
                }
                terms = {flows[change]: sign for change, sign in signs.items()}
                self.knows(terms | {flows["opening"]: 1.0, flows["closing"]: -1.0}, 0, 0)

    def _periods(self, territory: str) -> None:
        """A period is the sum of any row of shorter ones that cover it end to end."""
        for table in ("discipline", "inspections", "changes"):
            series: dict[tuple, list] = defaultdict(list)
            for key in self.of(territory, table):
                if table == "changes" and key[4] in ("opening", "closing"):
                    continue
                if key[1] and key[2] and key[3] in ("year", "part_year", "multi_year"):
                    series[(key[0], *key[4:])].append((territory, table, key))
            for cells in series.values():
                for whole in cells:
                    self._covered(whole, cells)

    def _covered(self, whole: tuple, cells: list[tuple]) -> None:
        (_, start, end, *_), inside = whole[2], []
        for cell in cells:
            if cell != whole and start <= cell[2][1] and cell[2][2] <= end:
                inside.append(cell)
                self.knows({whole: 1.0, cell: -1.0}, 0, np.inf)

        def chains(day, chain):
            if day > end:
                self.adds_up(whole, chain, True)
            for cell in inside:
                if cell[2][1] == day:
                    chains(cell[2][2] + timedelta(days=1), [*chain, cell])

        chains(start, [])

    def _recast(self, shares: dict[tuple[int, int], float]) -> None:
        """A figure of today's territory is its own of then and the shares of what became it."""
        for (place, table, key), value in list(self.cells.items()):
            if place != "now":
                continue
            terms, cell = {}, (place, table, key)
            for (old, new), share in [*shares.items(), ((key[0], key[0]), 1.0)]:
                then = ("then", table, (old, *key[1:]))
                if new == key[0] and then in self.cells:
                    terms[then] = terms.get(then, 0.0) + share
            made = sum(self.cells[then] * share for then, share in terms.items())
            rounded = self.off * sum(share < 1 for share in terms.values())
            if rounded or abs(made - value) > NEAR:
                self.rounded.add(cell)
            self.knows(terms | {cell: -1.0}, -rounded, rounded)

    # What follows

    def solved(self) -> dict[tuple, tuple[float, float]]:
        """The hidden cells that can't be two whole numbers, with their bounds; estimates are nobody's secret, only what
        they tell of others is."""
        places = list(self.hidden)
        least = self._least(places)
        truth = np.array([self.cells[cell] for cell in places])
        a, b = self._matrix()
        _, groups = connected_components(abs(a).T @ abs(a), directed=False)
        bare = {}
        for group in range(groups.max() + 1):
            own = np.flatnonzero(groups == group)
            held = np.unique(a[:, own].nonzero()[0])
            low, high = _spans(a[held][:, own], b[held], least[own], truth[own])
            bare |= {
                places[n]: (low[i], high[i])
                for i, n in enumerate(own)
                if _whole(low[i], high[i]) < 2 and places[n] not in self.rounded
            }
        return bare

    def _least(self, places: list[tuple]) -> np.ndarray:
        """How small a hidden number can be: a zero is shown, unless shares were rounded to it, or one had to be hidden
        in the same sum, and nobody knows which of its numbers that is."""
        zeros = {i for i, cell in enumerate(places) if self.cells[cell] < 1 and cell not in self.rounded}
        beside = {cell for terms, _, _ in self.rows if zeros & terms.keys() for cell in terms}
        return np.array([0.0 if i in beside or c in self.rounded else 1.0 for i, c in enumerate(places)])

    def _matrix(self):
        row, column, data, limit = [], [], [], []
        for terms, low, high in self.rows:
            for sign, bound in ((1, high), (-1, -low)):
                if np.isfinite(bound):
                    for cell, factor in terms.items():
                        row.append(len(limit))
                        column.append(cell)
                        data.append(sign * factor)
                    limit.append(bound)
        return coo_matrix((data, (row, column)), (len(limit), len(self.hidden))).tocsr(), np.array(limit)


def _spans(a, b, least, truth) -> tuple[np.ndarray, np.ndarray]:
    """How low and how high each cell can be; found for all at once where that is enough, else for each alone."""
    low, high = truth.copy(), truth.copy()
    chance = np.random.default_rng(1)

    def aimed(aim) -> None:
        found = linprog(aim, A_ub=a, b_ub=b, bounds=[(x, FAR) for x in least], options={"presolve": False})
        assert found.status == 0, found.message
        np.minimum(low, found.x, out=low)
        np.maximum(high, found.x, out=high)

    for _ in range(TRIES):
        aimed(chance.normal(size=len(truth)))
    for cell in range(len(truth)):
        for sign in (1.0, -1.0):
            if _whole(low[cell], high[cell]) < 2:
                aimed(sign * np.eye(1, len(truth), cell)[0])
    return low, high


def _whole(low: float, high: float) -> float:
    """How many whole numbers lie between."""
    return floor(high + NEAR) - ceil(low - NEAR) + 1
