"""History on the territory of today: what went where over all reorganisations, and figures dealt out along it."""

from pathlib import Path

from ingest import layout
from ingest.contract import ROUNDED, Table

HERE = Path(__file__).parent / "sql"
# Rises and falls that hold those who changed committee in a reorganisation, of a period that ends with it or holds it.
AT_END = "change in ('in_merged', 'out_merged', 'net', 'closing')"
INSIDE = "change in ('in_merged', 'out_merged', 'net', 'opening')"


def trace(connection) -> None:
    """Tables `heirs` and `territory_changes`, worked out of the dated tree and the lineage."""
    for name in ("outlived", "steps", "heirs", "territory_changes"):
        connection.execute(_text(name))
    connection.execute("drop table outlived; drop table steps")
    # Filled only where figures are dealt out: of which units those of a unit of today are made.
    connection.execute("create table dealt_from (unit_id integer, from_id integer)")


def remember(connection) -> None:
    """What cards of both views show of the units before a reorganisation."""
    connection.execute(_text("dealt"))
    floors, shares = _floor("members"), _share("members", "dealt")
    connection.execute(_text("members_then").format(floors=floors, shares=shares))


def begin(connection) -> None:
    """The tree of today for all time, and how figures of then are dealt out; the dated figures are in `plain`."""
    for name in ("today", "dealt", "handed_over"):
        connection.execute(_text(name))
    connection.execute("update territory_changes set breaks = false where conversion <> 'none'")
    connection.execute(
        "insert into dealt_from select distinct heir_id, unit_id from heirs where heir_id <> unit_id"
    )


def redraw(connection, table: Table) -> None:
    """The printed figures in `draft` on the territory of today: what holds no longer goes, what is dealt out comes."""
    connection.execute(_filled("moved", table, columns=", ".join(f"r.{c}" for c in layout.drafted(table))))
    if table.name == "changes":
        _without_those_handed_over(connection)
    connection.execute(_text("outdated"))
    connection.execute(_filled("inherited", table))
    if table.measured != "none":
        connection.execute(_recast(table))


def retire(connection) -> None:
    """Units that ended are no figures of today: they answer only when they are asked for."""
    connection.execute("update units set told = false where unit_id not in (select unit_id from edges)")


def finish(connection) -> None:
    """What stands behind a figure of today: also what was printed for the units it was dealt out from."""
    connection.execute(_text("below_now"))


def _without_those_handed_over(connection) -> None:
    for table in ("moved", "draft"):
        for when, changes in (("inside", INSIDE), ("at_end", AT_END)):
            connection.execute(
                f"delete from {table} where {changes} and (unit_id, period_start, period_end, period_kind) in "
                f"(select (unit_id, period_start, period_end, period_kind) from handed_over where {when})"
                + (" and unit_id in (select unit_id from edges)" if table == "draft" else "")
            )


def _recast(table: Table) -> str:
    counts = [m.name for m in table.measures if m.type not in ROUNDED and m.name != "base"]
    expected = (
        "case when org_type = 'all' then any_value(due) end" if "org_type" in table.key else "any_value(due)"
    )
    return _filled(
        "recast",
        table,
        measures=", ".join(m.name for m in table.measures),
        any_count=" or ".join(f"{c} is not null" for c in counts),
        floors=", ".join(_floor(c) for c in counts),
        shares=", ".join(_share(c) for c in counts),
        summed_measures=", ".join(
            f"case when count({m.name}) = count(*) then sum({m.name})::bigint end as {m.name}"
            if m.name in counts
            else f"null::{m.sql_type} as {m.name}"
            for m in table.measures
        ),
        expected=expected,
    )


def _floor(count: str) -> str:
    portion = f"round({count} * coalesce(share, 0), 6)"
    return f"floor({portion}) as {count}_floor, {portion} - floor({portion}) as {count}_left"


def _share(count: str, name: str = "") -> str:
    # Equal remainders: the larger share first.
    place = f"row_number() over (of_figure order by {count}_left desc, share desc, heir_id)"
    # Of all that is dealt out: what nobody told the share of stays where it was.
    dealt = f"round(sum({count}_floor + {count}_left) over of_figure)"
    rest = f"({dealt} - sum({count}_floor) over of_figure)"
    return f"{count}_floor + if({place} <= {rest}, 1, 0) as {name or count}"


def _filled(name: str, table: Table, **parts: str) -> str:
    same = layout.same_keys(table, "p", "m")
    return _text(name).format(table=table.name, keys=", ".join(table.key), same_keys=same, **parts)


def _text(name: str) -> str:
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")
