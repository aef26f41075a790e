"""One answer as a table of words and typed figures, on screen and as CSV or XLSX."""

import io
from collections.abc import Callable
from typing import Any

import pandas as pd
import xlsxwriter

from labels import Labels, findings

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
CODED = (
    *("qualifier", "status", "basis", "band", "headline", "measure", "severity", "attention"),
    *("coverage", "difference", "target", "rule"),
    *("quota_kind", "quota_of", "quota_version", "cumulation", "target_base"),
    *("standing", "other", "other_measure"),
)
SAME_WORDS = {"other": "headline", "other_measure": "measure"}
# Nobody left these out: there is no such end, no months to count, nothing revised.
OPEN_ENDED = ("max_percent", "applies_to", "target_to", "months_left", "quota_change")
REMARKS = ("status", "reported", "expected", "note", "place", "years")
YEARS = ("year", "first_year", "last_year")
# What is empty in a row of status c because it is hidden, not because nobody reported it.
HIDDEN, HELD_BACK = (
    "c",
    {
        *("cases", "members", "total_cases", "cases_per_1000", "of_checked_percent", "value", "before_value"),
        *("part_percent", "share_percent", "untold_percent", "step", "ends_at", "net_computed"),
    },
)
TOTALLED = ("unit_id", "period_start", "period_end", "period_kind", "authority", "subject")
NUMBER, PERCENT, YEAR = "#,##0", "0.00", "0"


def shown_columns(frame: pd.DataFrame, say: Labels) -> list[str]:
    """The columns a reader sees: those that have a heading in the labels; codes and numbers of units have none."""
    told = [name for name in frame.columns if say.has(f"column.{name}")]
    exact = "qualifier" in frame and bool(frame.qualifier.fillna("exact").eq("exact").all())
    return [name for name in told if not (exact and name == "qualifier")]


