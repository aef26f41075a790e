"""The sheet of one card: its finding, its rows as typed cells, what they do not tell, its source."""

from dataclasses import dataclass

import pandas as pd

from exports import office_charts, table, xlsx_charts
from exports.card import Card
from exports.deck import Deck, Shown
from exports.xlsx_cells import Looks, put, tall
from labels import Labels, missing

HEAD = 4  # the row of the headings, below the finding, the subtitle and the flags
A4, FEW_ROWS, NARROW, WIDE = 9, 8, 9, 46


@dataclass(frozen=True)
class Sheet:
    """The columns of a card as they stand on its sheet: names, headings, rows with None for what is absent.

    `silent` names the figures that no row tells: their columns are left out.
    """

    names: list[str]
    headings: list[str]
    rows: list[list]
    hidden: list[list[bool]]
    remarks: list[str]
    measures: list
    silent: str


def of(card: Card) -> Sheet:
    """The columns that a reader sees, with a remark for every figure that is absent."""
    say, frame = card.say, table.with_period(card.frame, card.say)
    every = table.shown_columns(frame, say)
    hides = {name: table.hidden_in(frame, name) for name in every}
    names = [name for name in every if any(hides[name]) or not frame[name].isna().all()]
    silent = [name for name in every if name not in names and _is_figure(frame[name], name)]
    hidden = [hides[name] for name in names]
    columns = [frame[name].astype(object).tolist() for name in names]
    absent = [i for i, name in enumerate(names) if _is_figure(frame[name], name)]
    remarks = [
        _remark(
            [say(f"column.{names[i]}") for i in absent if missing(columns[i][row]) and not hidden[i][row]],
            say,
        )
        for row in range(len(frame))
    ]
    return Sheet(
        names,
        [say(f"column.{name}") for name in names],
        [list(row) for row in zip(*columns, strict=True)],
        [list(row) for row in zip(*hidden, strict=True)],
        remarks,
        frame.measure.tolist() if "measure" in frame else [None] * len(frame),
        _remark([say(f"column.{name}") for name in silent], say),
    )


def _is_figure(column: pd.Series, name: str) -> bool:
    kinds = pd.api.types
    counted = kinds.is_numeric_dtype(column) and not kinds.is_bool_dtype(column)
    return counted and name not in table.OPEN_ENDED and name not in table.REMARKS


def _remark(names: list[str], say: Labels) -> str:
    return say("exports.xlsx.not_reported", columns=", ".join(names)) if names else ""


def fill(book, sheet, one: Shown, deck: Deck, looks: Looks) -> None:
    """Writes a card into its sheet."""
    card, say = one.card, deck.say
    told = of(card)
    paper(sheet, deck)
    _head(sheet, card, looks)
    headings = told.headings + ([say("exports.xlsx.remark")] if any(told.remarks) else [])
    head = looks.of(bold=True, text_wrap=True, valign="top", border=1, bg_color="#E7E6E6")
    for column, heading in enumerate(headings):
        sheet.write_string(HEAD, column, heading, head)
    _rows(sheet, told, say, looks)
    _widths(sheet, told, headings, say)
    last = HEAD + len(told.rows)
    if drawn := office_charts.of(card):
        words = office_charts.alternative(drawn, card)
        below, right = xlsx_charts.put(book, sheet, drawn, len(headings) + 1, last + 4, looks, words)
        sheet.print_area(0, 0, max(below, last + 4), right)  # not the numbers of the chart
    sheet.freeze_panes(HEAD + 1, 0)
    sheet.repeat_rows(HEAD)
    if len(told.rows) >= FEW_ROWS:
        sheet.autofilter(HEAD, 0, last, len(headings) - 1)
    below = looks.of(italic=True)
    lines = [told.silent, card.source, say("exports.xlsx.see_notes", notes=say("card.sheet_notes"))]
    for row, line in enumerate((line for line in lines if line), last + 2):
        sheet.write_string(row, 0, line, below)


def _head(sheet, card: Card, looks: Looks) -> None:
    sheet.write_string(0, 0, card.title, looks.of(bold=True, font_size=14))
    sheet.write_string(1, 0, card.subtitle)
    sheet.write_string(2, 0, " · ".join(card.flags), looks.of(italic=True, font_color="#9C0006"))
    back = looks.of(font_color="#0563C1", underline=1)
    sheet.write_url(
        3, 0, f"internal:'{card.say('exports.xlsx.contents')}'!A1", back, card.say("exports.xlsx.back")
    )


def _rows(sheet, told: Sheet, say: Labels, looks: Looks) -> None:
    grey = looks.of(italic=True, font_color="#7F7F7F", valign="top", align="right")
    wrapped = looks.of(text_wrap=True, valign="top")
    for place, (row, hidden) in enumerate(zip(told.rows, told.hidden, strict=True)):
        at = HEAD + 1 + place
        for column, (name, value, held) in enumerate(zip(told.names, row, hidden, strict=True)):
            if held:
                sheet.write_string(at, column, say("card.hidden"), grey)
            else:
                measured = name in ("value", "before_value")
                put(sheet, at, column, name, value, looks, told.measures[place] if measured else None)
        if told.remarks[place]:
            sheet.write_string(at, len(told.names), told.remarks[place], wrapped)


def _widths(sheet, told: Sheet, headings: list[str], say: Labels) -> None:
    """Columns as wide as their words, up to a limit; rows as tall as what is cut by it needs."""
    texts = [
        [_text(name, value, say) for name, value in zip(told.names, row, strict=True)]
        + ([remark] if len(headings) > len(told.names) else [])
        for row, remark in zip(told.rows, told.remarks, strict=True)
    ]
    widths = []
    for column, heading in enumerate(headings):
        longest = max((len(row[column]) for row in texts), default=0)
        word = max(map(len, heading.split()), default=NARROW) + 4
        widths.append(min(max(longest + 2, word, NARROW), WIDE))
        sheet.set_column(column, column, widths[-1])
    tall(sheet, HEAD, [f"{heading}    " for heading in headings], widths)
    for place, row in enumerate(texts, HEAD + 1):
        tall(sheet, place, row, widths)


def _text(name: str, value: object, say: Labels) -> str:
    if missing(value):
        return ""
    return (
        str(table.words_of(name, say)(value)) if name in table.CODED or not isinstance(value, str) else value
    )


def paper(sheet, deck: Deck) -> None:
    """A4 across, one page wide, with audience, title, version and page number on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
    marks = " · ".join(mark for mark in deck.marks if mark != deck.audience)
    sheet.set_header(f"&L&B{_inert(deck.audience, 60)}&R{_inert(f'{deck.title} · {deck.unit}', 150)}")
    sheet.set_footer(f"&L&8{_inert(marks, 200)}&R&P/&N")


def _inert(text: str, most: int) -> str:
    """A head takes 255 letters, and what stands after & there is an order."""
    return text[:most].replace("&", "&&")
