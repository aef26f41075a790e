"""A figure as charts that an office program draws itself: its panels, categories and series, with the very numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

BARS, LINE, MARKS, WORDS = "bars", "line", "marks", "words"  # words stand at a height, with nothing drawn
UNSEEN = "rgba(0,0,0,0)"
TAG = re.compile(r"<[^>]+>")


class NotNative(ValueError):
    """A figure of another kind (cells, areas, diagrams): its numbers are told as a table; `args[0]` says why."""


@dataclass(frozen=True)
class Series:
    """One row of numbers, None is a gap; point by point a colour, a label, and whether the period is part of a year."""

    name: str
    kind: str
    values: list[float | None]
    colours: list[str]
    labels: list[str]
    hatched: list[bool]
    under: list[float | None] | None = None  # where a bar begins, if not at zero
    falls: bool = False  # its values are lengths of what went down


@dataclass(frozen=True)
class Chart:
    """One panel: bars standing or lying, stacked, side by side or one over another, and lines or marks on them."""

    title: str
    categories: list[str]
    series: list[Series]
    lying: bool
    mode: str  # stack, group or overlay
    percent: bool

    @property
    def bars(self) -> list[Series]:
        return [one for one in self.series if one.kind == BARS]

    @property
    def floats(self) -> bool:
        """Whether bars begin where others end, or at a height of their own."""
        return any(one.under is not None for one in self.bars)


def of(page: dict[str, Any]) -> list[Chart]:
    """The panels of a figure (`data` and `layout` as plain dicts), the top one first; NotNative."""
    traces, layout = page["data"], page["layout"]
    if other := {t["type"] for t in traces} - {"bar", "scatter"}:
        raise NotNative(", ".join(sorted(other)))
    numbers = [name.removeprefix("yaxis") for name in layout if name.startswith("yaxis")]
    own = {n: [t for t in traces if (t.get("yaxis") or "y").removeprefix("y") == n] for n in numbers}
    heads = _heads(layout, numbers)
    found = [_chart(own[n], layout, n, heads.get(n, "")) for n in numbers if own[n]]
    if not found:
        raise NotNative("nothing drawn")
    return found


def plain(text: Any) -> str:
    """Words without the marks that Plotly reads."""
    return unescape(TAG.sub("", str(text).replace("<br>", " "))).replace("\u2002", " ").strip()


def _heads(layout: dict[str, Any], numbers: list[str]) -> dict[str, str]:
    """The heading of each panel, which stands right above its top."""
    tops = {n: (layout[f"yaxis{n}"].get("domain") or [0, 1])[1] for n in numbers}
    found: dict[str, str] = {}
    for note in layout.get("annotations", ()):
        if note.get("yref") == "paper" and note.get("xanchor") == "left":
            near = min(numbers, key=lambda n: abs(tops[n] - note["y"]))
            found[near] = plain(note["text"])
    return found


def _chart(traces: list[dict[str, Any]], layout: dict[str, Any], number: str, title: str) -> Chart:
    lying = any(t.get("orientation") == "h" for t in traces)
    along = layout[f"{'y' if lying else 'x'}axis{number}"]
    across = layout[f"{'x' if lying else 'y'}axis{number}"]
    if not any(t["type"] == "bar" or "lines" in t.get("mode", "") for t in traces):
        raise NotNative("marks alone")
    places = _places(traces, along, lying)
    words = _words(along, places)
    mode = layout.get("barmode") or "group"
    mode = "stack" if mode in ("stack", "relative") else mode
    series = [_series(t, places, lying) for t in traces if t.get("mode") != "text" or mode == "stack"]
    # Words beside bars belong to them: the last figure of their row takes them.
    for trace in traces:
        if trace.get("mode") == "text" and mode != "stack":
            _label(series, trace, places, words, lying)
    # A figure that is hidden has no value, but a word in its place.
    told = [one for one in series if any(v is not None for v in one.values) or any(one.labels)]
    return Chart(title, words, told, lying, mode, across.get("ticksuffix") == "%")


def _places(traces: list[dict[str, Any]], axis: dict[str, Any], lying: bool) -> list[Any]:
    """Where categories stand, in the order in which they are read."""
    if axis.get("categoryarray"):
        return list(axis["categoryarray"])
    if axis.get("tickvals") is not None:
        return list(axis["tickvals"])
    return list(dict.fromkeys(p for t in traces for p in t["y" if lying else "x"]))


def _words(axis: dict[str, Any], places: list[Any]) -> list[str]:
    if axis.get("ticktext"):
        told = dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
        return [plain(told.get(p, p)) for p in places]
    return [plain(p) for p in places]


def _series(trace: dict[str, Any], places: list[Any], lying: bool) -> Series:
    at, values = (trace["y"], trace["x"]) if lying else (trace["x"], trace["y"])
    order = [_index(place, places) for place in at]
    if len(set(order)) < len(order):
        raise NotNative("two figures in one place")
    marker = trace.get("marker") or {}
    kind = BARS if trace["type"] == "bar" else LINE if "lines" in trace.get("mode", "") else MARKS
    if trace.get("mode") == "text" or marker.get("color") == UNSEEN:
        kind = WORDS
    texts = [plain(_each(trace.get("text", ""), i)) for i in range(len(order))]
    if kind == BARS:  # the length 0 of a hidden figure is none
        values = [None if v == 0 and _is_word(t) else v for v, t in zip(values, texts, strict=True)]
    colour = marker.get("color") or (trace.get("line") or {}).get("color") or ""
    shapes = (marker.get("pattern") or {}).get("shape", "")
    return Series(
        plain(trace.get("name", "")),
        kind,
        _spread(order, [None if v is None else float(v) for v in values], len(places), None),
        _spread(order, [str(_each(colour, i)) for i in range(len(order))], len(places), ""),
        _spread(order, texts, len(places), ""),
        _spread(order, [_each(shapes, i) == "/" for i in range(len(order))], len(places), False),
        _spread(order, [float(v) for v in trace["base"]], len(places), None) if "base" in trace else None,
    )


def _is_word(text: str) -> bool:
    """Whether a label tells no number."""
    return bool(text) and not any(sign.isdigit() for sign in text)


def _index(place: Any, places: list[Any]) -> int:
    """The category of a point: its own, or of bars set off from the middle of their row the one they stand in."""
    if place in places:
        return places.index(place)
    if isinstance(place, int | float) and all(isinstance(p, int | float) for p in places):
        near = min(range(len(places)), key=lambda i: abs(places[i] - place))
        if abs(places[near] - place) < 0.5:
            return near
    raise NotNative("a figure beside the axis")


def _each(value: Any, number: int) -> Any:
    return value[number] if isinstance(value, list | tuple) else value


def _spread(order: Sequence[int], values: list, count: int, none: Any) -> list:
    found = [none] * count
    for place, value in zip(order, values, strict=True):
        found[place] = value
    return found


def _label(
    series: list[Series], trace: dict[str, Any], places: list[Any], categories: list[str], lying: bool
) -> None:
    """Gives words to the last figure of their row; words that no figure is left for stand beside the category."""
    for place, text in zip(trace["y" if lying else "x"], trace["text"], strict=True):
        number = _index(place, places)
        own = [one for one in series if one.values[number] is not None]
        if own and not own[-1].labels[number]:
            own[-1].labels[number] = plain(text)
        elif own and plain(text):
            categories[number] += f" – {plain(text)}"
