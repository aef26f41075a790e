"""One unit and the units under it: a table of them, organisations and ratings over the years."""

import pandas as pd
import plotly.graph_objects as go

from charts import headline_words, parts, ratings, records, sheet_words, trees
from charts.captions import tells
from charts.unit_words import (
    admitted,
    cells_over_years,
    column,
    grassroots_parts,
    how_many_children,
    how_many_indicators,
    indicator_of,
    last_ratings,
    name_of,
    parts_of_whole,
    period_of,
    rated_in_words,
    series_in_words,
    value_of,
    where,
)
from labels import Labels, missing

SERIES = parts.Parts("series", "series_label", "value", ("series_label",), stacked=False)


@tells(finding=how_many_children)
def children(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """The units under a unit as a table of words: each figure at the latest period that most units tell."""

    def percent(name: str):
        return lambda row: (
            "" if missing(getattr(row, name)) else say.percent(round(getattr(row, name), 2), None)
        )

    def cases(name: str):
        return lambda row: "" if missing(getattr(row, name)) else say.count(getattr(row, name))

    told = records.of(frame)
    columns = {
        say("column.unit_name"): [name_of(row, say) for row in told],
        say("column.unit_kind_label"): [row.unit_kind_label or "" for row in told],
    }
    figures = [
        (lambda r: "" if missing(r.members) else say.count(r.members, r.qualifier), "period", "members"),
        (lambda r: admitted(r, say), "admitted", "admitted_of_quota"),
        (percent("attainment_percent"), "admitted", "attainment_percent"),
        (percent("women_percent"), "women", "women_percent"),
    ]
    authorities = ("by_party_committees", "by_inspection_commissions", "by_other_authorities")
    figures += [(cases(n), "disciplined", n) for n in authorities if records.having(told, n)]
    for words, of, name in figures:
        heading, texts = column(told, say, words, of, say(f"column.{name}"))
        columns[heading] = texts
    return pd.DataFrame(columns, index=pd.Index([row.unit_id for row in told], name="unit_id"))


@tells(finding=parts_of_whole)
def whole_and_parts(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """An area per unit, as large as its members, inside the unit it stands under; grey and hatched: what is left."""
    return trees.figure(records.told(frame, "members"), say)


@tells(finding=how_many_indicators)
def other_indicators(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """Every other printed figure as a table of words: what, how much, when, at which place of the source."""
    every = records.of(frame)
    told, several = records.having(every, "value"), records.several_units(every)
    columns = {say("column.unit_name"): [row.unit_name for row in told]} if several else {}
    columns |= {
        say("column.indicator_label"): [indicator_of(row) for row in told],
        say("column.value"): [value_of(row, say) for row in told],
        say("column.period"): [period_of(row, say) for row in told],
    }
    return pd.DataFrame(columns | where(told, say))


@tells(finding=sheet_words.known_since)
def sheet(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """One unit on one page as a table of words: a row per headline figure, beside it what it is to be compared with."""
    told = records.told(frame)
    parents = {row.parent_name for row in told if row.parent_name}
    several = len(parents) > 1
    above = (
        say("units.sheet.of_parent", unit=parents.pop()) if len(parents) == 1 else say("units.sheet.above")
    )
    columns = {
        say("column.headline"): [sheet_words.name_of(row, say) for row in told],
        say("column.value"): [sheet_words.value_of(row, say) for row in told],
        say("column.period"): [headline_words.when(row, say) for row in told],
        say("units.sheet.change"): [sheet_words.change_of(row, say) for row in told],
        say("units.sheet.rank"): [sheet_words.place_of(row, say) for row in told],
        say("units.sheet.median"): [sheet_words.beside(row.sisters_median, row, say) for row in told],
        say("units.sheet.same_type"): [
            sheet_words.beside(row.same_type_median, row, say, row.same_type_units or 0) for row in told
        ],
        above: [
            sheet_words.beside(row.parent_value, row, say)
            + (f" ({row.parent_name})" if several and row.parent_name else "")
            for row in told
        ],
    }
    kept = {name: own for name, own in columns.items() if any(text != "–" for text in own)}
    return pd.DataFrame(kept)


@tells()
def profile(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """The facts of each unit as a table of words; a column that no unit has is left out."""
    told = records.of(frame)

    def days(name: str, otherwise: str) -> list[str]:
        return [otherwise if (day := getattr(row, name)) is None else say.date(day) for row in told]

    def texts(name: str) -> list[str]:
        return [getattr(row, name) or "" for row in told]

    columns = {name: texts(name) for name in ("unit_name", "unit_kind_label", "org_type_label", "path")}
    columns |= {
        "valid_from": days("valid_from", say("card.not_reported")),
        "valid_to": days("valid_to", say("units.profile.still")),
        "units_under": [say.count(row.units_under) for row in told],
        "note": texts("note"),
    }
    return pd.DataFrame({say(f"column.{name}"): own for name, own in columns.items() if any(own)})


@tells(finding=grassroots_parts)
def organisations_by_type(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """Party organisations as a table of words: level, loại hình, how many, when, at which place of the source."""
    every = records.of(frame)
    told, several = records.having(every, "organisations"), records.several_units(every)
    if not told:
        return frame.iloc[:0]
    columns = {say("column.unit_name"): [row.unit_name for row in told]} if several else {}
    columns |= {
        say("column.level_label"): [row.level_label or row.level for row in told],
        say("column.org_type_label"): [row.org_type_label or row.org_type for row in told],
    }

    def count(row) -> str:
        return say.count(row.organisations, row.qualifier)

    heading, texts = column(told, say, count, "period", say("column.organisations"))
    columns[heading] = texts
    columns |= {name: texts for name, texts in where(told, say).items() if any(texts)}
    return pd.DataFrame(columns)


@tells(finding=cells_over_years, apart=series_in_words)
def organisations_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """One panel per kind of organisation and one for members: a column per year, hatched for part of a year."""
    return parts.over_years(records.of(frame), say, SERIES, showlegend=False, margin={"t": 8})


@tells(finding=last_ratings, apart=rated_in_words)
def ratings_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A column per year and subject: the share rated good or better; dashed: the target where one applies."""
    return ratings.over_years(frame, say)
