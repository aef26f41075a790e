"""A heat map as a table: what its cells say, the colour of each, and what the colours mean."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import theme
from exports.native import plain


@dataclass(frozen=True)
class Cells:
    """Words in rows and columns, the first column names the row; a colour for each cell or nothing; the key."""

    words: pd.DataFrame
    colours: list[list[str]]
    key: list[str]


def of(pages: list[dict[str, Any]], corner: str) -> Cells | None:
    """The cells of the pages of a heat map, one under another; None for other figures."""
    if not all(page["data"] and {t["type"] for t in page["data"]} == {"heatmap"} for page in pages):
        return None
    found = [_page(page, corner) for page in pages]
    key = dict.fromkeys(name for one in found for name in one.key)
    words = pd.concat([one.words for one in found], ignore_index=True)
    return Cells(words, [row for one in found for row in one.colours], list(key))


def _page(page: dict[str, Any], corner: str) -> Cells:
    traces, axis = page["data"], page["layout"]["yaxis"]
    names = dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
    columns = [str(x) for x in traces[0]["x"]]
    told = {y: dict.fromkeys(columns, "") for y in axis["tickvals"]}
    colours = {y: dict.fromkeys(columns, "") for y in axis["tickvals"]}
    for trace in traces:
        for y, row, heights in zip(trace["y"], trace.get("text", ()), trace["z"], strict=False):
            for x, text, height in zip(trace["x"], row, heights, strict=True):
                if text:
                    told[y][str(x)], colours[y][str(x)] = plain(text), _colour(trace, height)
    rows = [{corner: plain(names[y]), **{plain(x): told[y][x] for x in columns}} for y in told]
    key = [plain(trace["name"]) for trace in traces if trace.get("showlegend") and trace.get("name")]
    return Cells(pd.DataFrame(rows), [["", *colours[y].values()] for y in told], key)


def _colour(trace: dict[str, Any], height: float | None) -> str:
    """The colour of a cell: of its band, or by its height on our scale; nothing where it has no height."""
    if height is None:
        return ""
    if scale := trace.get("colorscale"):
        return scale[0][1]
    low, high = trace["zmin"], trace["zmax"]
    return theme.SEQUENTIAL[round((height - low) / (high - low) * (len(theme.SEQUENTIAL) - 1))]
