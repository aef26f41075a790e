"""What the tables and findings of one unit and the units under it say."""

import pandas as pd

from charts import records
from charts.records import Row
from labels import Labels, missing

LEVELS = ("grassroots", "grassroots_committee", "grassroots_cell")
CELLS = ("all_cells", "cell")


def period_of(row, say: Labels, of: str = "period") -> str:
    start, end, kind = (getattr(row, f"{of}_{part}") for part in ("start", "end", "kind"))
    return say.period(start, end, kind) if isinstance(kind, str) else ""


def column(rows: list[Row], say: Labels, words, of: str, heading: str) -> tuple[str, list[str]]:
    """A column of figures in words; the period of most rows stands in its heading, another one in its cell."""
    told = [(words(row), period_of(row, say, of)) for row in rows]
    periods = [period for word, period in told if word and period]
    usual = max(periods, key=periods.count) if periods else ""
    if periods.count(usual) * 2 <= len(periods) and len(set(periods)) > 1:
        usual = ""
    texts = [
        word + (f" · {period}" if period and period != usual else "") if word else say("card.not_reported")
        for word, period in told
    ]
    return heading + (f" · {usual}" if usual else ""), texts


def admitted(row, say: Labels) -> str:
    if missing(row.admitted):
        return ""
    of = "" if missing(row.quota) else f"/{say.count(row.quota)}"
    area = f" {row.area_label.lower()}" if isinstance(row.area_label, str) else ""
    return f"{say.count(row.admitted)}{of}{area}"


def name_of(row, say: Labels) -> str:
    if missing(row.valid_to):
        return row.unit_name
    return say("units.children.until", unit=row.unit_name, date=say.date(row.valid_to))


def value_of(row, say: Labels) -> str:
    """An indicator's value as printed: with its base as x/y and its unit of measure."""
    of_percent = row.unit_of_measure == "percent"
    number = say.percent(row.value, None) if of_percent else say.count(row.value)
    if not missing(row.base):
        number += say(
            "units.other_indicators.of" if of_percent else "units.other_indicators.out_of",
            base=say.count(row.base),
        )
    text = say(f"qualifier.{row.qualifier or 'exact'}", value=number)
    return text if of_percent else f"{text} {row.unit_of_measure_label}"


def indicator_of(row) -> str:
    """What an indicator is called, with the part of it that is told."""
    name = row.indicator_label or row.indicator
    return f"{name} – {row.category_label}" if row.category_label else name


def where(rows: list[Row], say: Labels) -> dict[str, list[str]]:
    """The columns of the place in the source and the note."""
    return {say(f"column.{name}"): [getattr(row, name) or "" for row in rows] for name in ("place", "note")}


def how_many_children(frame: pd.DataFrame, say: Labels) -> str:
    return say("units.children.count", count=say.count(len(frame)))


def parts_of_whole(frame: pd.DataFrame, say: Labels) -> str | None:
    """Whether the units under a unit add up to what is printed for it, and what is left."""
    told = records.told(frame, "members")
    if not told:
        return None
    whole = next((row for row in told if row.level == 0), None)
    parts = [row for row in told if row.level == 1 and row.part == "unit"]
    if whole is None or whole.basis != "stated":
        return None
    rest = next((row.members for row in told if row.level == 1 and row.part == "rest"), 0)
    how = "whole" if not rest else "left" if rest > 0 else "over"
    return say(
        f"units.whole_and_parts.{how}",
        count=say.count(len(parts)),
        parts=say.count(whole.members - rest),
        whole=say.count(whole.members),
        rest=say.count(abs(rest)),
        when=say.period(whole.period_start, whole.period_end, whole.period_kind),
    )


def how_many_indicators(frame: pd.DataFrame, say: Labels) -> str:
    return say("units.other_indicators.count", count=say.count(frame.value.notna().sum()))


def grassroots_parts(frame: pd.DataFrame, say: Labels) -> str | None:
    """Grassroots organisations of one unit as committees plus cells, where all three are told and add up."""
    told = records.of(frame)
    counted = records.having(told, "organisations")
    every = [row for row in counted if row.org_type == "all" and row.level in LEVELS]
    if records.several_units(told) or sorted(row.level for row in every) != sorted(LEVELS):
        return None
    counts = {row.level: row.organisations for row in every}
    total, committees, cells = (counts[level] for level in LEVELS)
    if total != committees + cells:
        return None
    return say(
        "units.organisations_by_type.sum",
        unit=every[0].unit_name,
        total=say.count(total),
        committees=say.count(committees),
        cells=say.count(cells),
    )


def series_in_words(row, say: Labels) -> str:
    return f"{row.series_label}: {say.count(row.value, row.qualifier)}"


def cells_over_years(frame: pd.DataFrame, say: Labels) -> str | None:
    """How the number of cells moved from the first to the last whole year, for one unit."""
    told = records.of(frame)
    years = [row for row in told if row.period_kind == "year" and row.series in CELLS]
    if records.several_units(told) or len(years) < 2 or len({row.series for row in years}) > 1:
        return None
    first, last = years[0], years[-1]
    return say(
        "units.organisations_by_year.cells",
        unit=last.unit_name,
        series=last.series_label,
        first=say.count(first.value),
        first_year=first.period_end.year,
        last=say.count(last.value),
        last_year=last.period_end.year,
    )


def rated_in_words(row, say: Labels) -> str:
    percent = say.percent(round(row.good_or_better_percent, 2), None)
    share = say(f"qualifier.{row.qualifier or 'exact'}", value=percent)
    counts = ""
    if not missing(row.good_or_better) and not missing(row.rated):
        counts = f" ({say.count(row.good_or_better)}/{say.count(row.rated)})"
    return f"{row.subject_label}: {share}{counts}"


def last_ratings(frame: pd.DataFrame, say: Labels) -> str | None:
    """The last whole year of one unit: good-or-better of every subject in one sentence."""
    told = records.of(frame)
    rated = [row for row in records.having(told, "good_or_better_percent") if row.period_kind == "year"]
    if not rated or records.several_units(told):
        return None
    end = max(row.period_end for row in rated)
    words = "; ".join(rated_in_words(row, say) for row in rated if row.period_end == end)
    return say("units.ratings_by_year.last", year=end.year, told=words)
