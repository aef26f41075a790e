"""A figure on a slide: cut into as many as keep its words legible, each with larger and no small words."""

import copy
from typing import Any

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from charts import theme
from charts.slide_panels import panels
from charts.slide_rows import rows

# A slide is drawn smaller and enlarged 1.5 times: words of 16 become 24 pixels of a screen 1.080 high.
HEIGHT, LEAST_FONT = 440, 16


def of(figure: go.Figure, height: int = HEIGHT) -> list[dict[str, Any]]:
    """The figures of the slides that one figure fills, as plain dicts (`data`, `layout`, as `natural` the height in
    pixels that each would have on a page, as `foot` that of words below it); every point stands in one of them."""
    whole: dict[str, Any] = copy.deepcopy({"data": list(figure._data), "layout": dict(figure._layout)})
    whole["layout"].pop("template", None)
    height_of_all = whole["layout"]["height"]
    cut = [page for part in panels(whole, height) for page in rows(part, height)]
    for page in cut:
        _enlarge(page)
        page["natural"] = page["layout"].pop("height")
        page["foot"] = height_of_all * (page["layout"].get("title") or {}).get("y", 0)
    return cut


def looks() -> dict[str, Any]:
    """The two looks of every figure, `light` and `dark`, with words no smaller than a slide wants."""
    found = {name: copy.deepcopy(look) for name, look in theme.looks().items()}
    for look in found.values():
        _enlarge(look)
    return found


def script() -> str:
    """The drawing library, to stand in a file that fetches nothing."""
    return get_plotlyjs()


def _enlarge(part: Any) -> None:
    """Raise the size of every font that is smaller than a slide wants."""
    if isinstance(part, dict):
        if part.get("type") == "heatmap" and "texttemplate" in part:
            part.setdefault("textfont", {}).setdefault("size", LEAST_FONT)  # else the cells choose
        for name, value in part.items():
            if (
                name.endswith("font")
                and isinstance(value, dict)
                and isinstance(value.get("size"), int | float)
            ):
                value["size"] = max(value["size"], LEAST_FONT)
            elif name == "uniformtext":
                value["minsize"] = LEAST_FONT
            else:
                _enlarge(value)
        if isinstance(part.get("text"), str):
            part["text"] = part["text"].replace("font-size:14px", f"font-size:{LEAST_FONT}px")
    elif isinstance(part, list | tuple):
        for value in part:
            _enlarge(value)
