"""The headline figures, and what needs attention by rule."""

import pandas as pd

from charts import records
from charts.captions import tells
from charts.headline_words import change_of, period_of, value_of, when
from labels import Labels, missing


def _growth(frame: pd.DataFrame, say: Labels) -> str | None:
    """How many members the one unit has, or how many units stand side by side."""
    rows = records.of(frame)
    units = records.grouped(rows, "unit_name")
    if len(units) > 1:
        return say("overview.headlines.several", count=say.count(len(units)))
    of_members = [row for row in rows if (row.headline, row.role) == ("members", "main")]
    row = next(iter(records.having(of_members, "value")), None)
    if row is None:
        return None
    way = "reported"
    if not missing(row.before_value):
        way = "more" if row.value > row.before_value else "fewer" if row.value < row.before_value else "same"
    return say(
        f"overview.headlines.{way}",
        unit=row.unit_name,
        members=value_of(row.value, row, say),
        period=when(row, say),
        change=say.count(abs(row.value - row.before_value)) if way in ("more", "fewer") else "",
        year=row.period_end.year - 1,
    )


@tells(finding=_growth)
def headlines(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """The headline figures as a table: what, for whom, when, its value and its change in words."""
    rows = frame[frame.role.notna()]
    return rows.assign(
        figure=[value_of(r.value, r, say) or say("chart.not_reported") for r in rows.itertuples()],
        since_before=[change_of(r, say) for r in rows.itertuples()],
    )[
        [
            "headline",
            "part_label",
            "unit_name",
            "period_start",
            "period_end",
            "period_kind",
            "figure",
            "since_before",
        ]
    ]


def finding_of(row, say: Labels) -> str:
    """One finding as a sentence with its figures as arithmetic."""
    percent = row.attention in ("below_quota", "attainment_fell", "unfit_percent")

    def words(value: object) -> str:
        if percent:
            return say.percent(value)
        if row.attention == "unbalanced":
            return say.signed(value)
        return say.decimal(value, 2) if row.attention == "discipline_doubled" else say.count(value)

    fell = percent and not missing(row.before_value)
    return say(
        f"overview.attention.{row.attention}",
        period=period_of(row, say),
        about="" if missing(row.about_label) else row.about_label,
        value=words(row.value),
        before=words(row.before_value),
        threshold="" if missing(row.threshold) else say.count(row.threshold),
        numerator=say.count(row.numerator),
        denominator=say.count(row.denominator),
        difference=say.points(row.value - row.before_value) if fell else "",
        date=say.date(row.period_end),
    )


def _how_many(frame: pd.DataFrame, say: Labels) -> str:
    """How many findings the rules made, and in how many units."""
    if frame.empty:
        return say("overview.attention.nothing")
    return say(
        "overview.attention.some",
        count=say.count(len(frame)),
        units=say.count(frame.unit_id.nunique()),
    )


@tells(finding=_how_many)
def attention(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """The findings as a table: how grave, which unit, which period, and the sentence."""
    sentences = [finding_of(row, say) for row in frame.itertuples()]
    return frame.assign(sentence=pd.Series(sentences, index=frame.index, dtype="object"))[
        ["severity", "unit_name", "period_start", "period_end", "period_kind", "sentence"]
    ]
