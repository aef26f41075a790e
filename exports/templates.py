"""Empty tables to be filled in and imported: CSV, and a workbook with the allowed words as lists and an example."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from exports.table import harmless
from labels import Labels

# Rows of an empty sheet whose cells offer a list.
ROWS = 500
# Excel's own limit of a list written into a cell; longer ones stand on a sheet of their own.
WIDTHS = {"text": 30, "unit": 32, "source": 24}
NARROW = 16


@dataclass(frozen=True)
class Field:
    """One column of a template: its heading and meaning in the reader's language, what kind of value it holds, whether
    it must be filled, the words it may hold (none: free), and one value for each row of the example."""

    name: str
    heading: str
    kind: str
    required: bool
    words: Sequence[str] = ()
    aliases: Sequence[str] = ()
    example: Sequence[str] = ()


def as_csv(fields: Sequence[Field], say: Labels, filled: bool = False) -> bytes:
    """The headings alone, or with the rows of the example: UTF-8 with a mark, the separator that Excel expects."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if say.lang == "vi" else ",", lineterminator="\r\n")
    writer.writerow([field.heading for field in fields])
    if filled:
        writer.writerows([harmless(cell) for cell in row] for row in _example(fields))
    return ("\ufeff" + text.getvalue()).encode()


def _example(fields: Sequence[Field]) -> list[tuple[str, ...]]:
    return list(zip(*(field.example for field in fields), strict=True))


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
        for row, cells in enumerate(_example(fields), 1):
            for column, cell in enumerate(cells):
                example.write_string(row, column, cell)
        _describe(book, meanings, fields, title, about, say)
    return target.getvalue()


def _headings(book, sheet, fields: Sequence[Field]) -> None:
    needed = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#dbe6f5"}
    )
    free = book.add_format({"text_wrap": True, "valign": "top", "bottom": 1})
    for column, field in enumerate(fields):
        sheet.write_string(0, column, field.heading, needed if field.required else free)
        sheet.set_column(column, column, WIDTHS.get(field.kind, NARROW))
    sheet.freeze_panes(1, 0)


def _offer(sheet, lists, fields: Sequence[Field], say: Labels) -> None:
    """Each column with allowed words offers them as a list; what else is typed is warned of, not refused: names too
    may be written in other ways."""
    for column, field in enumerate(fields):
        if not field.words:
            continue
        lists.write_string(0, column, field.heading)
        for row, word in enumerate(field.words, 1):
            lists.write_string(row, column, word)
        letter = xlsxwriter.utility.xl_col_to_name(column)
        sheet.data_validation(
            1,
            column,
            ROWS,
            column,
            {
                "validate": "list",
                "source": f"='{say('template.sheet_lists')}'!${letter}$2:${letter}${len(field.words) + 1}",
                "error_type": "warning",
                "error_title": say("template.not_listed"),
                "error_message": say("template.not_listed_more"),
            },
        )


def _describe(book, sheet, fields: Sequence[Field], title: str, about: str, say: Labels) -> None:
    strong, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, title, strong)
    sheet.write_string(1, 0, about)
    for column, name in enumerate(("heading", "name", "kind", "required", "words")):
        sheet.write_string(3, column, say(f"template.{name}"), strong)
    for row, field in enumerate(fields, 4):
        for column, text in enumerate(description(field, say)):
            sheet.write_string(row, column, text, wrapped)
    for column, width in enumerate((28, 22, 36, 12, 80)):
        sheet.set_column(column, column, width)


def description(field: Field, say: Labels) -> tuple[str, str, str, str, str]:
    """What is told of a column: its heading, its name in the contract, the kind of its values, whether it must be
    filled, and the words that it or its heading may hold."""
    words = "; ".join(field.words) if field.words else ""
    other = say("template.also", words=", ".join(field.aliases)) if field.aliases else ""
    needed = say("template.yes") if field.required else ""
    kind = say(f"template.kinds.{field.kind}")
    return field.heading, field.name, kind, needed, " · ".join(filter(None, (words, other)))
