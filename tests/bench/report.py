"""Measurements as lines of one table: what, how long, what is aimed at, and whether the aim is reached."""

from dataclasses import dataclass

HEADS = ("what", "p50", "p95", "aim", "ratio p50", "ratio p95", "reached")


@dataclass(frozen=True)
class Line:
    """One measurement; `ratio` is against what it is measured beside, `reached` is None where nothing is aimed at."""

    what: str
    p50: str
    p95: str = ""
    aim: str = ""
    ratio: tuple[str, str] = ("", "")
    reached: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        said = {True: "yes", False: "no", None: ""}[self.reached]
        return self.what, self.p50, self.p95, self.aim, *self.ratio, said


def quantile(values: list[float], part: float) -> float:
    """The smallest value that at least `part` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-part * len(ordered) // 1) - 1)]


def milliseconds(value: float) -> str:
    return f"{value:.1f} ms"


def times(what: str, values: list[float], aim: str = "", most: tuple[float, ...] = ()) -> Line:
    """A line for times in ms; `most` is what p50, and p95 if given, may be."""
    found = quantile(values, 0.5), quantile(values, 0.95)
    reached = all(f <= m for f, m in zip(found, most, strict=False)) if most else None
    return Line(what, milliseconds(found[0]), milliseconds(found[1]), aim, reached=reached)


def beside(
    what: str, values: list[float], others: list[float], aim: tuple[float, float] | None = None
) -> Line:
    """A line for times of the other way, with how many times ours it takes; `aim` is that for p50 and p95."""
    ours = quantile(values, 0.5), quantile(values, 0.95)
    theirs = quantile(others, 0.5), quantile(others, 0.95)
    times_ours = [b / a for a, b in zip(ours, theirs, strict=True)]
    reached = all(t >= a for t, a in zip(times_ours, aim, strict=True)) if aim else None
    said = f"1/{aim[0]:g}, p95 1/{aim[1]:g}" if aim else ""
    ratio = tuple(f"1/{t:.1f}" for t in times_ours)
    return Line(what, *map(milliseconds, theirs), said, (ratio[0], ratio[1]), reached)


def printed(lines: list[Line]) -> str:
    """The table as plain text, its columns aligned."""
    rows = [HEADS, *(line.cells for line in lines)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADS))]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join(_row(row, widths) for row in rows)


def _row(cells: tuple[str, ...], widths: list[int]) -> str:
    what, *others = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    others[:2] = [cell.strip().rjust(width) for cell, width in zip(others, widths[1:3], strict=False)]
    return "  ".join([what, *others]).rstrip()
