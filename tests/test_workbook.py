"""Workbooks: sheets, cells as a careful person sees them, and what is refused."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from ingest.books import workbook
from ingest.books.workbook import is_workbook, names, page, rows
from ingest.letters.pieces import Unreadable
from ingest.problem import POINT

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*rows, title="Số liệu") -> Workbook:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def with_sheet(xml: str) -> bytes:
    """A workbook whose first sheet is this XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book_of(["a"])))) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.infolist():
            given = part.filename == "xl/worksheets/sheet1.xml"
            new.writestr(part.filename, xml if given else old.read(part))
    return out.getvalue()


def sheet(inner: str, prefix: str = "") -> bytes:
    name = f"{prefix}worksheet"
    declared = f"xmlns{':' + prefix[:-1] if prefix else ''}"
    return with_sheet(f'<?xml version="1.0"?><{name} {declared}="{NAMESPACE}">{inner}</{name}>')


def refused(data: bytes, name: str = "") -> tuple:
    with pytest.raises(Unreadable) as reason:
        page(data, name)
    return reason.value.code, reason.value.line


def seen(value, number_format: str = "General") -> str:
    book = book_of([value])
    book.active["A1"].number_format = number_format
    return page(saved(book)).rows[0][1][0]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1239, "General", "1239"),
        (1239.0, "#,##0", "1239"),
        (93.15, "General", "93.15"),
        (93.15, "0.0", "93.15"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.3333333333"),
        (59.02777777777778, "0.00", "59.0277777778"),
        (1e-7, "General", "0.0000001"),
        (120000000000, "General", "120000000000"),
        (0.9315, "0.00%", "93.15%"),
        (85 / 144, "0.00%", "59.03%"),
        (0.93155, "0.0%", "93.2%"),
        (85 / 144, "0%", "59%"),
        (0.07, "0%", "7%"),
        (1, "0%", "100%"),
        (5, '0" %"', "5"),
        (-5, "General", "-5"),
        (date(2023, 12, 30), "dd/mm/yyyy", "2023-12-30"),
        (date(2023, 12, 30), "[$-42A]d mmmm yyyy", "2023-12-30"),
        (datetime(2023, 12, 30, 8, 30), "dd/mm/yyyy hh:mm", "2023-12-30 08:30:00"),
        (date(2023, 12, 1), "mm/yyyy", "2023-12"),
        (date(2023, 1, 1), "yyyy", "2023"),
        (45290, "General", "45290"),
        (True, "General", "true"),
        ("1.239", "General", "1.239"),
        ("0123", "@", "0123"),
        ("Đảng bộ\nphường", "General", "Đảng bộ\nphường"),
        (" hai ", "General", " hai "),
        ("a & <b>", "General", "a & <b>"),
        (CellRichText("Đảng ", TextBlock(InlineFont(b=True), "bộ")), "General", "Đảng bộ"),
        ("#REF!", "General", "#REF!"),
    ],
)
def test_a_cell_is_the_text_that_people_see(value, number_format, text):
    shown = seen(value, number_format)
    assert shown.replace(POINT, ".") == text
    # Only a number that the workbook holds as one has the mark that no office writes.
    assert (POINT in shown) == (isinstance(value, float) and "." in text)


def test_rows_keep_their_numbers_and_lose_what_is_empty():
    book = book_of(["TIÊU ĐỀ"], [], ["a", None, "c", None, "  "], [None, 2])
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("B6:B7")
    found = page(saved(book))
    assert (found.name, found.hidden, found.converted) == ("Số liệu", False, "")
    assert found.rows == [(1, ["TIÊU ĐỀ"]), (3, ["a", "", "c"]), (4, ["", "2"])]
    assert found.merged == [(1, 0, 1, 2), (6, 1, 7, 1)]


def test_the_first_visible_sheet_that_holds_something_is_taken():
    book = book_of(["x"], title="Ẩn")
    book.active.sheet_state = "hidden"
    book.create_sheet("Trống").append(["", "  "])
    book.create_sheet("Một").append(["1"])
    book.create_sheet("Hai").append(["2"])
    book.create_chartsheet("Biểu đồ")
    book.active = 1
    data = saved(book)
    assert names(data) == ["Một", "Hai"]
    assert page(data).name == "Một"
    assert page(data, "Hai").rows == [(1, ["2"])]
    assert refused(data, "Ẩn") == refused(data, "Ba") == ("no_such_sheet", None)
    assert refused(data, "Trống") == ("empty_file", None)
    assert refused(saved(Workbook())) == ("empty_file", None)


def test_hidden_rows_and_columns_are_read_and_told():
    for hide in (lambda s: s.row_dimensions.__getitem__(2), lambda s: s.column_dimensions.__getitem__("B")):
        book = book_of(["a", "b"], [1, 2])
        hide(book.active).hidden = True
        found = page(saved(book))
        assert (found.hidden, found.rows[1][1]) == (True, ["1", "2"])
    book = book_of(["a", "b"])
    book.active.column_dimensions["C"].hidden = True
    assert not page(saved(book)).hidden


