"""The words: both languages say the same things, and numbers and dates read as in a report."""

import datetime as dt
import re
import string
import tomllib
import unicodedata
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from labels import Labels, languages

VI, EN = Labels("vi"), Labels("en")
FOLDER = Path(__file__).parents[1] / "labels"
# Plain English words that no Vietnamese sentence holds; "to" and "an" are Vietnamese words too.
ENGLISH = set(
    re.findall(
        r"\w+",
        """the of and from report reports source sources download downloads year years unit
        units figure figures file page chart table note period value not are is with member
        members committee committees language reset show please choose error missing""",
    )
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def raw(lang: str) -> str:
    return (FOLDER / f"{lang}.toml").read_text(encoding="utf-8")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def texts(lang: str) -> dict[str, str]:
    found = {}
    tables = [("", tomllib.loads(raw(lang)))]
    for prefix, table in tables:
        for key, value in table.items():
            if isinstance(value, dict):
                tables.append((f"{prefix}{key}.", value))
            else:
                found[prefix + key] = value
    return found


def test_both_languages_have_the_same_keys():
    assert set(VI.keys()) == set(EN.keys()) == set(texts("vi"))


def test_both_languages_fill_the_same_fields():
    vi, en = texts("vi"), texts("en")
    assert [key for key in vi if fields(vi[key]) != fields(en[key])] == []


@pytest.mark.parametrize("lang", languages())
def test_every_text_says_something_in_composed_letters(lang):
    assert [key for key, text in texts(lang).items() if not text.strip()] == []
    assert unicodedata.is_normalized("NFC", raw(lang))


def test_no_english_word_stands_in_the_vietnamese_file():
    # Fields, file names, commands and the code of a collection are names of things, not words.
    names = re.compile(r"{\w+}|\w+\.(?:csv|toml|py)|\breports\b|python -m [\w/ -]+|--\w+")
    hits = {
        key: words
        for key, text in texts("vi").items()
        if (words := ENGLISH & set(re.findall(r"\w+", names.sub("", text).lower())))
    }
    assert hits == {}


def test_a_missing_key_a_missing_field_and_an_unknown_language_are_errors():
    for key in ("no.such.key", "card", ""):
        with pytest.raises(KeyError):
            VI(key)
        assert not VI.has(key)
    with pytest.raises(KeyError):
        VI("card.origin.summed", reported=1)
    with pytest.raises(ValueError):
        Labels("fr")
    assert VI.has("card.source")


def test_a_value_may_hold_braces_and_be_called_key():
    assert VI("card.units", names="{x}") == "Đơn vị: {x}"
    assert VI("card.source", key="unused") == "Nguồn"


@pytest.mark.parametrize(
    ("value", "qualifier", "vi", "en"),
    [
        (1239, "exact", "1.239", "1,239"),
        (1239.0, None, "1.239", "1,239"),
        (0, "exact", "0", "0"),
        (5700, "over", "trên 5.700", "over 5,700"),
        (5700, "under", "dưới 5.700", "under 5,700"),
        (5700, "approx", "khoảng 5.700", "about 5,700"),
        (-1239, "exact", "−1.239", "−1,239"),
        (12.5, "exact", "12,5", "12.5"),
        (1234567, "exact", "1.234.567", "1,234,567"),
    ],
)
def test_count(value, qualifier, vi, en):
    assert (VI.count(value, qualifier), EN.count(value, qualifier)) == (vi, en)


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA, pd.NaT])
def test_nothing_never_looks_like_a_reported_zero(nothing):
    dash = VI("units_of_measure.not_reported")
    assert dash != VI.count(0)
    said = [VI.count(nothing, "over"), VI.decimal(nothing, 1), VI.percent(nothing)]
    assert [*said, VI.points(nothing), VI.signed(nothing), VI.date(nothing)] == [dash] * 6


@pytest.mark.parametrize(
    ("value", "digits", "vi"),
    [
        (93.15, 2, "93,15%"),
        (38, 2, "38,00%"),
        (38, None, "38%"),
        (38.0, None, "38%"),
        (84.72, None, "84,72%"),
        (Decimal("58.70"), None, "58,70%"),
        (93.145, 2, "93,15%"),
        (2.5, 0, "3%"),
        (1234.5, 1, "1.234,5%"),
        (-0.001, 2, "0,00%"),
    ],
)
def test_percent(value, digits, vi):
    assert VI.percent(value, digits) == vi
    assert EN.percent(value, digits) == vi.translate(str.maketrans(",.", ".,"))


