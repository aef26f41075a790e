"""A storyboard as a workbook: contents, notes, and one sheet of typed cells for every card."""

import io
import re

import xlsxwriter

from exports import body, notes, xlsx_sheet
from exports.card import plain_title
from exports.deck import Deck, Shown
from exports.xlsx_cells import Looks, tall

# Nothing that comes from a file is a formula, an address or a number.
INERT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST_NAME = 31
NAME, CONTENT, KIND, NOTE = 34, 62, 26, 100  # widths in letters
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def write(deck: Deck) -> bytes:
    """The deck as an Excel file."""
    target = io.BytesIO()
    say = deck.say
    with xlsxwriter.Workbook(target, INERT) as book:
        looks = Looks(book, say)
        book.set_properties({"title": f"{deck.title} - {deck.unit}"})
        contents = book.add_worksheet(say("exports.xlsx.contents"))
        about = book.add_worksheet(say("card.sheet_notes"))
        names = []
        for number, one in enumerate(deck.shown, 1):
            names.append(
                sheet_name(number, plain_title(one.card.question, dict(one.card.filters.extra), one.card.say))
            )
            sheet = book.add_worksheet(names[-1])
            xlsx_sheet.fill(book, sheet, one, deck, looks)
        _contents(contents, deck, names, looks)
        _notes(about, deck, names, looks)
    return target.getvalue()


def sheet_name(number: int, title: str) -> str:
    """A name that Excel takes, and unlike all others: the number of the card and the beginning of its title."""
    name = f"{number}. {FORBIDDEN.sub(' ', title)}"
    name = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
    return name.strip("'")


def _contents(sheet, deck: Deck, names: list[str], looks: Looks) -> None:
    """Where each card is, with what it found."""
    say = deck.say
    xlsx_sheet.paper(sheet, deck)
    sheet.write_string(0, 0, f"{deck.title} · {deck.unit}", looks.of(bold=True, font_size=16))
    for row, mark in enumerate(deck.marks, 1):
        sheet.write_string(row, 0, mark)
    first = len(deck.marks) + 2
    head = looks.of(bold=True, text_wrap=True, valign="top", bottom=1, bg_color="#E7E6E6")
    for column, name in enumerate(("sheet", "finding", "periods")):
        sheet.write_string(first, column, say(f"exports.xlsx.{name}"), head)
    wrapped = looks.of(text_wrap=True, valign="top")
    link = looks.of(text_wrap=True, valign="top", font_color="#0563C1", underline=1)
    for row, (name, one) in enumerate(zip(names, deck.shown, strict=True), first + 1):
        sheet.write_url(row, 0, _address(name), link, name)
        sheet.write_string(row, 1, one.card.title, wrapped)
        sheet.write_string(row, 2, one.card.subtitle, wrapped)
        tall(sheet, row, [one.card.title, one.card.subtitle], [CONTENT, CONTENT])
    sheet.set_column(0, 0, NAME)
    sheet.set_column(1, 2, CONTENT)
    sheet.freeze_panes(first + 1, 0)
    sheet.repeat_rows(first)
    if deck.absent:
        row = first + len(names) + 2
        sheet.write_string(row, 0, say("exports.xlsx.absent", titles="; ".join(deck.absent)))


def _address(name: str) -> str:
    quoted = name.replace("'", "''")
    return f"internal:'{quoted}'!A1"


def _notes(sheet, deck: Deck, names: list[str], looks: Looks) -> None:
    """What must be known of the book and of each card: filters, version, flags, sources, notes, what changed."""
    say = deck.say
    xlsx_sheet.paper(sheet, deck)
    head = looks.of(bold=True, bottom=1, bg_color="#E7E6E6")
    for column, name in enumerate(("sheet", "kind", "words")):
        sheet.write_string(0, column, say(f"exports.xlsx.{name}"), head)
    rows = [("", "marks", mark) for mark in deck.marks]
    rows += [("", "source", source) for source in deck.sources]
    kept_back = dict.fromkeys(notes.kept_back(one.card) for one in deck.shown)
    rows += [("", "kept_back", words) for words in kept_back if words]
    rows += [("", "silent", title) for title in deck.absent]
    for name, one in zip(names, deck.shown, strict=True):
        rows += [(name, kind, words) for kind, words in _of_card(one) if words]
    wrapped = looks.of(text_wrap=True, valign="top")
    for row, (name, kind, words) in enumerate(rows, 1):
        sheet.write_string(row, 0, name, wrapped)
        sheet.write_string(row, 1, say(f"exports.xlsx.kinds.{kind}"), wrapped)
        sheet.write_string(row, 2, words, wrapped)
        tall(sheet, row, [words], [NOTE])
    sheet.set_column(0, 0, NAME)
    sheet.set_column(1, 1, KIND)
    sheet.set_column(2, 2, NOTE)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(rows), 2)


def _of_card(one: Shown) -> list[tuple[str, str]]:
    card, say = one.card, one.card.say
    found = [("filters", notes.looked_at(card))]
    found += [("flag", flag) for flag in card.flags]
    found += [("legend", body.legend(card)), ("source", card.source)]
    found += [("apart", say("exports.xlsx.apart", when=when, figure=figure)) for when, figure in card.apart]
    found += [("note", one.note)]
    nothing = say("exports.xlsx.nothing")
    found += [
        ("change", say("exports.xlsx.change", what=c.what, old=c.old or nothing, new=c.new or nothing))
        for c in one.changes
    ]
    return found