def test_old_fonts_are_converted_and_said_so():
    found = page(saved(book_of(["§¬n vÞ", "Kú", "Sè l\xadîng"], ["§¶ng bé", 2023, 5])))
    assert found.rows == [(1, ["Đơn vị", "Kỳ", "Số lượng"]), (2, ["Đảng bộ", "2023", "5"])]
    assert found.converted == "TCVN3 (ABC)"


def with_formula(number: int, kind: str, value: str) -> bytes:
    cells = f'<c r="A{number}"><v>1</v></c><c r="B{number}"{kind}><f>A1+1</f>{value}</c>'
    return sheet(f'<sheetData><row r="{number}">{cells}</row></sheetData>')


def test_a_formula_is_read_by_its_value_and_refused_without_one():
    told = [
        ("", "<v>2</v>", ["1", "2"]),
        (' t="str"', "<v>hai</v>", ["1", "hai"]),
        (' t="str"', "<v></v>", ["1"]),
        (' t="e"', "<v>#DIV/0!</v>", ["1", "#DIV/0!"]),
    ]
    for kind, value, texts in told:
        assert page(with_formula(1, kind, value)).rows == [(1, texts)]
    for value in ("", "<v/>", "<v></v>"):
        with pytest.raises(Unreadable) as reason:
            page(with_formula(7, "", value))
        assert (reason.value.code, reason.value.line) == ("formula_without_value", 7)
        assert reason.value.values == {"cell": "B7", "number": 2}
    assert refused(saved(book_of(["a"], ["=1+1"]))) == ("formula_without_value", 2)


def test_rows_one_by_one_are_those_of_the_page():
    many = [["Đơn vị", "Kỳ"], *([f"§¶ng bé {n}", n] for n in range(3000))]
    for lines in (many, many[:1], [["a", "", "b"], [], [1]]):
        data = saved(book_of(*lines))
        assert list(rows(data)) == page(data).rows
    with pytest.raises(Unreadable):
        list(rows(saved(Workbook())))


def test_lost_letters_are_told():
    assert refused(saved(book_of(["a"], ["Ph??ng 1"], ["N?m"]))) == ("damaged_text", 2)
    assert refused(saved(book_of(["a"], [], ["Ph\ufffdờng"]))) == ("damaged_text", 3)


PLAIN = """<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="C1"><v>1</v></c></row>
<row r="3" spans="1:3"><c r="B3" t="str"><v>x &amp; y</v></c></row>
<row><c><v>4</v></c><c/><c><v>5</v></c></row></sheetData>"""


def test_any_way_of_writing_the_xml_gives_the_same_rows():
    rows = [(1, ["a", "", "1"]), (3, ["", "x & y"]), (4, ["4", "", "5"])]
    assert page(sheet(PLAIN)).rows == rows
    prefixed = PLAIN.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
    assert page(sheet(prefixed, "x:")).rows == rows
    spaced = PLAIN.replace("><", ">\r\n  <").replace('r="A1" t="inlineStr"', "t = 'inlineStr' r = 'A1'")
    assert page(sheet(spaced)).rows == rows


def test_a_dimension_that_lies_costs_nothing():
    lie = '<dimension ref="A1:XFD1048576"/>'
    assert len(page(sheet(lie + PLAIN)).rows) == 3
    far = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    number, cells = page(sheet(far)).rows[0]
    assert (number, len(cells), cells[-1]) == (1048576, 16384, "1")


def test_a_row_over_several_parts_of_the_xml():
    cells = "".join(f'<c r="A1" t="str"><v>{"đ" * 9000}</v></c>' for _ in range(40))
    data = sheet(f"<sheetData><row r='1'>{cells}</row><row r=\"2\">{cells}</row></sheetData>")
    assert [row for row, _ in page(data).rows] == [1, 2]


def test_bombs_are_refused(monkeypatch):
    xml = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    body = '<sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData>'
    assert refused(with_sheet(f'{xml}<worksheet xmlns="{NAMESPACE}">{body}</worksheet>')) == (
        "workbook_bomb",
        None,
    )
    swollen = sheet(f"<sheetData>{' ' * 60_000_000}</sheetData>")
    assert refused(swollen) == ("workbook_bomb", None)
    monkeypatch.setattr(workbook, "MOST_PARTS", 3)
    assert refused(saved(book_of(["a"]))) == ("workbook_bomb", None)
    monkeypatch.undo()
    wide = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 2600))
    assert refused(sheet(f"<sheetData>{wide}</sheetData>")) == ("workbook_bomb", None)


def test_other_workbooks_are_named():
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert is_workbook(locked)
    assert refused(locked) == ("encrypted_workbook", None)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")
    assert is_workbook(old)
    assert refused(old) == ("unsupported_workbook", None)
    data = saved(book_of(["a"]))
    assert is_workbook(data)
    for cut in (100, len(data) // 2, len(data) - 30):
        assert refused(data[:cut]) in (("damaged_workbook", None), ("unsupported_workbook", None))
    assert refused(sheet("<sheetData><row>")) == ("damaged_workbook", None)
    assert not is_workbook(b"a;b\n1;2\n")
    assert not is_workbook(b"%PDF-1.7")
