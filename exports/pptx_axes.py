"""Round a native chart on a slide: axes from zero with our number marks, air between bars, legend and heading."""

import re
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from charts import theme
from exports import native, pptx_series
from exports.native import WORDS, Chart, Series
from exports.pptx_series import NAMESPACES

FEW_CASES = 5


def closer(plot, chart: Chart) -> None:
    """Bars over one another or apart, and a little air between them."""
    for name in ("c:gapWidth", "c:overlap"):
        for old in plot.findall(qn(name)):
            plot.remove(old)
    first = plot.find(qn("c:axId"))
    together = chart.mode in ("stack", "overlay") or chart.floats
    for name, value in (("gapWidth", 45), ("overlap", 100 if together else 0)):
        first.addprevious(parse_xml(f'<c:{name} {NAMESPACES} val="{value}"/>'))


def axes(made, chart: Chart, rows: list[Series], size: int, number: str) -> None:
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
    if chart.mode == "stack" and pptx_series.tells_percents(chart):
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


def legend(made, rows: list[Series], size: int) -> None:
    """A legend of what has a name and is seen; none for one alone, nor where signs say what colours mean."""
    named = [row for row in rows if row.name and _is_seen(row)]
    made.has_legend = len(named) > 1 and not any(row.falls for row in rows)
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


def title(made: Any, words: str) -> None:
    """The heading of a panel, where a figure has several."""
    made.has_title = bool(words)
    if words:
        frame = made.chart_title.text_frame
        frame.text = words
        for run in frame.paragraphs[0].runs:
            run.font.size, run.font.bold = pptx_series.points(16), True
