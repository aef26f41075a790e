"""Native charts in a Word file: a part with the chart, a part with its workbook, and the place where it is shown."""

from html import escape
from itertools import count

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE

from charts import theme
from exports.docx_parts import printable, said
from exports.office_charts import Chart
from exports.xlsx_cells import inert, number_format
from labels import Labels

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WIDE, HIGH, BAR, MOST_HIGH = Mm(160), Mm(75), Mm(6), Mm(200)
MOST_LABELS = 36
LETTERS = 900  # hundredths of a point


def put(at: Paragraph, chart: Chart, say: Labels, alternative: str) -> None:
    """The chart as a paragraph of its own before the place; an Office opens its numbers as a workbook."""
    package = at.part.package
    number = next(
        n for n in count(1) if f"/word/charts/chart{n}.xml" not in {p.partname for p in package.parts}
    )
    data = _data(chart)
    drawn = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART, b"", package)
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), WORKBOOK, _workbook(data), package)
    drawn._blob = _xml(chart, data, say, drawn.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))
    shown = at.part.relate_to(drawn, RELATIONSHIP_TYPE.CHART)
    lying = BAR * len(chart.categories) * len(chart.series) + Mm(30)
    high = min(max(HIGH, lying), MOST_HIGH) if chart.lying else HIGH
    paragraph = said(at, "", "Bang", leads=True)
    paragraph.add_run()._r.append(_frame(shown, number, high, alternative))


def _data(chart: Chart) -> CategoryChartData:
    data = CategoryChartData()
    data.categories = [inert(printable(words)) for words in chart.categories]
    for series in chart.series:
        data.add_series(inert(printable(series.name)), series.values)
    return data


def _workbook(data: CategoryChartData) -> bytes:
    return CategoryWorkbookWriter(data).xlsx_blob


def _kind(chart: Chart) -> XL_CHART_TYPE:
    if chart.lying:
        return XL_CHART_TYPE.BAR_CLUSTERED
    return XL_CHART_TYPE.COLUMN_STACKED if chart.stacked else XL_CHART_TYPE.COLUMN_CLUSTERED


def _xml(chart: Chart, data: CategoryChartData, say: Labels, workbook: str) -> bytes:
    """The chart as python-pptx writes it for slides, with our colours, number marks and its workbook."""
    root = parse_xml(ChartXmlWriter(_kind(chart), data).xml.encode())
    shown = _shown(chart, say)
    for series, told in zip(root.iter(f"{{{C}}}ser"), chart.series, strict=True):
        paint = f'<a:solidFill><a:srgbClr val="{told.colour[1:]}"/></a:solidFill>'
        series.find(f"{{{C}}}tx").addnext(_element("spPr", paint))
    plot = root.find(f".//{{{C}}}barChart")
    if len(chart.series) * len(chart.categories) <= MOST_LABELS:
        plot.findall(f"{{{C}}}ser")[-1].addnext(_labels(chart, shown))
    _axes(root, chart, shown)
    space = root.find(f".//{{{C}}}plotArea")
    space.addprevious(_element("autoTitleDeleted", val="1"))
    if len(chart.series) > 1:
        space.addnext(_element("legend", '<c:legendPos val="b"/><c:overlay val="0"/>'))
    for text in root.findall(f"{{{C}}}txPr"):
        root.remove(text)
    root.append(_element("txPr", _letters(LETTERS, theme.LIGHT_INK)))
    link = _element("externalData", '<c:autoUpdate val="0"/>')
    link.set(f"{{{R}}}id", workbook)
    root.append(link)
    return serialize_part_xml(root)


def _axes(root, chart: Chart, shown: str) -> None:
    """Values from zero on, a whole to 100 %, with our marks; units from the top down."""
    for old in root.findall(f".//{{{C}}}chart/{{{C}}}autoTitleDeleted"):
        old.getparent().remove(old)
    for axis in root.iter(f"{{{C}}}valAx"):
        for old in axis.findall(f"{{{C}}}numFmt"):
            axis.remove(old)
        axis.find(f"{{{C}}}majorTickMark").addprevious(_element("numFmt", formatCode=shown, sourceLinked="0"))
        scale = axis.find(f"{{{C}}}scaling")
        if chart.stacked and chart.column.endswith("percent"):
            scale.append(_element("max", val="100"))
        scale.append(_element("min", val="0"))
    for axis in root.iter(f"{{{C}}}catAx"):
        turned = axis.find(f"{{{C}}}scaling/{{{C}}}orientation")
        if chart.lying and turned is not None:
            turned.set("val", "maxMin")


def _element(name: str, inside: str = "", **values: str):
    """An element of a chart."""
    made = parse_xml(f'<c:{name} xmlns:c="{C}" xmlns:a="{A}">{inside}</c:{name}>')
    for key, value in values.items():
        made.set(key, value)
    return made


def _labels(chart: Chart, shown: str):
    dark = chart.stacked and all(series.colour not in theme.PALE for series in chart.series)
    ink = theme.LIGHT_PAPER if dark else theme.LIGHT_INK
    flags = "".join(
        f'<c:{name} val="{int(name == "showVal")}"/>'
        for name in (
            "showLegendKey",
            "showVal",
            "showCatName",
            "showSerName",
            "showPercent",
            "showBubbleSize",
        )
    )
    marks = f'<c:numFmt formatCode="{escape(shown)}" sourceLinked="0"/>'
    return _element("dLbls", f"{marks}<c:txPr>{_letters(LETTERS - 100, ink)}</c:txPr>{flags}")


def _letters(size: int, colour: str) -> str:
    return (
        f'<a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
        f'<a:latin typeface="Times New Roman"/></a:defRPr></a:pPr><a:endParaRPr lang="vi-VN"/></a:p>'
    )


def _shown(chart: Chart, say: Labels) -> str:
    if chart.column.endswith("percent"):
        return number_format("percent", 0.1, say.lang)
    whole = all(v is None or float(v).is_integer() for s in chart.series for v in s.values)
    return number_format("", 1 if whole else 0.5, say.lang)


def _frame(shown: str, number: int, high: int, alternative: str):
    """Where the chart stands in the text, with its words for those who do not see it."""
    return parse_xml(
        f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline><wp:extent cx="{WIDE}" cy="{int(high)}"/>'
        f'<wp:docPr id="{1000 + number}" name="chart{number}" descr="{escape(printable(alternative))}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{C}"><c:chart xmlns:c="{C}" r:id="{shown}"/>'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
