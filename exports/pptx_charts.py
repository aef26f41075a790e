"""A native chart on a slide: bars by python-pptx, then lines and marks moved into the same picture, point by point."""

import re
from dataclasses import replace

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from exports import native, pptx_axes, pptx_series
from exports.native import BARS, LINE, MARKS, WORDS, Chart, Series
from exports.pptx_series import NAMESPACES
from exports.xlsx_cells import LOCALE, inert, number_format
from labels import Labels

FEW, LARGE, SMALL = 8, 1400, 1200  # from how many categories on words are smaller; hundredths of a point


def put(slide, chart: Chart, box: tuple[int, int, int, int], say: Labels, alternative: str) -> None:
    """The chart in its box (left, top, width, height in EMU), with its workbook and its alternative text."""
    rows = _rows(chart, say)
    words = _categories(chart)
    number = _format(chart, say)
    data = CategoryChartData(number_format=number)
    data.categories = [inert(word) for word in words]
    for row in rows:
        name, own = row.name or say("exports.pptx.figures"), _below_zero(number) if row.falls else number
        data.add_series(inert(name), row.values, own)
    kinds = XL_CHART_TYPE
    stands = kinds.COLUMN_STACKED if chart.mode == "stack" or chart.floats else kinds.COLUMN_CLUSTERED
    lies = kinds.BAR_STACKED if chart.mode == "stack" or chart.floats else kinds.BAR_CLUSTERED
    frame = slide.shapes.add_chart(lies if chart.lying else stands, *box, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alternative)
    size = LARGE if len(words) <= FEW else SMALL
    made = frame.chart
    plot = made._chartSpace.find(f".//{qn('c:barChart')}")
    for element, row in zip(plot.findall(qn("c:ser")), rows, strict=True):
        pptx_series.dress(element, row, chart, size, number)
    pptx_axes.closer(plot, chart)
    _lines(plot, rows, chart.lying)
    pptx_axes.axes(made, chart, rows, size, number)
    pptx_axes.legend(made, rows, size)
    pptx_axes.title(made, chart.title)
    # The library numbers axes below zero, which the schema knows no number for.
    for axis in made._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", axis.get("val").removeprefix("-"))


def _rows(chart: Chart, say: Labels) -> list[Series]:
    """The series as they are drawn: what a bar stands on comes before it, and is not seen."""
    found: list[Series] = []
    reached = [0.0] * len(chart.categories)
    for one in chart.series:
        if chart.lying and one.kind == WORDS:
            continue  # its words stand beside the category
        if chart.lying and chart.floats:
            one = replace(one, labels=[""] * len(one.labels))
        if one.under is not None and not _continues(one, reached):
            found.append(_foot(one, say))
        if one.kind == WORDS:
            one = _sums(one, chart, say)
        found += _upright(one, say) if one.under is not None else [one]
        if one.kind == BARS:
            reached = [r + (v or 0) for r, v in zip(reached, one.values, strict=True)]
    # A legend lists bars before lines, so entries that are taken out of it are counted in this order.
    return found if chart.lying else sorted(found, key=lambda one: one.kind != BARS)


def _sums(one: Series, chart: Chart, say: Labels) -> Series:
    """Words above a stack with the sums that they tell; what is hidden, or more than a sum, has no number."""
    pairs = list(zip(one.values, one.labels, strict=True))
    told = [v if pptx_series.says_number(t, v) or not _is_beside(chart, t, v) else None for v, t in pairs]
    # Above bars that stand beside or over one another words have a height, but it is the sum of nothing.
    plain = say("exports.pptx.total" if chart.mode == "stack" else "exports.pptx.label_place")
    return replace(one, name=one.name or plain, values=told)


def _is_beside(chart: Chart, text: str, value: float | None) -> bool:
    """Whether words stand beside their category because their height is no figure."""
    above = chart.mode == "stack" or value == 0
    return bool(text) and not chart.lying and above and not pptx_series.says_number(text, value)


def _continues(one: Series, reached: list[float]) -> bool:
    """Whether a bar begins where the ones before it end."""
    pairs = zip(one.under or (), one.values, reached, strict=True)
    return all(v is None or u is None or abs(u - r) < 1e-9 for u, v, r in pairs)


