"""Bytes into text: encodings and fonts told by the text, and files refused by what they are."""

import io
import tracemalloc
import unicodedata
import zipfile

import pytest

from ingest.letters.decode import Decoded, Unreadable, decode
from ingest.letters.fonts import TABLES
from ingest.letters.pieces import PIECE
from ingest.letters.syllable import is_syllable

TEXT = "Đơn vị;Kỳ;Số lượng\r\nPhường Đông Hà;2023;5\r\nĐẢNG BỘ;2024;1.239\r\n"


def decoded(data: bytes | str) -> tuple[str, Decoded]:
    found = decode(data.encode() if isinstance(data, str) else data)
    return "".join(found.lines()), found


def refused(data: bytes | str) -> tuple:
    with pytest.raises(Unreadable) as reason:
        decode(data.encode() if isinstance(data, str) else data)
    return reason.value.code, reason.value.line


def kind(data: bytes) -> str:
    with pytest.raises(Unreadable) as reason:
        decode(data)
    assert reason.value.code == "binary_file"
    return reason.value.values["kind"]


def in_font(text: str, font: str) -> str:
    codes = {letter: code for code, letter in reversed(TABLES[font].items())}
    # TCVN3 has no capitals with tones: the font .VnTimeH draws the small ones as capitals.
    small = {letter.upper(): code for letter, code in codes.items() if letter.upper() not in codes}
    return "".join((codes | small).get(letter, letter) for letter in text)


def in_cp1258(text: str) -> bytes:
    """As Windows keeps Vietnamese: the tone behind the letter."""
    parts = []
    for letter in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", letter)
        tones = [m for m in marks[1:] if m in "\u0300\u0301\u0303\u0309\u0323"]
        parts.append(unicodedata.normalize("NFC", "".join(m for m in marks if m not in tones)))
        parts += tones
    return "".join(parts).encode("cp1258")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_is_read_with_and_without_its_mark(encoding, form):
    text, found = decoded(unicodedata.normalize(form, TEXT).encode(encoding))
    assert (text, found.font, found.converted) == (TEXT, "", "")
    assert found.plain == (found.codec == "utf-8")


def test_old_encodings_are_converted_and_said_so():
    text, found = decoded(in_cp1258(TEXT))
    assert (text, found.codec, found.converted) == (TEXT, "cp1258", "windows-1258")
    for font, name in (("tcvn3", "TCVN3 (ABC)"), ("vni", "VNI")):
        for encoding in ("cp1252", "utf-8", "utf-8-sig", "utf-16"):
            text, found = decoded(in_font(TEXT, font).encode(encoding))
            assert (text, found.font, found.converted, found.plain) == (TEXT, font, name, False)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("§¶ng bé", "Đảng bộ"),
        ("§¶NG Bé PH¦êNG §«NG Hµ", "ĐẢNG BỘ PHƯỜNG ĐÔNG HÀ"),
        ("Ñaûng boä", "Đảng bộ"),
        ("ÑAÛNG BOÄ; Aûnh", "ĐẢNG BỘ; Ảnh"),
        ("unit_code,name\na,Ph\xadêng 1", "unit_code,name\na,Phường 1"),
        ("§¶ng bé phường", "Đảng bộ phường"),
        ("Thôn Hà;§«ng Hµ phè 1;Đảng bé", "Thôn Hà;Đông Hà phố 1;Đảng bé"),
    ],
)
def test_font_letters_within_unicode_are_converted(written, read):
    assert decoded(written)[0] == read


@pytest.mark.parametrize(
    "cell",
    ["café", "Café Đông Hà", "Ñ", "§ 3", "±5", "°C", "10 µm", "5 km²; 3×4; ½", "São Paulo", "Ðông Hà",
     "Müller für Straße Köln Übung", "garçon Noël naïf où", "señor niño El Niño", "«xã hoá», «thôn»",
     "http://x.vn/a?b=1 www.x.vn/?q", "đúng chưa? chưa rõ; Vì sao? vì thế; (?)", "xem lại?\nxem lại? x",
     "soft\u00adhyphen", "a\u2028b\v\f\x85c"],
)  # fmt: skip
def test_what_is_sound_is_left_alone(cell):
    text, found = decoded(f"a;b\n1;{cell}\n")
    assert (text, found.converted) == (f"a;b\n1;{cell}\n", "")


def test_lines_end_at_line_ends_only():
    assert list(decode("a\u2028\r\nb\x85\rc\v\nd".encode()).lines()) == [
        "a\u2028\r\n",
        "b\x85\r",
        "c\v\n",
        "d",
    ]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (TEXT.encode() + b"\xd0\r\n", 4),
        (b"a;b\r1;2\rx;\xe1\r", 3),
        (("a;b\n" + TEXT).encode()[:-23] + b"\xe1\xbb", 4),
        (TEXT.encode("utf-16")[:-1], 4),
        (b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00\xd8a\x00", 4),
        ("a\nM\xfcller f\xfcr Stra\xdfe K\xf6ln".encode("cp1252"), 2),
        ("caf\xe9;No\xebl".encode("cp1252"), 1),
    ],
)
def test_bytes_of_no_known_encoding_name_their_line(data, line):
    assert refused(data) == ("not_utf8", line)


