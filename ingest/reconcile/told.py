"""The rules as SQL: figures of some units at a time are laid out once and every rule asks them for contradictions."""

from collections.abc import Iterator
from pathlib import Path

from ingest.contract import Column, Table, observations, tables

HERE = Path(__file__).parent
# Units whose figures are laid out at once: enough for a province, little enough for the memory of a build.
SLICE = 4096
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
DECIMALS = "coalesce({0}_decimals, decimals_of({0}, null))"


def violations(connection) -> Iterator[tuple[str, list[dict]]]:
    """(rule, rows) of every rule; a rule comes several times."""
    connection.execute(
        "create or replace temp macro term(sign, figure, t, m, r) as "
        "{'sign': sign, 'value': figure::double, 'table': t::varchar, 'measure': m::varchar, 'row': r::bigint}"
    )
    connection.execute(
        "create or replace temp macro decimals_of(figure, told) as "
        r"coalesce(told, length(regexp_extract(figure::varchar, '\.(\d*[1-9])', 1)))::integer"
    )
    (highest,) = connection.execute("select coalesce(max(unit_id), 0) from units").fetchall()[0]
    for low in range(0, highest + 1, SLICE):
        yield from _of_units(connection, {"low": low, "high": low + SLICE - 1})
    for name, additive in ADDED_UP.items():
        table = tables()[name]
        told = [_rows(connection, _children(table, m, additive), {}) for m in _counts(table)]
        yield "children_total", [row for rows in told for row in rows]
    for table in observations():
        connection.execute(f"drop table if exists told_{table.name}")
    connection.execute("drop table if exists wholes")


def _of_units(connection, units: dict[str, int]) -> Iterator[tuple[str, list[dict]]]:
    for table in observations():
        connection.execute(_laid_out(table), units)
    connection.execute(_text("wholes"))
    for name in SIMPLE:
        sql = _text(name)
        yield name.partition(".")[0], _rows(connection, sql, units if "$low" in sql else {})
    for name, flows in FLOWS.items():
        for measure in _counts(tables()[name]):
            sql = _filled("years_total", tables()[name], measure=measure, flows=flows)
            yield "years_total", _rows(connection, sql, {})
    for table in observations():
        for measure in _told_twice(connection, table):
            decimals = (
                f"decimals_of({measure.name}, {measure.name}_decimals)" if measure.type in ROUNDED else "0"
            )
            sql = _filled("restated", table, measure=measure.name, decimals=decimals)
            yield "restated", _rows(connection, sql, units)
        yield "before_founded", _rows(connection, _filled("before_founded", table), units)


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
    return _text(name).format(table=table.name, keys=", ".join(_keys(table)), **parts)


def _laid_out(table: Table) -> str:
    return _filled("told", table, measures=",\n    ".join(_measure(m.name, m.type) for m in table.measures))


def _measure(name: str, kind: str) -> str:
    columns = [
        f"coalesce(min({name}) filter (exact and status = 'r'), min({name}) filter (exact)) as {name}",
        f"coalesce(max({name}) filter (exact and status = 'r'), max({name}) filter (exact)) as {name}_high",
        f"coalesce(bool_or(not exact) filter ({name} is not null), false) as {name}_loose",
        f"coalesce(min(row_id) filter ({name} is not null and status = 'r'), "
        f"min(row_id) filter ({name} is not null)) as {name}_row",
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


def _rows(connection, sql: str, values: dict) -> list[dict]:
    found = connection.execute(sql, values)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
