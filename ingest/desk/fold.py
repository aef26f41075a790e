"""Layers folded into one state: the rows in force when some events speak, and these as checked files."""

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute

from ingest.contract import Table, decimals_of, tables
from ingest.desk import rows, state
from ingest.validate import Checked


def fold(connection, schema: str, events: list[int], only: Iterable[str] | None = None) -> None:
    """Schema `schema`: for each table the rows in force when these events speak, BASE among them."""
    connection.execute(f"create schema {schema}")
    for name, several in _told_by_several(connection, events).items():
        if only is not None and name not in only:
            continue
        if several:
            connection.execute(_fold(tables()[name], schema), {"events": events})
        else:
            names = ", ".join(
                [*state.kinds(tables()[name]), "_event", "_file", "_line", "_order", "true as _alone"]
            )
            spoken = f"select {names} from layer.{name} where _event in ({', '.join(map(str, events))})"
            connection.execute(f"create view {schema}.{name} as {spoken}")


def _told_by_several(connection, events: list[int]) -> dict[str, bool]:
    """Whether more than one of the events tells or removes rows of a table: else it stands as it is told."""
    parts = (
        f"select '{n}', count(distinct _event) > 1 from (select _event from layer.{n} "
        f"union all select _event from gone.{n}) where list_contains($events, _event)"
        for n in tables()
    )
    return dict(connection.execute(" union all ".join(parts), {"events": events}).fetchall())


def _fold(table: Table, schema: str) -> str:
    keys = state.key(table)
    names = list(state.kinds(table))
    return (
        (state.HERE / "fold.sql")
        .read_text(encoding="utf-8")
        .format(
            schema=schema,
            table=table.name,
            keys=", ".join(keys),
            keys_s=", ".join(f"s.{k}" for k in keys),
            same_s_o=state.same(table, "s", "o"),
            columns=", ".join(names),
            merged=",\n        ".join(_merged(table, n) for n in names if n not in keys),
        )
    )


def _merged(table: Table, name: str) -> str:
    newest = f"arg_max({name}, _rank) filter (_event >= _from)"
    if name == "status" and table.is_observation:
        changed = " or ".join(_changed(m.name) for m in table.measures)
        # The newest row's own mark, also where it is empty: then a change makes it a revision.
        own = "arg_max_null(status, _rank)"
        return f"coalesce({own}, case when {changed} then 'r' end, {newest}) as status"
    if name in rows.decimals(table):
        # How a figure was printed belongs to the figure, not to whoever said something last.
        told = f"filter (_event >= _from and {decimals_of(table)[name]} is not null)"
        return f"arg_max_null({name}, _rank) {told} as {name}"
    return f"{newest} as {name}"


def _changed(name: str) -> str:
    newest = f"arg_max({name}, _rank) filter (_event >= _from)"
    return f"min({name}) is distinct from {newest} or max({name}) is distinct from {newest}"


def entries(connection, schema: str, only: Iterable[str] | None = None) -> list[Checked]:
    """The rows of a folded state, one entry per table and file, in the order of dependence."""
    parts = (
        f"select '{t.name}' from {schema}.{t.name} limit 1"
        for t in state.in_order()
        if only is None or t.name in only
    )
    filled = connection.execute(" union all ".join(f"({p})" for p in parts)).fetchall()
    found = []
    for table in (t for t in state.in_order() if (t.name,) in filled):
        told = _told(connection, schema, table)
        for file in told["_file"].unique().to_pylist():
            mine = told.filter(pa.compute.equal(told["_file"], file))
            found.append(rows.as_checked(file, table, mine))
    return found


def _told(connection, schema: str, table: Table) -> pa.Table:
    kinds = rows.dated(table) | rows.decimals(table)
    columns = ", ".join(f"s.{n}" for n in kinds)
    # Sisters stand as their file has them; figures are found by their keys, in whatever order they came.
    join, order = "", "order by s._order"
    if table.is_observation:
        columns = columns.replace(
            "s.period_end",
            "case s.period_kind when 'undated' then o.as_of else s.period_end end as period_end",
        )
        days = f"select source_code, max(as_of) as as_of from {schema}.sources group by source_code"
        join = f"left join ({days}) as o using (source_code)"
        order = ""
    sql = f"select {columns}, s._file, s._line from {schema}.{table.name} as s {join} {order}"
    told = connection.sql(sql).to_arrow_table()
    return told.cast(pa.schema([(n, k) for n, k in (kinds | rows.ORIGIN).items()]))
