"""Compositions as lying bars: stacked to 100 % line by line, or one bar per part where only one date is told."""

from collections.abc import Iterable
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import lists, panels, theme
from labels import Labels

LINE, LEGEND_ROW, LEGEND_WIDTH, LETTER, KEY = 36, 22, 420, 8, 46
WIDTH, LEAST_SIZE, LEAST_LINE = 24, 10, 24
LEAST_SCALE, SHORT = 40, 4
DAYS = ["unit_id", "period_start", "period_end", "period_kind"]
Lines = list[tuple[str, str, pd.DataFrame]]


def lines(frame: pd.DataFrame, words: Any) -> Iterable[tuple[str, pd.DataFrame]]:
    """The words and the rows of each unit and period; `words(row)` names the line."""
    for _, rows in frame.groupby(DAYS, sort=False, dropna=False):
        yield words(rows.iloc[0]), rows


def wrapped(name: str) -> str:
    """A name of a line, broken where it would take the room of the bars."""
    return "<br>".join(wrap(name, WIDTH))


def percent(row: Any, say: Labels, digits: int = 2) -> str:
    """A share in words, with at most that many decimals and the word of its qualifier."""
    if pd.isna(row.part_percent):
        return ""
    return say(
        f"qualifier.{row.qualifier or 'exact'}", value=say.percent(round(row.part_percent, digits), None)
    )


def counted(row: Any, say: Labels) -> str:
    """A part in words: "135/160 (84,38%)", or whichever of both is known."""
    share, count = percent(row, say), _count(row, say, len(str(row.whole)))
    return f"{count} ({share})" if share and count else count or share


def _count(row: Any, say: Labels, longest: int) -> str:
    """The people of a part, with the whole where that takes no more than `longest` signs."""
    if pd.isna(row.members):
        return ""
    count = say.count(row.members, row.qualifier if pd.isna(row.part_percent) else "exact")
    if pd.isna(row.whole) or len(str(row.whole)) > longest:
        return count
    return f"{count}/{say.count(row.whole)}"


def whole(entries: int) -> dict[str, Any]:
    """A legend as high as it needs: on a telephone it would else be a scroll box, and hide the bars."""
    return {"maxheight": LEGEND_ROW * entries + LEAST_LINE}


def stacks(found: Lines, say: Labels) -> go.Figure:
    """Lines of pieces that add up to 100 %, under their headings; what a report leaves untold is a hatched grey piece.

    `found` holds (heading, words of the line, rows of the line); a heading stands where it differs from the last.
    """
    found = [(h, w, r[r.part_percent.notna()]) for h, w, r in found]
    found = [(h, w, r) for h, w, r in found if len(r)]
    if not found:
        return theme.figure(say=say, height=160)
    places, heads = _places([heading for heading, _, _ in found])
    pieces = [r.assign(_y=y) for (_, _, r), y in zip(found, places, strict=True)]
    rows = pd.concat(pieces)
    codes = list(dict.fromkeys(rows.category))
    colours = dict(zip(codes, theme.category_colours(codes), strict=True))
    bars = [_bar(rows[rows.category == code], colours[code], say) for code in codes]
    if rows.untold_percent.notna().any():
        bars.append(_untold(rows.drop_duplicates("_y").dropna(subset=["untold_percent"]), say))
    names = [bar.name for bar in bars]
    depth = places[-1] + 1
    legend = LEGEND_ROW * -(-sum(len(n) * LETTER + KEY for n in names) // LEGEND_WIDTH)
    ticks = [wrapped(words) for _, words, _ in found]
    fig = theme.figure(
        *bars,
        say=say,
        barmode="stack",
        bargap=0.22,
        xaxis={"range": [0, 100.5], "visible": False},
        yaxis={"tickvals": places, "ticktext": ticks, "range": [depth - 0.45, -0.55], "showgrid": False},
        # The second is what a telephone needs, where each name of the legend has a row of its own.
        height=max(LINE * depth + legend, LEAST_LINE * depth + LEGEND_ROW * (len(names) + 1)) + LEAST_LINE,
        minreducedheight=LEAST_LINE,
        uniformtext={"minsize": LEAST_SIZE, "mode": "hide"},
        legend={"y": 1, "yanchor": "bottom"} | whole(len(names)),
    )
    # A heading starts over the names: on a telephone it would not fit beside them.
    longest = 0.8 * max(len(line) for tick in ticks for line in tick.split("<br>"))
    for y, heading in heads:
        place = {"x": 0, "y": y, "xref": "paper", "xanchor": "left", "xshift": -LETTER * longest}
        fig.add_annotation(text=f"<b>{heading}</b>", showarrow=False, **place)
    return fig


def _places(headings: list[str]) -> tuple[list[int], list[tuple[int, str]]]:
    """Where each line stands, and where the headings do: one above each run of lines that share it."""
    places, heads, y, last = [], [], 0, ""
    for heading in headings:
        if heading != last:
            heads.append((y, heading))
            y, last = y + 1, heading
        places.append(y)
        y += 1
    return places, heads


def _bar(rows: pd.DataFrame, colour: str, say: Labels) -> go.Bar:
    label = rows.category_label.iloc[0]
    return go.Bar(
        y=rows._y,
        x=rows.part_percent,
        orientation="h",
        name=label,
        marker={"color": colour},
        text=[percent(row, say, 1) for row in rows.itertuples()],
        hovertext=[panels.told(row, say, f"{label}: {counted(row, say)}") for row in rows.itertuples()],
        hoverinfo="text",
    )


def _untold(rows: pd.DataFrame, say: Labels) -> go.Bar:
    name = say("structure.untold")
    texts = [say.percent(round(v, 1), None) for v in rows.untold_percent]
    told = zip(rows.itertuples(), texts, strict=True)
    return go.Bar(
        y=rows._y,
        x=rows.untold_percent,
        orientation="h",
        name=name,
        marker={"color": theme.MISSING, "pattern": {"shape": ".", "fillmode": "overlay", "size": 6}},
        text=texts,
        hovertext=[panels.told(row, say, f"{name}: {text}") for row, text in told],
        hoverinfo="text",
    )


def listed(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """One bar per part, its figures beside it, a panel per unit and period."""
    frame = frame.dropna(subset=["period_kind"])
    several = frame.unit_name.nunique() > 1
    found = []
    for _, rows in frame.groupby(DAYS, sort=False, dropna=False):
        own = rows.iloc[0]
        when = say.period(own.period_start, own.period_end, own.period_kind)
        parts = [
            (row.category_label, length, lists.words(percent(row, say), _count(row, say, SHORT)))
            for row, length in zip(rows.itertuples(), rows.part_percent.fillna(0), strict=True)
        ]
        rest = None
        if pd.notna(own.untold_percent):
            text = say.percent(round(own.untold_percent, 2), None)
            rest = (say("structure.untold"), own.untold_percent, text)
        found.append(lists.panel(f"{own.unit_name} · {when}" if several else "", parts, rest, LEAST_SCALE))
    return panels.stacked(found, say, showlegend=False, barmode="overlay")
