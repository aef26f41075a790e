"""Made-up reorganisations for property tests: units, lineage, and their members on the territory of today."""

from datetime import date, timedelta

import duckdb
from hypothesis import strategies as st

from ingest import layout, recast, references, tree
from ingest.contract import tables

START = date(2015, 1, 1)
KINDS = ("merge", "split", "transfer", "rename")


@st.composite
def histories(draw, whole: bool = False):
    """Units, events and members: (units: code -> [from, to]), lineage rows, members of each unit at each date."""
    units = {f"u{n}": [None, None] for n in range(draw(st.integers(2, 6)))}
    lineage, fresh = [], iter(f"v{n}" for n in range(100))
    days = [START + timedelta(days=400 * n) for n in range(1, draw(st.integers(1, 4)) + 1)]
    for day in days:
        alive = [u for u, (since, to) in units.items() if to is None and since != day]
        used: set[str] = set()
        for _ in range(draw(st.integers(1, 3))):
            left = [u for u in alive if u not in used]
            if not left:
                break
            kind = draw(st.sampled_from(("merge", "rename") if whole else KINDS))
            giver = draw(st.sampled_from(left))
            used.add(giver)
            if kind == "transfer":
                others = [u for u in alive if u != giver]
                if others:
                    part = draw(st.sampled_from((10, 25, 33, 50)))
                    lineage.append((giver, draw(st.sampled_from(others)), day, kind, part))
                continue
            givers = [giver]
            if kind == "merge" and len(left) > 1:
                other = draw(st.sampled_from([u for u in left if u != giver]))
                used.add(other)
                givers.append(other)
            cut = draw(st.sampled_from((10, 33, 40, 62))) if kind == "split" else 100
            for part in (cut, 100 - cut) if cut < 100 else (100,):
                code = next(fresh)
                units[code] = [day, None]
                lineage += [(g, code, day, kind, part) for g in givers]
            for gone in givers:
                units[gone][1] = day - timedelta(days=1)
    # What a unit is given while it goes itself would be in doubt: only units that live on receive.
    lineage = [row for row in lineage if units[row[1]][1] != row[2] - timedelta(days=1)]
    dates = [START, *(day + timedelta(days=100) for day in days)]
    counts = {
        (u, day): draw(st.integers(0, 500))
        for u, (since, to) in units.items()
        for day in dates
        if (since is None or since <= day) and (to is None or day <= to)
    }
    return units, lineage, counts


def recast_of(units, lineage, counts) -> duckdb.DuckDBPyConnection:
    """Members on the territory of today, in the table `draft` of a connection of their own."""
    connection = duckdb.connect()
    connection.execute("attach ':memory:' as plain")
    top = tree.UnitRow("top", None, "top", "", "province", "", None)
    placed = [tree.UnitRow(u, since, u, "top", "commune", "", to) for u, (since, to) in units.items()]
    references.number_units(connection, [top, *placed])
    connection.execute(layout.create_reference(tables()["lineage"]))
    for giver, taker, day, event, part in lineage:
        connection.execute(
            "insert into lineage by name select $f as from_code, $t as to_code, $d as on_date, $e as event, "
            "if($p = 100, 'whole', 'part') as extent, $p / 100.0 as share",
            {"f": giver, "t": taker, "d": day, "e": event, "p": part},
        )
    membership = tables()["membership"]
    connection.execute(layout.create_draft(membership))
    for (unit, day), members in counts.items():
        connection.execute(
            "insert into draft by name select unit_id, $d as period_start, $d as period_end, 'as_of' as period_kind, "
            "'all' as org_type, 'all' as member_status, $m as members, 'exact' as qualifier, 'stated' as basis, "
            "true as complete from units where unit_code = $u",
            {"u": unit, "d": day, "m": members},
        )
    connection.execute("create table plain.membership as from draft")
    connection.execute(
        "create table plain.changes (unit_id integer, period_start date, period_end date, "
        "period_kind varchar, change varchar, members bigint)"
    )
    recast.trace(connection)
    recast.begin(connection)
    recast.redraw(connection, membership)
    return connection


TODAY = """
select period_end, sum(members)::bigint as members, count(*) filter (status = 'e') as estimated
from draft
where unit_id in (select unit_id from edges)
group by period_end
"""


def totals(counts) -> dict[date, int]:
    found: dict[date, int] = {}
    for (_, day), members in counts.items():
        found[day] = found.get(day, 0) + members
    return found
