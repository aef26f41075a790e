"""The words of reorganisations: which units became which, what share of them, and what does not convert."""

import pandas as pd

from charts import records
from charts.records import Row
from labels import Labels

FEW = 3


def part(row: Row, say: Labels) -> str:
    """A unit of then with the share of it that came: "Phường Tân Vân (62%, ước tính)"."""
    if row.share_percent is None:
        return say("mergers.unknown", unit=row.from_name)
    if row.share_percent < 100:
        return say("mergers.share", unit=row.from_name, share=share(row, say))
    return say("mergers.whole", unit=row.from_name)


def share(row: Row, say: Labels) -> str:
    """62 → "62%"."""
    return say.percent(round(row.share_percent, 2), None)


def of_part(row: Row, say: Labels) -> str:
    """What of one unit's members came, in a hover."""
    if row.dealt is None:
        return say("mergers.before_and_after.unknown", unit=row.from_name, members=say.count(row.members))
    if row.share_percent < 100:
        return say(
            "mergers.before_and_after.dealt",
            unit=row.from_name,
            share=share(row, say),
            members=say.count(row.members),
            dealt=say.count(row.dealt),
        )
    return f"{row.from_name}: {say.count(row.members)}"


def by_extent(own: list[Row], say: Labels) -> list[tuple[str, list[str]]]:
    """The units of then under "all of them", "a known part" and "an unknown part"."""
    before = [row for row in own if row.on_date is not None]
    whole = [row.from_name for row in before if row.share_percent == 100]
    parts = [part(row, say) for row in before if row.share_percent is not None and row.share_percent < 100]
    unknown = [row.from_name for row in before if row.share_percent is None]
    found = (("untold_whole", whole), ("untold_parts", parts), ("untold_unknown", unknown))
    return [(say(f"mergers.before_and_after.{key}"), names) for key, names in found if names]


def until(own: list[Row], say: Labels) -> str:
    """The words of the time before the last reorganisation, on an axis: "trước 01/7/2025"."""
    return say("mergers.before", date=say.date(max(row.on_date for row in own if row.on_date is not None)))


def few(names: list[str], say: Labels) -> str:
    """The first names, and how many more there are."""
    names = list(dict.fromkeys(names))
    first, rest = ", ".join(names[:FEW]), len(names) - FEW
    return say("card.flags.and_others", names=first, count=say.count(rest)) if rest > 0 else first


def before_and_after(frame: pd.DataFrame, say: Labels) -> str | None:
    """What the units of then add up to on the last day before, and what the unit has since; or why they do not."""
    every = records.of(frame)
    if records.several_units(every):
        return None
    before, unit = records.having(every, "on_date"), every[0].unit_name
    last = max((row.on_date for row in before), default=None)
    spans = [row for row in before if row.on_date == last]
    untold = [row.from_name for row in spans if row.share_percent is None]
    if not records.having(before, "members"):
        return say("mergers.before_and_after.silent", unit=unit, date=say.date(last))
    if untold:
        return say("mergers.before_and_after.none", unit=unit, date=say.date(last), names=few(untold, say))
    return _sums(unit, spans, [row for row in every if row.on_date is None], say)


def _sums(unit: str, spans: list[Row], after: list[Row], say: Labels) -> str | None:
    told, since = records.having(spans, "dealt"), records.having(after, "members")
    if not told or not since:
        return None
    end = max(row.period_end for row in told)
    own = [row for row in told if row.period_end == end]
    if len(own) < own[0].due:
        return None
    first = min(since, key=lambda row: row.period_end)
    estimated = any(row.share_percent < 100 for row in own)
    return say(
        f"mergers.before_and_after.{'estimated' if estimated else 'exact'}",
        unit=unit,
        units=say.count(len(own)),
        before=say.count(sum(row.dealt for row in own)),
        when=say.period(own[0].period_start, own[0].period_end, own[0].period_kind),
        after=say.count(first.members),
        since=say.period(first.period_start, first.period_end, first.period_kind),
    )


def formed_of(frame: pd.DataFrame, say: Labels) -> str | None:
    """Of how many whole units and parts a unit was formed, or into how many it went."""
    every = [row for row in records.of(frame) if not row.beside]
    if records.several_units(every) or not every:
        return None
    unit = every[0].unit_id
    came = [row for row in every if row.to_id == unit]
    if not came:
        names = [row.to_name for row in every if row.from_id == unit]
        return say("mergers.lineage_diagram.went", unit=every[0].unit_name, names=few(names, say))
    parts = [row for row in came if row.share_percent is None or row.share_percent < 100]
    return say(
        f"mergers.lineage_diagram.{'formed' if parts else 'formed_of_wholes'}",
        unit=every[0].unit_name,
        whole=say.count(len(came) - len(parts)),
        parts=say.count(len(parts)),
        date=say.date(max(row.on_date for row in came)),
    )


def decisions(drawn: list[Row], say: Labels) -> list[str]:
    """For each day of reorganisation the decision that it rests on."""
    days = records.grouped(drawn, "on_date")
    bases = {day: [row.legal_basis for row in own if row.legal_basis] for day, own in days.items()}
    return [
        say("mergers.breaks", date=say.date(day), legal_basis="; ".join(dict.fromkeys(own)))
        for day, own in bases.items()
        if own
    ]
