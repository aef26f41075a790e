"""Compositions as lying bars: stacked to 100 % line by line, or one bar per part where only one date is told."""

from typing import Any

import plotly.graph_objects as go

from charts import axes, lists, panels, records, rows, theme
from charts.records import Row
from labels import Labels, missing

LINE, LEGEND_ROW, LEGEND_WIDTH, LETTER, KEY = 36, 22, 420, 8, 46
WIDTH, LEAST_SIZE, LEAST_LINE = 24, 10, 24
LEAST_SCALE, SHORT = 40, 4
Lines = list[tuple[str, str, list[Row]]]


def lines(told: list[Row]) -> list[list[Row]]:
    """The rows of each unit and period."""
    return list(records.grouped(told, "unit_id", *rows.DAYS).values())


def wrapped(name: str) -> str:
    """A name of a line, broken where it would take the room of the bars."""
    return "<br>".join(axes.wrapped(name, WIDTH))


def percent(row: Any, say: Labels, digits: int = 2) -> str:
    """A share in words, with at most that many decimals and the word of its qualifier."""
    if missing(row.part_percent):
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
    if missing(row.members):
        return ""
    count = say.count(row.members, row.qualifier if missing(row.part_percent) else "exact")
    if missing(row.whole) or len(str(row.whole)) > longest:
        return count
    return f"{count}/{say.count(row.whole)}"


def whole(entries: int) -> dict[str, Any]:
    """A legend as high as it needs: on a telephone it would else be a scroll box, and hide the bars."""
    return {"maxheight": LEGEND_ROW * entries + LEAST_LINE}


def stacks(found: Lines, say: Labels) -> go.Figure:
    """Lines of pieces that add up to 100 %, under their headings; what a report leaves untold is a hatched grey piece.

    `found` holds (heading, words of the line, rows of the line); a heading stands where it differs from the last.
    """
    found = [(heading, words, _drawn(told)) for heading, words, told in found]
    found = [line for line in found if line[2]]
    if not found:
        return theme.figure(say=say)
    places, heads = _places([heading for heading, _, _ in found])
    bars = _bars([told for _, _, told in found], places, say)
    ticks = [wrapped(words) for _, words, _ in found]
    depth = places[-1] + 1
    # A heading starts over the names: on a telephone it would not fit beside them.
    longest = 0.8 * max(len(line) for tick in ticks for line in tick.split("<br>"))
    return theme.figure(
        *bars,
        say=say,
        barmode="stack",
        bargap=0.22,
        xaxis={"range": [0, 100.5], "visible": False},
        yaxis={"tickvals": places, "ticktext": ticks, "range": [depth - 0.45, -0.55], "showgrid": False},
        height=_height(depth, [bar["name"] for bar in bars]),
        minreducedheight=LEAST_LINE,
        uniformtext={"minsize": LEAST_SIZE, "mode": "hide"},
        legend={"y": 1, "yanchor": "bottom"} | whole(len(bars)),
        annotations=[_head(heading, y, -LETTER * longest) for y, heading in heads],
    )


def _drawn(told: list[Row]) -> list[Row]:
    return [row for row in told if row.part_percent is not None or records.is_hidden(row)]


