"""Rises and falls in members of one period: the steps from its opening to its closing."""

import pandas as pd
import plotly.graph_objects as go

from charts import panels, theme
from labels import MINUS, Labels

REORGANISED = ("in_merged", "out_merged")
ROOM = 0.6


def arithmetic(own: pd.DataFrame, say: Labels) -> str:
    """The steps as a sum: 31 + 48 − 44 − 7 − 5."""
    told = own[own.step.notna() & (own.members != 0)]
    words = " ".join(
        f"{'+' if row.step > 0 else MINUS} {say.count(row.members)}" for row in told.itertuples()
    )
    return words.removeprefix("+ ")


def differs(own: pd.DataFrame) -> bool:
    """Whether the printed change of a period is another than the sum of its printed steps."""
    row = own.iloc[0]
    return bool(
        pd.notna(row.net_printed) and pd.notna(row.net_computed) and row.net_printed != row.net_computed
    )


def direction(change: float) -> str:
    """The key of a sentence: more, fewer or same."""
    return "same" if change == 0 else "more" if change > 0 else "fewer"


def difference(frame: pd.DataFrame, say: Labels) -> str | None:
    """The first unit whose printed change is not the sum of its steps, as arithmetic; else the change of one unit."""
    told = frame[frame.net_computed.notna()]
    for name, own in told.groupby("unit_name", sort=False):
        if differs(own) and own.complete.fillna(False).astype(bool).all():
            row = own.iloc[0]
            return say(
                "membership.change_decomposition.differs",
                unit=name,
                printed=say.signed(row.net_printed),
                sum=arithmetic(own, say),
                computed=say.signed(row.net_computed),
            )
    if frame.unit_name.nunique() != 1 or told.empty:
        return None
    row = told.iloc[0]
    moved = told[told.change.isin(REORGANISED)].step.sum()
    change = row.net_computed - moved
    aside = say("membership.change_decomposition.aside", count=say.signed(moved)) if moved else ""
    sentence = say(
        f"membership.change_decomposition.{direction(change)}",
        unit=row.unit_name,
        when=say.period(row.period_start, row.period_end, row.period_kind),
        change=say.count(abs(change)),
    )
    return sentence + aside


def steps(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A panel per unit: lying bars, each from where the last step ended; without a balance, each from zero."""
    frame = frame.dropna(subset=["period_kind"])
    several = frame.unit_name.nunique() > 1
    found = []
    for name, own in frame.groupby("unit_name", sort=False):
        row = own.iloc[0]
        when = say.period(row.period_start, row.period_end, row.period_kind)
        bars = _walk(own, say) if row.is_balance else _alone(own, say)
        found.append(panels.lying(f"{name} · {when}" if several else "", *_drawn(bars)))
    fig = panels.stacked(found, say, showlegend=False, barmode="overlay")
    # One scale for all units: steps one under another are compared by their length.
    scale = _range([panel.traces[0] for panel in found])
    return fig.update_xaxes(
        visible=True, showticklabels=False, autorange=False, range=scale, zeroline=True, zerolinewidth=2
    )


Bar = tuple[str, float, float, str, str]  # name, start, length, words, colour


def _walk(own: pd.DataFrame, say: Labels) -> list[Bar]:
    bars: list[Bar] = []
    for row in own.itertuples():
        if row.change == "opening":
            bars.append((row.change_label, 0, 0, say.count(row.members, row.qualifier), theme.MISSING))
        elif pd.notna(row.step):
            bars.append(
                (row.change_label, row.ends_at - row.step, row.step, say.signed(row.step), _colour(row))
            )
    return bars + _ends(own, say)


def _ends(own: pd.DataFrame, say: Labels) -> list[Bar]:
    """The change of the period: as printed, and as summed where that is another number or the only one."""
    first, bars = own.iloc[0], []
    closing = own[own.change == "closing"]
    if pd.notna(first.net_printed):
        words = say.signed(first.net_printed)
        name = say("membership.change_decomposition.printed")
        if len(closing):
            words = f"{say.count(closing.members.iloc[0])}<br> ({words})"
            name = closing.change_label.iloc[0]
        bars.append((name, 0, first.net_printed, words, theme.TAUPE))
    if pd.isna(first.net_printed) or differs(own):
        name = say("membership.change_decomposition.computed")
        bars.append((name, 0, first.net_computed, say.signed(first.net_computed), theme.MISSING))
    return bars


def _alone(own: pd.DataFrame, say: Labels) -> list[Bar]:
    told = own[own.step.notna()]
    return [
        (row.change_label, 0, row.members, say.count(row.members, row.qualifier), _colour(row))
        for row in told.itertuples()
    ]


def _colour(row) -> str:
    if row.change in REORGANISED:
        return theme.PLUM
    return theme.INCREASE if row.step > 0 else theme.DECREASE


def _drawn(bars: list[Bar]) -> tuple[list[str], list]:
    names, starts, lengths, words, colours = zip(*bars, strict=True)
    places = list(range(len(bars)))
    bar = go.Bar(
        y=places,
        base=[float(v) for v in starts],
        x=[float(v) for v in lengths],
        orientation="h",
        marker={"color": list(colours)},
        textposition="none",
        hovertext=[f"{name}: {word}" for name, word in zip(names, words, strict=True)],
        hoverinfo="text",
    )
    ends = [max(float(s), float(s) + float(n)) for s, n in zip(starts, lengths, strict=True)]
    numbers = go.Scatter(
        y=places,
        x=[max(end, 0.0) for end in ends],
        mode="text",
        text=[f" {word}" for word in words],
        textposition="middle right",
        hoverinfo="skip",
    )
    return list(names), [bar, numbers]


def _range(bars: list) -> list[float]:
    points = [0.0]
    for bar in bars:
        points += [*bar.base, *(b + x for b, x in zip(bar.base, bar.x, strict=True))]
    low, high = min(points), max(points)
    span = (high - low) or 1
    return [low - 0.03 * span, high + ROOM * span]
