"""What figures contradict: a rule, its place, and both sides of the sum; sentence and remedy live in labels."""

from dataclasses import dataclass, field
from hashlib import sha256

SEVERITIES = ("error", "warning", "notice")


@dataclass(frozen=True)
class Term:
    """One figure of a sum: `sign` is what stands before it (+, - or /), `kind` is count, percent or date (days since
    1970), `decimals` those it was printed with, `codes` what it counts, `days` the first and the last of its period and
    the kind of it; `file`, `line`, `place` are empty for what no
    report prints, such as 100 %."""

    sign: str
    value: float
    kind: str = "count"
    decimals: int = 0
    table: str = ""
    measure: str = ""
    row_id: int | None = None
    codes: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    period: str = ""
    days: tuple[str, ...] = ()
    place: str = ""
    file: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Finding:
    """One contradiction: `left` with its `computed` result stands in `relation` (≠, <, >, or = where what is equal is
    wrong) to `right`. `unit` and `source` are codes, `period` is EDTF ("" if undated), `item` the codes of what is
    told, `dates` those of the period: first and last day, kind, first and last year. `values` fill the sentence
    `checks.of.<rule>`; `accepted` is the entry of accepted.toml."""

    rule: str
    severity: str
    table: str
    unit: str
    period: str
    source: str
    code: str
    shape: str
    left: tuple[Term, ...]
    computed: float | None
    relation: str
    right: tuple[Term, ...]
    arithmetic: str
    item: tuple[tuple[str, str], ...] = ()
    dates: dict = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    accepted: dict | None = None

    @property
    def key(self) -> str:
        """Stable as long as the same rule finds the same figure of the same place; not the figures' values."""
        spot = "|".join((self.rule, self.table, self.unit, self.period, self.source, self.code))
        return sha256(spot.encode()).hexdigest()[:12]

    @property
    def places(self) -> tuple[str, ...]:
        """Where in the source the figures stand, each place once."""
        return tuple(dict.fromkeys(t.place for t in self.terms if t.place))

    @property
    def rows(self) -> tuple[tuple[str, int], ...]:
        """The (file, line) of every row it rests on."""
        return tuple(dict.fromkeys((t.file, t.line) for t in self.terms if t.line is not None))

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.left + self.right
