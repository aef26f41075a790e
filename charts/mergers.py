"""What units were before they became what they are: their members before and after, and where everything went."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from charts import axes, lineage, merger_words, panels, records, theme
from charts.captions import tells
from charts.records import Row
from labels import Labels

# Shades of grey, each to be told from paper in the light and in the dark; neighbours are parted by a line of paper.
GREYS = ("#636a72", "#8f959d", theme.MISSING)
UNKNOWN = {"shape": "x", "fillmode": "overlay", "size": 7, "solidity": 0.25}
PART = {"shape": ".", "fillmode": "overlay", "size": 7, "solidity": 0.25}
NARROW = 18


@tells(finding=merger_words.before_and_after)
def before_and_after(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Grey columns: the units of then on top of one another, as much of each as came; blue: the unit as it is now."""
    found, silent = [], []
    for name, own in records.grouped(records.of(frame), "unit_name").items():
        panel = _panel(name, own, say)
        if panel is not None:
            found.append(panel)
            silent.append(not records.having(own, "on_date", "members"))
    if records.several_units(records.of(frame)):
        found = [replace(panel, title=title) for panel, title in found]
    else:
        found = [panel for panel, _ in found]
    bands = [_band(number) for number, nothing in enumerate(silent, 1) if nothing]
    return panels.stacked(found, say, barmode="stack", shapes=bands)


def _panel(name: str, own: list[Row], say: Labels) -> tuple[panels.Panel, str] | None:
    told = records.having(own, "members")
    if not told:
        return None
    before = [row for row in told if row.on_date is not None]
    after = [row for row in told if row.on_date is None]
    traces = [_of_then(part, shade, say) for part, shade in _shaded(before)]
    traces += [_total(before, say)] if before else [_untold(own, after, say)]
    if after:
        traces.append(_of_now(after, say))
    panel = panels.years("", told, traces, say, say("units_of_measure.members"))
    if not before:
        every = [merger_words.until(own, say), *axes.all_periods(told, say)]
        panel = replace(panel, xaxis=axes.over_periods(every) | {"range": [-0.6, len(every) - 0.4]})
    return panel, name


def _shaded(before: list[Row]) -> list[tuple[list[Row], str]]:
    parts = records.grouped(before, "from_id")
    return [(own, GREYS[place % len(GREYS)]) for place, own in enumerate(parts.values())]


def _of_then(own: list[Row], shade: str, say: Labels) -> dict:
    """One unit of then: as many of its members as came with its share; all of them where nobody told the share."""
    share = own[0].share_percent
    pattern = UNKNOWN if share is None else PART if share < 100 else {}
    return theme.bar(
        x=axes.period_labels(own, say),
        y=axes.values(row.members if row.dealt is None else row.dealt for row in own),
        name=merger_words.part(own[0], say),
        marker={"color": shade} | ({"pattern": pattern} if pattern else {}),
        textposition="none",
        hovertext=[panels.told(row, say, merger_words.of_part(row, say)) for row in own],
        hoverinfo="text",
    )


def _of_now(after: list[Row], say: Labels) -> dict:
    words = [say.count(row.members, row.qualifier) for row in after]
    return theme.bar(
        x=axes.period_labels(after, say),
        y=axes.values(row.members for row in after),
        name=say("mergers.before_and_after.now"),
        marker={"color": theme.MEMBERS},
        text=words,
        hovertext=[panels.told(row, say, word) for row, word in zip(after, words, strict=True)],
        hoverinfo="text",
    )


def _total(before: list[Row], say: Labels) -> dict:
    """Over each grey column the sum of what came; nothing where a share is not told."""
    columns = records.grouped(before, "period_end", "period_kind")
    sums = [
        (own[0], sum(row.dealt for row in own), any(row.share_percent < 100 for row in own))
        for own in columns.values()
        if len(records.having(own, "dealt")) == own[0].due
    ]
    return theme.scatter(
        x=axes.period_labels((row for row, _, _ in sums), say),
        y=[float(count) for _, count, _ in sums],
        mode="text",
        text=[
            say("mergers.about", count=say.count(count)) if estimated else say.count(count)
            for _, count, estimated in sums
        ],
        textposition="top center",
        hoverinfo="skip",
    )


def _untold(own: list[Row], after: list[Row], say: Labels) -> dict:
    """The units of then by name where none of them told its members: words in the place of columns."""
    most = max((row.members for row in after), default=1)
    words: list[str] = []
    for heading, names in merger_words.by_extent(own, say):
        lines = [line for name in names for line in axes.wrapped(name, NARROW)]
        words += [*axes.wrapped(f"<b>{heading}</b>", NARROW + 7), *lines, ""]
    return theme.scatter(
        x=[merger_words.until(own, say)],
        y=[float(most) / 2],
        mode="text",
        text=["<br>".join(words[:-1])],
        textfont={"size": theme.SIZE - 3},
        hoverinfo="skip",
    )


def _band(number: int) -> dict:
    axis = "" if number == 1 else str(number)
    place = {"xref": f"x{axis}", "x0": -0.5, "x1": 0.5, "yref": f"y{axis} domain", "y0": 0, "y1": 1}
    line = {"color": theme.MISSING, "width": 1, "dash": "dot"}
    return {
        "type": "rect",
        **place,
        "fillcolor": theme.MISSING,
        "opacity": 0.2,
        "layer": "below",
        "line": line,
    }


@tells(finding=merger_words.formed_of)
def lineage_diagram(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Lines from the units of then to those that took them over, as thick as the share; dashed where nobody told it."""
    return lineage.drawn(records.of(frame), say)
