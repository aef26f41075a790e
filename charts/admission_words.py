"""The sentences about admissions: against quota, against the target, from which source."""

from operator import attrgetter, itemgetter

import pandas as pd

from charts import axes, bands, records, rows
from charts.records import Row
from labels import Labels, missing


def of_quota(row, say: Labels) -> str:
    """85/144 = 59,03 %, or as much of it as the report tells."""
    if missing(row.attainment_percent):
        quota = say.count(row.quota)
        return say(f"admissions.attainment_by_year.{_told(row)}", admitted=_admitted(row, say), quota=quota)
    percent = records.about(row, axes.percent(row.attainment_percent, say))
    if missing(row.quota):
        return say(
            "admissions.attainment_by_year.only_percent", admitted=_admitted(row, say), percent=percent
        )
    words = f"admissions.attainment_by_year.{'worked_out' if row.worked_out else 'of_quota'}"
    return say(words, admitted=_admitted(row, say), quota=say.count(row.quota), percent=percent)


def _told(row) -> str:
    """The key of what is told of a row without an attainment."""
    if missing(row.admitted):
        return "only_quota"
    of_original = row.quota_kind == "original" and row.quota_revised
    return "no_original" if of_original else "only_admitted"


def _admitted(row, say: Labels) -> str:
    return say.count(row.admitted, row.qualifier)


def lowest_attainment(frame: pd.DataFrame, say: Labels) -> str | None:
    """The year that fell shortest of its quota, or that every year met it; without quotas, the highest and lowest."""
    years = [row for row in records.of(frame) if row.period_kind == "year"]
    told = records.having(years, "attainment_percent", "quota")
    if not told:
        return _most_and_fewest(records.having(years, "admitted"), say)
    low = min(told, key=attrgetter("attainment_percent"))
    met = "one_year" if len(told) == 1 else "met" if bands.is_reached(low) else "short"
    return say(
        f"admissions.attainment_by_year.{met}",
        unit=low.unit_name,
        year=low.period_end.year,
        percent=say.percent(low.attainment_percent),
        admitted=say.count(low.admitted),
        quota=say.count(low.quota),
    )


def _most_and_fewest(years: list[Row], say: Labels) -> str | None:
    """The years with the most and the fewest admitted, where one unit tells them and each is one year alone."""
    if len(years) < 2 or records.several_units(years):
        return None
    fewest, *between, most = sorted(years, key=attrgetter("admitted"))
    if any(row.admitted in (fewest.admitted, most.admitted) for row in between):
        return None
    return say(
        "admissions.attainment_by_year.no_quota",
        unit=most.unit_name,
        high_year=most.period_end.year,
        high=say.count(most.admitted),
        low_year=fewest.period_end.year,
        low=say.count(fewest.admitted),
    )


def short_units(frame: pd.DataFrame, say: Labels) -> str | None:
    """How many units fell short of their quota in the common period, and which one most."""
    shared = rows.shared(records.of(frame))
    told = records.having(shared, "attainment_percent")
    if not told:
        return None
    least = min(row.attainment_percent for row in told)
    low = [row.unit_name for row in told if row.attainment_percent == least]
    short = sum(not bands.is_reached(row) for row in told)
    words = "one" if len(told) == 1 else "short" if short else "met"
    return say(
        f"admissions.attainment_by_unit.{words}",
        when=rows.when(shared, say),
        short=say.count(short),
        count=say.count(len(told)),
        lowest=", ".join(low[:3]) + (" …" if len(low) > 3 else ""),
        percent=axes.percent(least, say),
    )


def shortest_year(frame: pd.DataFrame, say: Labels) -> str | None:
    """The whole year in which most units fell short of their quota, and the lowest attainment of all."""
    told = [row for row in records.told(frame, "attainment_percent") if row.period_kind == "year"]
    years = sorted(records.grouped(told, "period_end").items(), key=itemgetter(0))
    short = {end.year: [not bands.is_reached(row) for row in own] for end, own in years}
    if max(map(len, short.values()), default=0) < 2:
        return None
    most = max(map(sum, short.values()))
    if not most:
        return say("admissions.attainment_by_unit_and_year.met")
    worst = {year: len(units) for year, units in short.items() if sum(units) == most}
    if len(worst) > 3 or len(set(worst.values())) > 1:
        return None
    low = min(told, key=attrgetter("attainment_percent"))
    return say(
        f"admissions.attainment_by_unit_and_year.{'only_year' if len(short) == 1 else 'short'}",
        unit=low.unit_name,
        low_year=low.period_end.year,
        percent=say.percent(low.attainment_percent),
        year=", ".join(map(str, worst)),
        short=say.count(most),
        count=say.count(max(worst.values())),
    )


def largest_source(frame: pd.DataFrame, say: Labels) -> str | None:
    """Who introduced most of the new members in the latest period."""
    told = records.told(frame, "members")
    ends = records.grouped(records.having(told, "period_end"), "period_end")
    if not ends or records.several_units(told):
        return None
    last = ends[max(ends)]
    members = [row.members for row in last]
    if len(records.grouped(last, "scheme", "period_kind")) > 1 or members.count(max(members)) > 1:
        return None
    most = max(last, key=attrgetter("members"))
    # Where the report prints its own share, it does not print what it is a share of.
    worked_out = say.percent(100 * most.members / (sum(members) or 1))
    return say(
        "intake.sources.largest",
        unit=most.unit_name,
        when=rows.when([most], say),
        source=most.category_label,
        members=say.count(most.members),
        percent=worked_out if most.percent is None else say.percent(most.percent, None),
    )


def against_target(frame: pd.DataFrame, say: Labels) -> str | None:
    """Where the latest rate stands to the target of its year."""
    told = records.having(records.of(frame), "admission_rate_percent")
    if not told or records.several_units(told):
        return None
    row = told[-1]
    return say(
        f"intake.rate_by_year.{_place(row)}",
        unit=row.unit_name,
        year=row.period_end.year,
        percent=say.percent(row.admission_rate_percent),
        low=say.count(row.target_min_percent),
        high=say.count(row.target_max_percent),
    )


def _place(row: Row) -> str:
    """The key of a sentence: below, above or within the target, or that there is none."""
    if None in (row.target_min_percent, row.target_max_percent):
        return "no_target"
    rate = round(row.admission_rate_percent, 2)
    if rate < row.target_min_percent:
        return "below"
    return "above" if rate > row.target_max_percent else "within"


def target_in_words(row: Row, say: Labels) -> str:
    """The target with what it is a share of, its years and its legal basis."""
    until = "open" if row.target_to is None else "until"
    words = say(
        "intake.rate_by_year.target",
        low=say.count(row.target_min_percent),
        high=say.count(row.target_max_percent),
        base=say(f"target_base.{row.target_base}"),
        basis=row.legal_basis,
        years=say(
            f"intake.rate_by_year.{until}",
            first=row.target_from.year,
            last=row.target_to and row.target_to.year,
        ),
    )
    return "<br>".join(axes.wrapped(words, 48))
