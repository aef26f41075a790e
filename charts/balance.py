"""Rises and falls in members of one period: the steps from its opening to its closing."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, records, theme
from charts.records import Row
from labels import MINUS, Labels

REORGANISED = ("in_merged", "out_merged")
ROOM = 0.6


def arithmetic(own: list[Row], say: Labels) -> str:
    """The steps as a sum: 31 + 48 − 44 − 7 − 5."""
    words = " ".join(
        f"{'+' if row.step > 0 else MINUS} {say.count(row.members)}"
        for row in records.having(own, "step")
        if row.members != 0
    )
    return words.removeprefix("+ ")


def differs(own: list[Row]) -> bool:
    """Whether the printed change of a period is another than the sum of its printed steps."""
    row = own[0]
    return None not in (row.net_printed, row.net_computed) and row.net_printed != row.net_computed


def direction(change: float) -> str:
    """The key of a sentence: more, fewer or same."""
    return "same" if change == 0 else "more" if change > 0 else "fewer"


def difference(frame: pd.DataFrame, say: Labels) -> str | None:
    """The first unit whose printed change is not the sum of its steps, as arithmetic; else the change of one unit."""
    every = records.of(frame)
    told = records.having(every, "net_computed")
    for name, own in records.grouped(told, "unit_name").items():
        if differs(own) and all(row.complete for row in own):
            return say(
                "membership.change_decomposition.differs",
                unit=name,
                printed=say.signed(own[0].net_printed),
                sum=arithmetic(own, say),
                computed=say.signed(own[0].net_computed),
            )
    if records.several_units(every) or not told:
        return None
    row = told[0]
    moved = _moved(told)
    change = row.net_computed - moved
    aside = say("membership.change_decomposition.aside", count=say.signed(moved)) if moved else ""
    sentence = say(
        f"membership.change_decomposition.{direction(change)}",
        unit=row.unit_name,
        when=say.period(row.period_start, row.period_end, row.period_kind),
        change=say.count(abs(change)),
    )
    return sentence + aside


def _moved(own: list[Row]) -> float:
    """How many members a reorganisation brought or took in a period."""
    return sum(row.step for row in records.having(own, "step") if row.change in REORGANISED)


def steps(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A panel per unit: lying bars, each from where the last step ended; without a balance, each from zero."""
    units = records.grouped(records.told(frame), "unit_name")
    found = {name: _walk(own, say) if own[0].is_balance else _alone(own, say) for name, own in units.items()}
    # One scale for all units: steps one under another are compared by their length.
    scale = {"autorange": False, "range": _range([bar for bars in found.values() for bar in bars])}
    xaxis = {"visible": True, "showticklabels": False, **scale, "zeroline": True, "zerolinewidth": 2}
    drawn = [
        replace(
            panels.lying(_heading(own[0], say) if len(units) > 1 else "", *_drawn(found[name])), xaxis=xaxis
        )
        for name, own in units.items()
    ]
    return panels.stacked(drawn, say, showlegend=False, barmode="overlay")


def _heading(row: Row, say: Labels) -> str:
    return f"{row.unit_name} · {say.period(row.period_start, row.period_end, row.period_kind)}"


Bar = tuple[str, float, float, str, str]  # name, start, length, words, colour


def _walk(own: list[Row], say: Labels) -> list[Bar]:
    bars: list[Bar] = []
    for row in own:
        if row.change == "opening":
            words = say(
                "membership.change_decomposition.opening", count=say.count(row.members, row.qualifier)
            )
            bars.append((row.change_label, 0, 0, words, theme.MISSING))
        elif row.step is not None:
            bars.append(
                (row.change_label, row.ends_at - row.step, row.step, say.signed(row.step), _colour(row))
            )
    return bars + _ends(own, say)


def _ends(own: list[Row], say: Labels) -> list[Bar]:
    """The change of the period: as printed, as summed where that is another number or the only one, and without those
    who only changed committee in a reorganisation: these are no growth."""
    first, bars = own[0], []
    closing = next((row for row in own if row.change == "closing"), None)
    if first.net_printed is not None:
        words = say.signed(first.net_printed)
        name = say("membership.change_decomposition.printed")
        if closing:
            count = say.count(closing.members)
            words = say("membership.change_decomposition.closing", change=words, count=count)
        bars.append((name, 0, first.net_printed, words, theme.TAUPE))
    if first.net_printed is None or differs(own):
        name = say("membership.change_decomposition.computed")
        bars.append((name, 0, first.net_computed, say.signed(first.net_computed), theme.MISSING))
    if moved := _moved(own):
        change = first.net_computed - moved
        name = say("membership.change_decomposition.without")
        bars.append((name, 0, change, say.signed(change), theme.TAUPE))
    return bars


def _alone(own: list[Row], say: Labels) -> list[Bar]:
    return [
        (row.change_label, 0, row.members, say.count(row.members, row.qualifier), _colour(row))
        if row.step is not None
        else (row.change_label, 0, 0, say("card.hidden"), theme.MISSING)
        for row in own
        if row.step is not None or records.is_hidden(row)
    ]


def _colour(row) -> str:
    if row.change in REORGANISED:
        return theme.PLUM
    return theme.INCREASE if row.step > 0 else theme.DECREASE


def _drawn(bars: list[Bar]) -> tuple[list[str], list[dict]]:
    names, starts, lengths, words, colours = map(list, zip(*bars, strict=True))
    places = list(range(len(bars)))
    bar = theme.bar(
        y=places,
        base=axes.values(starts),
        x=axes.values(lengths),
        orientation="h",
        marker={"color": colours},
        textposition="none",
        hovertext=[f"{name}: {word}" for name, word in zip(names, words, strict=True)],
        hoverinfo="text",
    )
    numbers = theme.scatter(
        y=places,
        x=[float(max(start, start + length, 0)) for start, length in zip(starts, lengths, strict=True)],
        mode="text",
        text=[f" {word}" for word in words],
        textposition="middle right",
        hoverinfo="skip",
    )
    return names, [bar, numbers]


def _range(bars: list[Bar]) -> list[float]:
    points = [0.0, *(point for _, start, length, *_ in bars for point in (start, start + length))]
    low, high = min(points), max(points)
    span = (high - low) or 1
    return [low - 0.03 * span, high + ROOM * span]
