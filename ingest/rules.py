"""Rules on more than one cell: categories of a scheme, allowed pairs, signs, repeated keys."""

import numpy as np

from ingest.cells import NUMBER_TYPES, WHOLE_TYPES, category
from ingest.normalise import NumberCell, StyleError, fold, number_style, same_marks
from ingest.problem import quoted
from ingest.reading import ReadingError
from ingest.typed import Typed, together

# Rows may differ in these and still say the same.
REMARKS = ("period", "note")
PLACED = ("unit_code", "period_start", "period_end", "period_kind", "source_code", "place")


def number_way(check) -> str:
    """How the file writes its numbers; "", and a problem noted, if it can't be told."""
    if check.answers.numbers:
        return check.answers.numbers
    cells = {}
    for column in check.table.columns:
        if column.type in NUMBER_TYPES and column.name in check.have:
            whole, of_column = column.type in WHOLE_TYPES, check.answered(column)
            for text, row in zip(of_column.texts, of_column.first_rows().tolist(), strict=True):
                line = int(check.lines[row]) if len(check.lines) else 0
                # The earliest line speaks for a text that stands in several columns.
                if text and ((text, whole) not in cells or line < cells[text, whole].line):
                    cells[text, whole] = NumberCell(text, whole, line, column.name, row)
    try:
        return number_style(cells.values())
    except StyleError as error:
        check.fault([error.cell.row], error.cell.column, error)
        return ""


def check_rows(check, columns: dict[str, Typed]) -> None:
    """Notes unknown_scheme, unknown_code, outcome_not_allowed and negative_count; replaces the
    categories in `columns` by their codes."""
    if "category" in columns and check.table.column("category").type == "category":
        columns["category"] = _categories(check, columns)
    for name, rule in (check.table.allowed or {}).items():
        _allowed(check, columns, name, rule)
    for measure in check.table.measures:
        if measure.signed_for:
            _signed(check, columns, measure)


def _categories(check, columns: dict[str, Typed]) -> Typed:
    parts = [columns[n] for n in ("dimension", "scheme", "category")]
    first, numbers = together(parts, len(check.lines))
    codes: list[str | None] = []
    for number, row in enumerate(first):
        told = _category(check.known, tuple(part[row] for part in parts))
        if isinstance(told, ReadingError):
            column = "scheme" if told.code == "unknown_scheme" else "category"
            check.fault(np.flatnonzero(numbers == number), column, told)
        codes.append(told if isinstance(told, str) else None)
    return Typed(codes, numbers)


def _category(known, key: tuple) -> str | ReadingError | None:
    # One of the three was wrong or empty, which stands noted already.
    if None in key:
        return None
    try:
        return category(known, *key)
    except ReadingError as error:
        return error


def _allowed(check, columns: dict[str, Typed], name: str, rule: dict) -> None:
    values, owners = columns[name], columns[rule["by"]]
    first, numbers = together([values, owners], len(check.lines))
    for number, row in enumerate(first):
        value, owner = values[row], owners[row]
        if value and owner in rule and value not in rule[owner]:
            told = {"value": value, "owner": owner, "allowed": ", ".join(rule[owner])}
            check.fault(np.flatnonzero(numbers == number), name, ReadingError("outcome_not_allowed", **told))


def _signed(check, columns: dict[str, Typed], measure) -> None:
    """A minus is right only in rows with one of the codes the contract names for it."""
    wrong = columns[measure.name].where(lambda v: v is not None and v < 0)
    for key in check.table.key:
        wrong &= ~columns[key].where(lambda v: v in measure.signed_for)
    for row in np.flatnonzero(wrong):
        error = ReadingError("negative_count", text=quoted(str(columns[measure.name][row])))
        check.fault([row], measure.name, error)


def kept_rows(check, columns: dict[str, Typed]) -> np.ndarray:
    """The numbers of the rows without an error and without exact repeats (warning repeated_row);
    two different values under one key are an error duplicate_key that names both lines."""
    table, rows = check.table, len(check.lines)
    kept = np.flatnonzero(~check.bad)
    if any(c.required and c.name not in check.have for c in table.columns):
        return kept
    key = [*(PLACED if table.is_observation else ()), *table.key]
    first, numbers = together([columns[name] for name in key], rows)
    if len(first) == rows:
        return kept
    often = np.bincount(numbers[kept], minlength=len(first)) > 1
    several = kept[often[numbers[kept]]]
    compared = [n for n in columns if n not in (*key, *REMARKS)]
    earlier: dict[int, list[int]] = {}
    dropped = []
    for row in several.tolist():
        before = earlier.setdefault(int(numbers[row]), [])
        if _is_new(check, columns, compared, before, row):
            before.append(row)
        else:
            dropped.append(row)
    return np.setdiff1d(kept, dropped)


