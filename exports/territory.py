"""The words of a card on the territory of today: that figures were recast, by which shares, and what can't be."""

import pandas as pd

from charts import merger_words, records
from labels import Labels, missing
from queries import Filters


def flags(frame: pd.DataFrame, shares: pd.DataFrame, filters: Filters, say: Labels) -> list[str]:
    """On the territory of today: that figures were recast, by which shares, and which units have no share."""
    spans = records.of(shares)
    told = set(_dated(frame))
    used = [s for s in spans if any(u == s.unit_id and s.since <= day < s.until for u, day in told)]
    summed = "status" in frame and "e" in set(frame.status)
    found = [say("mergers.flags.recast")] if used or summed else []
    # Of several units at one late date nothing is missing.
    several = frame.unit_id.nunique() > 1
    missed = [s for s in spans if not several or any(day < s.until for _, day in told)]
    return found + _shares(used, say) + _unknown(missed, several, filters, say)


def instead(found: list[str], own: list[str], say: Labels) -> list[str]:
    """All flags; that a figure is an estimate is said once, by its shares where these can be named."""
    named = any(flag.startswith(say("mergers.flags.estimated", shares="")) for flag in own)
    return [flag for flag in found if not (named and flag == say("card.flags.estimated"))] + own


def _dated(frame: pd.DataFrame) -> list[tuple]:
    ends = [name for name in frame if name.endswith("period_end") or name in ("admitted_end", "women_end")]
    return [
        (unit, day.to_pydatetime())
        for name in ends
        for unit, day in zip(frame.unit_id, frame[name], strict=True)
        if not missing(day) and not missing(unit)
    ]


def _shares(used: list[records.Row], say: Labels) -> list[str]:
    parts = [
        say("mergers.flags.one_share", share=merger_words.share(row, say), unit=row.from_name)
        for row in used
        if row.share_percent is not None and row.share_percent < 100
    ]
    return [say("mergers.flags.estimated", shares=merger_words.few(parts, say))] if parts else []


def _unknown(spans: list[records.Row], several: bool, filters: Filters, say: Labels) -> list[str]:
    """What is not convertible: per unit and day the units of then whose share nobody told."""
    untold = [
        row
        for row in spans
        if row.share_percent is None and not row.below and row.until.year >= filters.first_year
    ]
    found = []
    for (unit, day), own in records.grouped(untold, "unit_name", "until").items():
        names = merger_words.few([row.from_name for row in own], say)
        key = "none_of" if several else "none"
        found.append(say(f"mergers.flags.{key}", unit=unit, date=say.date(day), names=names))
    return found