def with_period(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """The frame with one column `period` in words in place of its start, end and kind."""
    if "period_kind" not in frame:
        return frame
    words = [
        say.period(start, end, kind) if isinstance(kind, str) else None
        for start, end, kind in zip(frame.period_start, frame.period_end, frame.period_kind, strict=True)
    ]
    place = list(frame.columns).index("period_start")
    rest = frame.drop(columns=["period_start", "period_end", "period_kind"])
    rest.insert(place, "period", pd.Series(words, index=frame.index, dtype="object"))
    return rest


def words_of(name: str, say: Labels) -> Callable[[Any], str]:
    """How a value of the column `name` is written: counts, percents, coded words and dates each in their own way."""
    if name.endswith(("_percent", "percent")):
        # As printed: 38 stays 38 %; what was computed is told to two decimals.
        return lambda value: say.percent(round(float(value), 2), None)
    if name.endswith("_points"):
        return lambda value: say.points(value)
    if name == "qualifier":
        return lambda value: say(f"qualifier.{value or 'exact'}", value="").strip()
    if name in CODED:
        return lambda value: (
            say(f"{SAME_WORDS.get(name, name)}.{value}") if isinstance(value, str) and value else ""
        )
    if name in YEARS:
        return lambda value: str(int(value))
    if name == "arithmetic":
        return lambda value: findings.arithmetic(value, say)
    return lambda value: _written(value, say)


def _written(value: Any, say: Labels) -> str:
    if pd.api.types.is_bool(value):
        return say("card.yes") if value else ""
    if isinstance(value, pd.Timestamp):
        return say.date(value.date())
    if isinstance(value, str):
        return value
    if isinstance(value, float) and not value.is_integer():
        return say.decimal(value, 2)
    return say.count(value)


def hidden_in(frame: pd.DataFrame, name: str) -> list[bool]:
    """Which cells of a column are hidden small numbers."""
    empty = frame[name].isna()
    if "hidden_columns" in frame:  # of which several figures stand in one row
        told = frame.hidden_columns.fillna("").str.split()
        return [bool(none) and name in columns for none, columns in zip(empty, told, strict=True)]
    if name == "arithmetic":  # every contradiction has one
        return empty.tolist()
    if name not in HELD_BACK or "status" not in frame:
        return [False] * len(frame)
    held = frame.status.eq(HIDDEN).fillna(False)
    if name == "total_cases":  # a total is hidden or told for all of its outcomes
        held = held.groupby([frame[n] for n in TOTALLED if n in frame], dropna=False).transform("any")
    return (empty & held).astype(bool).tolist()


def readable(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """The table as text: headings and values in words, an absent figure as the word for "not reported"."""
    frame = with_period(frame, say)
    # A remark that no row carries only takes room from the figures.
    frame = frame.drop(columns=[n for n in REMARKS if n in frame and frame[n].isna().all()])
    texts = {}
    for name in shown_columns(frame, say):
        write = words_of(name, say)
        if name == "value" and "qualifier" in frame:
            told = zip(frame.value, frame.qualifier, hidden_in(frame, name), strict=True)
            texts[say("column.value")] = [
                say("card.hidden") if held else say.count(v, q) for v, q, held in told
            ]
            continue
        silent = frame[name].dtype == object or pd.api.types.is_string_dtype(frame[name])
        absent = "" if silent or name in OPEN_ENDED or name in REMARKS else say("card.not_reported")
        texts[say(f"column.{name}")] = [
            say("card.hidden") if held else absent if pd.isna(v) else write(v)
            for v, held in zip(frame[name], hidden_in(frame, name), strict=True)
        ]
    return pd.DataFrame(texts)


def harmless(value: object) -> object:
    """Text that a spreadsheet can't run: a leading formula mark gets an apostrophe before it."""
    return "'" + value if isinstance(value, str) and value.startswith(FORMULA_MARKS) else value


def _labelled(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    frame = with_period(frame, say)
    kept = frame[shown_columns(frame, say)].astype(object)
    kept = kept.where(kept.notna(), None)
    for name in kept.columns:
        held = hidden_in(frame, name)
        if any(held):
            kept[name] = kept[name].mask(held, say("card.hidden"))
    for name in kept.columns.intersection(list(CODED)):
        kept[name] = kept[name].map(words_of(name, say))
    return kept.rename(columns=lambda name: say(f"column.{name}"))


def csv(frame: pd.DataFrame, say: Labels, notes: list[str]) -> bytes:
    """The table as CSV that Excel opens right: UTF-8 with BOM, the language's own separator and decimal mark."""
    separator, decimal = (";", ",") if say.lang == "vi" else (",", ".")
    safe = _labelled(frame, say).map(harmless)
    body = safe.to_csv(
        index=False,
        sep=separator,
        decimal=decimal,
        # A column of counts and percents is one of floats: 1327 must not become 1327,0.
        float_format=lambda v: repr(float(v)).removesuffix(".0").replace(".", decimal),
        lineterminator="\r\n",
    )
    tail = "".join(
        pd.Series([harmless(n)]).to_csv(index=False, header=False, sep=separator, lineterminator="\r\n")
        for n in notes
    )
    return ("\ufeff" + body + "\r\n" + tail).encode("utf-8")


def xlsx(frame: pd.DataFrame, say: Labels, notes: list[str]) -> bytes:
    """The table as an Excel workbook: typed cells, frozen header, and a second sheet with the notes."""
    table = _labelled(frame, say)
    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet(say("card.sheet_figures"))
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        whole, decimal, year = (book.add_format({"num_format": f}) for f in (NUMBER, PERCENT, YEAR))
        years = {say(f"column.{name}") for name in YEARS if say.has(f"column.{name}")}
        for column, name in enumerate(table.columns):
            sheet.write_string(0, column, name, head)
            formats = {"int": year if name in years else whole, "float": decimal}
            for row, value in enumerate(table[name], 1):
                _write(sheet, row, column, value, formats)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
        about = book.add_worksheet(say("card.sheet_notes"))
        for row, note in enumerate(notes):
            about.write_string(row, 0, note)
        about.set_column(0, 0, 110)
    return target.getvalue()


def _write(sheet, row: int, column: int, value: Any, formats: dict) -> None:
    if value is None:
        return
    if pd.api.types.is_bool(value):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, float) and not value.is_integer():
        sheet.write_number(row, column, value, formats["float"])
    elif hasattr(value, "strftime"):
        sheet.write_string(row, column, value.strftime("%d/%m/%Y"))
    else:
        sheet.write_number(row, column, value, formats["int"])
