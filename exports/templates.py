"""Empty tables to be filled in and imported: CSV, and a workbook with the allowed words as lists and an example."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from exports.table import harmless
from labels import Labels

# Rows of an empty sheet whose cells offer a list.
ROWS = 500
WIDTHS = {"text": 30, "unit": 32, "source": 24}
NARROW = 16
COUNTS = ("count", "whole")
NUMBERS = (*COUNTS, "percent", "decimal", "share")
HEADS = ("heading", "kind", "required", "words", "also")


@dataclass(frozen=True)
class Field:
    """One column of a template: its heading in the reader's language, what kind of value it holds, whether it must be
    filled, the words it may hold (none: free) and what those say that are bare codes, what else may head it, and one
    text for each row of the example."""

    heading: str
    kind: str
    required: bool
    words: Sequence[str] = ()
    meant: Mapping[str, str] = field(default_factory=dict)
    aliases: Sequence[str] = ()
    example: Sequence[str] = ()


def as_csv(fields: Sequence[Field], say: Labels, filled: bool = False) -> bytes:
    """The headings alone, or with the rows of the example: UTF-8 with a mark, the separator that Excel expects."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if say.lang == "vi" else ",", lineterminator="\r\n")
    writer.writerow([column.heading for column in fields])
    if filled:
        writer.writerows([harmless(cell) for cell in row] for row in _example(fields))
    return ("\ufeff" + text.getvalue()).encode()


def _example(fields: Sequence[Field]) -> list[tuple[str, ...]]:
    return list(zip(*(column.example for column in fields), strict=True))


def as_xlsx(fields: Sequence[Field], title: str, about: str, say: Labels) -> bytes:
    """A workbook: an empty sheet whose cells offer the allowed words, a filled example, and what each column means."""
    target = io.BytesIO()
    plain = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, plain) as book:
        empty = book.add_worksheet(say("template.sheet_empty"))
        example = book.add_worksheet(say("template.sheet_example"))
        meanings = book.add_worksheet(say("template.sheet_columns"))
        lists = book.add_worksheet(say("template.sheet_lists"))
        for sheet in (empty, example):
            _headings(book, sheet, fields)
        _offer(empty, lists, fields, say)
        for number, column in enumerate(fields):
            _fill(example, number, column)
        _describe(book, meanings, fields, title, about, say)
    return target.getvalue()


def _headings(book, sheet, fields: Sequence[Field]) -> None:
    look = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
    needed, free = book.add_format(look | {"bg_color": "#dbe6f5"}), book.add_format(look | {"bold": False})
    # Else Excel makes days of "12/2023", and of 01/07/2025 the 7th of January where it is set to English.
    typed = book.add_format({"num_format": "@"})
    for number, column in enumerate(fields):
        sheet.write_string(0, number, column.heading, needed if column.required else free)
        sheet.set_column(
            number, number, WIDTHS.get(column.kind, NARROW), None if column.kind in NUMBERS else typed
        )
    sheet.freeze_panes(1, 0)


def _fill(sheet, number: int, column: Field) -> None:
    """The example: counts as numbers, all else as text; a percent keeps the decimals that it is printed with."""
    for row, text in enumerate(column.example, 1):
        if column.kind in COUNTS and text:
            sheet.write_number(row, number, int(text))
        else:
            sheet.write_string(row, number, text)


def _offer(sheet, lists, fields: Sequence[Field], say: Labels) -> None:
    """Each column with allowed words offers them as a list; what else is typed is warned of, not refused: names too
    may be written in other ways."""
    for number, column in enumerate(fields):
        if not column.words:
            continue
        lists.write_string(0, number, column.heading)
        for row, word in enumerate(column.words, 1):
            lists.write_string(row, number, word)
        letter = xl_col_to_name(number)
        listed = f"='{say('template.sheet_lists')}'!${letter}$2:${letter}${len(column.words) + 1}"
        rule = {
            "validate": "list",
            "source": listed,
            "error_type": "warning",
            "error_title": say("template.not_listed"),
            "error_message": say("template.not_listed_more"),
        }
        sheet.data_validation(1, number, ROWS, number, rule)


def _describe(book, sheet, fields: Sequence[Field], title: str, about: str, say: Labels) -> None:
    strong, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, title, strong)
    sheet.write_string(1, 0, about)
    for column, name in enumerate(HEADS):
        sheet.write_string(3, column, say(f"template.{name}"), strong)
    for row, told in enumerate(fields, 4):
        for column, text in enumerate(description(told, say)):
            sheet.write_string(row, column, text, wrapped)
    for column, width in enumerate((28, 36, 12, 60, 60)):
        sheet.set_column(column, column, width)


def description(column: Field, say: Labels) -> tuple[str, str, str, str, str]:
    """What is told of a column under HEADS: its heading, what to write in it, whether it must be filled, the words it
    may hold with what bare codes say, and what else may head it."""
    words = (f"{word} ({column.meant[word]})" if word in column.meant else word for word in column.words)
    needed = say("template.yes") if column.required else ""
    kind = say(f"template.kinds.{column.kind}")
    return column.heading, kind, needed, "; ".join(words), "; ".join(column.aliases)
