"""Both sides of a sum as plain text: `31 + 48 − 44 − 5 − 7 = 23 ≠ 17`; labels write the numbers another way."""

from datetime import date, timedelta

from ingest.finding import Term

MINUS = "−"
EXACT = 2
DAYS = 86400


def number(value: float, kind: str, decimals: int) -> str:
    """A figure with its own decimals and a point, a day in ISO form."""
    if kind == "date":
        return (date(1970, 1, 1) + timedelta(seconds=value)).isoformat()
    if kind == "count":
        return f"{value:.{decimals}f}" if decimals else f"{value:g}" if value % 1 else f"{value:.0f}"
    return f"{value:.{decimals}f}%"


def written(
    shape: str,
    left: tuple[Term, ...],
    computed: float | None,
    relation: str,
    right: tuple[Term, ...],
    span: tuple[int | None, int | None] = (None, None),
) -> str:
    """The whole of it; `computed` is left out where the left side is one figure already. `span` are the lowest and
    the highest sum of whole numbers that round to the percents."""
    end = right[0]
    ends = number(end.value, end.kind, end.decimals)
    side = _sum(left)
    if shape == "no_count":
        return _between(left[0], int(end.value))
    if shape == "no_counts":
        return f"{side} → {span[0]}–{span[1]} {relation} {ends}"
    if shape == "points":
        return f"{side} = {ends}"
    if computed is None or len(left) == 1:
        return f"{side} {relation} {ends}"
    if shape == "ratio":
        return f"{side} = {number(computed, 'percent', max(EXACT, end.decimals))} {relation} {ends}"
    decimals = max(t.decimals for t in left)
    return f"{side} = {number(computed, left[0].kind, decimals)} {relation} {ends}"


def _between(term: Term, whole: int) -> str:
    """The two whole numbers whose percents lie on both sides of one that no whole number gives."""
    below = int(term.value * whole / 100)
    shares = [
        f"{n} / {whole} = {number(100 * n / whole, 'percent', term.decimals + 1)}" for n in (below, below + 1)
    ]
    return f"{shares[0]} < {number(term.value, 'percent', term.decimals)} < {shares[1]}"


def _sum(terms: tuple[Term, ...]) -> str:
    marks = {"+": "+", "-": MINUS, "/": "/"}
    told = [number(t.value, t.kind, t.decimals) for t in terms]
    signs = ["", *(f" {marks[t.sign]} " for t in terms[1:])]
    text = "".join(sign + figure for sign, figure in zip(signs, told, strict=True))
    # Several quotas stand under one bar.
    over, bar, under = text.partition(" / ")
    if bar and len(terms) > EXACT:
        return f"({over}) / ({under})"
    return text


def told(row: dict, left: tuple[Term, ...], right: tuple[Term, ...]) -> dict[str, str]:
    """The figures that the sentence of a finding names, as plain text: both sides, how far apart they are, what would
    fit, and how many tell."""
    end, computed = right[0], row["computed"]
    kind, decimals = end.kind, max(t.decimals for t in (*left, end) if t.kind == end.kind)
    if row["shape"] == "ratio":
        decimals = max(EXACT, decimals)
    value = left[0].value if computed is None or row["shape"] == "no_count" else computed
    figures = {"left": number(value, kind, decimals), "right": number(end.value, end.kind, end.decimals)}
    if row["shape"] == "no_count":
        figures["left"] = number(value, left[0].kind, left[0].decimals)
    if kind != "date" and row["shape"] not in ("no_count", "no_counts"):
        figures["difference"] = number(abs(value - end.value), "count", decimals)
    low, high = row.get("fits_from"), row.get("fits_to")
    if row["shape"] == "ratio" and low and high and low <= high:
        figures["fits"] = str(low) if low == high else f"{low}–{high}"
    if row["shape"] == "no_counts":
        figures |= {"lowest": str(low), "highest": str(high)}
    if row["shape"] == "points":
        figures |= {"before": number(left[1].value, "percent", left[1].decimals)}
        figures |= {"after": number(left[0].value, "percent", left[0].decimals)}
    return figures | {
        name: str(row[name]) for name in ("reported", "due", "also") if row.get(name) is not None
    }
