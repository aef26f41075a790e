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
    return found + _shares(used, say) + _unknown(spans, filters, say)


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


def _unknown(spans: list[records.Row], filters: Filters, say: Labels) -> list[str]:
    """What is not convertible: per day the units whose share nobody told."""
    untold = [
        row
        for row in spans
        if row.share_percent is None and not row.below and row.until.year >= filters.first_year
    ]
    return [
        say("mergers.flags.none", date=say.date(day), names=merger_words.few([r.from_name for r in own], say))
        for day, own in records.grouped(untold, "until").items()
    ]
