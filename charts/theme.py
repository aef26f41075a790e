"""One look for every figure: colours by meaning, fonts, number marks; traces and figures made of plain dicts."""

from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from labels import Labels

# Every mark keeps 3:1 against both backgrounds, so only text, lines and paper change in the dark.
LIGHT_PAPER, LIGHT_INK, LIGHT_MUTED, LIGHT_LINE = "#ffffff", "#1f2328", "#57606a", "#d0d4da"
DARK_PAPER, DARK_INK, DARK_MUTED, DARK_LINE = "#0e1117", "#e6e9ed", "#a6adb8", "#3a414b"

BLUE, ORANGE, GREEN, PLUM = "#2e5dc6", "#c36d03", "#00a781", "#855274"
LILAC, PERIWINKLE, MOSS, TAUPE = "#a589bb", "#6f82f1", "#6e9b54", "#757058"
PARTY_RED = "#c8102e"  # only a shortfall or an expulsion, never decoration
MISSING = "#7f858d"
PALE = {ORANGE, GREEN, LILAC, PERIWINKLE, MOSS, MISSING}  # too light for white words

CATEGORIES = (BLUE, ORANGE, GREEN, PLUM, LILAC, PERIWINKLE, MOSS)
OTHER = TAUPE
# Streamlit wants ten or drops them all; a reader can tell eight apart.
CATEGORICAL = (*CATEGORIES, OTHER, MISSING, "#5f6b7a")

MEMBERS = BLUE
ADMITTED = BLUE
QUOTA = TAUPE
INCREASE, DECREASE = BLUE, ORANGE
ATTAINMENT = {"below": PARTY_RED, "near": ORANGE, "met": GREEN, "exceeded": PERIWINKLE}
OUTCOMES = {
    "khien_trach": LILAC,
    "canh_cao": ORANGE,
    "cach_chuc": PLUM,
    "khai_tru": PARTY_RED,
    "giai_tan": TAUPE,
}
MEANINGS = ATTAINMENT | OUTCOMES | {"khac": OTHER, "other": OTHER, "not_reported": MISSING}

SEQUENTIAL = ("#dbe6f5", "#a9c3e4", "#6f97d2", "#3f6cc4", "#1f47a0", "#12306f")
PARTIAL_PATTERN = {"fillmode": "replace", "size": 8, "solidity": 0.4}
HIDDEN_PATTERN = {"shape": "x", "fillmode": "overlay", "size": 6, "solidity": 0.3}
PERCENT_AXIS = {"ticksuffix": "%", "hoverformat": ",.2f"}