def test_percent_and_points_are_different_words():
    assert VI.points(24.3) == "+24,3 điểm %"
    assert EN.points(-24.345) == "−24.35 percentage points"
    assert VI.points(0.001) == "0 điểm %"


def test_decimal_and_signed():
    assert (VI.decimal(27.94, 2), EN.decimal(27.94, 2)) == ("27,94", "27.94")
    assert [VI.signed(n) for n in (17, -5, 0, 1239, 0.1 + 0.2)] == [
        "+17",
        "−5",
        "0",
        "+1.239",
        "+0,3",
    ]


def test_date():
    assert VI.date(day("2023-12-30")) == VI.date(pd.Timestamp("2023-12-30 10:00")) == "30/12/2023"
    assert (VI.date("2023-01-02"), EN.date("2023-01-02")) == ("02/01/2023", "2 Jan 2023")


@pytest.mark.parametrize(
    ("start", "end", "kind", "printed", "words", "short"),
    [
        ("2023-01-01", "2023-12-31", "year", "2023", "năm 2023", "2023"),
        ("2023-12-30", "2023-12-30", "as_of", "2023-12-30", "đến 30/12/2023", "30/12/2023"),
        ("2023-12-31", "2023-12-31", "as_of", "2023-12", "đến hết tháng 12/2023", "12/2023"),
        ("2022-01-01", "2022-05-31", "part_year", "", "5 tháng đầu năm 2022", "2022 (đến 31/5)"),
        (
            "2025-07-01",
            "2025-12-31",
            "part_year",
            "",
            "từ 7/2025 đến 12/2025",
            "7/2025–12/2025",
        ),
        ("2025-07-01", "2025-07-31", "part_year", "", "tháng 7/2025", "7/2025"),
        (
            "2022-01-01",
            "2022-05-15",
            "part_year",
            "",
            "từ 01/01/2022 đến 15/05/2022",
            "2022 (đến 15/5)",
        ),
        ("2019-01-01", "2023-12-31", "multi_year", "", "2019–2023", "2019–2023"),
        ("2012-01-01", "2022-05-31", "multi_year", "", "2012–5/2022", "2012–5/2022"),
        (
            "2025-07-01",
            "2026-03-01",
            "multi_year",
            "",
            "01/07/2025–01/03/2026",
            "01/07/2025–01/03/2026",
        ),
        ("2019-01-01", None, "open", "2019/..", "từ năm 2019, không nêu ngày cuối", "từ 2019"),
        ("2019-07-01", pd.NaT, "open", "", "từ 7/2019, không nêu ngày cuối", "từ 7/2019"),
        (
            None,
            "2023-12-30",
            "undated",
            None,
            "không nêu ngày (nguồn chốt 30/12/2023)",
            "không nêu ngày",
        ),
        (None, None, "undated", "", "không nêu ngày", "không nêu ngày"),
    ],
)
def test_period(start, end, kind, printed, words, short):
    assert VI.period(start, end, kind, printed) == words
    assert VI.short_period(start, end, kind, printed) == short
    assert EN.period(start, end, kind, printed) and EN.short_period(start, end, kind, printed)


def test_two_part_years_never_share_a_place_on_an_axis():
    first = VI.short_period("2022-01-01", "2022-05-31", "part_year")
    assert first != VI.short_period("2023-01-01", "2023-05-31", "part_year")


def test_a_period_of_no_kind_or_no_days_is_an_error():
    with pytest.raises(ValueError):
        VI.period("2023-01-01", "2023-12-31", "decade")
    with pytest.raises(ValueError):
        VI.period(None, None, "year")


@pytest.mark.parametrize("lang", languages())
def test_months_and_days_are_complete(lang):
    say = Labels(lang)
    for width in ("wide", "abbreviated"):
        assert len(set(say.months(width))) == 12
        assert len(set(say.days(width))) == 7
    assert VI.days()[0] == "Chủ Nhật"
