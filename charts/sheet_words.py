"""What stands out in a unit's sheet, by stated rules, and the words of its figures."""

from operator import attrgetter

import pandas as pd

from charts import headline_words, records
from charts.records import Row
from labels import Labels

# A place is told among so many units; a figure stands out from so far on: points of a percent, times a median,
# percent of the members of the year before.
LEAST_SISTERS, POINTS, TIMES, PERCENT = 5, 10, 2, 5
FULL = 100


def name_of(row: Row, say: Labels) -> str:
    """A headline and the part of it that is told."""
    name = say(f"headline.{row.headline}")
    return f"{name} – {row.part_label}" if row.part_label else name


def value_of(row: Row, say: Labels) -> str:
    """The figure of the unit itself, with the counts that a rate was worked out from."""
    words = headline_words.value_of(row.value, row, say)
    if row.measure == "count" or None in (row.value, row.numerator, row.denominator):
        return words
    return f"{words} ({say.count(row.numerator)}/{say.count(row.denominator)})"


def beside(value: float | None, row: Row, say: Labels, of: int | None = None) -> str:
    """A figure worked out to stand beside the unit's own: the parent's, an average, a median `of` several units."""
    if of is not None and of < 2:
        return "–"
    if value is None:
        return say("card.hidden") if row.sisters_hidden else "–"
    if row.measure == "percent":
        return say.percent(value, 2)
    if row.measure == "per_1000":
        return say.decimal(value, 2)
    return say.count(value) if value == round(value) else say.decimal(value, 1)


def change_of(row: Row, say: Labels) -> str:
    """How far the figure is from that of the year before; nothing across a reorganisation."""
    if row.reorganised:
        return say("units.sheet.reorganised")
    if row.before_value is None or row.value is None:
        return "–"
    difference = round(round(row.value, 2) - round(row.before_value, 2), 2)
    return say.points(difference) if row.measure == "percent" else say.signed(difference)


def place_of(row: Row, say: Labels) -> str:
    """The unit's place among its sisters; nothing where it has none."""
    if row.rank is None or row.ranked_units < 2:
        return "–"
    place = say("units.sheet.place", rank=say.count(row.rank), count=say.count(row.ranked_units))
    shared = row.units_at_rank - 1
    return place + (say("units.sheet.shared", count=say.count(shared)) if shared else "")


def untold(frame: pd.DataFrame, say: Labels) -> str:
    """The headlines that no report tells of the unit."""
    names = [say(f"headline.{row.headline}") for row in records.of(frame) if row.period_kind is None]
    return say("units.sheet.untold", names="; ".join(names)) if names else ""


def standing_out(frame: pd.DataFrame, say: Labels) -> list[str]:
    """A sentence for each rule that a figure of the unit meets."""
    told = records.told(frame, "value")
    found = [rule(row, say) for row in told for rule in (_quota, _extreme, _far, _moved)]
    return [sentence for sentence in found if sentence]


def rules(say: Labels) -> str:
    """The marks from which a figure stands out."""
    return say("units.sheet.rules", sisters=LEAST_SISTERS, points=POINTS, times=TIMES, percent=PERCENT)


def _quota(row: Row, say: Labels) -> str:
    if row.headline != "attainment" or row.value >= FULL or row.period_kind != "year":
        return ""
    return _sentence("quota", row, say, value=value_of(row, say))


def _extreme(row: Row, say: Labels) -> str:
    """First or last of at least five; several who share the place are no extreme."""
    if row.rank is None or row.ranked_units < LEAST_SISTERS or row.units_at_rank > 1:
        return ""
    if row.rank not in (1, row.ranked_units):
        return ""
    which = "highest" if row.rank == 1 else "lowest"
    return _sentence(which, row, say, value=value_of(row, say), count=say.count(row.ranked_units))


def _far(row: Row, say: Labels) -> str:
    """Far from the median of its sisters: of a percent in points, of a rate in times; a count is no measure of that."""
    if (
        row.sisters is None
        or row.sisters < LEAST_SISTERS
        or row.measure == "count"
        or row.complete is not True
    ):
        return ""
    told = {"value": value_of(row, say), "median": beside(row.sisters_median, row, say)}
    distance = row.value - row.sisters_median
    if row.measure == "percent":
        if abs(distance) < POINTS:
            return ""
        return _sentence("above" if distance > 0 else "below", row, say, points=say.points(distance), **told)
    return _sentence("times", row, say, **told) if row.value >= TIMES * row.sisters_median > 0 else ""


def _moved(row: Row, say: Labels) -> str:
    """Much more or less than the year before; a reorganised unit has no year before."""
    if row.before_value is None or row.reorganised:
        return ""
    change = row.value - row.before_value
    if row.measure == "percent":
        far = abs(change) >= POINTS
    else:
        far = row.headline == "members" and abs(change) * FULL >= PERCENT * row.before_value
    if not far:
        return ""
    return _sentence("moved", row, say, change=headline_words.change_of(row, say))


def _sentence(rule: str, row: Row, say: Labels, **values: str) -> str:
    when = say.period(row.period_start, row.period_end, row.period_kind)
    return say(f"units.sheet.out.{rule}", name=name_of(row, say), when=when, **values)


def known_since(frame: pd.DataFrame, say: Labels) -> str | None:
    """How many of the headlines are told of the unit, and its own place in members."""
    told = records.told(frame)
    members = next((row for row in told if row.headline == "members"), None)
    if members is None:
        return None
    when = say.period(*attrgetter("period_start", "period_end", "period_kind")(members))
    words = say("units.sheet.members", unit=members.unit_name, members=value_of(members, say), when=when)
    if members.rank is None or members.ranked_units < 2:
        return words
    return words + say(
        "units.sheet.ranked", rank=say.count(members.rank), count=say.count(members.ranked_units)
    )
