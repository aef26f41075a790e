"""The sentences about quotas: revisions, documents, the sum of the units under one, pace, several years."""

from operator import attrgetter

import pandas as pd

from charts import axes, records, rows
from charts.records import Row
from labels import Labels

MOST_NAMES = 8


def revised(frame: pd.DataFrame, say: Labels) -> str | None:
    """What one revision changed, or how many quotas were raised and lowered."""
    told = records.of(frame)
    if not told:
        return None
    first, raised = told[0], sum(row.quota_change > 0 for row in told)
    if len(told) == 1:
        return say(
            "quotas.revisions.one",
            unit=first.unit_name,
            when=rows.when(told, say),
            original=say.count(first.original_quota),
            revised=say.count(first.revised_quota),
        )
    return say(
        "quotas.revisions.several",
        count=say.count(len(told)),
        raised=say.count(raised),
        lowered=say.count(len(told) - raised),
    )


def change(row: Row, say: Labels) -> str:
    return "\u2003" + say(
        "quotas.revisions.change",
        original=say.count(row.original_quota),
        revised=say.count(row.revised_quota),
        change=say.signed(row.quota_change),
    )


def how_many_decided(frame: pd.DataFrame, say: Labels) -> str | None:
    """How many quotas are printed, of which unit or of how many, and how many of them are revisions."""
    told = records.told(frame)
    revisions = sum(row.quota_version == "revised" for row in told)
    units = records.grouped(told, "unit_name")
    whose = (
        next(iter(units)) if len(units) == 1 else say("quotas.decisions.units", count=say.count(len(units)))
    )
    return say(
        f"quotas.decisions.{'revised' if revisions else 'unrevised'}",
        unit=whose,
        count=say.count(len({(row.unit_id, row.period_start, row.period_end) for row in told})),
        revisions=say.count(revisions),
    )


def version(row: Row, say: Labels) -> str:
    """55 (+6): a quota, and what its revision changed."""
    if row.quota_change is None:
        return say.count(row.quota)
    return f"{say.count(row.quota)} ({say.signed(row.quota_change)})"


def document(row: Row) -> str:
    """The title and number of the document that tells a quota."""
    return ", ".join(filter(None, (row.source_title, row.number)))


def untold(row: Row, say: Labels) -> str:
    """The units that tell no quota, by name as long as they are few."""
    names = (row.children_untold or "").split("; ")
    if len(names) <= MOST_NAMES:
        return "; ".join(names)
    few = "; ".join(names[:MOST_NAMES])
    return say("quotas.against_children.others", names=few, count=say.count(len(names) - MOST_NAMES))


def difference(row: Row, say: Labels) -> str:
    """What lies between a quota and the sum under it; where not all are told, it is theirs who tell none."""
    if row.quota_difference is None:
        return ""
    if not row.complete:
        return say("quotas.against_children.rest", count=say.signed(-row.quota_difference))
    return say.signed(row.quota_difference) if row.quota_difference else say("quotas.against_children.same")


def latest_sum(frame: pd.DataFrame, say: Labels) -> str | None:
    """The latest whole year of one unit: its quota and the sum of its units'."""
    told = records.of(frame)
    told = records.having(told, "children_quota")
    years = [row for row in told if row.period_kind == "year"] or told
    if not years or records.several_units(told):
        return None
    row = years[0]
    more = "more" if row.quota_difference > 0 else "less" if row.quota_difference < 0 else "equal"
    return say(
        f"quotas.against_children.{more if row.complete else 'gaps'}",
        unit=row.unit_name,
        when=rows.when([row], say),
        quota=say.count(row.quota),
        children=say.count(row.children_quota),
        told=say.count(row.children_told),
        due=say.count(row.children_due),
        difference=say.count(abs(row.quota_difference)),
    )


def pace_told(row: Row, say: Labels) -> str:
    """45,25 % (724/1.600) · cần thêm 876 trong 6 tháng còn lại."""
    needed = "reached" if not row.still_needed else "needed" if row.quota_of == "year" else "missing"
    return say(
        f"quotas.pace.{needed}",
        percent=axes.percent(row.of_quota_percent, say),
        admitted=say.count(row.admitted, row.qualifier),
        quota=say.count(row.quota),
        count=say.count(row.still_needed),
        months=say.count(row.months_left),
    )


def on_pace(frame: pd.DataFrame, say: Labels) -> str | None:
    """Where the unit looked at stands against the calendar, or how many units stand behind it."""
    told = records.told(frame, "of_quota_percent")
    if not told:
        return None
    first = records.of(frame)[0]
    behind = [row for row in told if row.of_quota_percent < row.elapsed_percent]
    if first in told:
        pace = "behind" if first in behind else "ahead"
        words = f"{pace}_of_{first.quota_of}"
    else:
        first, words = told[0], "several"
    return say(
        f"quotas.pace.{words}",
        unit=first.unit_name,
        when=rows.when([first], say),
        told=pace_told(first, say),
        elapsed=say.percent(first.elapsed_percent, 0),
        behind=say.count(len(behind)),
        count=say.count(len(told)),
    )


def of_several_years(row: Row, say: Labels) -> str:
    """93,15 % (680/730), and the years that the sum leaves out."""
    percent = axes.percent(row.attainment_percent, say)
    left_out = row.left_out_years
    if None in (row.admitted, row.quota):
        return percent
    return say(
        f"quotas.cumulative.{'without' if left_out else 'whole'}",
        percent=percent,
        admitted=say.count(row.admitted, row.qualifier),
        quota=say.count(row.quota),
        years=left_out or "",
    )


def furthest(frame: pd.DataFrame, say: Labels) -> str | None:
    """The sum over the chosen years of one unit; of several, the one that fell shortest."""
    told = records.having(records.told(frame, "attainment_percent"), "years")
    if not told:
        return None
    low = min(told, key=attrgetter("attainment_percent"))
    return say(
        f"quotas.cumulative.{'sum' if len(told) == 1 else 'lowest'}",
        unit=low.unit_name,
        when=rows.when([low], say),
        years=say.count(low.years),
        told=of_several_years(low, say),
    )
