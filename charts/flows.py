"""Who came and who left year by year: columns above and below zero, reorganisations told apart."""

import pandas as pd

from charts import axes, panels, records, theme
from charts.balance import direction
from charts.records import Row
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
    told = records.of(frame)
    whole = [r for r in records.having(told, "net_computed") if r.period_kind == "year" and r.complete]
    end = max((row.period_end for row in whole), default=None)
    own = [row for row in whole if row.period_end == end and not row.is_reorganisation]
    if records.several_units(told) or not own:
        return None
    steps = [row.step for row in records.having(own, "step")]
    came, left = sum(step for step in steps if step > 0), sum(-step for step in steps if step < 0)
    return say(
        f"membership.changes_by_year.{direction(came - left)}",
        unit=own[0].unit_name,
        year=own[0].period_end.year,
        change=say.count(abs(came - left)),
        came=say.count(came),
        left=say.count(left),
    )


def one_change(row, say: Labels) -> str:
    """One rise or fall of a period that no yearly axis holds: "Xóa tên: 96"."""
    return say(
        "membership.changes_by_year.one",
        change=row.change_label,
        count=say("card.hidden") if records.is_hidden(row) else say.count(row.members, row.qualifier),
    )


def diverging(own: list[Row], say: Labels) -> list[dict]:
    """Columns of one unit: each change a colour, the balance a mark, reorganised members in words above."""
    flows = [row for row in own if not row.is_reorganisation]
    bars = [
        theme.bar(
            x=axes.period_labels(part, say),
            y=axes.values(row.step for row in part),
            name=part[0].change_label,
            marker={
                "color": COLOURS.get(code, theme.OTHER),
                "pattern": theme.partial_pattern(axes.is_partial(part)),
            },
            textposition="none",
            hovertext=[panels.told(r, say, f"{r.change_label}: {say.signed(r.step)}") for r in part],
            hoverinfo="text",
        )
        for code, part in records.grouped(flows, "change").items()
    ]
    return [*bars, *_balance(flows, say), _above(own, say)]


def _balance(flows: list[Row], say: Labels) -> list[dict]:
    periods = records.grouped(records.having(flows, "net_computed"), "period_start", "period_end")
    told = [own[0] for own in periods.values()]
    mark = theme.scatter(
        x=axes.period_labels(told, say),
        y=axes.values(row.net_computed for row in told),
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
    return [mark] if told else []


def _above(own: list[Row], say: Labels) -> dict:
    """Above each column the balance, and over it who changed committee in a reorganisation: no growth, no loss."""
    columns: dict[str, list[Row]] = {}
    for row in own:
        columns.setdefault(axes.period_label(row, say), []).append(row)
    tops = [
        sum(r.step for r in part if not r.is_reorganisation and (r.step or 0) > 0)
        for part in columns.values()
    ]
    # Of a bar, too flat to be seen: its words grow small in a narrow column, where those of a mark would overlap.
    return theme.bar(
        x=list(columns),
        y=[0.001 * float(max(tops, default=0) or 1)] * len(columns),
        marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        text=["<br>".join(_over(part, say)) for part in columns.values()],
        textposition="outside",
        hoverinfo="skip",
    )


def _over(column: list[Row], say: Labels) -> list[str]:
    """The words over one column."""
    moved = [row.step for row in column if row.is_reorganisation and row.members != 0]
    words = [say("membership.changes_by_year.reorganised", count=say.signed(step)) for step in moved]
    balance = next((row.net_computed for row in column if not row.is_reorganisation), None)
    if any(map(records.is_hidden, column)):
        return [*words, say("card.hidden")]
    return words if balance is None else [*words, f"<b>{say.signed(balance)}</b>"]
