"""SQL of the warehouse, written out from the contract: table names and columns are its own, values never are."""

from pathlib import Path

from ingest.contract import ROUNDED, Column, Table, decimals_of, observations

HERE = Path(__file__).parent / "sql"
DATED = "period_start date, period_end date, period_kind varchar"
YEARS = "from_year smallint, to_year smallint"
# Columns that questions would have to work out of several rows, and the statement that adds them.
OWN = {
    "admissions": (
        "original_quotas.sql",
        "original_quota bigint, original_percent double, quota_revised boolean",
    ),
    "structure": ("shares.sql", "whole bigint, share_percent double, untold_percent double"),
    "discipline": ("outcomes.sql", "total_cases bigint, counts boolean"),
    "membership": ("reorganised.sql", "reorganised_members bigint"),
}


def _columns(columns) -> str:
    return ", ".join(f"{c.name} {c.sql_type}" for c in columns)


def create_reference(table: Table) -> str:
    return f"create table {table.name} ({_columns(table.columns)})"


def create_stated(table: Table) -> str:
    """Every row as printed, with its unit's number, its dates, and the file and line it stands on."""
    own = [c for c in table.columns if c.name != "unit_code"]
    decimals = "".join(f", {name} tinyint" for name in decimals_of(table))
    return (
        f"create table stated.{table.name} (row_id bigint, unit_id integer, {DATED}, {YEARS}, "
        f"{_columns(own)}{decimals}, file varchar, line integer)"
    )


def create_draft(table: Table) -> str:
    return f"create or replace table draft ({_drafted(table)})"


def drafted(table: Table) -> list[str]:
    """The columns of a figure that is laid out."""
    known = ("basis", "reported", "expected", "complete", "contested")
    own = [*table.key, *(m.name for m in table.measures), "qualifier", "status", *known]
    dated = ("period_start", "period_end", "period_kind")
    return ["unit_id", *dated, *own, "source_code", "place", "note", "from_year", "to_year"]


def _drafted(table: Table) -> str:
    keys = _columns(table.column(k) for k in table.key)
    return (
        f"unit_id integer, {DATED}, {keys}, {_columns(table.measures)}, "
        "qualifier varchar, status varchar, basis varchar, reported integer, expected integer, "
        f"complete boolean, contested boolean, source_code varchar, place varchar, note varchar, {YEARS}"
    )


def create_shown(table: Table) -> str:
    more = f", {OWN[table.name][1]}" if table.name in OWN else ""
    return f"create table {table.name} ({_drafted(table)}, year smallint, in_year boolean{more})"


def _sum(column: Column) -> str:
    if column.type in ROUNDED or column.name == "base":
        return f"null::{column.sql_type} as {column.name}"
    # A sum over some of the reporting units would be set against another sum over all of them.
    return (
        f"case when count(c.{column.name}) = count(*) then sum(c.{column.name})::bigint end as {column.name}"
    )


def stated(table: Table) -> str:
    """The accepted rows of one file into `stated`; reads the registered rows `incoming`; parameter $file."""
    return _filled("stated.sql", table)


def shown(table: Table) -> str:
    """The printed figures, one per unit, period and key; parameters $low and $high bound the units of one slice."""
    names = [m.name for m in table.measures]
    return _filled(
        "shown.sql",
        table,
        measures=", ".join(names),
        newest_measures=", ".join(f"arg_min({m}, rank) as {m}" for m in names),
        contested=" or ".join(_contested(m) for m in names),
    )


def _contested(measure: str) -> str:
    # No contradiction: a revision, which says itself that it replaces a figure, and a round figure beside an exact one.
    told = f"({measure}) filter (status is distinct from 'r' and qualifier = 'exact')"
    return f"coalesce(max{told} <> min{told}, false)"


def rolled_up(table: Table) -> str:
    """The sums of children for the units at one depth; parameter $depth."""
    counts = [m.name for m in table.measures if m.type not in ROUNDED and m.name != "base"]
    # A part by loại hình exists only where there is such an organisation: no count of missing units is due.
    expected = "case when s.org_type = 'all' then d.expected end" if "org_type" in table.key else "d.expected"
    return _filled(
        "rolled_up.sql",
        table,
        child_keys=", ".join(f"c.{k}" for k in table.key),
        summed_measures=", ".join(_sum(m) for m in table.measures),
        any_count=" or ".join(f"c.{m} is not null" for m in counts),
        sum_keys=", ".join(f"s.{k}" for k in table.key),
        sum_measures=", ".join(f"s.{m.name}" for m in table.measures),
        expected=expected,
        same_keys=same_keys(table, "p", "s"),
    )


def settled(table: Table) -> str:
    """The finished rows in the order in which questions read them; parameters $low and $high bound one slice."""
    rows = _filled("settled.sql", table, same_keys=same_keys(table, "y", "d"))
    if table.name in OWN:
        rows = _filled(OWN[table.name][0], table, settled=rows)
    return f"insert into {table.name} by name {rows} order by {', '.join(table.layout)}"


def _filled(file: str, table: Table, **parts: str) -> str:
    text = (HERE / file).read_text(encoding="utf-8")
    return text.format(table=table.name, keys=", ".join(table.key), **parts)


def same_keys(table: Table, left: str, right: str) -> str:
    return " and ".join(f"{left}.{k} is not distinct from {right}.{k}" for k in table.key)


def mark_told() -> str:
    """Adds `told` to `units`: whether any figure is known of a unit, printed or added up."""
    known = " union ".join(f"select unit_id from {t.name}" for t in observations())
    return (
        "alter table units add column told boolean; "
        f"update units set told = unit_id in (select unit_id from ({known}))"
    )


def _slots(table: Table) -> list[tuple[str, str]]:
    """Up to four (column, SQL of its code list) of a table's key; the list of a category is its dimension."""
    keys = [table.column(k) for k in table.key if k != "scheme"]
    found = [(k.name, "dimension" if k.type == "category" else f"'{k.list or k.name}'") for k in keys]
    return (found + [("null", "null")] * 4)[:4]


def _figures_of(table: Table, measure: Column) -> str:
    slots = enumerate(_slots(table), 1)
    keys = ", ".join(f"{name} as key{i}, {codes} as list{i}" for i, (name, codes) in slots)
    scheme = "scheme" if "scheme" in table.key else "''"
    unit = measure.unit if measure.unit == "unit_of_measure" else f"'{measure.unit}'"
    return (
        f"select '{table.name}' as table_name, row_id, unit_id, period, period_start, period_end, "
        f"period_kind, from_year, to_year, {keys}, {scheme} as scheme, '{measure.name}' as measure, "
        f"{measure.name}::double as value, {unit} as unit_of_measure, qualifier, status, source_code, "
        f"place, note, file, line "
        f"from stated.{table.name} where {measure.name} is not null{_hidden(table, measure)}"
    )


def _hidden(table: Table, measure: Column) -> str:
    """A hidden figure (status c) is a printed one without its value; a percent that was none has no decimals."""
    if measure.name == "base":
        return ""
    printed = (
        f" and {measure.name}_decimals is not null" if measure.name in decimals_of(table).values() else ""
    )
    return f" or (status = 'c'{printed})"


def figures() -> str:
    """View `figures`: every printed figure of every table, one row each."""
    parts = [_figures_of(t, m) for t in observations() for m in t.measures]
    return "create view figures as " + " union all ".join(parts)
