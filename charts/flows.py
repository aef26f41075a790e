"""Who came and who left year by year: columns above and below zero, reorganisations told apart."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, theme
from charts.balance import direction
from labels import Labels

COLOURS = {
    "in_admitted": theme.BLUE,
    "in_transferred": theme.PERIWINKLE,
    "in_restored": theme.GREEN,
    "out_transferred": theme.ORANGE,
    "out_died": theme.LILAC,
    "out_expelled": theme.PARTY_RED,
    "out_struck_off": theme.PLUM,
    "out_released": theme.MOSS,
}


def last_year(frame: pd.DataFrame, say: Labels) -> str | None:
    """Who came and who left in the last complete year, reorganisations left out."""
    whole = (frame.period_kind == "year") & frame.net_computed.notna()
    years = frame[whole & frame.complete.fillna(False).astype(bool)]
    if frame.unit_name.nunique() > 1 or years.empty:
        return None
    own = years[(years.period_end == years.period_end.max()) & ~years.is_reorganisation.astype(bool)]
    came, left = own[own.step > 0].step.sum(), -own[own.step < 0].step.sum()
    return say(
        f"membership.changes_by_year.{direction(came - left)}",
        unit=own.unit_name.iloc[0],
        year=own.period_end.iloc[0].year,
        change=say.count(abs(came - left)),
        came=say.count(came),
        left=say.count(left),
    )


def one_change(row, say: Labels) -> str:
    """One rise or fall of a period that no yearly axis holds: "Xóa tên: 96"."""
    return say(
        "membership.changes_by_year.one",
        change=row.change_label,
        count=say.count(row.members, row.qualifier),
    )


def diverging(own: pd.DataFrame, say: Labels) -> list:
    """Columns of one unit: each change a colour, the balance a mark, reorganised members in words above."""
    flows = own[~own.is_reorganisation.astype(bool)]
    traces: list = []
    for code, part in flows.groupby("change", sort=False):
        words = [f"{row.change_label}: {say.signed(row.step)}" for row in part.itertuples()]
        bar = go.Bar(
            x=axes.period_labels(part, say),
            y=axes.values(part.step),
            name=part.change_label.iloc[0],
            marker={
                "color": COLOURS.get(code, theme.OTHER),
                "pattern": theme.partial_pattern(axes.is_partial(part)),
            },
            textposition="none",
            hovertext=[panels.told(r, say, w) for r, w in zip(part.itertuples(), words, strict=True)],
            hoverinfo="text",
        )
        traces.append(bar)
    return [*traces, *_balance(flows, say), _above(own, say)]


def _balance(flows: pd.DataFrame, say: Labels) -> list:
    told = flows[flows.net_computed.notna()].drop_duplicates(["period_start", "period_end"])
    if told.empty:
        return []
    return [
        go.Scatter(
            x=axes.period_labels(told, say),
            y=axes.values(told.net_computed),
            name=say("membership.changes_by_year.net"),
            mode="markers",
            marker={
                "symbol": "diamond",
                "size": 13,
                "color": theme.OTHER,
                "line": {"width": 2, "color": theme.LIGHT_PAPER},
            },
            hoverinfo="skip",
        )
    ]


def _above(own: pd.DataFrame, say: Labels) -> go.Bar:
    """Above each column the balance, and over it who changed committee in a reorganisation: no growth, no loss."""
    own = own.assign(_x=axes.period_labels(own, say))
    flows = own[~own.is_reorganisation.astype(bool)]
    tops = flows[flows.step > 0].groupby("_x").step.sum()
    words = {x: [] for x in own._x}
    moved = own[own.is_reorganisation.astype(bool) & (own.members != 0)]
    for x, step in zip(moved._x, moved.step, strict=True):
        words[x].append(say("membership.changes_by_year.reorganised", count=say.signed(step)))
    for x, part in flows.groupby("_x"):
        if pd.notna(part.net_computed.iloc[0]):
            words[x].append(f"<b>{say.signed(part.net_computed.iloc[0])}</b>")
    # Of a bar, too flat to be seen: its words grow small in a narrow column, where those of a mark would overlap.
    return go.Bar(
        x=list(words),
        y=[0.001 * float(tops.max()) if len(tops) else 0.001] * len(words),
        marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        text=["<br>".join(lines) for lines in words.values()],
        textposition="outside",
        hoverinfo="skip",
    )
