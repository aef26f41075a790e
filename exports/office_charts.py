"""What of a card an Office can draw itself, from cells: bars of one unit over its years, or of units in one period."""

from dataclasses import dataclass
from typing import Any

from charts import captions, records, rows, theme
from exports.card import Card
from exports.sentence_rules import RULES

MOST_SERIES, MOST_BARS = len(theme.CATEGORICAL), 40
STACKED = ("structure/by_year", "membership/members_by_status", "membership/members_by_org_type")
# Changes of both directions, and stages of one thing, do not add up and are read in the table.
TABLE_ONLY = ("membership/changes_by_year", "inspections/by_year", "units/organisations_by_year")
# The figures of bars that stand side by side, where they are others than those of the sentences.
OVER_YEARS = {
    "membership/members_by_year": ("members",),
    "admissions/attainment_by_year": ("quota", "admitted"),
    "intake/rate_by_year": ("admission_rate_percent",),
    "intake/residential_share": ("admitted_all", "admitted_residential"),
    "attendees/by_year": ("attendees", "admitted"),
    "discipline/rate_by_year": ("cases_per_1000",),
    "units/ratings_by_year": ("good_or_better_percent",),
}
OF_UNITS = {
    "membership/members_by_unit": ("members",),
    "admissions/attainment_by_unit": ("quota", "admitted"),
    "intake/admitted_by_unit": ("admitted",),
    "attendees/by_unit": ("attendees", "admitted"),
}


@dataclass(frozen=True)
class Series:
    """One row of bars: its name, a value for each category or None, its colour and the column it is of."""

    name: str
    values: list[float | None]
    colour: str
    column: str


@dataclass(frozen=True)
class Chart:
    """Bars for an Office: `lying` for units, `stacked` for parts of a whole."""

    title: str
    categories: list[str]
    series: list[Series]
    lying: bool
    stacked: bool

    @property
    def column(self) -> str:
        return self.series[0].column


def of(card: Card) -> Chart | None:
    """The chart of a card; None where its rows are of several units and years, or are better read in a table."""
    if card.question in OF_UNITS:
        return _units(card, OF_UNITS[card.question])
    rule = RULES.get(card.question)
    if rule is None or card.question in TABLE_ONLY:
        return None
    told = [
        row for row in records.of(captions.split(card.chart, card.frame)[0]) if row.period_kind is not None
    ]
    told = _of_one_axis(told, rule.stock)
    if not told or records.several_units(told):
        return None
    if rule.part:
        return _parts(card, told, rule.part, rule.split, rule.figures)
    return _columns(card, told, OVER_YEARS[card.question], rule.split)


def _of_one_axis(told: list, stock: bool) -> list:
    """The rows whose periods stand side by side: years and parts of them, of what stands at a date also days; or all
    rows of the only period. One span of years printed in two ways are not two bars."""
    kinds = (*captions.ON_YEARLY_AXIS, "as_of") if stock else captions.ON_YEARLY_AXIS
    return told if len(set(map(_span, told))) == 1 else [row for row in told if row.period_kind in kinds]


def _columns(card: Card, told: list, names: tuple[str, ...], split: tuple[str, ...]) -> Chart | None:
    """The columns of the rows, side by side over the years; with `split` the rows of each of its values."""
    spans = _spans(told)
    by_split = records.grouped(told, split[0]) if split else {None: told}
    found = []
    for own_name, own in by_split.items():
        at = {_span(row): row for row in own}
        if len(at) < len(own):
            return None
        for name in names:
            values = [_number(getattr(at[span], name)) if span in at else None for span in spans]
            words = " · ".join(str(w) for w in (own_name, card.say(f"column.{name}")) if w)
            found.append((words, values, name))
    return _made(card, [_when(span, card) for span in spans], found, stacked=False)


def _parts(card: Card, told: list, part: str, split: tuple[str, ...], names: tuple[str, ...]) -> Chart | None:
    """The parts of the rows over the years; where a part is hidden they do not stand on one another as if whole."""
    split = tuple(name for name in split if len({getattr(row, name) for row in told}) > 1)
    name = names[-1] if all(getattr(row, names[-1]) is not None for row in told) else names[0]
    spans, by_part = (
        _spans(told),
        records.grouped(told, *split, part) if split else records.grouped(told, part),
    )
    found = []
    for key, own in by_part.items():
        at = {_span(row): row for row in own}
        if len(at) < len(own):
            return None
        words = " · ".join(map(str, key)) if isinstance(key, tuple) else str(key)
        found.append((words, [_number(getattr(at[s], name)) if s in at else None for s in spans], name))
    if len(spans) == 1:  # parts of one period are told apart best one under another
        values = [own_values[0] for _, own_values, _ in found]
        return _made(
            card, [words for words, _, _ in found], [(card.say(f"column.{name}"), values, name)], False, True
        )
    whole = not any(records.is_hidden(row) for row in told) and card.question in STACKED
    return _made(card, [_when(span, card) for span in spans], found, stacked=whole)


def _units(card: Card, names: tuple[str, ...]) -> Chart | None:
    """The units of one period, in the order of the card."""
    shared = rows.shared(records.of(card.frame))
    told = [row for row in shared if getattr(row, names[-1]) is not None]
    if len(told) < 2 or len(told) > MOST_BARS or len({row.unit_name for row in told}) < len(told):
        return None
    found = [(card.say(f"column.{n}"), [_number(getattr(row, n)) for row in told], n) for n in names]
    return _made(card, [row.unit_name for row in told], found, stacked=False, lying=True)


def _made(card: Card, categories: list[str], found: list, stacked: bool, lying: bool = False) -> Chart | None:
    found = [series for series in found if any(value is not None for value in series[1])]
    # One bar alone compares nothing.
    if not found or len(found) > MOST_SERIES or len(found) * len(categories) < 2:
        return None
    colours = theme.CATEGORICAL if len(found) > 2 else (theme.BLUE, theme.TAUPE)
    if found[0][2] == "quota" and len(found) == 2:
        colours = (theme.QUOTA, theme.ADMITTED)
    series = [Series(n, v, c, column) for (n, v, column), c in zip(found, colours, strict=False)]
    return Chart(card.title, categories, series, lying, stacked)


def _span(row: Any) -> tuple:
    return row.period_start, row.period_end, row.period_kind


def _spans(told: list) -> list[tuple]:
    """The periods in order of their ends; an open one comes last."""
    return sorted(dict.fromkeys(map(_span, told)), key=lambda s: (s[1] is None, s[1] or s[0], s[0] or s[1]))


def _when(span: tuple, card: Card) -> str:
    return card.say.short_period(*span)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def alternative(chart: Chart, card: Card) -> str:
    """The chart in words, for those who do not see it: its title and where its numbers stand."""
    return card.say("card.chart_alt", title=chart.title)
