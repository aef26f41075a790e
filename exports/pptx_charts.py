"""A native chart on a slide: bars by python-pptx, then lines and marks moved into the same picture, point by point."""

import re
from dataclasses import replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from charts import theme
from exports import native, pptx_series
from exports.native import BARS, LINE, MARKS, WORDS, Chart, Series
from exports.xlsx_cells import LOCALE, inert, number_format
from labels import Labels

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
FEW_CASES = 5
FEW, LARGE, SMALL = 8, 1400, 1200  # from how many categories on words are smaller; hundredths of a point


def put(slide, chart: Chart, box: tuple[int, int, int, int], say: Labels, alternative: str) -> None:
    """The chart in its box (left, top, width, height in EMU), with its workbook and its alternative text."""
    rows = _rows(chart, say)
    words = _categories(chart)
    data = CategoryChartData(number_format=_format(chart, say))
    data.categories = [inert(word) for word in words]
    for row in rows:
        data.add_series(inert(row.name or say("exports.pptx.figures")), row.values)
    kinds = XL_CHART_TYPE
    stands = kinds.COLUMN_STACKED if chart.mode == "stack" or _floats(chart) else kinds.COLUMN_CLUSTERED
    lies = kinds.BAR_STACKED if chart.mode == "stack" or _floats(chart) else kinds.BAR_CLUSTERED
    frame = slide.shapes.add_chart(lies if chart.lying else stands, *box, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alternative)
    size = LARGE if len(words) <= FEW else SMALL
    made = frame.chart
    plot = made._chartSpace.find(f".//{qn('c:barChart')}")
    for element, row in zip(plot.findall(qn("c:ser")), rows, strict=True):
        pptx_series.dress(element, row, chart, size, _format(chart, say))
    _closer(plot, chart)
    _lines(plot, rows, chart.lying)
    _axes(made, chart, rows, size, _format(chart, say))
    _legend(made, rows, size)
    _title(made, chart.title)
    # The library numbers axes below zero, which the schema knows no number for.
    for axis in made._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", axis.get("val").removeprefix("-"))


def _floats(chart: Chart) -> bool:
    """Whether bars begin where others end, or at a height of their own."""
    return any(one.under is not None for one in chart.bars)


def _rows(chart: Chart, say: Labels) -> list[Series]:
    """The series as they are drawn: what a bar stands on comes before it, and is not seen."""
    found: list[Series] = []
    reached = [0.0] * len(chart.categories)
    for one in chart.series:
        if chart.lying and one.kind == WORDS:
            continue  # its words stand beside the category
        if chart.lying and _floats(chart):
            one = replace(one, labels=[""] * len(one.labels))
        if one.under is not None and not _continues(one, reached):
            found.append(_foot(one, say))
        if one.kind == WORDS:
            one = _sums(one, chart, say)
        found.append(_upright(one) if one.under is not None else one)
        if one.kind == BARS:
            reached = [r + (v or 0) for r, v in zip(reached, one.values, strict=True)]
    # A legend lists bars before lines, so entries that are taken out of it are counted in this order.
    return found if chart.lying else sorted(found, key=lambda one: one.kind != BARS)


def _sums(one: Series, chart: Chart, say: Labels) -> Series:
    """Words above a stack with the sums that they tell; what is hidden, or more than a sum, has no number."""
    pairs = list(zip(one.values, one.labels, strict=True))
    told = [v if pptx_series.says_number(t, v) or not _is_beside(chart, t, v) else None for v, t in pairs]
    return replace(one, name=one.name or say("exports.pptx.total"), values=told)


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


def _upright(one: Series) -> Series:
    """A bar by its length; that it goes down is in its label."""
    return replace(one, values=[None if v is None else abs(v) for v in one.values], under=None)


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
        if chart.lying and (one.kind == WORDS or _floats(chart)):
            words = [f"{w} – {t}" if t else w for w, t in zip(words, one.labels, strict=True)]
    return words


def _format(chart: Chart, say: Labels) -> str:
    values = [v for one in chart.bars or chart.series for v in one.values if v is not None]
    if chart.percent or _is_percent(chart):
        return number_format("percent", max(values, key=_digits, default=0), say.lang)
    if min(values, default=0) < 0:
        # Formats with conditions lose the sign of small numbers below zero in some programs.
        return "0" if max(map(abs, values)) < 1000 else f"{LOCALE[say.lang]}#,##0"
    return number_format("", 1 if all(float(v).is_integer() for v in values) else 0.5, say.lang)


def _is_percent(chart: Chart) -> bool:
    """Whether the labels tell the numbers themselves as percents."""
    told = [
        (t, v)
        for one in chart.bars
        for t, v in zip(one.labels, one.values, strict=True)
        if t and v is not None
    ]
    return bool(told) and all(pptx_series.is_percent(text, value) for text, value in told)


def _digits(value: float) -> int:
    return len(f"{round(value, 2):.2f}".rstrip("0").partition(".")[2])


