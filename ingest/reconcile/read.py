"""Rows that rules found into findings: what has one cause is told once, every figure gets its line and its codes."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from ingest.contract import tables
from ingest.finding import SEVERITIES, Finding, Term
from ingest.reconcile.arithmetic import told, written

PERCENTS = ("percent", "attainment_percent", "share_percent")
DATES = ("period_start", "period_end", "period_kind", "from_year", "to_year")


def merged(rule: str, rows: list[dict]) -> list[dict]:
    """The rows of one rule with its name, those of one cause as one."""
    rows = [row | {"rule": rule} for row in rows]
    if rule == "children_total":
        return _first_of_families(rows)
    if rule == "percent_of_base":
        return _of_one_base(rows)
    return _of_one_total(rows) if rule == "parts_total" else rows


def _first_of_families(rows: list[dict]) -> list[dict]:
    """A figure wrong on the way up is wrong in its total and in its parts: the total speaks, or else the first part."""
    families = defaultdict(list)
    for row in rows:
        whose = row["family"] if row["severity"] != "notice" else ""
        families[row["unit_id"], row["period"], row["source_code"], whose].append(row)
    kept = []
    for family in families.values():
        first = min(family, key=lambda r: (r["rank"], r["code"]))
        kept.append(first | {"also": len(family) - 1})
    return kept


def _of_one_base(rows: list[dict]) -> list[dict]:
    """Percents taken of one base that all fit one other have one cause: one finding, not one for each."""
    kept = []
    for group in _grouped(rows, lambda r: _spot(r["lhs"][1])):
        low = max(r["fits_from"] or 0 for r in group)
        high = min(r["fits_to"] or low for r in group)
        if len(group) > 1 and low <= high:
            figures = [t for r in group[1:] for t in r["lhs"][:1]]
            fits = {"fits_from": low, "fits_to": high}
            kept.append(group[0] | {"code": _common(group)} | fits | {"others": figures})
        else:
            kept += group
    return kept


def _of_one_total(rows: list[dict]) -> list[dict]:
    """Where several schemes add up alike, and not to the total, it is the total that is told apart: once."""
    kept = []
    for group in _grouped(rows, lambda r: (_spot(r["rhs"][0]), r["computed"], r["table_name"])):
        several = {"code": _common(group), "also": len(group) - 1} if len(group) > 1 else {}
        kept.append(group[0] | several)
    return kept


def _grouped(rows: list[dict], by: Callable[[dict], tuple]) -> list[list[dict]]:
    """Rows of one table, unit, period and source that agree in `by`, each group in the order of the files."""
    found = defaultdict(list)
    for row in sorted(rows, key=lambda r: r["lhs"][0]["row"] or 0):
        found[row["table_name"], row["unit_id"], row["period"], row["source_code"], by(row)].append(row)
    return list(found.values())


def _spot(term: dict) -> tuple:
    return term["table"], term["measure"], term["row"]


def _common(group: list[dict]) -> str:
    """The leading codes that all rows of a group share."""
    shared = []
    for parts in zip(*(r["code"].split(".") for r in group), strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return ".".join(shared) or "all"


def findings(connection, rows: list[dict]) -> list[Finding]:
    """The findings of merged rows, each key once, ordered by severity, unit and period."""
    units = dict(connection.execute("select unit_id, unit_code from units").fetchall())
    printed = _printed(connection, rows)
    found: dict[str, Finding] = {}
    for row in rows:
        finding = _finding(row, units, printed)
        found.setdefault(finding.key, finding)
    order = {code: number for number, code in units.items()}
    return sorted(
        found.values(),
        key=lambda f: (SEVERITIES.index(f.severity), order[f.unit], f.period, f.rule, f.table, f.code),
    )


def _printed(connection, rows: list[dict]) -> dict[str, dict[int, dict]]:
    """The printed rows that findings rest on: table -> row_id -> {column: value}."""
    wanted = defaultdict(set)
    for row in rows:
        for term in [*row["lhs"], *row["rhs"], *row.get("others", ())]:
            if term["row"] is not None:
                wanted[term["table"]].add(term["row"])
    told = {}
    for table, ids in wanted.items():
        found = connection.execute(
            f"select * from stated.{table} where list_contains($ids, row_id)", {"ids": sorted(ids)}
        )
        names = [column[0] for column in found.description]
        told[table] = {r["row_id"]: r for r in (dict(zip(names, v, strict=True)) for v in found.fetchall())}
    return told


def _finding(row: dict, units: dict[int, str], printed: dict) -> Finding:
    left, right, others = (_terms(row.get(side, ()), units, printed) for side in ("lhs", "rhs", "others"))
    span = (row.get("fits_from"), row.get("fits_to"))
    text = written(row["shape"], left, row["computed"], row["relation"], right, span)
    return Finding(
        rule=row["rule"],
        severity=row["severity"],
        table=row["table_name"],
        unit=units[row["unit_id"]],
        period=row["period"] or "",
        source=row["source_code"],
        code=row["code"],
        shape=row["shape"],
        left=left + others,
        computed=row["computed"],
        relation=row["relation"],
        right=right,
        arithmetic=text,
        item=_shared(row, left + others, right),
        dates=_dates(row, printed),
        values=told(row, left, right),
    )


def _dates(row: dict, printed: dict) -> dict:
    """The days and years of the finding's period, off a printed row of that period."""
    rows = [printed[t["table"]][t["row"]] for t in [*row["rhs"], *row["lhs"]] if t["row"] is not None]
    own = [r for r in rows if r["period"] == row["period"]] or rows
    return {name: own[0][name] for name in DATES}


def _shared(row: dict, told: tuple[Term, ...], right: tuple[Term, ...]) -> tuple[tuple[str, str], ...]:
    """The codes that all figures of the finding's table share; a figure alone has all its own."""
    both = told + right if row["shape"] == "equal" else told
    own = [t for t in both if t.table == row["table_name"] and row["shape"] != "points"]
    codes = [t.codes for t in own or right]
    return tuple(c for c in codes[0] if all(c in others for others in codes))


def _terms(side: Iterable[dict], units: dict[int, str], printed: dict) -> tuple[Term, ...]:
    return tuple(_term(t, units, printed) for t in side)


def _term(term: dict, units: dict[int, str], printed: dict) -> Term:
    measure = term["measure"] or ""
    row = printed[term["table"]][term["row"]] if term["row"] is not None else {}
    value = float(row[measure]) if term["value"] is None else term["value"]
    kind = "date" if measure == "period" else "percent" if measure in PERCENTS else "count"
    if row.get("unit_of_measure") == "percent":
        kind = "percent"
    table = tables().get(term["table"] or "")
    return Term(
        sign=term["sign"],
        value=value,
        kind=kind,
        decimals=_decimals(row, measure, value, kind),
        table=term["table"] or "",
        measure=measure,
        row_id=term["row"],
        codes=tuple((k, row[k]) for k in table.key if row.get(k)) if table and row else (),
        unit=units.get(row.get("unit_id", 0), ""),
        period=row.get("period") or "",
        days=tuple(str(row[name] or "") for name in DATES[:3]) if row else (),
        place=row.get("place") or "",
        file=row.get("file") or "",
        line=row.get("line"),
    )


def _decimals(row: dict, measure: str, value: float, kind: str) -> int:
    if kind == "date" or measure == "period":
        return 0
    told = row.get(f"{measure}_decimals")
    if told is not None:
        return told
    return len(f"{value:.6f}".rstrip("0").partition(".")[2]) if value % 1 else 0
