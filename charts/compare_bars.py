"""Compared units as rows: the bars of a ranking, and the two marks of a change between two years."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from charts import axes, bands, panels, rows, theme
from charts.compare_words import RANKED, amount, change, counts, covered, numbers, placed, standing
from charts.records import Row
from labels import Labels

ROW_WORDS = 34


def ranked(told: list[Row], say: Labels) -> go.Figure:
    """A lying bar per unit in the order of the rows, an attainment coloured by its band, grey without a place."""
    drawn = [row.standing in (*RANKED, "small_base", "incomplete") for row in told]
    values = axes.values(row.value if shown else None for row, shown in zip(told, drawn, strict=True))
    hover = [_hover(row, say) for row in told]

    def bars(belongs: Callable[[Row], bool]) -> dict:
        return theme.bar(
            y=list(range(len(told))),
            x=[value if belongs(row) else None for row, value in zip(told, values, strict=True)],
            orientation="h",
            marker={"color": theme.MEMBERS, "pattern": theme.partial_pattern(axes.is_partial(told))},
            hovertext=hover,
            hoverinfo="text",
        )

    texts = [_on_lines(standing(row, say)) for row in told]
    words = rows.words(texts, [value or 0 for value in values])
    axis = {"showgrid": False, "nticks": 4, "tickangle": 0} | measured(told, say)
    names, units = [placed(row, say) for row in told], [row.unit_id for row in told]
    return rows.figure(names, say, *_in_bands(told, bars, say), words, units=units, room=2, xaxis=axis)


def _in_bands(told: list[Row], bars: Callable[..., dict], say: Labels) -> list[dict]:
    """One trace per band of an attainment, or one of them all; and the grey of those without a place."""
    traces = []
    for one in bands.present(row for row in told if row.standing in RANKED):
        own = bars(lambda row, band=one.band: row.standing in RANKED and row.band == band)
        paint = bands.colour(one) if one.band else theme.MEMBERS
        named = {"name": bands.name(one, say)} if one.band else {}
        traces.append(own | named | {"marker": own["marker"] | {"color": paint}})
    grey = bars(lambda row: row.standing not in RANKED)
    return [*traces, grey | {"marker": grey["marker"] | {"color": theme.MISSING}}]


def _on_lines(text: str) -> str:
    return "<br>\u2002".join(axes.wrapped(text, ROW_WORDS))


def _hover(row: Row, say: Labels) -> str:
    if row.period_kind is None:
        return f"{row.unit_name}<br>{standing(row, say)}"
    texts = (standing(row, say), counts(row, say), covered(row, say))
    return panels.told(row, say, " · ".join(text for text in texts if text))


def scale(told: list[Row]) -> dict[str, Any]:
    """The marks of an axis in percent."""
    measures = {row.measure for row in told if row.measure is not None}
    return {"ticksuffix": "%"} if measures == {"percent"} else {}


def measured(told: list[Row], say: Labels) -> dict[str, Any]:
    """An axis that says what is measured, where all rows measure the same."""
    measures = {row.measure for row in told if row.measure is not None}
    if len(measures) != 1:
        return {}
    return {"title": {"text": say(f"compare.unit.{measures.pop()}")}} | scale(told)


def between(told: list[Row], say: Labels) -> go.Figure:
    """Two marks per unit joined by a line, and the change beside them."""
    y = list(range(len(told)))
    both = [(row, place) for row, place in zip(told, y, strict=True) if row.change_value is not None]
    ends = [value for row, _ in both for value in (float(row.first_value), float(row.last_value))]
    low, high = min(ends, default=0), max(ends, default=1)
    join = theme.scatter(
        x=[x for row, _ in both for x in (float(row.first_value), float(row.last_value), None)],
        y=[value for _, place in both for value in (place, place, None)],
        mode="lines",
        line={"color": theme.MISSING, "width": 3},
        hoverinfo="skip",
    )
    texts = [change(row, say) for row in told]
    marks = [_marks(told, texts, say, *end) for end in (("first", "circle-open"), ("last", "circle"))]
    at = [low if r.change_value is None else max(r.first_value, r.last_value) for r in told]
    room = (high - low) or high or 1
    axis = {"showgrid": False, "nticks": 4, "tickangle": 0} | measured(told, say)
    # A telephone has no room for both on one line.
    wrapped = [_on_lines(text.replace(" (", "<br>\u2002(")) for text in texts]
    return rows.figure(
        [row.unit_name for row in told],
        say,
        join,
        *marks,
        rows.words([f"\u2002{text}" for text in wrapped], at),
        xaxis=axis | {"range": [low - 0.05 * room, high + 1.1 * room], "visible": bool(both)},
    )


def _marks(told: list[Row], texts: list[str], say: Labels, end: str, symbol: str) -> dict:
    """The marks of one of the two years; a unit that does not tell both has none."""
    grey = [bool(row.small_base or row.reorganised) for row in told]
    years = [getattr(row, f"{end}_year") for row in told]
    values = [None if row.change_value is None else getattr(row, f"{end}_value") for row in told]
    return theme.scatter(
        x=axes.values(values),
        y=list(range(len(told))),
        mode="markers",
        name=say("compare.two_years.year", year=years[0]) if years else "",
        marker={
            **{"symbol": symbol, "size": 12, "line": {"width": 2 * (symbol != "circle")}},
            "color": [theme.MISSING if pale else theme.MEMBERS for pale in grey],
        },
        customdata=numbers(told),
        hovertext=[
            f"{row.unit_name}, {year}<br>{'' if value is None else amount(value, row, say)} · {text}"
            for row, year, value, text in zip(told, years, values, texts, strict=True)
        ],
        hoverinfo="text",
    )
