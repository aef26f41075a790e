"""The rules as SQL: figures of some units at a time are laid out once and every rule asks them for contradictions."""

import re
from collections.abc import Iterator
from pathlib import Path

from ingest.contract import Column, Table, observations, tables

HERE = Path(__file__).parent
# Units whose figures are laid out at once: enough for a province, little enough for the memory of a build.
SLICE = 4096
# So many printed rows need no slices: the rules are planned once for all units.
AT_ONCE = 300_000
ROUNDED = ("percent", "decimal")
SIMPLE = (
    "parts_total.structure",
    "parts_total.org_types",
    "parts_total.fixed",
    "parts_total.base",
    "parts_total.indicators",
    "percent_sum",
    "percent_of_base",
    "percent_feasible",
    "flow_balance",
    "carry_over",
    "admitted_flow",
    "attainment",
    "outcomes_total",
    "stages_fall",
    "trained_admitted",
    "points_not_percent",
)
# What may be added up over years, by table; where only some rows may, the rows.
FLOWS = {
    "changes": "change not in ('opening', 'closing')",
    "admissions": "true",
    "discipline": "true",
    "inspections": "true",
}
# What may be added up over units. Transfers between sisters are none of their parent; what a committee does itself is
# its own; a unit's own quota may be less than it hands out.
ADDED_UP = {
    "membership": "true",
    "structure": "population in ('members', 'admitted')",
    "admissions": "true",
    "changes": "change not in ('in_transferred', 'out_transferred', 'in_merged', 'out_merged', 'opening')",
    "discipline": "authority not in ('inspection_commission', 'standing_committee')",
    "inspections": "authority not in ('inspection_commission', 'standing_committee')",
    "organisations": "level <> 'subordinate'",
    "ratings": "true",
}
# Differences under one of these have one cause as a rule, and are told once.
FAMILIES = {
    "structure": ("population", "dimension", "scheme"),
    "admissions": ("area",),
    "discipline": ("authority", "subject"),
    "inspections": ("authority", "kind", "subject"),
    "organisations": ("level",),
    "ratings": ("subject",),
}


def violations(connection) -> Iterator[tuple[str, list[dict]]]:
    """(rule, rows) of every rule; a rule comes several times."""
    connection.execute(
        "create or replace temp macro term(sign, figure, t, m, r) as "
        "{'sign': sign, 'value': figure::double, 'table': t::varchar, 'measure': m::varchar, 'row': r::bigint}"
    )
    connection.execute(
        "create or replace temp macro terms(ids, t, m) as list_transform(ids, lambda r: term('+', null, t, m, r))"
    )
    connection.execute(
        "create or replace temp macro decimals_of(figure, told) as "
        r"coalesce(told, length(regexp_extract(figure::varchar, '\.(\d*[1-9])', 1)))::integer"
    )
    filled = _with_rows(connection)
    (highest,) = connection.execute("select coalesce(max(unit_id), 0) from units").fetchall()[0]
    step = SLICE if _count(connection) > AT_ONCE else highest + 1
    for low in range(0, highest + 1, step):
        connection.execute(f"set variable low = {low}; set variable high = {low + step - 1}")
        yield from _of_units(connection, filled)
    for name, additive in ADDED_UP.items():
        if name not in filled:
            continue
        table = tables()[name]
        told = [_rows(connection, _children(table, m, additive)) for m in _counts(table)]
        yield "children_total", [row for rows in told for row in rows]
    for table in observations():
        _forget(connection, table)
    connection.execute("drop table if exists wholes")


def _with_rows(connection) -> set[str]:
    """The tables that hold figures: a rule about none of them has nothing to say, and its plan takes the longest."""
    counts = ", ".join(f"(select count(*) from stated.{t.name}) > 0" for t in observations())
    (told,) = connection.execute(f"select {counts}").fetchall()
    return {t.name for t, some in zip(observations(), told, strict=True) if some}


def _count(connection) -> int:
    """How many rows are printed in all."""
    counts = " + ".join(f"(select count(*) from stated.{t.name})" for t in observations())
    (found,) = connection.execute(f"select {counts}").fetchall()[0]
    return found


def _asks(sql: str, filled: set[str]) -> bool:
    """Whether a rule asks any of these tables; one that names no table asks all of them."""
    words = set(re.findall(r"(?:told_|stated\.)(\w+)", sql)) & {t.name for t in observations()}
    return not words or bool(words & filled) or "wholes" in sql


