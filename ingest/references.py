"""What figures refer to, in the warehouse: sources, numbered units, dated edges, code lists, the collection."""

from datetime import datetime

from ingest import layout, tree
from ingest.columns import append, insert
from ingest.contract import observations, tables
from ingest.normalise import fold
from ingest.validate import Checked


def fill(connection, about: dict, checked: list[Checked]) -> None:
    """Sources, numbered units, dated edges, code lists and what is known about the collection itself."""
    for table in tables().values():
        if not table.is_observation and table.name != "units":
            connection.execute(layout.create_reference(table))
            for entry in checked:
                if entry.contract.name == table.name:
                    append(connection, f"insert into {table.name} by name select * from incoming", entry)
    unit_rows = [r for c in checked if c.contract.name == "units" for r in c.rows]
    units = [tree.UnitRow(*row) for row in unit_rows]
    number_units(connection, units)
    spell_units(connection, units)
    name_everything(connection)
    facts = {k: str(v) for k, v in about.items() if isinstance(v, (str, bool))}
    facts["built_at"] = datetime.now().isoformat(timespec="seconds")
    connection.execute("create table about (key varchar, value varchar)")
    insert(
        connection,
        "about",
        {"key": ("varchar", facts.keys()), "value": ("varchar", facts.values())},
    )
    connection.execute("create schema stated")
    for table in observations():
        connection.execute(layout.create_stated(table))


def number_units(connection, rows: list[tree.UnitRow]) -> None:
    """Tables `units` (one row a unit, numbered breadth first) and `edges` (who hung under whom, and when)."""
    numbers = tree.number(rows)
    depths = tree.depths(rows, numbers, ever=False)
    deepest = tree.depths(rows, numbers, ever=True)
    last = {row.code: row for row in sorted(rows, key=lambda r: r.since)}
    first = {row.code: row for row in sorted(rows, key=lambda r: r.since, reverse=True)}
    ordered = sorted(last.values(), key=lambda r: numbers[r.code])
    connection.execute(
        "create table units (unit_id integer, unit_code varchar, name varchar, parent_id integer, kind varchar, "
        "org_type varchar, depth integer, deepest integer, valid_from date, valid_to date, note varchar)"
    )
    insert(
        connection,
        "units",
        {
            "unit_id": ("bigint", [numbers[r.code] for r in ordered]),
            "unit_code": ("varchar", [r.code for r in ordered]),
            "name": ("varchar", [r.name for r in ordered]),
            "parent_id": (
                "bigint",
                [numbers[r.parent] if r.parent else tree.ROOT for r in ordered],
            ),
            "kind": ("varchar", [r.kind for r in ordered]),
            "org_type": ("varchar", [r.org_type or None for r in ordered]),
            "depth": ("bigint", [depths[r.code] for r in ordered]),
            "deepest": ("bigint", [deepest[r.code] for r in ordered]),
            "valid_from": ("date", [first[r.code].valid_from for r in ordered]),
            "valid_to": ("date", [r.valid_to for r in ordered]),
            "note": ("varchar", [r.note or None for r in ordered]),
        },
    )
    connection.execute(
        "create table edges (parent_id integer, unit_id integer, valid_from date, valid_to date)"
    )
    columns = zip(*tree.edges(rows, numbers), strict=True) if rows else [()] * 4
    kinds = {"parent_id": "bigint", "unit_id": "bigint", "valid_from": "date", "valid_to": "date"}
    insert(connection, "edges", {n: (k, v) for (n, k), v in zip(kinds.items(), columns, strict=True)})


def spell_units(connection, rows: list[tree.UnitRow]) -> None:
    """Table `spellings`: every name that a unit ever bore and its code, folded as a search folds what is looked for, a
    space before each word; `ended` says that the unit is no more."""
    known = connection.execute("select unit_code, unit_id, valid_to is not null from units").fetchall()
    facts = {code: (number, ended) for code, number, ended in known}
    texts = dict.fromkeys([*((row.code, row.name) for row in rows), *((code, code) for code in facts)])
    columns = {
        "unit_id": ("bigint", [facts[code][0] for code, _ in texts]),
        "spelling": ("varchar", [text for _, text in texts]),
        "folded": ("varchar", [f" {fold(text)}" for _, text in texts]),
        "ended": ("boolean", [facts[code][1] for code, _ in texts]),
    }
    connection.execute(
        "create table spellings (unit_id integer, spelling varchar, folded varchar, ended boolean)"
    )
    insert(connection, "spellings", columns)


def name_everything(connection) -> None:
    """Table `names`: the label of every code, table and column in both languages."""
    connection.execute(
        "create table names as select list, coalesce(scheme, '') as scheme, code, l.lang, "
        "case l.lang when 'vi' then label_vi else label_en end as label, parent_code, "
        "coalesce(sort_order, 0) as sort_order, low, high "
        "from categories cross join (values ('vi'), ('en')) as l (lang)"
    )
    words = [("table", t.name, t.vi, t.en) for t in tables().values()]
    words += [(f"column.{t.name}", c.name, c.vi, c.en) for t in tables().values() for c in t.columns]
    for lang, label in (("vi", 2), ("en", 3)):
        insert(
            connection,
            "names",
            {
                "list": ("varchar", [w[0] for w in words]),
                "scheme": ("varchar", [""] * len(words)),
                "code": ("varchar", [w[1] for w in words]),
                "lang": ("varchar", [lang] * len(words)),
                "label": ("varchar", [w[label] for w in words]),
            },
        )
