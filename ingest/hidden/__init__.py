"""Small numbers hidden, with the second cells that would give them away: a warehouse file that does not hold them."""

from functools import lru_cache
from pathlib import Path

from ingest.hidden import sums, written
from ingest.hidden.moves import Moves


def write(connection, plain: dict[str, Path], territory: str, least: int) -> None:
    """The figures of one territory into `connection`, where every other table already is; what is smaller than `least`,
    and what would give it away, is hidden alike in every territory of `plain`."""
    written.fill(connection, plain, pattern(tuple(plain.items()), least), territory)


@lru_cache(maxsize=1)  # asked once for each territory
def pattern(plain: tuple[tuple[str, Path], ...], least: int) -> dict[str, list[tuple[str, int]]]:
    """The (table, row) of every hidden figure, for each territory.

    One pattern for all of them. A small figure is hidden together with the cheapest set of figures that can change with
    it while every sum stays: for each hidden figure there is another whole number that fits all that is shown. That is
    the test, made while hiding; it looks at what a figure's own sums reach, so that the size of the whole does not
    matter, and no component is too large for it.
    """
    with sums.read(dict(plain), least) as told:
        moves = Moves(told)
        moves.keep_all()
        return told.rows(told.with_estimates(moves.hidden))