FONT = '"Source Sans", "Noto Sans", sans-serif'
SIZE = 16
# Whole numbers stay whole and 0,5 is not rounded to a second 0; without a "," Plotly draws 1239.
NUMBER = ",~f"
LEGEND = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"}
SEPARATORS = {"vi": ",.", "en": ".,"}
_ZOOMING = ("zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "autoScale2d", "resetScale2d")
_MODEBAR = {
    "Download plot as a PNG": "download_png",
    "Download plot": "download",
    "Zoom": "zoom",
    "Pan": "pan",
    "Zoom in": "zoom_in",
    "Zoom out": "zoom_out",
    "Autoscale": "autoscale",
    "Reset axes": "reset_axes",
    "Sorry, there was a problem downloading your image!": "snapshot_failed",
    "Double-click to zoom back out": "double_click_back",
    "Double-click on legend to isolate one trace": "double_click_legend",
}


def bar(**properties: Any) -> dict[str, Any]:
    """A trace of bars."""
    return {"type": "bar", **properties}


def scatter(**properties: Any) -> dict[str, Any]:
    """A trace of points, lines or words."""
    return {"type": "scatter", **properties}


def heatmap(**properties: Any) -> dict[str, Any]:
    """A trace of coloured cells."""
    # Else the gaps of a layer answer the pointer for the layers below.
    return {"type": "heatmap", "hoverongaps": False, **properties}


def treemap(**properties: Any) -> dict[str, Any]:
    """A trace of areas within areas."""
    return {"type": "treemap", **properties}


def figure(*traces: dict[str, Any], say: Labels, height: int = 160, **layout: Any) -> go.Figure:
    """A figure of these traces, undressed; years go on an axis as words. Not validated, the tests do that.

    So properties are written as plotly.js reads them: no `marker_color`, a title is {"text": …}, a list a list.
    """
    # An empty template keeps Plotly from copying in its own, which `dress` would replace.
    layout = {"template": {}, "separators": SEPARATORS[say.lang], "height": height, **layout}
    return go.Figure({"data": list(traces), "layout": layout}, _validate=False)


def dress(fig: go.Figure, dark: bool) -> go.Figure:
    """The figure in its light or dark look; the card calls it last, since only the template differs."""
    # Straight into the layout: through Plotly's validators a template takes longer than the whole figure.
    fig._layout["template"] = _LOOKS[dark]
    return fig


def looks() -> dict[str, dict[str, Any]]:
    """The light and the dark look as plain dicts."""
    return {name: _LOOKS[dark] for name, dark in (("light", False), ("dark", True))}


def category_colours(codes: Iterable[str]) -> list[str]:
    """A colour per code, in order: meanings keep theirs, others take the next; the rest is grey."""
    codes = list(codes)
    taken = {MEANINGS.get(code) for code in codes}
    free = (colour for colour in CATEGORIES if colour not in taken)
    chosen: dict[str, str] = {}
    for code in codes:
        if code not in chosen:
            chosen[code] = MEANINGS.get(code) or next(free, OTHER)
    return [chosen[code] for code in codes]


def partial_pattern(partial: Iterable[bool]) -> dict:
    """The `marker.pattern` of a bar trace: hatched where the period is not a whole year."""
    return PARTIAL_PATTERN | {"shape": ["/" if part else "" for part in partial]}


def plotly_config(say: Labels) -> dict:
    """The `config` of st.plotly_chart: words and marks inline, so that nothing is fetched."""
    decimal, thousands = SEPARATORS[say.lang]
    words = {
        "decimal": decimal,
        "thousands": thousands,
        "months": say.months(),
        "shortMonths": say.months("abbreviated"),
        "days": say.days(),
        "shortDays": say.days("abbreviated"),
    }
    dictionary = {key: say(f"chart.modebar.{word}") for key, word in _MODEBAR.items()}
    return {
        "locale": say.lang,
        "locales": {say.lang: {"dictionary": dictionary, "format": words}},
        "displaylogo": False,
        "showSendToCloud": False,
        # Not `modeBarButtons`: that list would also drop Streamlit's full screen.
        "modeBarButtonsToRemove": [*_ZOOMING, "select2d", "lasso2d"],
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": say("chart.file")},
    }


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on a mark of this colour."""
    return "#000000" if colour in {*PALE, *SEQUENTIAL[:3]} else "#ffffff"


def number_inside(bar: dict[str, Any]) -> dict[str, Any]:
    """The bar with numbers in its pieces: outside, the number of the last piece would pass for the total."""
    font = {"color": ink_on(bar["marker"]["color"])}
    within = {"insidetextanchor": "middle", "textangle": 0, "insidetextfont": font}
    return {"textposition": "inside", **bar, **within}


def _template(paper: str, ink: str, muted: str, line: str) -> go.layout.Template:
    small = {"size": SIZE - 1, "color": muted}
    font = {"family": FONT, "size": SIZE, "color": ink}
    axis = _axis(small, line)
    return go.layout.Template(
        data=_marks(paper, small),
        layout={
            "font": font,
            "paper_bgcolor": paper,
            "plot_bgcolor": paper,
            "margin": {"l": 8, "r": 16, "t": 16, "b": 8},
            "colorway": CATEGORICAL,
            "xaxis": {**axis, "showgrid": False, "zeroline": False},
            "yaxis": {**axis, "rangemode": "tozero", "zerolinecolor": muted},
            "legend": LEGEND | {"font": small},
            "hoverlabel": {"bgcolor": paper, "bordercolor": muted, "font": font},
            "hovermode": "closest",
            "dragmode": False,
            "bargap": 0.3,
            # Else the text "2023" becomes the number 2.023 and "2022 (đến 31/5)" is dropped.
            "autotypenumbers": "strict",
        },
    )


def _axis(small: dict, line: str) -> dict[str, Any]:
    title = {"font": small, "standoff": 8}
    numbers = {"tickformat": NUMBER, "hoverformat": NUMBER}
    ticks = {"tickfont": small, "ticks": "", "ticklabelstandoff": 4, "automargin": True}
    return {"title": title, "linecolor": line, "gridcolor": line, **numbers, **ticks}


def _marks(paper: str, small: dict) -> dict:
    bar = {
        # A line of paper colour parts stacked pieces that look alike to some eyes.
        "marker": {"line": {"color": paper, "width": 1}},
        # Inside a hatched bar the white number would vanish.
        "textposition": "outside",
        "cliponaxis": False,
    }
    scatter = {"line": {"width": 3}, "marker": {"size": 9}, "cliponaxis": False}
    colorbar = {"tickfont": small, "thickness": 14, "tickformat": NUMBER}
    heatmap = {"colorscale": list(SEQUENTIAL), "colorbar": colorbar, "xgap": 2, "ygap": 2}
    return {"bar": [bar], "scatter": [scatter], "heatmap": [heatmap]}


pio.templates["party_light"] = _template(LIGHT_PAPER, LIGHT_INK, LIGHT_MUTED, LIGHT_LINE)
pio.templates["party_dark"] = _template(DARK_PAPER, DARK_INK, DARK_MUTED, DARK_LINE)
_LOOKS = {
    dark: pio.templates[f"party_{name}"].to_plotly_json() for dark, name in ((False, "light"), (True, "dark"))
}
