"""What is wrong with a file: a code and its place; sentence and remedy live in labels."""

from dataclasses import dataclass, field

SEVERITIES = ("error", "warning", "notice")
KEPT = 200
QUOTED = 60
# Looking for similar names is slow, and nobody reads the twentieth hint.
HINTS = 20
# Between the whole and the decimals of a number that a workbook holds as a number; nobody types it.
POINT = "\u066b"


@dataclass(frozen=True)
class Problem:
    """One fault: `line` is the physical line of the file (header counted, from 1) or None;
    `column` is the name as it stands in the file, or else the contract's; `values` fill the
    sentence `problem.<code>` (a dict by language where words differ). Severity `error` refuses
    the file."""

    code: str
    severity: str
    file: str
    line: int | None = None
    column: str | None = None
    values: dict = field(default_factory=dict)


def quoted(text: str) -> str:
    """A cell cut to 60 characters on one line, fit for a message."""
    flat = " ".join(text.replace(POINT, ".").split())
    return flat if len(flat) <= QUOTED else flat[: QUOTED - 1] + "…"


def capped(problems: list[Problem], total: int) -> list[Problem]:
    """The first 200 of a file, errors before warnings, then by line; a notice counts the rest."""
    ranked = sorted(problems, key=lambda p: (SEVERITIES.index(p.severity), p.line or 0))
    if total <= KEPT:
        return ranked
    more = Problem("more_problems", "notice", ranked[0].file, values={"count": total - KEPT})
    return [*ranked[:KEPT], more]


class Problems:
    """Collects the problems of one file; of one code in one column only the first 200 are held."""

    def __init__(self, file: str):
        self.file = file
        self.total = 0
        self._held: dict[tuple, list[Problem]] = {}

    def add(self, code, line=None, column=None, severity="error", **values) -> None:
        """Notes one problem; `values` are for its sentence."""
        self.extend([Problem(code, severity, self.file, line, column, values)])

    def add_lines(self, code, lines, columns, values, severity="error") -> None:
        """Notes the same fault at many lines; those beyond what is held are only counted."""
        for _, (line, column) in zip(range(KEPT), zip(lines, columns, strict=False), strict=False):
            self.add(code, int(line), column, severity, **values)
        self.total += max(0, len(lines) - KEPT)

    def extend(self, problems) -> None:
        """Takes in problems that were made elsewhere."""
        for problem in problems:
            self.total += 1
            held = self._held.setdefault((problem.code, problem.column), [])
            if len(held) < KEPT:
                held.append(problem)

    @property
    def refused(self) -> bool:
        return any(p.severity == "error" for held in self._held.values() for p in held[:1])

    def has(self, *codes: str) -> bool:
        """Whether a problem of one of these codes was noted."""
        return any(code in codes for code, _ in self._held)

    def listed(self) -> list[Problem]:
        """At most 200 problems and one notice that counts the others."""
        return capped([p for held in self._held.values() for p in held], self.total)