def _of_units(connection, filled: set[str]) -> Iterator[tuple[str, list[dict]]]:
    for table in observations():
        _forget(connection, table)
        (twice,) = connection.execute(_filled("told_twice", table)).fetchall()[0]
        write = _measure if twice else _measure_once
        measures = ",\n    ".join(write(m.name, m.type) for m in table.measures)
        connection.execute(_filled("told" if twice else "told_once", table, measures=measures))
    connection.execute(_text("wholes"))
    for name in SIMPLE:
        if _asks(_text(name), filled):
            yield name.partition(".")[0], _rows(connection, _text(name))
    for name, flows in FLOWS.items():
        if name not in filled:
            continue
        for measure in _counts(tables()[name]):
            sql = _filled("years_total", tables()[name], measure=measure, flows=flows)
            yield "years_total", _rows(connection, sql)
    for table in observations():
        if table.name not in filled:
            continue
        for measure in _told_twice(connection, table):
            decimals = (
                f"decimals_of({measure.name}, {measure.name}_decimals)" if measure.type in ROUNDED else "0"
            )
            sql = _filled("restated", table, measure=measure.name, decimals=decimals)
            yield "restated", _rows(connection, sql)
        yield "before_founded", _rows(connection, _filled("before_founded", table))


def _told_twice(connection, table: Table) -> list[Column]:
    """The measures that some source of these units tells in two ways; nearly always none, and soon known."""
    measures = [m for m in table.measures if m.name != "base"]
    asked = ", ".join(f"bool_or({m.name} <> {m.name}_high or revised)" for m in measures)
    (told,) = connection.execute(f"select {asked} from told_{table.name}").fetchall()
    return [m for m, twice in zip(measures, told, strict=True) if twice]


def _text(name: str) -> str:
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")


def _keys(table: Table) -> list[str]:
    """A figure in another unit of measure is another figure."""
    return [*table.key, "unit_of_measure"] if table.name == "indicators" else list(table.key)


def _filled(name: str, table: Table, **parts: str) -> str:
    keys = _keys(table)
    own_keys = ", ".join(f"p.{k}" for k in keys)
    return _text(name).format(table=table.name, keys=", ".join(keys), own_keys=own_keys, **parts)


def _forget(connection, table: Table) -> None:
    """What stands for the units before may be a table or a view."""
    found = connection.execute(
        "select 'table' from duckdb_tables() where temporary and table_name = $name union all "
        "select 'view' from duckdb_views() where temporary and view_name = $name",
        {"name": f"told_{table.name}"},
    )
    for (kind,) in found.fetchall():
        connection.execute(f"drop {kind} temp.told_{table.name}")


def _measure_once(name: str, kind: str) -> str:
    columns = [
        f"if(p.exact, p.{name}, null) as {name}",
        f"if(p.exact, p.{name}, null) as {name}_high",
        f"not p.exact and p.{name} is not null as {name}_loose",
        f"if(p.exact and p.{name} is not null, p.row_id, null) as {name}_row",
    ]
    if kind in ROUNDED:
        columns.append(f"decimals_of(p.{name}, p.{name}_decimals) as {name}_decimals")
    return ", ".join(columns)


def _measure(name: str, kind: str) -> str:
    columns = [
        f"coalesce(min({name}) filter (exact and status = 'r'), min({name}) filter (exact)) as {name}",
        f"coalesce(max({name}) filter (exact and status = 'r'), max({name}) filter (exact)) as {name}_high",
        f"coalesce(bool_or(not exact) filter ({name} is not null), false) as {name}_loose",
        f"coalesce(min(row_id) filter (exact and {name} is not null and status = 'r'), "
        f"min(row_id) filter (exact and {name} is not null)) as {name}_row",
    ]
    if kind in ROUNDED:
        columns.append(f"max(decimals_of({name}, {name}_decimals)) as {name}_decimals")
    return ", ".join(columns)


def _counts(table: Table) -> list[str]:
    return [m.name for m in table.measures if m.type not in ROUNDED and m.name != "base"]


def _children(table: Table, measure: str, additive: str) -> str:
    family = FAMILIES.get(table.name, ())
    # A part by type exists only where there is such an organisation: no child is short of it.
    everywhere = "org_type = 'all'" if "org_type" in table.key else "true"
    split = " + ".join(f"({k} <> 'all')::integer" for k in table.key)
    return _filled(
        "children_total",
        table,
        measure=measure,
        additive=additive,
        flow="true" if table.measured == "flow" else "false",
        family=", ".join(family) or "''",
        everywhere=everywhere,
        split=split,
    )


def _rows(connection, sql: str) -> list[dict]:
    found = connection.execute(sql)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
