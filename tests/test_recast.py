"""History on the territory of today: the small forest as worked out by hand, and what holds of any reorganisation."""

import csv
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from ingest import build, variants
from queries import Filters
from tests.histories import TODAY, histories, recast_of, totals

FOREST = Path(__file__).parent / "forest"
GOLDEN = FOREST / "golden"
KEYS = {
    "membership": "t.org_type, members, percent",
    "admissions": "quota, admitted, attendees, attainment_percent",
    "structure": "category, members, percent, whole, round(share_percent, 2) as share_percent",
    "changes": "change, members",
    "discipline": "authority, cases",
    "indicators": "indicator, value",
}
FIGURES = """
select u.unit_code, t.period_start, t.period_end, {columns}, t.basis, t.status, t.reported, t.expected, t.complete
from {table} as t
inner join units as u using (unit_id)
order by t.period_end, t.period_start, t.unit_id, {first}
"""
HEIRS = """
select f.unit_code, h.since, h.until, t.unit_code as heir_code, h.share
from heirs as h
inner join units as f on h.unit_id = f.unit_id
inner join units as t on h.heir_id = t.unit_id
order by h.unit_id, h.since, h.heir_id
"""
CHANGES = """
select u.unit_code, c.on_date, c.event, f.unit_code as from_code, t.unit_code as to_code, c.conversion
from territory_changes as c
inner join units as u on c.unit_id = u.unit_id
inner join units as f on c.from_id = f.unit_id
inner join units as t on c.to_id = t.unit_id
order by c.unit_id, c.on_date, c.from_id, c.to_id
"""


@pytest.fixture(scope="module")
def forest(tmp_path_factory):
    """The forest as it was in each period, and as it is today."""
    then = tmp_path_factory.mktemp("forest") / "forest.duckdb"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANG_VIEN_LOCAL", str(FOREST))
        build.build("local", out=then)
    return then, variants.file_of(then, variants.Variant(variants.NOW))


def rows(file: Path, sql: str) -> list[list[str]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        found = connection.execute(sql)
        return [[d[0] for d in found.description], *([_cell(v) for v in row] for row in found.fetchall())]


def _cell(value: object) -> str:
    return "" if value is None else str(value).removesuffix(".0").lower()


def golden(name: str) -> list[list[str]]:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("table", KEYS)
def test_figures_of_today_as_by_hand(forest, table):
    first = KEYS[table].partition(",")[0]
    assert rows(forest[1], FIGURES.format(table=table, columns=KEYS[table], first=first)) == golden(table)


def test_heirs_as_by_hand(forest):
    assert rows(forest[0], HEIRS) == golden("heirs")


def test_changes_of_territory_as_by_hand(forest):
    assert rows(forest[0], CHANGES) == golden("territory_changes")
    assert rows(forest[1], CHANGES) == golden("territory_changes")


def test_a_printed_figure_stays_of_its_time(forest):
    """The dated view knows nothing of shares: every district shows what it printed."""
    sql = (
        "select members from membership as m join units using (unit_id) "
        "where unit_code = 'r-bac' and year = 2021 and m.org_type = 'all'"
    )
    assert rows(forest[0], sql)[1:] == [["226"]]
    assert rows(forest[1], sql)[1:] == [["269"]]


def test_a_province_keeps_what_it_printed_though_its_districts_are_gone(demo):
    """Its territory stayed the same: 44.613 of 2024, both ways, under other units."""
    then, now = (
        queries.ask("membership/members_by_year", Filters("demo", "md", territory=territory)).set_index(
            "period_end"
        )
        for territory in ("then", "now")
    )
    years = then[then.period_kind == "year"].index
    assert then.members[years].tolist() == now.members[years].tolist()
    assert set(now.basis[years]) == {"stated"}
    assert now.reorganised_members.isna().all()


@settings(max_examples=40, deadline=None)
@given(histories())
def test_nothing_is_lost_and_nothing_made_up(history):
    with recast_of(*history) as connection:
        found = {day: members for day, members, _ in connection.execute(TODAY).fetchall()}
    assert found == totals(history[2])


@settings(max_examples=25, deadline=None)
@given(histories(whole=True))
def test_whole_units_give_exact_sums(history):
    """Followed here by hand: where a unit went, it went as a whole."""
    units, lineage, counts = history
    sums: dict = {}
    for (unit, day), members in counts.items():
        while units[unit][1] is not None:
            unit = next(to for giver, to, *_ in lineage if giver == unit)
        sums[unit, day] = sums.get((unit, day), 0) + members
    with recast_of(*history) as connection:
        assert sum(e for _, _, e in connection.execute(TODAY).fetchall()) == 0
        found = connection.execute(
            "select unit_code, period_end, members from draft join units using (unit_id) "
            "where unit_id in (select unit_id from edges)"
        ).fetchall()
    assert {(unit, day): members for unit, day, members in found} == sums


@settings(max_examples=25, deadline=None)
@given(histories(), st.data())
def test_an_untold_share_tells_nothing_of_its_heirs(history, data):
    """Without one share no unit of today that it leads to has a figure from before; another one keeps its own, but for
    how the remainders of those it came from are rounded."""
    units, lineage, counts = history
    parts = [n for n, row in enumerate(lineage) if row[4] < 100]
    if not parts:
        return
    place = data.draw(st.sampled_from(parts))
    hidden = [(*row[:4], None) if n == place else row for n, row in enumerate(lineage)]
    asked = (
        "select unit_code, period_end, members from draft join units using (unit_id) "
        "where unit_id in (select unit_id from edges)"
    )
    with recast_of(units, lineage, counts) as told, recast_of(units, hidden, counts) as untold:
        before, after = (
            {(unit, day): members for unit, day, members in made.execute(asked).fetchall()}
            for made in (told, untold)
        )
        touched = untold.execute(
            "select count(*) from draft as d join heirs as h on d.unit_id = h.heir_id and h.share is null "
            "and d.period_end >= h.since and d.period_end < h.until"
        ).fetchall()[0][0]
    assert after.keys() < before.keys()
    assert all(abs(members - before[place]) <= len(units) for place, members in after.items())
    assert touched == 0
