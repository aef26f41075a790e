"""What the comparison of units says: places, changes, why a unit is not ranked, the findings of its cards."""

import pandas as pd

from charts import bands, records
from charts.headline_words import value_of
from charts.records import Row
from labels import Labels, missing

RANKED = ("ranked", "listed")


def numbers(told: list[Row]) -> list[list[int]]:
    """A point's own data: the number of its unit, which a click opens."""
    return [[row.unit_id] for row in told]


def topic(row: Row, say: Labels, headline: str = "headline", part: str = "part_label") -> str:
    """What is compared: the headline, and which part of it."""
    name, of = say(f"headline.{getattr(row, headline)}"), getattr(row, part)
    return name if missing(of) else say("compare.topic", headline=name, part=of)


def figure(row: Row, say: Labels) -> str:
    """A figure in words: a rate with its counts where both are told."""
    return " ".join(word for word in (value_of(row.value, row, say), counts(row, say)) if word)


def counts(row: Row, say: Labels) -> str:
    """(85/144): of what a rate is, where it is told."""
    if row.measure == "count" or missing(row.numerator) or missing(row.denominator):
        return ""
    return f"({say.count(row.numerator)}/{say.count(row.denominator)})"


def period(row: Row, say: Labels) -> str:
    return say.period(row.period_start, row.period_end, row.period_kind)


def covered(row: Row, say: Labels) -> str:
    """How many units a sum was added up from; nothing for a printed figure."""
    if row.basis != "summed" or missing(row.expected):
        return ""
    return say("card.origin.summed", reported=row.reported, expected=row.expected)


def standing(row: Row, say: Labels) -> str:
    """A unit's figure; where it has no place, with the reason."""
    if row.standing == "not_reported":
        return say("compare.ranking.not_reported")
    if row.standing == "hidden":
        return say("card.hidden")
    words = records.about(row, bands.marked(row, value_of(row.value, row, say)))
    if row.measure == "per_1000":
        words += f" ({counts(row, say)})"
    if row.standing in RANKED:
        return words
    reason = say(
        f"compare.ranking.{row.standing}",
        period=period(row, say),
        covered=covered(row, say) or say("compare.ranking.gaps"),
        base=say.count(row.denominator),
    )
    return f"{words} · {reason}"


def placed(row: Row, say: Labels) -> str:
    """2/16 (▲1) Phường Nam: a unit with its place and how that changed, if it has one."""
    if row.unit_rank is None:
        return row.unit_name
    change = moved(row, say)
    place = f"{say.count(row.unit_rank)}/{say.count(row.units_ranked)}"
    return " ".join(word for word in (place, f"({change})" if change else "", row.unit_name) if word)


def moved(row: Row, say: Labels) -> str:
    """▲2, ▼1, =, mới: how a place changed against the same period a year before."""
    if row.newly_ranked:
        return say("compare.ranking.new")
    if row.rank_change is None:
        return ""
    way = "up" if row.rank_change > 0 else "down" if row.rank_change < 0 else "same"
    return say(f"compare.ranking.{way}", steps=abs(row.rank_change))


def highest_and_lowest(frame: pd.DataFrame, say: Labels) -> str | None:
    """Who stands first and last; or why nobody does."""
    told = records.of(frame)
    placed = [row for row in told if row.standing in RANKED]
    if not placed:
        return say("compare.ranking.no_common_period", topic=topic(told[0], say)) if len(told) > 1 else None
    first, last = placed[0], placed[-1]
    common = {"topic": topic(first, say), "period": period(first, say), "count": say.count(len(placed))}
    if first.standing == "listed":
        return say("compare.ranking.in_order", **common)
    if first.value == last.value:
        return say("compare.ranking.all_alike", value=amount(first.value, first, say), **common)
    ends = {
        "first": first.unit_name,
        "first_value": amount(first.value, first, say),
        "last": last.unit_name,
        "last_value": amount(last.value, last, say),
    }
    return say("compare.ranking.ends", **common, **ends)


def change(row: Row, say: Labels) -> str:
    """What lies between two years: a signed count with its percent, or percentage points; or which year is told."""
    if row.change_value is None:
        return only_year(row, say)
    if row.measure == "percent":
        words = say.points(row.change_value)
    elif row.change_percent is None:
        words = say.signed(row.change_value)
    else:
        share = say("units_of_measure.percent", value=say.signed(row.change_percent))
        words = f"{say.signed(row.change_value)} ({share})"
    reasons = [name for name in ("reorganised", "small_base") if getattr(row, name)]
    return " · ".join([words, *(say(f"compare.two_years.{name}") for name in reasons)])


def only_year(row: Row, say: Labels) -> str:
    """The one year of two that a unit tells."""
    for year, value in ((row.first_year, row.first_value), (row.last_year, row.last_value)):
        if value is not None:
            return say("compare.two_years.only", year=year, value=amount(value, row, say))
    return say("compare.ranking.not_reported")


def amount(value: float, row: Row, say: Labels) -> str:
    """A value in its measure."""
    if row.measure == "percent":
        return say.percent(value, None)
    if row.measure == "per_1000":
        return say("compare.per_1000", value=say.decimal(value, 2))
    return say.count(value, row.qualifier)


def changes_between(frame: pd.DataFrame, say: Labels) -> str | None:
    """From the lowest change to the highest, of the units that were not reorganised."""
    told = [
        r for r in records.having(records.of(frame), "change_value") if not (r.small_base or r.reorganised)
    ]
    if len(told) < 2:
        return None
    high, low = told[0], told[-1]
    return say(
        "compare.two_years.between",
        topic=topic(high, say),
        first=high.first_year,
        last=high.last_year,
        low=low.unit_name,
        low_change=change(low, say),
        high=high.unit_name,
        high_change=change(high, say),
    )


def medians(frame: pd.DataFrame, say: Labels) -> str | None:
    """Both medians, of how many units, when."""
    told = records.having(records.of(frame), "value")
    if not told or told[0].median_value is None:
        return None
    row = told[0]
    return say(
        "compare.pair.medians",
        count=say.count(len(told)),
        period=period(row, say),
        topic=topic(row, say),
        value=amount(row.median_value, row, say),
        other=topic(row, say, "other", "other_part_label"),
        other_value=amount(row.other_median_value, row._replace(measure=row.other_measure), say),
    )


def whole_of(frame: pd.DataFrame, say: Labels) -> str | None:
    """What is shown of how many units."""
    told = frame[frame.value.notna()]
    if told.empty:
        return None
    first = records.of(told.head(1))[0]
    return say("compare.over_years.count", topic=topic(first, say), count=say.count(told.unit_id.nunique()))