def _is_new(check, columns: dict[str, Typed], compared: list[str], earlier: list[int], row: int) -> bool:
    """False for a repeat or a contradiction of an earlier row of the same key, which is noted."""
    for other in earlier:
        now, before = ([columns[n][r] for n in compared] for r in (row, other))
        line, other_line = int(check.lines[row]), int(check.lines[other])
        if now == before:
            check.problems.add("repeated_row", line, severity="warning", other_line=other_line)
            return False
        for name, a, b in zip(compared, now, before, strict=True):
            if a != b and (None not in (a, b) or not check.table.is_observation):
                values = {"other_line": other_line, "value": _short(a), "other": _short(b)}
                check.fault([row], name, ReadingError("duplicate_key", **values))
                return False
    return True


def _short(value) -> str:
    return quoted("" if value is None else str(value))


def compare_totals(check, style: str) -> None:
    """Warning total_differs where a total row is neither the sum of all rows, nor of those above it, nor of those since
    the total before it; for each column of counts as it stands in the file."""
    sheet = check.sheet
    if not check.table.is_observation or not style or not sheet.totals:
        return
    counted = {check.at[m.name]: m for m in check.table.measures if m.type == "count" and m.name in check.at}
    counted |= {index: m for index, m in check.across.items() if m.type == "count"}
    ends = [line for line, _ in sheet.totals]
    for index, measure in counted.items():
        column = sheet.columns[index]
        # Of a pair such as 680/730 the first number is the column's own.
        values = [check.number(measure, text.partition("/")[0], style) or 0 for text in column.texts]
        counts = np.array(values, np.int64)[column.codes]
        for number, (line, cells) in enumerate(sheet.totals):
            cell = cells[index].partition("/")[0] if index < len(cells) else ""
            printed = check.number(measure, cell, style)
            since = ends[number - 1] if number else 0
            before = sheet.lines < line
            sums = [
                int(counts[r].sum())
                for r in (sheet.lines > 0, before, before & (sheet.lines > since))
                if r.any()
            ]
            if printed is not None and sums and printed not in sums:
                header = quoted(sheet.header[index])
                check.problems.add("total_differs", line, header, "warning", printed=printed, summed=sums[-1])


def without_figures(check, columns: dict[str, Typed]) -> None:
    """Warning no_figure for rows of which no measure is told: a report that says nothing is no row."""
    if not check.table.is_observation:
        return
    told = np.zeros(len(check.lines), bool)
    for measure in check.table.measures:
        told |= columns[measure.name].where(lambda v: v is not None)
    rows = np.flatnonzero(~told & ~check.bad)
    check.problems.add_lines("no_figure", check.lines[rows], [None] * len(rows), {}, "warning")


def say_other_marks(check, columns: dict[str, Typed]) -> None:
    """Warning name_differs for units that were told by a name with other marks: Sôn and Sơn may be two places."""
    for name in (c.name for c in check.table.columns if c.type == "unit" and c.name in check.view.columns):
        cells = check.view.columns[name]
        for text, row in zip(cells.texts, cells.first_rows().tolist(), strict=True):
            if text in check.known.units:  # a code, not a name
                continue
            code = columns[name][row] if len(cells) else None
            shown = check.known.shown.get(code or "", "")
            if code and fold(text) == fold(shown) and not same_marks(text, shown):
                values = {"text": quoted(text), "name": shown}
                check.problems.add(
                    "name_differs", int(check.lines[row]), check.shown(name, row), "warning", **values
                )


def say_serials(check) -> None:
    """Notice serial_date for periods that were read as day numbers of Excel."""
    cells = check.view.columns.get("period")
    if cells is None:
        return
    for text, row in zip(cells.texts, cells.first_rows().tolist(), strict=True):
        if text.isdigit() and len(text) == 5 and not check.bad[row]:
            period = check.periods[row]
            values = {"text": text, "date": f"{period.end:%d/%m/%Y}"}
            check.problems.add(
                "serial_date", int(check.lines[row]), check.shown("period", row), "notice", **values
            )
