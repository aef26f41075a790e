"""A diagram of lineage: units as words in the order of time, lines between them as thick as the share that went."""

from typing import Any

import plotly.graph_objects as go

from charts import axes, merger_words, records, theme
from charts.records import Row
from labels import Labels

ROW, TOP, THICKEST = 62, 64, 13
NAME, NARROW = 14, 11
# Where on a line its share may stand, and how far from others, in columns and rows.
SPOTS, APART = (0.2, 0.36, 0.52, 0.68, 0.84), (0.3, 0.3)
Places = dict[int, tuple[int, float]]


def drawn(every: list[Row], say: Labels) -> go.Figure:
    """Units of then at the left, those of today at the right; each line is named by its share."""
    if not every:
        return theme.figure(say=say)
    places, rows = _places(every)
    last = max(column for column, _ in places.values())
    words = [_name(unit, name, places, last) for unit, name in _units(every).items()]
    hidden = {"visible": False, "fixedrange": True}
    return theme.figure(
        *(_line(row, places) for row in every),
        _hover(every, places, say),
        say=say,
        height=TOP + ROW * rows,
        showlegend=False,
        margin={"t": TOP, "b": 8, "l": 8, "r": 8},
        annotations=[*words, *_shares(every, places, say), *_days(every, places, rows, say)],
        xaxis={**hidden, "range": [-0.95, last + 0.95]},
        yaxis={**hidden, "range": [rows - 0.5, -0.5], "rangemode": "normal"},
    )


def _units(every: list[Row]) -> dict[int, str]:
    found: dict[int, str] = {}
    for row in every:
        found.setdefault(row.from_id, row.from_name)
        found.setdefault(row.to_id, row.to_name)
    return found


def _places(every: list[Row]) -> tuple[Places, int]:
    """Column (how many steps after the first) and row of each unit, and how many rows the longest column has."""
    column = dict.fromkeys(_units(every), 0)
    for row in sorted(every, key=lambda r: r.on_date):
        if row.to_id != row.from_id:
            column[row.to_id] = max(column[row.to_id], column[row.from_id] + 1)
    main = {row.from_id for row in every if not row.beside} | {row.to_id for row in every if not row.beside}
    order = sorted(column, key=lambda unit: unit not in main)
    standing = [[unit for unit in order if column[unit] == n] for n in range(max(column.values()) + 1)]
    rows = max(map(len, standing))
    return {
        unit: (n, place + (rows - len(own)) / 2)
        for n, own in enumerate(standing)
        for place, unit in enumerate(own)
    }, rows


def _ends(row: Row, places: Places) -> tuple[float, float, float, float]:
    (x0, y0), (x1, y1) = places[row.from_id], places[row.to_id]
    return x0 + 0.03, y0, x1 - 0.03, y1


def _at(row: Row, places: Places, where: float) -> tuple[float, float]:
    x0, y0, x1, y1 = _ends(row, places)
    return x0 + where * (x1 - x0), y0 + where * (y1 - y0)


def _line(row: Row, places: Places) -> dict[str, Any]:
    x0, y0, x1, y1 = _ends(row, places)
    share = row.share_percent
    line = {"color": theme.MISSING if row.beside else theme.BLUE, "width": THICKEST * (share or 25) / 100}
    if share is None:
        line |= {"dash": "dot", "width": 3}
    return theme.scatter(x=[x0, x1], y=[y0, y1], mode="lines", line=line, hoverinfo="skip")


def _hover(every: list[Row], places: Places, say: Labels) -> dict[str, Any]:
    """Points on the lines that tell the whole step: who, to whom, how much, when, by which decision."""
    points = [_at(row, places, 0.5) for row in every]
    return theme.scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="markers",
        marker={"size": 24, "color": "rgba(0,0,0,0)"},
        hovertext=["<br>".join(_told(row, say)) for row in every],
        hoverinfo="text",
    )


def _told(row: Row, say: Labels) -> list[str]:
    step = f"{row.from_name} → {row.to_name}: {_how_much(row, say)}"
    return [step, f"{row.event_label}, {say.date(row.on_date)}", *axes.wrapped(row.legal_basis or "", 50)]


def _how_much(row: Row, say: Labels) -> str:
    if row.share_percent is None:
        return say("mergers.lineage_diagram.unknown")
    return merger_words.share(row, say) if row.share_percent < 100 else say("mergers.lineage_diagram.whole")


def _shares(every: list[Row], places: Places, say: Labels) -> list[dict[str, Any]]:
    """The share on each line, at the first spot along it where it stands clear of those before it."""
    found: list[dict[str, Any]] = []
    for row in every:
        spots = [_at(row, places, where) for where in SPOTS]
        free = (spot for spot in spots if all(_clear(spot, other) for other in found))
        x, y = next(free, spots[0])
        text = "?" if row.share_percent is None else merger_words.share(row, say)
        found.append(_words(text if row.beside else f"<b>{text}</b>", x, y, yanchor="bottom", yshift=4))
    return found


def _clear(spot: tuple[float, float], other: dict[str, Any]) -> bool:
    return abs(spot[0] - other["x"]) > APART[0] or abs(spot[1] - other["y"]) > APART[1]


def _name(unit: int, name: str, places: Places, last: int) -> dict[str, Any]:
    """The name of a unit: at the outer side of its point in the first and last column, else on it."""
    column, row = places[unit]
    text = "<br>".join(axes.wrapped(name, NAME if last == 1 else NARROW))
    if column in (0, last):
        side = "right" if column == 0 else "left"
        return _words(text, column, row, xanchor=side, align=side, yanchor="middle")
    # Lines pass on both sides: a ground of its own keeps the name legible in the light and in the dark.
    ground = {"bgcolor": theme.SEQUENTIAL[0], "borderpad": 3}
    return _words(text, column, row, yanchor="middle", **ground) | {
        "font": {"size": theme.SIZE - 3, "color": theme.LIGHT_INK}
    }


def _days(every: list[Row], places: Places, rows: int, say: Labels) -> list[dict[str, Any]]:
    """Over the lines of one step: what happened, and when."""
    found = []
    for (column, day), own in records.grouped(
        [r for r in _with_column(every, places) if not r.beside], "column", "on_date"
    ).items():
        events = ", ".join(dict.fromkeys(row.event_label.lower() for row in own))
        width = 24 if max(place for place, _ in places.values()) == 1 else NARROW
        text = "<br>".join([*axes.wrapped(events[:1].upper() + events[1:], width), f"<b>{say.date(day)}</b>"])
        found.append(_words(text, column + 0.5, -0.5, yanchor="bottom", yshift=6))
    return found


def _with_column(every: list[Row], places: Places) -> list[Row]:
    return records.adding(every, "column", lambda row: places[row.to_id][0] - 1)


def _words(text: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    return {"text": text, "x": x, "y": y, "showarrow": False, "font": {"size": theme.SIZE - 2}, **more}