def test_lines_are_counted_beyond_one_piece():
    for end in ("\n", "\r\n", "\r"):
        many = f"Đ;b{end}" * PIECE
        assert refused(many.encode() + b"x\xd0 y") == ("not_utf8", PIECE + 1)
        for encoding in ("utf-8", "utf-16"):
            assert refused(f"{many}Ph??ng N?m".encode(encoding)) == ("damaged_text", PIECE + 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a;b\n1;Ph\ufffdờng", 2),
        ("a;b\nÄ‘áº£ng;1", 2),
        ("Hà Nội".encode().decode("latin-1"), 1),
        ("??ng b? ph??ng", 1),
        ("unit_code\nPh??ng 1\nPh??ng 2", 2),
        ("S? l??ng", 1),
        ("a\n?ông Hà\n?ông Hà\n?ông Hà", 2),
    ],
)
def test_lost_letters_are_told(text, line):
    assert refused(text) == ("damaged_text", line)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "cp1258"])
def test_plain_csv_that_lost_letters_is_called_damaged(encoding):
    assert refused(TEXT.encode(encoding, "replace")) == ("damaged_text", 1)


def test_a_font_that_is_not_clear_is_refused():
    text = "a\n§¶ng bé ph\xadêng §«ng Hµ für Müller Köln Straße Übung schön año"
    assert refused(text) == ("old_font", 2)


def zipped(*names: str, first: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, first)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (zipped("xl/workbook.xml"), "xlsx"),
        (zipped("xl/workbook.xml")[:-40], "xlsx"),
        (zipped("xl/workbook.bin"), "xlsb"),
        (zipped("word/document.xml"), "docx"),
        (zipped("ppt/presentation.xml"), "pptx"),
        (zipped("mimetype", first=b"application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (zipped("a.csv"), "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1" + "Workbook".encode("utf-16-le"), "xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1" + "WordDocument".encode("utf-16-le"), "doc"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "jpg"),
        (b"GIF89a", "gif"),
        (b"BM\x36\x10\0\0\0\0\0\0\x36\0", "bmp"),
        (b"II*\0\x08\0\0\0", "tiff"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "webp"),
        (b"{\\rtf1\\ansi}", "rtf"),
        (b"\x1f\x8b\x08\0", "gz"),
        (b"Rar!\x1a\x07\x01\0", "rar"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "7z"),
        (b"SQLite format 3\0\x10\0", "sqlite"),
        (b"PAR1\x15\x04\x15PAR1", "parquet"),
        (b"\x01\x02\x03\x04\0\0\0\0DUCK\x40\0\0\0", "duckdb"),
        (b"\r\n<!DOCTYPE html>\n<html>", "html"),
        ("\ufeff<table><tr><td>Đảng bộ".encode(), "html"),
        (b"<?xml version='1.0'?><Workbook>", "xml"),
        (TEXT.encode("utf-32"), "utf-32"),
        (b"a,b\n1,\x002\n", "?"),
        (in_cp1258(TEXT) + b"\0", "?"),
    ],
    # A zip holds the second it was made in: workers would name the same case differently.
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_other_files_are_named_by_what_they_are(data, expected):
    assert kind(data) == expected


@pytest.mark.parametrize("start", ["BM;Biểu mẫu", "PK;1", "MZ,2", "PAR1;x", "II;1", "7z;1", "GIF;1"])
def test_a_text_that_begins_like_another_file_is_a_text(start):
    assert decoded(f"{start}\n1;2\n")[0].startswith(start)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf \r\n", b"\xff\xfe", b"\xff\xfe\r\0\n\0", b"\n" * 9])
def test_an_empty_file(data):
    assert refused(data) == ("empty_file", None)


def test_a_long_file_is_not_held_twice():
    data = TEXT.encode() * 100_000
    tracemalloc.start()
    found = decode(data)
    assert sum(1 for _ in found.lines()) == 300_000
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_long_line_takes_no_long_time():
    for unit in ("x", "?", "§", "é", "Đ", "-.", "a?b=1&", "§¶ng "):
        decoded(unit * 200_000)


@pytest.mark.parametrize(
    "word", ["Đảng", "nghiêng", "khuỷu", "quốc", "gì", "giếng", "ý", "thuở", "ƯỚC", "hoà", "hòa"]
)
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["café", "für", "thụng1", "cạp̀", "bồt", "ngr", "Đ", "éụng", "số́"])
def test_what_is_no_syllable(word):
    assert not is_syllable(word)
