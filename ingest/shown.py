"""From the printed rows in schema `stated` to the figures shown, rolled up level by level, and what questions share."""

from ingest import gathered, layout, recast
from ingest.contract import observations

SLICE = 1024


def lay_out(connection, now: bool = False) -> None:
    """Every observation table as it is shown, and the tables gathered from them; `now`: on the territory of today, the
    dated figures being in `plain`."""
    if now:
        recast.begin(connection)
    slices = _slices(connection)
    deepest = connection.execute("select coalesce(max(deepest), 0) from units").fetchall()[0][0]
    for table in observations():
        connection.execute(layout.create_draft(table))
        for units in slices:
            connection.execute(layout.shown(table), units)
        if now:
            recast.redraw(connection, table)
        if table.measured != "none":
            for depth in range(deepest - 1, 0, -1):
                connection.execute(layout.rolled_up(table), {"depth": depth})
        connection.execute(layout.create_shown(table))
        for units in slices:
            connection.execute(layout.settled(table), units)
    connection.execute("drop table draft")
    if not now:
        recast.remember(connection)
    gather(connection, now)


def gather(connection, now: bool) -> None:
    """What questions share, from finished observation tables."""
    connection.execute(layout.mark_told())
    if now:
        recast.retire(connection)
    gathered.gather(connection, _slices(connection))
    if now:
        recast.finish(connection)


def _slices(connection) -> list[dict[str, int]]:
    highest = connection.execute("select coalesce(max(unit_id), 0) from units").fetchall()[0][0]
    return [{"low": low, "high": low + SLICE - 1} for low in range(0, highest + 1, SLICE)]