def _foot(one: Series, say: Labels) -> Series:
    """What a bar stands on: from zero to its lower end."""
    pairs = list(zip(one.under or (), one.values, strict=True))
    lower = [None if u is None or v is None else min(u, u + v) for u, v in pairs]
    none = [""] * len(lower)
    return Series(
        say("exports.pptx.foot"), BARS, lower, [native.UNSEEN] * len(lower), none, [False] * len(lower)
    )


def _upright(one: Series, say: Labels) -> list[Series]:
    """Bars by their lengths: what goes up, and apart from it what goes down, with a sign by its number format."""
    if not any(v is not None and v < 0 for v in one.values):
        return [replace(one, under=None)]
    up = replace(one, values=[None if v is None or v < 0 else v for v in one.values], under=None)
    down = [-v if v is not None and v < 0 else None for v in one.values]
    names = (say("exports.pptx.up"), say("exports.pptx.down"))
    return [replace(up, name=names[0]), replace(up, name=names[1], values=down, falls=True)]


def _below_zero(number: str) -> str:
    """The number format with a sign before each number, in each of its parts."""
    parts = [re.fullmatch(r"((?:\[[^]]*\])*)(.*)", part).groups() for part in number.split(";")]
    return ";".join(f'{conditions}"−"{marks}' for conditions, marks in parts)


def _categories(chart: Chart) -> list[str]:
    """The categories in words; of lying stacks with their totals, of hidden figures with the word for them."""
    words = list(chart.categories)
    for at, word in enumerate(words):
        untold = [one.labels[at] for one in chart.series if one.values[at] is None and one.labels[at]]
        words[at] = " – ".join([word, *dict.fromkeys(untold)])
    for one in chart.series:
        if one.kind == WORDS and not chart.lying:
            told = list(zip(one.values, one.labels, strict=True))
            beside = [bool(w) and _is_beside(chart, t, v) for w, (v, t) in zip(words, told, strict=True)]
            words = [f"{w} – {t}" if b else w for w, b, t in zip(words, beside, one.labels, strict=True)]
        if chart.lying and (one.kind == WORDS or chart.floats):
            words = [f"{w} – {t}" if t else w for w, t in zip(words, one.labels, strict=True)]
    return words


def _format(chart: Chart, say: Labels) -> str:
    values = [v for one in chart.bars or chart.series for v in one.values if v is not None]
    if chart.percent or pptx_series.tells_percents(chart):
        return number_format("percent", max(values, key=_digits, default=0), say.lang)
    if min(values, default=0) < 0 and not chart.floats:
        # Formats with conditions lose the sign of small numbers below zero in some programs.
        return "0" if max(map(abs, values)) < 1000 else f"{LOCALE[say.lang]}#,##0"
    return number_format("", 1 if all(float(v).is_integer() for v in values) else 0.5, say.lang)


def _digits(value: float) -> int:
    return len(f"{round(value, 2):.2f}".rstrip("0").partition(".")[2])


def _lines(plot, rows: list[Series], lying: bool) -> None:
    """Lines, marks and words of standing charts become a line chart on the same axes; lying, they stay bars."""
    if lying:
        return
    moved = [
        element
        for element, row in zip(plot.findall(qn("c:ser")), rows, strict=True)
        if row.kind in (LINE, MARKS, WORDS)
    ]
    if not moved:
        return
    line = parse_xml(
        f'<c:lineChart {NAMESPACES}><c:grouping val="standard"/><c:varyColors val="0"/></c:lineChart>'
    )
    for element in moved:
        for old in element.findall(qn("c:invertIfNegative")):
            element.remove(old)
        line.append(element)
    line.append(parse_xml(f'<c:marker {NAMESPACES} val="1"/>'))
    for axis in plot.findall(qn("c:axId")):
        line.append(parse_xml(f'<c:axId {NAMESPACES} val="{axis.get("val")}"/>'))
    plot.addnext(line)
    if not plot.findall(qn("c:ser")):
        plot.getparent().remove(plot)
