"""How one series looks in a native chart: colours point by point, hatched parts of years, labels as on the screen."""

import re
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts import theme
from exports.native import BARS, LINE, MARKS, UNSEEN, WORDS, Chart, Series

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
SHOWS = '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
SHOWS += '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
HEX = re.compile(r"#([0-9a-fA-F]{6})")
# Inches of a slide that the bars of a chart share, standing and lying; of one letter and one line of a label.
ACROSS, ALONG, DOWN, LETTER, LINE_HIGH = 12.0, 9.5, 3.4, 0.09, 0.19
DROPPED = ("c:spPr", "c:invertIfNegative", "c:marker", "c:dPt", "c:dLbls", "c:smooth")


def points(size: int) -> Pt:
    """A size of words in points."""
    return Pt(size)


def dress(element, row: Series, chart: Chart, size: int, number: str) -> None:
    """Give the `c:ser` of a row its look; its numbers stay as they are."""
    for name in DROPPED:
        for old in element.findall(qn(name)):
            element.remove(old)
    after = element.find(qn("c:tx"))
    outlined = row.kind == MARKS and chart.lying
    parts = [_fill(row, outlined)]
    if row.kind in (LINE, MARKS, WORDS) and not chart.lying:
        parts.append(_marker(row))
    else:
        parts.append(f'<c:invertIfNegative {NAMESPACES} val="0"/>')
        parts += _points(row, outlined)
    parts.append(_labels(row, chart, size, number))
    for part in reversed([p for p in parts if p]):
        after.addnext(parse_xml(part))
    if row.kind in (LINE, MARKS, WORDS) and not chart.lying:
        element.append(parse_xml(f'<c:smooth {NAMESPACES} val="0"/>'))


def text_look(size: int, colour: str, turned: bool = False) -> str:
    """The words of an axis, a legend or labels: size in hundredths of a point; turned, they are read from below."""
    run = f'<a:defRPr sz="{size}"><a:solidFill><a:srgbClr val="{_hex(colour)}"/></a:solidFill></a:defRPr>'
    words = f"<a:lstStyle/><a:p><a:pPr>{run}</a:pPr><a:endParaRPr/></a:p>"
    return f"<c:txPr {NAMESPACES}>{_body(turned)}{words}</c:txPr>"


def _body(turned: bool) -> str:
    return '<a:bodyPr rot="-5400000" vert="horz"/>' if turned else "<a:bodyPr/>"


def _hex(colour: str) -> str:
    found = HEX.fullmatch(colour or "")
    return (found[1] if found else theme.OTHER[1:]).upper()


def _solid(colour: str) -> str:
    if colour in (UNSEEN, ""):
        return "<a:noFill/>"
    return f'<a:solidFill><a:srgbClr val="{_hex(colour)}"/></a:solidFill>'


def _main(row: Series) -> str:
    """The colour that most points of a row have."""
    told = [c for c, v in zip(row.colours, row.values, strict=True) if v is not None and c]
    return max(set(told), key=told.count) if told else ""


def _fill(row: Series, outlined: bool) -> str:
    colour = _main(row)
    if row.kind == LINE:
        inside = f'<a:ln w="31750">{_solid(colour)}</a:ln>'
    elif row.kind in (MARKS, WORDS) and not outlined:
        inside = "<a:ln><a:noFill/></a:ln>"
    elif outlined:
        inside = f'<a:noFill/><a:ln w="28575">{_solid(colour or theme.QUOTA)}</a:ln>'
    else:
        inside = f"{_solid(colour)}<a:ln><a:noFill/></a:ln>"
    return f"<c:spPr {NAMESPACES}>{inside}</c:spPr>"


def _marker(row: Series) -> str:
    if row.kind == WORDS:
        return f'<c:marker {NAMESPACES}><c:symbol val="none"/></c:marker>'
    symbol, size = ("dash", 18) if row.kind == MARKS else ("circle", 8)
    colour = _solid(_main(row) or theme.QUOTA)
    look = f"<c:spPr>{colour}<a:ln>{colour}</a:ln></c:spPr>"
    return f'<c:marker {NAMESPACES}><c:symbol val="{symbol}"/><c:size val="{size}"/>{look}</c:marker>'


def _points(row: Series, outlined: bool) -> list[str]:
    """The points that look otherwise than their row: of another colour, or hatched for a part of a year."""
    if outlined or row.kind != BARS:
        return []
    main, found = _main(row), []
    for number, (value, colour, hatched) in enumerate(zip(row.values, row.colours, row.hatched, strict=True)):
        if value is None or (colour in (main, "") and not hatched):
            continue
        inside = _solid(colour)
        if hatched:
            front = f'<a:fgClr><a:srgbClr val="{_hex(colour)}"/></a:fgClr>'
            inside = f'<a:pattFill prst="wdUpDiag">{front}<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        found.append(
            f'<c:dPt {NAMESPACES}><c:idx val="{number}"/><c:invertIfNegative val="0"/>'
            f"<c:spPr>{inside}</c:spPr></c:dPt>"
        )
    return found


