"""The figures of a warehouse file into another one, without those that are hidden: they are never written there."""

import json
from pathlib import Path

from ingest import layout
from ingest.columns import insert
from ingest.contract import Table, observations

HIDDEN = "c"  # SDMX: confidential; no file that is imported may say so
# What of a hidden row holds its figure.
FIGURES = {
    "structure": ("members", "percent", "share_percent"),
    "discipline": ("cases",),
    "inspections": ("cases",),
    "changes": ("members",),
}
# What the other rows of a group tell of a hidden one.
GROUPED = {
    "structure": "if(bool_or(is_hidden) over (partition by unit_id, period_start, period_end, period_kind, population, "
    "dimension, scheme), null, untold_percent) as untold_percent",
    "discipline": "if(bool_or(is_hidden and outcome = 'all') over (partition by unit_id, period_start, period_end, "
    "period_kind, authority, subject), null, total_cases) as total_cases",
}
# What a finding says that is no figure.
COUNTS_OF_UNITS = ("reported", "due", "also")

Rows = dict[str, list[tuple[str, int]]]


def fill(connection, plain: dict[str, Path], hidden: Rows, territory: str) -> None:
    """Every printed and every finished figure of one territory and what it contradicts, but for those that are hidden;
    a printed figure is hidden where the one of its own time is."""
    houses = {name: f"{name}_" for name in ("then", territory)}
    for name, house in houses.items():
        place = str(plain[name]).replace("'", "''")
        connection.execute(f"attach '{place}' as {house} (read_only)")
    own = houses[territory]
    for table in observations():
        _choose(connection, "chosen", table, hidden[territory])
        connection.execute(layout.create_shown(table))
        connection.execute(_finished(table, own))
        _choose(connection, "chosen", table, hidden["then"])
        connection.execute(layout.create_stated(table))
        connection.execute(_stated(table, own, houses["then"]))
    _reconciled(connection, own)
    connection.execute("drop table temp.chosen")
    for house in set(houses.values()):
        connection.execute(f"detach {house}")


def _choose(connection, name: str, table: Table, rows: list[tuple[str, int]]) -> None:
    numbers = [number for told, number in rows if told == table.name]
    connection.execute(
        f"create or replace temp table {name} as select unnest($numbers)::bigint as number",
        {"numbers": numbers},
    )


def _finished(table: Table, house: str) -> str:
    grouped = [GROUPED[table.name]] if table.name in GROUPED else []
    replaced = ", ".join([*_without(table, FIGURES.get(table.name, ())), *grouped])
    return (
        f"insert into {table.name} by name select * exclude (is_hidden, number) replace ({replaced}) "
        "from (select *, rowid as number, rowid in (select number from temp.chosen) as is_hidden "
        f"from {house}.{table.name}) order by number"
    )


def _stated(table: Table, house: str, then: str) -> str:
    same = " and ".join(
        f"p.{name} is not distinct from s.{name}"
        for name in ("unit_id", "period_start", "period_end", "period_kind", *table.key)
    )
    measured = [name for name in FIGURES.get(table.name, ()) if name in {m.name for m in table.measures}]
    return (
        f"insert into stated.{table.name} by name "
        f"with keys as (select * from {then}.{table.name} where rowid in (select number from temp.chosen)) "
        f"select * exclude (is_hidden) replace ({', '.join(_without(table, measured))}) "
        f"from (select s.*, exists (from keys as p where {same}) as is_hidden from {house}.stated.{table.name} as s) "
        "order by row_id"
    )


def _without(table: Table, names) -> list[str]:
    """What stands in place of columns where a row is hidden; a note may repeat the figure in words."""
    return [
        f"if(is_hidden, '{HIDDEN}', status) as status",
        "if(is_hidden, null, note) as note",
        *(f"if(is_hidden, null, {name}) as {name}" for name in names),
    ]


def _reconciled(connection, house: str) -> None:
    """The contradictions; of one that rests on a hidden figure only its rule, its place and the figures shown."""
    hidden = {
        (table.name, row)
        for table in observations()
        for (row,) in connection.execute(
            f"select row_id from stated.{table.name} where status = '{HIDDEN}'"
        ).fetchall()
    }
    told = connection.execute(f"from {house}.reconciled")
    names, kinds = [c[0] for c in told.description], [str(c[1]) for c in told.description]
    rows = [_concealed(dict(zip(names, row, strict=True)), hidden) for row in told.fetchall()]
    columns = ", ".join(f"{name} {kind}" for name, kind in zip(names, kinds, strict=True))
    connection.execute(f"create table reconciled ({columns})")
    insert(
        connection,
        "reconciled",
        {name: (kind.lower(), [row[name] for row in rows]) for name, kind in zip(names, kinds, strict=True)},
    )


def _concealed(row: dict, hidden: set[tuple[str, int]]) -> dict:
    terms = json.loads(row["terms"])
    if not any((term["table"], term["row_id"]) in hidden for term in terms):
        return row
    figures = json.loads(row["figures"])
    shown = [
        term | {"value": None, "text": None} if (term["table"], term["row_id"]) in hidden else term
        for term in terms
    ]
    return row | {
        "arithmetic": None,
        "terms": json.dumps(shown, ensure_ascii=False),
        "figures": json.dumps(
            {name: value if name in COUNTS_OF_UNITS else None for name, value in figures.items()},
            ensure_ascii=False,
        ),
    }
