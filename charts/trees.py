"""A whole and its parts as areas within areas, with what is left of the whole."""

import plotly.graph_objects as go

from charts import axes, theme
from charts.records import Row
from labels import Labels

HEIGHT = 600
GROUNDS = (theme.LIGHT_LINE, theme.BLUE, theme.SEQUENTIAL[0])
INKS = ("#000000", "#ffffff", "#000000")
WIDTH = 12
MARGIN, LEGIBLE = {"l": 0, "r": 0, "t": 4, "b": 4}, {"minsize": 11, "mode": "hide"}


def figure(rows: list[Row], say: Labels) -> go.Figure:
    """Each unit an area as large as its members, inside the one it stands under; hatched: what no unit under it has."""
    # A whole that is less than its parts can't hold them: then only the parts are drawn.
    short = {row.above_id for row in rows if row.part == "rest" and row.members < 0}
    drawn = [row for row in rows if row.members > 0 and row.unit_id not in short]
    held, holding = {row.unit_id for row in drawn}, {row.above_id for row in drawn}
    counts = [say.count(row.members, row.qualifier or "exact") for row in drawn]
    # An area that holds others has one line for its words, at its top.
    lines = [" · " if row.unit_id in holding else "<br>" for row in drawn]
    names = [name_of(row, say) for row in drawn]
    narrow = [
        name if line != "<br>" else line.join(axes.wrapped(name, WIDTH))
        for name, line in zip(names, lines, strict=True)
    ]
    words = [line.join(pair) for line, *pair in zip(lines, narrow, counts, strict=True)]
    trace = theme.treemap(
        ids=[_id(row) for row in drawn],
        parents=[str(row.above_id) if row.above_id in held else "" for row in drawn],
        labels=words,
        values=[row.members for row in drawn],
        texttemplate="%{label}",
        hovertext=[f"{name}<br>{count}" for name, count in zip(names, counts, strict=True)],
        hoverinfo="text",
        branchvalues="total",
        pathbar={"visible": False},
        tiling={"pad": 3},
        textfont={"color": [INKS[0] if row.part == "rest" else INKS[row.level] for row in drawn]},
        marker={
            "colors": [theme.MISSING if row.part == "rest" else GROUNDS[row.level] for row in drawn],
            "pattern": {"shape": ["/" if row.part == "rest" else "" for row in drawn]},
        },
        customdata=[row.unit_id for row in drawn],
    )
    return theme.figure(trace, say=say, height=HEIGHT, margin=MARGIN, uniformtext=LEGIBLE)


def _id(row: Row) -> str:
    return f"rest of {row.above_id}" if row.part == "rest" else str(row.unit_id)


def name_of(row: Row, say: Labels) -> str:
    """A unit's name; of what is left, the words for it."""
    return row.unit_name or say("units.whole_and_parts.rest")
