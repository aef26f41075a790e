"""What differs between two folded states, row by row and counted; and which imports rest on another."""

from dataclasses import dataclass

from ingest.contract import tables
from ingest.desk import rows, state

# Beyond these of one table only the counts tell: nobody reads more, and a screen holds no more.
LISTED = 2000
REMARKS = ("note", "period")


@dataclass(frozen=True)
class Change:
    """One row: `kind` is added, changed or removed; `was` and `now` are its contract columns, or None; `columns` are
    those that differ. `file` and `line` say where the newer (of a removed one the older) was read."""

    table: str
    kind: str
    was: dict | None
    now: dict | None
    columns: tuple[str, ...]
    file: str
    line: int


@dataclass(frozen=True)
class Count:
    """Rows of one table, unit and period; reference tables have neither unit nor period."""

    table: str
    unit: str | None
    period: str | None
    added: int
    changed: int
    removed: int
    same: int


def touched(connection, events: set[int]) -> list[str]:
    """The tables that these events tell or remove rows of: no others can differ."""
    parts = (f"select '{n}', _event from {part}.{n}" for n in tables() for part in ("layer", "gone"))
    sql = f"select distinct * from ({' union all '.join(parts)})"
    found = {name for name, event in connection.execute(sql).fetchall() if event in events}
    return [name for name in tables() if name in found]


def find(connection, was: str, now: str, schema: str, names: list[str]) -> None:
    """Schema `schema`: for each of the tables named, the rows that differ."""
    text = (state.HERE / "difference.sql").read_text(encoding="utf-8")
    connection.execute(f"create schema {schema}")
    for table in map(tables().__getitem__, names):
        parts = {"schema": schema, "table": table.name, "was": was, "now": now}
        parts["keys"] = ", ".join(f"s.{k}" for k in state.key(table))
        parts["same"] = state.same(table, "s", "o")
        parts["equal"] = " and ".join(f"s.{n} is not distinct from o.{n}" for n in rows.dated(table))
        connection.execute(text.format(**parts))


def changes(connection, schema: str, names: list[str], limit: int = LISTED) -> list[Change]:
    """The first differing rows of each table."""
    found = []
    for table in map(tables().__getitem__, names):
        told = connection.execute(
            f"select kind, was, now from {schema}.{table.name} "
            f"order by coalesce(now._order, was._order) limit {limit}"
        ).fetchall()
        found += [_change(table, *row) for row in told]
    return found


def _change(table, kind: str, was: dict, now: dict) -> Change:
    names = [c.name for c in table.columns]
    old = {n: was[n] for n in names} if kind != "added" else None
    new = {n: now[n] for n in names} if kind != "removed" else None
    differing = tuple(n for n in names if old and new and old[n] != new[n])
    newer = now if new else was
    return Change(table.name, kind, old, new, differing, newer["_file"], newer["_line"])


def counts(connection, now: str, schema: str, names: list[str], event: int | None = None) -> list[Count]:
    """How many rows of each table, unit and period differ; `same` counts those of the import `event`, or all."""
    found = []
    for table in map(tables().__getitem__, names):
        place = "unit_code, period" if table.is_observation else "null as unit_code, null as period"
        told = connection.execute(
            f"with differing as (select kind, unnest(case kind when 'removed' then was else now end) "
            f"from {schema}.{table.name}), "
            f"told as (select {place}, kind, 1 as n from differing "
            f"union all by name select {place}, 'same' as kind, 1 as n from {now}.{table.name} "
            f"where $event is null or _event = $event "
            f"union all by name select {place}, 'same' as kind, -1 as n from differing where kind <> 'removed' "
            f"and ($event is null or _event = $event)) "
            f"select unit_code, period, {', '.join(_count(k) for k in ('added', 'changed', 'removed', 'same'))} "
            f"from told group by all having added + changed + removed + same > 0 order by all",
            {"event": event},
        ).fetchall()
        found += [Count(table.name, *row) for row in told]
    return found


def _count(kind: str) -> str:
    return f"coalesce(sum(n) filter (kind = '{kind}'), 0)::bigint as {kind}"


def dependents(connection, before: set[int], after: set[int], version: int) -> list[int]:
    """The imports after `version` that changed or removed rows of those that go or come; all must be laid."""
    toggled, later = before ^ after, {v for v in before & after if v > version}
    given = {"toggled": sorted(toggled), "later": sorted(later)}
    found = set()
    for name in touched(connection, toggled) if later else ():
        found |= {row[0] for row in connection.execute(_resting(tables()[name]), given).fetchall()}
    return sorted(found)


def _resting(table) -> str:
    plain = [c.name for c in table.columns if c.name not in (*state.key(table), *REMARKS)]
    # An empty cell says nothing, unless its row was to replace the earlier one whole.
    differs = " or ".join(
        f"(s.{n} is distinct from o.{n} and (o._whole or o.{n} is not null))" for n in plain
    )
    mine = f"(select * from layer.{table.name} where list_contains($toggled, _event))"
    return (
        f"select distinct o._event from {mine} as s inner join layer.{table.name} as o "
        f"on {state.same(table, 's', 'o')} where list_contains($later, o._event) and ({differs}) "
        f"union select distinct o._event from {mine} as s inner join gone.{table.name} as o "
        f"on {state.same(table, 's', 'o')} where list_contains($later, o._event)"
    )
