"""A native chart beside the table of its sheet; its numbers are cells of that sheet."""

from charts import theme
from exports.office_charts import Chart
from exports.xlsx_cells import Looks, number_format
from labels import Labels

WIDE, HIGH, ROW = 720, 400, 20  # of a chart and of one more lying bar, in pixels
TOP = 1  # the row in which a chart begins
BLOCK_AFTER = 12  # columns that a chart covers; its numbers stand behind them


def put(book, sheet, chart: Chart, column: int, looks: Looks, alternative: str) -> tuple[int, int]:
    """The chart from `column` on, and behind it the block of cells that it draws; its last row and column."""
    height = max(HIGH, ROW * len(chart.categories) * len(chart.series) + 120) if chart.lying else HIGH
    block, name = column + BLOCK_AFTER, sheet.get_name()
    _cells(sheet, chart, block, looks)
    kind = {"type": "bar" if chart.lying else "column"} | ({"subtype": "stacked"} if chart.stacked else {})
    made = book.add_chart(kind)
    last = TOP + len(chart.categories)
    shown = _format(chart, looks.say)
    for place, series in enumerate(chart.series, 1):
        labelled = {
            "value": True,
            "num_format": shown,
            "font": {"size": 9, "color": _ink(chart, series.colour)},
        }
        made.add_series(
            {
                "name": [name, TOP, block + place],
                "categories": [name, TOP + 1, block, last, block],
                "values": [name, TOP + 1, block + place, last, block + place],
                "fill": {"color": series.colour},
                "gap": 60,
                **({"data_labels": labelled} if _has_room(chart) else {}),
            }
        )
    made.set_title({"name": chart.title, "name_font": {"size": 12}})
    made.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
    values = {
        "num_format": shown,
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": "#D0D4DA"}},
    }
    if chart.stacked and chart.column.endswith("percent"):
        values["max"] = 100
    names = {"reverse": True} if chart.lying else {}
    made.set_x_axis(values if chart.lying else names)
    made.set_y_axis(names if chart.lying else values)
    made.set_size({"width": WIDE, "height": height})
    sheet.insert_chart(TOP, column, made, {"description": alternative, "object_position": 2})
    return TOP + height // ROW + 1, block - 1


def _cells(sheet, chart: Chart, block: int, looks: Looks) -> None:
    """Categories down, series across; an absent value is an empty cell."""
    head = looks.of(bold=True, text_wrap=True, valign="top", border=1, bg_color="#E7E6E6")
    sheet.write_string(TOP, block, looks.say("exports.xlsx.chart_data"), head)
    for place, series in enumerate(chart.series, 1):
        sheet.write_string(TOP, block + place, series.name, head)
        for row, value in enumerate(series.values, TOP + 1):
            if value is not None:
                sheet.write_number(row, block + place, value, looks.number(series.column, value))
    for row, category in enumerate(chart.categories, TOP + 1):
        sheet.write_string(row, block, category)


def _format(chart: Chart, say: Labels) -> str:
    """One format for axis and labels: percents with one decimal, counts with the mark for thousands."""
    if chart.series[0].column.endswith("percent"):
        return number_format("percent", 0.1, say.lang)
    whole = all(v is None or float(v).is_integer() for s in chart.series for v in s.values)
    return number_format("", 1 if whole else 0.5, say.lang)


def _has_room(chart: Chart) -> bool:
    return len(chart.series) * len(chart.categories) <= 60


def _ink(chart: Chart, colour: str) -> str:
    """Words inside a bar are white where it is dark."""
    return "#FFFFFF" if chart.stacked and colour not in theme.PALE else theme.LIGHT_INK
