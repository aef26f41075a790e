"""The headline figures, and what needs attention by rule."""

from dataclasses import dataclass

import pandas as pd

from charts.captions import tells
from labels import Labels, missing

LEAST_POINTS = 3


@dataclass(frozen=True)
class Told:
    """One headline figure in words: of which part, its period, its change, what is newer, where it comes from."""

    part: str
    value: str
    period: str
    change: str
    newer: str
    origin: str
    years: tuple[tuple[int, float | None], ...]
    ends: str


def value_of(value: object, row, say: Labels) -> str:
    """A headline's value in words: a count, a percent as printed or with two decimals, or a rate per 1.000."""
    if missing(value):
        return ""
    if row.measure == "percent":
        printed = not missing(row.printed) and row.printed
        text = say.percent(value, None if printed else 2)
        return say(f"qualifier.{row.qualifier or 'exact'}", value=text)
    if row.measure == "per_1000":
        return say.decimal(value, 2)
    return say.count(value, row.qualifier)


def change_of(row, say: Labels) -> str:
    """How far a figure is from the year before: a signed count with its percent, or percentage points."""
    if not missing(row.reorganised) and row.reorganised:
        return say("overview.headlines.reorganised")
    if missing(row.before_value):
        return ""
    difference, year = row.value - row.before_value, row.period_end.year - 1
    if row.measure == "percent":
        return say("overview.headlines.change", change=say.points(difference), year=year)
    if row.measure == "per_1000":
        return say("overview.headlines.change", change=say.signed(round(difference, 2)), year=year)
    if not row.before_value or row.headline != "members":
        return say("overview.headlines.change", change=say.signed(difference), year=year)
    percent = 100 * difference / row.before_value
    share = say("units_of_measure.percent", value=say.signed(round(percent, 2)))
    return say("overview.headlines.change_share", change=say.signed(difference), percent=share, year=year)


def _period(row, say: Labels) -> str:
    return say.period(row.period_start, row.period_end, row.period_kind)


def _origin(row, sources: dict[str, str], say: Labels) -> str:
    """Where a figure comes from: its arithmetic, its source and the place in it."""
    words = []
    if not missing(row.numerator) and not missing(row.denominator):
        words.append(f"{say.count(row.numerator)}/{say.count(row.denominator)}")
    if row.basis == "summed":
        words.append(say("card.origin.summed", reported=row.reported, expected=row.expected))
    if row.source_code:
        words += [sources.get(row.source_code, row.source_code), row.place]
    return " · ".join(str(w) for w in words if not missing(w) and w)


def _years(rows: pd.DataFrame, main) -> tuple[tuple[int, float | None], ...]:
    """The whole years of one figure, a year without a figure as a gap; none where they can't be compared."""
    known = rows[(rows.period_kind == "year") & (rows.measure == main.measure)]
    reorganised = not missing(main.reorganised) and main.reorganised
    if len(known) < LEAST_POINTS or reorganised or main.period_kind != "year":
        return ()
    values = dict(zip(known.period_end.dt.year, known.value, strict=True))
    return tuple((y, values.get(y)) for y in range(min(values), max(values) + 1))


def _ends(years: tuple, row, say: Labels) -> str:
    if not years:
        return ""
    (first, a), (last, b) = years[0], years[-1]
    start, end = value_of(a, row, say), value_of(b, row, say)
    return say("overview.headlines.ends", first=first, start=start, last=last, end=end)


def told(
    frame: pd.DataFrame, say: Labels, sources: dict[str, str]
) -> list[tuple[str, dict[str, list[Told]]]]:
    """Every headline with the figures of each unit in words; a unit whose reports print nothing has none."""
    found = []
    for headline, rows in frame.groupby("headline", sort=False):
        by_unit = {name: _lines(own, say, sources) for name, own in rows.groupby("unit_name", sort=False)}
        found.append((say(f"headline.{headline}"), by_unit))
    return found


def _lines(rows: pd.DataFrame, say: Labels, sources: dict[str, str]) -> list[Told]:
    lines = []
    for row in rows[(rows.role == "main") & rows.period_kind.notna()].itertuples():
        own = rows[rows.part.isna() if missing(row.part) else rows.part == row.part]
        newer = own[own.role == "newer"]
        years = _years(own, row)
        lines.append(
            Told(
                part=_part(row, say),
                value=value_of(row.value, row, say),
                period=_period(row, say),
                change=change_of(row, say),
                newer="; ".join(_newer(r, say) for r in newer.itertuples()),
                origin=_origin(row, sources, say),
                years=years,
                ends=_ends(years, row, say),
            )
        )
    return lines


def _part(row, say: Labels) -> str:
    """What a figure is a part of, or counted by: "trên 1.000 đảng viên · Ủy ban kiểm tra các cấp"."""
    unit = say("measure.per_1000") if row.measure == "per_1000" else ""
    return " · ".join(word for word in (unit, row.part_label) if not missing(word) and word)


def _newer(row, say: Labels) -> str:
    return say("overview.headlines.newer", value=value_of(row.value, row, say), period=_period(row, say))


def _growth(frame: pd.DataFrame, say: Labels) -> str | None:
    """How many members the one unit has, or how many units stand side by side."""
    if frame.unit_name.nunique() > 1:
        return say("overview.headlines.several", count=say.count(frame.unit_name.nunique()))
    rows = frame[(frame.headline == "members") & (frame.role == "main") & frame.value.notna()]
    if rows.empty:
        return None
    row = next(rows.itertuples())
    way = "reported"
    if not missing(row.before_value):
        way = "more" if row.value > row.before_value else "fewer" if row.value < row.before_value else "same"
    return say(
        f"overview.headlines.{way}",
        unit=row.unit_name,
        members=value_of(row.value, row, say),
        period=_period(row, say),
        change=say.count(abs(row.value - row.before_value)) if way in ("more", "fewer") else "",
        year=row.period_end.year - 1,
    )


@tells(finding=_growth)
def headlines(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """The headline figures as a table: what, for whom, when, its value and its change in words."""
    rows = frame[frame.role.notna()]
    return rows.assign(
        figure=[value_of(r.value, r, say) or say("chart.not_reported") for r in rows.itertuples()],
        change=[change_of(r, say) for r in rows.itertuples()],
    )[
        [
            "headline",
            "part_label",
            "unit_name",
            "period_start",
            "period_end",
            "period_kind",
            "figure",
            "change",
        ]
    ]


def finding_of(row, say: Labels) -> str:
    """One finding as a sentence with its figures as arithmetic."""
    percent = row.attention in ("below_quota", "attainment_fell")

    def words(value: object) -> str:
        if percent:
            return say.percent(value)
        return say.decimal(value, 2) if row.attention == "discipline_doubled" else say.count(value)

    fell = percent and not missing(row.before_value)
    return say(
        f"overview.attention.{row.attention}",
        period=_period(row, say),
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
