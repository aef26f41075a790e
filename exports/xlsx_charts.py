"""A native chart beside the table of its sheet; its numbers are cells of that sheet."""

from charts import theme
from exports.office_charts import Chart
from exports.xlsx_cells import Looks, number_format
from labels import Labels

WIDE, HIGH, ROW = 720, 400, 20  # of a chart and of one more lying bar, in pixels
TOP, COVERED = 1, 11  # the row in which a chart begins, and how many columns it covers
STAYS = 3  # where it is: what is filtered out of the table moves nothing


def put(
    book, sheet, chart: Chart, column: int, below: int, looks: Looks, alternative: str
) -> tuple[int, int]:
    """The chart from `column` on, and the block of cells that it draws below it and below the row `below`, where no
    filter of the table hides them; the last row and column that the chart covers."""
    height = max(HIGH, ROW * len(chart.categories) * len(chart.series) + 120) if chart.lying else HIGH
    last = TOP + height // ROW + 1
    block = max(last, below) + 3
    _cells(sheet, chart, block, looks)
    made = book.add_chart(
        {"type": "bar" if chart.lying else "column"} | ({"subtype": "stacked"} if chart.stacked else {})
    )
    for place, series in enumerate(chart.series, 1):
        made.add_series(
            _series(sheet.get_name(), chart, place, block, looks.say) | {"fill": {"color": series.colour}}
        )
    made.set_title({"name": chart.title, "name_font": {"size": 12}})
    made.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
    _axes(made, chart, looks.say)
    made.set_size({"width": WIDE, "height": height})
    sheet.insert_chart(TOP, column, made, {"description": alternative, "object_position": STAYS})
    return last, column + COVERED


def _series(sheet: str, chart: Chart, place: int, block: int, say: Labels) -> dict:
    end = block + len(chart.categories)
    ink = _ink(chart, chart.series[place - 1].colour)
    labels = {"value": True, "num_format": _format(chart, say), "font": {"size": 9, "color": ink}}
    return {
        "name": [sheet, block, place],
        "categories": [sheet, block + 1, 0, end, 0],
        "values": [sheet, block + 1, place, end, place],
        "gap": 60,
        **({"data_labels": labels} if _has_room(chart) else {}),
    }


def _axes(made, chart: Chart, say: Labels) -> None:
    """Values from zero on, a whole to 100 %; units from the top down."""
    grid = {"visible": True, "line": {"color": theme.LIGHT_LINE}}
    values = {"num_format": _format(chart, say), "min": 0, "major_gridlines": grid}
    if chart.stacked and chart.column.endswith("percent"):
        values["max"] = 100
    names = {"reverse": True} if chart.lying else {}
    made.set_x_axis(values if chart.lying else names)
    made.set_y_axis(names if chart.lying else values)


def _cells(sheet, chart: Chart, block: int, looks: Looks) -> None:
    """Categories down, series across; an absent value is an empty cell."""
    head = looks.of(bold=True, text_wrap=True, valign="top", border=1, bg_color="#E7E6E6")
    sheet.write_string(block, 0, looks.say("exports.xlsx.chart_data"), head)
    for place, series in enumerate(chart.series, 1):
        sheet.write_string(block, place, series.name, head)
        for row, value in enumerate(series.values, block + 1):
            if value is not None:
                sheet.write_number(row, place, value, looks.number(series.column, value))
    for row, category in enumerate(chart.categories, block + 1):
        sheet.write_string(row, 0, category)


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