def _closer(plot, chart: Chart) -> None:
    """Bars over one another or apart, and a little air between them."""
    for name in ("c:gapWidth", "c:overlap"):
        for old in plot.findall(qn(name)):
            plot.remove(old)
    first = plot.find(qn("c:axId"))
    together = chart.mode in ("stack", "overlay") or _floats(chart)
    for name, value in (("gapWidth", 45), ("overlap", 100 if together else 0)):
        first.addprevious(parse_xml(f'<c:{name} {NAMESPACES} val="{value}"/>'))


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


def _axes(made, chart: Chart, rows: list[Series], size: int, number: str) -> None:
    names, values = made._chartSpace.find(f".//{qn('c:catAx')}"), made._chartSpace.find(f".//{qn('c:valAx')}")
    line = f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{theme.LIGHT_LINE[1:]}"/></a:solidFill></a:ln>'
    for axis in (names, values):
        for name in (
            "c:majorGridlines",
            "c:numFmt",
            "c:spPr",
            "c:txPr",
            "c:majorTickMark",
            "c:minorTickMark",
        ):
            for old in axis.findall(qn(name)):
                axis.remove(old)
    _from_zero(values.find(qn("c:scaling")), chart, rows)
    for old in names.findall(qn("c:tickLblSkip")):
        names.remove(old)
    names.find(qn("c:noMultiLvlLbl")).addprevious(parse_xml(f'<c:tickLblSkip {NAMESPACES} val="1"/>'))
    if chart.lying:
        names.find(qn("c:scaling")).find(qn("c:orientation")).set("val", "maxMin")
        values.find(qn("c:delete")).set("val", "1")
    else:
        grid = parse_xml(f"<c:majorGridlines {NAMESPACES}><c:spPr>{line}</c:spPr></c:majorGridlines>")
        values.find(qn("c:axPos")).addnext(grid)
    for axis in (names, values):
        place = axis.find(qn("c:tickLblPos"))
        shown = _on_axis(number, rows) if axis is values else "General"
        place.addprevious(parse_xml(f'<c:numFmt {NAMESPACES} formatCode="{_safe(shown)}" sourceLinked="0"/>'))
        # An Office refuses a chart whose parts are not in the order of the schema.
        for kind in ("majorTickMark", "minorTickMark"):
            place.addprevious(parse_xml(f'<c:{kind} {NAMESPACES} val="none"/>'))
        # Names stay at the foot, also where bars go below zero.
        place.set("val", "low")
        place.addnext(parse_xml(pptx_series.text_look(size, theme.LIGHT_MUTED)))
        place.addnext(parse_xml(f"<c:spPr {NAMESPACES}>{line}</c:spPr>"))


def _on_axis(number: str, rows: list[Series]) -> str:
    """The format of an axis: its steps are whole where it reaches ten or more."""
    most = max((abs(v) for row in rows for v in row.values if v is not None), default=0)
    return re.sub(r"0\.0+", "0", number) if most >= 10 else number


def _from_zero(scaling, chart: Chart, rows: list[Series]) -> None:
    """Bars begin at zero, whatever an Office would choose; the parts of a whole end at 100 %."""
    values = [v for row in rows for v in row.values if v is not None]
    for name in ("c:max", "c:min"):
        for old in scaling.findall(qn(name)):
            scaling.remove(old)
    if chart.mode == "stack" and _is_percent(chart):
        scaling.append(parse_xml(f'<c:max {NAMESPACES} val="100"/>'))
    if min(values, default=0) >= 0:
        scaling.append(parse_xml(f'<c:min {NAMESPACES} val="0"/>'))
    if max(map(abs, values), default=0) < FEW_CASES and all(float(v).is_integer() for v in values):
        # Half a case does not exist: an Office would write 0, 1, 1.
        axis = scaling.getparent()
        for old in axis.findall(qn("c:majorUnit")):
            axis.remove(old)
        last = axis.find(qn("c:crossBetween"))
        (axis.find(qn("c:crosses")) if last is None else last).addnext(
            parse_xml(f'<c:majorUnit {NAMESPACES} val="1"/>')
        )


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _legend(made, rows: list[Series], size: int) -> None:
    """A legend of what has a name and is seen; none for one alone."""
    named = [row for row in rows if row.name and _is_seen(row)]
    made.has_legend = len(named) > 1
    if not made.has_legend:
        return
    legend = made._chartSpace.find(f".//{qn('c:legend')}")
    for old in list(legend):
        legend.remove(old)
    legend.append(parse_xml(f'<c:legendPos {NAMESPACES} val="t"/>'))
    for number, row in enumerate(rows):
        if row not in named:
            entry = f'<c:legendEntry {NAMESPACES}><c:idx val="{number}"/><c:delete val="1"/></c:legendEntry>'
            legend.append(parse_xml(entry))
    legend.append(parse_xml(f'<c:overlay {NAMESPACES} val="0"/>'))
    legend.append(parse_xml(pptx_series.text_look(size, theme.LIGHT_INK)))


def _is_seen(row: Series) -> bool:
    return row.kind != WORDS and any(colour != native.UNSEEN for colour in row.colours)


def _title(made: Any, words: str) -> None:
    """The heading of a panel, where a figure has several."""
    made.has_title = bool(words)
    if words:
        frame = made.chart_title.text_frame
        frame.text = words
        for run in frame.paragraphs[0].runs:
            run.font.size, run.font.bold = pptx_series.points(16), True