def _height(depth: int, names: list[str]) -> int:
    """Room for the lines and the legend; the second is what a telephone needs, with a row for each name."""
    legend = LEGEND_ROW * -(-sum(len(name) * LETTER + KEY for name in names) // LEGEND_WIDTH)
    return max(LINE * depth + legend, LEAST_LINE * depth + LEGEND_ROW * (len(names) + 1)) + LEAST_LINE


def _head(heading: str, y: int, shift: float) -> dict[str, Any]:
    place = {"x": 0, "y": y, "xref": "paper", "xanchor": "left", "xshift": shift}
    return {"text": f"<b>{heading}</b>", "showarrow": False, **place}


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


def _bars(found: list[list[Row]], places: list[int], say: Labels) -> list[dict]:
    """A bar for each part over all lines, and one for what they leave untold."""
    parts: dict[str, list[tuple[int, Row]]] = {}
    for place, told in zip(places, found, strict=True):
        for row in records.having(told, "part_percent"):
            parts.setdefault(row.category, []).append((place, row))
    colours = theme.category_colours(parts)
    bars = [_bar(own, colour, say) for own, colour in zip(parts.values(), colours, strict=True)]
    first = [(place, told[0]) for place, told in zip(places, found, strict=True)]
    untold = [(place, row) for place, row in first if row.untold_percent is not None]
    bars += [_untold(untold, say)] if untold else []
    held = [
        (place, [r for r in told if records.is_hidden(r)], _rest(told))
        for place, told in zip(places, found, strict=True)
    ]
    held = [line for line in held if line[1]]
    return [*bars, _held_back(held, say)] if held else bars


def _rest(told: list[Row]) -> float:
    """What the parts that are shown leave of 100 %."""
    return max(0.0, 100 - sum(row.part_percent for row in records.having(told, "part_percent")))


def _held_back(lines: list[tuple[int, list[Row], float]], say: Labels) -> dict:
    """Hatched, what hidden parts (and what the report leaves untold beside them) hold together."""
    name = say("structure.hidden")
    return theme.number_inside(
        theme.bar(
            y=[place for place, _, _ in lines],
            x=[rest for _, _, rest in lines],
            orientation="h",
            name=name,
            marker={"color": theme.MISSING, "pattern": theme.HIDDEN_PATTERN},
            text=[say("card.hidden")] * len(lines),
            hovertext=[
                panels.told(own[0], say, f"{name}: {', '.join(row.category_label for row in own)}")
                for _, own, _ in lines
            ],
            hoverinfo="text",
        )
    )


def _bar(placed: list[tuple[int, Row]], colour: str, say: Labels) -> dict:
    label = placed[0][1].category_label
    return theme.number_inside(
        theme.bar(
            y=[place for place, _ in placed],
            x=[row.part_percent for _, row in placed],
            orientation="h",
            name=label,
            marker={"color": colour},
            text=[percent(row, say, 1) for _, row in placed],
            hovertext=[panels.told(row, say, f"{label}: {counted(row, say)}") for _, row in placed],
            customdata=[row.unit_id for _, row in placed],
            hoverinfo="text",
        )
    )


def _untold(placed: list[tuple[int, Row]], say: Labels) -> dict:
    name = say("structure.untold")
    texts = [say.percent(round(row.untold_percent, 1), None) for _, row in placed]
    told = zip(placed, texts, strict=True)
    return theme.number_inside(
        theme.bar(
            y=[place for place, _ in placed],
            x=[row.untold_percent for _, row in placed],
            orientation="h",
            name=name,
            marker={"color": theme.MISSING, "pattern": {"shape": ".", "fillmode": "overlay", "size": 6}},
            text=texts,
            hovertext=[panels.told(row, say, f"{name}: {text}") for (_, row), text in told],
            customdata=[row.unit_id for (_, row), _ in told],
            hoverinfo="text",
        )
    )


def listed(told: list[Row], say: Labels) -> go.Figure:
    """One bar per part, its figures beside it, a panel per unit and period."""
    several, found = records.several_units(told), []
    for line in lines(told):
        own = line[0]
        when = say.period(own.period_start, own.period_end, own.period_kind)
        parts = [
            (
                row.category_label,
                row.part_percent or 0,
                say("card.hidden")
                if records.is_hidden(row)
                else lists.words(_count(row, say, SHORT), percent(row, say)),
            )
            for row in line
        ]
        rest = None
        if own.untold_percent is not None:
            text = say.percent(round(own.untold_percent, 2), None)
            rest = (say("structure.untold"), own.untold_percent, text)
        found.append(lists.panel(f"{own.unit_name} · {when}" if several else "", parts, rest, LEAST_SCALE))
    return panels.stacked(found, say, showlegend=False, barmode="overlay")
