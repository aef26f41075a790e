"""Which figures are hidden with a small one: those of a move, a change of several that leaves every sum as it is."""

from itertools import product

from ingest.hidden.sums import Told

NEAR = 1e-6
HIGH = 5
LAST = float("inf")
# How much may be hidden for one figure, from nothing more than is hidden already to whatever it takes, and how many
# steps are tried for it.
BUDGETS = ((0.0, 60), (4.0, 100), (10.0, 200), (25.0, 400), (60.0, 1000), (200.0, 3000), (LAST, 3000))
# How many sums a figure may upset for each one that it mends, in the order of trying: no one way finds every move.
WEIGHTS = (20.0, 4.0, 1.0)


class Moves:
    """What is hidden, and why nobody can work it out: a hidden figure is the part of a move by a whole number.

    An outsider knows that a hidden figure is at least 1, for a zero is shown; so no move takes it to 0. Only where
    nothing else is left to hide is a zero hidden beside it.
    """

    def __init__(self, told: Told):
        self.high = told.high
        self.values, self.whole = list(told.values), list(told.whole)
        self.sums: list[list[tuple[int, float]]] = []
        self.of_cell: list[list[tuple[int, float]]] = [[] for _ in told.values]
        self.hidden = set(told.small)
        self.safe: set[int] = set()
        self.first_slack = len(told.values)
        for terms, slack in told.sums:
            self._add(terms, slack)
        self.lowest = [1.0 if value >= 1 else 0.0 for value in told.values] + [0.0] * len(told.sums)

    def _add(self, terms: list[tuple[int, float]], slack: float | None) -> None:
        number, terms = len(self.sums), list(terms)
        if slack is not None:
            # What is untold may be any number; it stands in no other sum.
            terms.append((len(self.values), -1.0))
            self.values.append(slack)
            self.whole.append(False)
            self.of_cell.append([])
        for cell, factor in terms:
            self.of_cell[cell].append((number, factor))
        self.sums.append(terms)

    def keep_all(self) -> list[int]:
        """Hides what it takes to keep every small figure hidden; the figures for which nothing suffices, because all
        around them is public."""
        return [cell for cell in sorted(self.hidden) if not self.keep(cell)]

    def keep(self, cell: int) -> bool:
        """Hides what it takes to keep one figure hidden; False where nothing can."""
        if cell in self.safe:
            return True
        for zeros in (False, True):
            for most, steps in BUDGETS:
                for change, weight in product((1.0, -1.0), WEIGHTS if most == LAST else WEIGHTS[:1]):
                    move = Search(self, most, steps, zeros, weight).found(cell, change)
                    if move:
                        cells = {moved for moved in move if moved < self.first_slack}
                        self.hidden |= cells
                        self.safe |= cells
                        return True
        return False


class Search:
    """A search for one move that hides figures worth at most `most` besides those that are hidden, in `steps` steps."""

    def __init__(self, moves: Moves, most: float, steps: int, zeros: bool, weight: float):
        self.moves, self.most, self.left, self.zeros, self.weight = moves, most, steps, zeros, weight
        self.move: dict[int, float] = {}
        self.gaps: dict[int, float] = {}

    def found(self, cell: int, change: float) -> dict[int, float] | None:
        """The move that changes `cell` by `change`, or None."""
        if not self._may(cell, change):
            return None
        self._shift(cell, change)
        return self.move if self._close(self._cost(cell)) else None

    def _may(self, cell: int, change: float) -> bool:
        moves = self.moves
        value = moves.values[cell]
        if value == 0 and not self.zeros and cell < moves.first_slack:
            return False
        if moves.whole[cell] and abs(change - round(change)) > NEAR:
            return False
        lowest = 0.0 if self.zeros else moves.lowest[cell]
        return change > 0 or value + change >= min(lowest, value) - NEAR

    def _cost(self, cell: int) -> float:
        """Larger figures are missed more, and those of many units most."""
        moves = self.moves
        if cell in moves.hidden or cell >= moves.first_slack:
            return 0.0
        return (1 + moves.values[cell] ** 0.5) * (HIGH if moves.high[cell] else 1)

    def _shift(self, cell: int, change: float) -> None:
        self.move[cell] = change
        self._upset(cell, change)

    def _undo(self, cell: int) -> None:
        self._upset(cell, -self.move.pop(cell))

    def _upset(self, cell: int, change: float) -> None:
        for number, factor in self.moves.of_cell[cell]:
            gap = self.gaps.get(number, 0.0) + factor * change
            if abs(gap) < NEAR:
                self.gaps.pop(number, None)
            else:
                self.gaps[number] = gap

    def _close(self, spent: float) -> bool:
        """Whether the sums that no longer hold can be mended."""
        if not self.gaps:
            return not self.zeros or self._with_zeros()
        if self.left <= 0:
            return False
        # The sum that leaves the least choice, and of such the last to be opened.
        for _, cost, cell, change in self._narrowest(self.most - spent):
            self.left -= 1
            self._shift(cell, change)
            if self._close(spent + cost):
                return True
            self._undo(cell)
            if self.left <= 0:
                return False
        return False

    def _narrowest(self, most: float) -> list[tuple[float, float, int, float]]:
        found: list = []
        for number in reversed(self.gaps):
            mends = self._mends(number, most)
            if len(mends) < 2:
                return mends
            if not found or len(mends) < len(found):
                found = mends
        return found

    def _mends(self, number: int, most: float) -> list[tuple[float, float, int, float]]:
        """(order, cost, cell, change) of the cells that could mend a sum, the cheapest that mends others too first."""
        found = []
        for cell, factor in self.moves.sums[number]:
            if cell in self.move:
                continue
            change = -self.gaps[number] / factor
            cost = self._cost(cell)
            if cost > most or not self._may(cell, change):
                continue
            opened = sum(-1 if other in self.gaps else 1 for other, _ in self.moves.of_cell[cell])
            found.append((self.weight * opened + cost, cost, cell, change))
        found.sort()
        return found

    def _with_zeros(self) -> bool:
        """Whether each figure that becomes 0 stands in one sum with a zero that is hidden for it."""
        values, of_cell, sums = self.moves.values, self.moves.of_cell, self.moves.sums
        return all(
            any(
                values[other] == 0 and other in self.move and other < self.moves.first_slack
                for number, _ in of_cell[cell]
                for other, _ in sums[number]
            )
            for cell, change in self.move.items()
            if values[cell] + change < self.moves.lowest[cell]
        )
