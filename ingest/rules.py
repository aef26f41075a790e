"""Rules on more than one cell: categories of a scheme, allowed pairs, signs, repeated keys."""

from operator import itemgetter

from ingest.cells import category
from ingest.problem import quoted
from ingest.reading import ReadingError

# Rows may differ in these and still say the same.
REMARKS = ("period", "note")
PLACED = ("unit_code", "period_start", "period_end", "period_kind", "source_code", "place")


def check_rows(check, columns: dict[str, list]) -> None:
    """Notes unknown_scheme, unknown_code, outcome_not_allowed and negative_count; replaces the
    categories in `columns` by their codes."""
    if "category" in columns and check.table.column("category").type == "category":
        columns["category"] = _categories(check, columns)
    for name, rule in (check.table.allowed or {}).items():
        _allowed(check, columns, name, rule)
    for measure in check.table.measures:
        if measure.signed_for:
            _signed(check, columns, measure)


def _categories(check, columns: dict[str, list]) -> list:
    told: dict[tuple, str | ReadingError | None] = {}
    codes = []
    names = ("dimension", "scheme", "category")
    for line, *key in zip(check.lines, *(columns[n] for n in names), strict=True):
        key = tuple(key)
        if key not in told:
            told[key] = _category(check.known, key)
        result = told[key]
        if isinstance(result, ReadingError):
            column = "scheme" if result.code == "unknown_scheme" else "category"
            check.fault(line, column, result)
        codes.append(result if isinstance(result, str) else None)
    return codes


def _category(known, key: tuple) -> str | ReadingError | None:
    # One of the three was wrong or empty, which stands noted already.
    if None in key:
        return None
    try:
        return category(known, *key)
    except ReadingError as error:
        return error


def _allowed(check, columns: dict[str, list], name: str, rule: dict) -> None:
    by = rule["by"]
    for line, value, owner in zip(check.lines, columns[name], columns[by], strict=True):
        if value and owner in rule and value not in rule[owner]:
            values = {"value": value, "owner": owner, "allowed": ", ".join(rule[owner])}
            check.fault(line, name, ReadingError("outcome_not_allowed", **values))


def _signed(check, columns: dict[str, list], measure) -> None:
    """A minus is right only in rows with one of the codes the contract names for it."""
    rows = zip(*(columns[key] for key in check.table.key), strict=True)
    for line, value, codes in zip(check.lines, columns[measure.name], rows, strict=True):
        if value is not None and value < 0 and not set(codes) & set(measure.signed_for):
            error = ReadingError("negative_count", text=quoted(str(value)))
            check.fault(line, measure.name, error)


def without_repeats(check, names: list[str], rows: list[tuple]) -> list[int]:
    """The numbers of the rows without an error and without exact repeats (warning repeated_row);
    two different values under one key are an error duplicate_key that names both lines."""
    table = check.table
    kept = [i for i, line in enumerate(check.lines) if line not in check.bad_lines]
    if any(c.required and c.name not in check.at for c in table.columns):
        return kept
    key = [*(PLACED if table.is_observation else ()), *table.key]
    key_of = itemgetter(*(names.index(n) for n in key))
    keys = {i: key_of(rows[i]) for i in kept}
    if len(set(keys.values())) == len(kept):
        return kept
    compared_at = [i for i, n in enumerate(names) if n not in (*key, *REMARKS)]
    first: dict[tuple, list[int]] = {}
    result = []
    for i, row_key in keys.items():
        earlier = first.setdefault(row_key, [])
        if _is_new(check, names, rows, compared_at, earlier, i):
            result.append(i)
            earlier.append(i)
    return result


def _is_new(check, names, rows, compared_at, earlier: list[int], i: int) -> bool:
    """False for a repeat or a contradiction of an earlier row of the same key, which is noted."""
    for j in earlier:
        now, before = ([rows[n][k] for k in compared_at] for n in (i, j))
        if now == before:
            lines = {"other_line": check.lines[j]}
            check.problems.add("repeated_row", check.lines[i], severity="warning", **lines)
            return False
        for k, a, b in zip(compared_at, now, before, strict=True):
            if a != b and (None not in (a, b) or not check.table.is_observation):
                values = {"other_line": check.lines[j], "value": _short(a), "other": _short(b)}
                check.fault(check.lines[i], names[k], ReadingError("duplicate_key", **values))
                return False
    return True


def _short(value) -> str:
    return quoted("" if value is None else str(value))