def _labels(row: Series, chart: Chart, size: int, number: str) -> str:
    """Labels as on the screen: the number by its format where that says the same, else the words themselves."""
    if not any(row.labels):
        return f'<c:dLbls {NAMESPACES}><c:delete val="1"/></c:dLbls>'
    within = chart.mode == "stack" and row.kind == BARS
    ink = theme.ink_on(_main(row)) if within and _main(row) not in ("", UNSEEN) else theme.LIGHT_INK
    place = "ctr" if within else ("t" if row.kind != BARS and not chart.lying else "outEnd")
    turned = _is_crowded(chart) and row.kind == BARS
    # Over bars the words of lines and marks need a ground to be read on.
    paper = _solid(theme.LIGHT_PAPER) if row.kind in (LINE, MARKS) and chart.bars and not chart.lying else ""
    own = ""
    for at, (text, value) in enumerate(zip(row.labels, row.values, strict=True)):
        if value is None:
            continue
        if not text or (within and not _fits(text, value, chart)):
            own += f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>'
        elif turned and _holds(text, value, chart) and not row.hatched[at]:
            own += _words(at, text, size, theme.ink_on(row.colours[at]), turned, "inEnd")
        elif not says_number(text, value):
            own += _words(at, text, size, ink, turned, place, paper)
    look = text_look(size, ink, turned).replace(f" {NAMESPACES}", "")
    return (
        f'<c:dLbls {NAMESPACES}>{own}<c:numFmt formatCode={quoteattr(number)} sourceLinked="0"/>'
        f'<c:spPr>{paper or "<a:noFill/>"}<a:ln><a:noFill/></a:ln></c:spPr>{look}<c:dLblPos val="{place}"/>'
        f"{SHOWS}</c:dLbls>"
    )


def _words(at: int, text: str, size: int, ink: str, turned: bool, place: str, paper: str = "") -> str:
    """The label of one point, in words of its own."""
    run = f'<a:rPr lang="vi-VN" sz="{size}">{_solid(ink)}</a:rPr><a:t>{escape(text)}</a:t>'
    rich = f"<c:rich>{_body(turned)}<a:lstStyle/><a:p><a:r>{run}</a:r></a:p></c:rich>"
    ground = f"<c:spPr>{paper}</c:spPr>" if paper else ""
    return f'<c:dLbl><c:idx val="{at}"/><c:tx>{rich}</c:tx>{ground}<c:dLblPos val="{place}"/>{SHOWS}</c:dLbl>'


def _holds(text: str, value: float, chart: Chart) -> bool:
    """Whether a bar is long enough for a turned label within it."""
    most = max((abs(v) for one in chart.bars for v in one.values if v is not None), default=0) or 1
    return abs(value) / most * DOWN >= len(text) * LETTER + 0.2


def _is_crowded(chart: Chart) -> bool:
    """Whether the labels of standing bars side by side would run into one another."""
    side = len(chart.bars)
    if chart.lying or chart.mode != "group" or side < 2:
        return False
    longest = max((len(text) for one in chart.bars for text in one.labels), default=0)
    return longest * LETTER > ACROSS / (len(chart.categories) * (side + 0.45))


def _fits(text: str, value: float, chart: Chart) -> bool:
    """Whether a label has room in its piece of a stack; on the screen too a piece too small has none."""
    totals = [sum(abs(v or 0) for v in own) for own in zip(*(one.values for one in chart.bars), strict=True)]
    part = abs(value) / (max(totals, default=0) or 1)
    return part * ALONG >= len(text) * LETTER if chart.lying else part * DOWN >= LINE_HIGH


def tells_percents(chart: Chart) -> bool:
    """Whether the labels tell the numbers themselves as percents."""
    told = [
        (t, v)
        for one in chart.bars
        for t, v in zip(one.labels, one.values, strict=True)
        if t and v is not None
    ]
    return bool(told) and all(is_percent(text, value) for text, value in told)


def is_percent(text: str, value: float) -> bool:
    """Whether a label is the number itself as a percent, in either language's marks, rounded to what it shows."""
    found = re.fullmatch(r"(\d+)(?:[.,](\d+))?\s?%", text)
    if not found:
        return False
    told = float(f"{found[1]}.{found[2] or 0}")
    return abs(told - value) <= 0.5 * 10 ** -len(found[2] or "") + 1e-9


def says_number(text: str, value: float | None) -> bool:
    """Whether a label is the whole number itself, in whatever marks: then the chart may format it."""
    digits = re.sub(r"[.,\s\u2009]", "", text)
    return value is not None and float(value).is_integer() and digits == str(int(value))
