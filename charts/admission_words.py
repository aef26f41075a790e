"""The sentences about admissions: against quota, against the target, from which source."""

import pandas as pd

from charts import axes, records, rows
from labels import Labels


def of_quota(row, say: Labels) -> str:
    """85/144 = 59,03 %, or as much of it as the report tells."""
    if pd.isna(row.attainment_percent):
        return say("admissions.attainment_by_year.only_admitted", admitted=_admitted(row, say))
    percent = axes.percent(row.attainment_percent, say)
    if pd.isna(row.quota):
        return say(
            "admissions.attainment_by_year.only_percent", admitted=_admitted(row, say), percent=percent
        )
    words = "admissions.attainment_by_year.of_quota"
    return say(words, admitted=_admitted(row, say), quota=say.count(row.quota), percent=percent)


def _admitted(row, say: Labels) -> str:
    return say.count(row.admitted, row.qualifier if isinstance(row.qualifier, str) else None)


def lowest_attainment(frame: pd.DataFrame, say: Labels) -> str | None:
    """The year that fell shortest of its quota, or that every year met it; without quotas, the highest and lowest."""
    years = frame[frame.period_kind == "year"]
    told = years[years.attainment_percent.notna() & years.quota.notna()]
    if told.empty:
        return _most_and_fewest(years.dropna(subset=["admitted"]), say)
    low = told.loc[told.attainment_percent.idxmin()]
    met = "met" if low.attainment_percent >= 100 else "short"
    return say(
        f"admissions.attainment_by_year.{met}",
        unit=low.unit_name,
        year=low.period_end.year,
        percent=say.percent(low.attainment_percent),
        admitted=say.count(low.admitted),
        quota=say.count(low.quota),
    )


def _most_and_fewest(years: pd.DataFrame, say: Labels) -> str | None:
    if years.unit_name.nunique() != 1 or years.admitted.nunique() < 2:
        return None
    if (years.admitted == years.admitted.max()).sum() > 1 or (
        years.admitted == years.admitted.min()
    ).sum() > 1:
        return None
    high, low = years.loc[years.admitted.idxmax()], years.loc[years.admitted.idxmin()]
    return say(
        "admissions.attainment_by_year.no_quota",
        unit=high.unit_name,
        high_year=high.period_end.year,
        high=say.count(high.admitted),
        low_year=low.period_end.year,
        low=say.count(low.admitted),
    )


def short_units(frame: pd.DataFrame, say: Labels) -> str | None:
    """How many units fell short of their quota in the common period, and which one most."""
    shared = rows.shared(records.of(frame))
    told = records.having(shared, "attainment_percent")
    if not told:
        return None
    least = min(row.attainment_percent for row in told)
    low = [row.unit_name for row in told if row.attainment_percent == least]
    short = sum(row.attainment_percent < 100 for row in told)
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
    """The whole year in which most units fell short of their quota."""
    years = frame[(frame.period_kind == "year") & frame.attainment_percent.notna()]
    if years.empty:
        return None
    short = (years.attainment_percent < 100).groupby(years.period_end.dt.year).agg(["sum", "count"])
    if short["count"].max() < 2:
        return None
    most = short[short["sum"] == short["sum"].max()]
    if not most["sum"].iloc[0]:
        return say("admissions.attainment_by_unit_and_year.met")
    if len(most) > 3 or most["count"].nunique() > 1:
        return None
    return say(
        "admissions.attainment_by_unit_and_year.short",
        year=", ".join(map(str, most.index)),
        short=say.count(most["sum"].iloc[0]),
        count=say.count(most["count"].iloc[0]),
    )


def largest_source(frame: pd.DataFrame, say: Labels) -> str | None:
    """Who introduced most of the new members in the latest period."""
    told = frame.dropna(subset=["period_kind", "members"])
    if told.unit_name.nunique() != 1:
        return None
    last = told[(told.period_end == told.period_end.max())]
    if (
        last.scheme.nunique() != 1
        or last.period_kind.nunique() != 1
        or (last.members == last.members.max()).sum() > 1
    ):
        return None
    most = last.loc[last.members.idxmax()]
    if pd.notna(most.percent):
        # The report prints its own share; what it is a share of, it does not.
        of_all = say.percent(most.percent, None)
    else:
        of_all = say.percent(100 * most.members / last.members.sum())
    return say(
        "intake.sources.largest",
        unit=most.unit_name,
        when=say.period(most.period_start, most.period_end, most.period_kind),
        source=most.category_label,
        members=say.count(most.members),
        percent=of_all,
    )


def against_target(frame: pd.DataFrame, say: Labels) -> str | None:
    """Where the latest rate stands to the target of its year."""
    told = frame.dropna(subset=["admission_rate_percent"])
    if told.empty or told.unit_name.nunique() != 1:
        return None
    row = told.iloc[-1]
    place = "no_target"
    if pd.notna(row.target_min_percent) and pd.notna(row.target_max_percent):
        rate = round(row.admission_rate_percent, 2)
        place = (
            "below"
            if rate < row.target_min_percent
            else "above"
            if rate > row.target_max_percent
            else "within"
        )
    return say(
        f"intake.rate_by_year.{place}",
        unit=row.unit_name,
        year=row.period_end.year,
        percent=say.percent(row.admission_rate_percent),
        low=say.count(row.target_min_percent),
        high=say.count(row.target_max_percent),
    )
