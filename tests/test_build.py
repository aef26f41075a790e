"""The warehouse: figures settled as the contract says, a build that never harms the one that serves."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

import queries
from ingest import warehouse
from ingest.build import Refused, build
from queries import Filters
from tests.house import ROOT, TINY

BUILDING = "from ingest.build import build; print('go', flush=True); build('local')"
# Where in a build it is killed, as shares of the time a whole build takes.
MOMENTS = (0.05, 0.3, 0.5, 0.7, 0.85, 0.97)


def rows(sql: str, file: Path | None = None) -> list[tuple]:
    connection = warehouse.open_readonly(file or warehouse.current("local"))
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def shown(table: str, where: str, what: str) -> tuple:
    """The one figure of the town (or of the unit named in `where`) that fits."""
    unit = "" if "unit_code" in where else "unit_code = 't' and "
    named = "(select unit_id, unit_code from units) as u"
    sql = f"select {what} from {table} inner join {named} using (unit_id) where {unit}{where}"
    found = rows(sql)
    assert len(found) == 1, (sql, found)
    return found[0]


# How figures are settled


def test_a_printed_figure_wins_over_the_sum(tiny):
    found = shown(
        "membership", "year = 2022 and org_type = 'all' and member_status = 'all'",
        "members, basis, reported, expected, contested",
    )  # fmt: skip
    assert found == (690, "stated", None, None, True)


def test_a_sum_counts_the_units_of_its_time(tiny):
    what = "members, basis, reported, expected, complete, qualifier"
    total = "org_type = 'all' and member_status = 'all'"
    assert shown("membership", f"year = 2021 and {total}", what) == (650, "summed", 4, 4, True, "exact")
    assert shown("membership", f"year = 2023 and {total}", what) == (380, "summed", 2, 3, False, "exact")
    assert shown("membership", f"period_kind = 'as_of' and {total}", what)[:4] == (710, "summed", 3, 3)


def test_a_revision_wins_and_contradicts_nothing(tiny):
    found = shown(
        "admissions", "year = 2022 and area = 'all'",
        "quota, admitted, attainment_percent, status, contested",
    )  # fmt: skip
    assert found == (40, 44, 110, "r", False)


def test_the_newest_source_wins(tiny):
    found = shown("indicators", "indicator = 'party_badges'", "value, source_code, contested")
    assert found == (21, "t-review", True)
    assert rows("select count(*) from stated.indicators where indicator = 'party_badges'") == [(2,)]


def test_an_undated_figure_takes_the_day_of_its_source(tiny):
    found = shown("membership", "org_type = 'quan_doi'", "period_start, period_end, period_kind, year")
    assert found == (None, date(2023, 12, 31), "undated", None)


def test_kinds_of_periods_stay_apart(tiny):
    found = rows(
        "select period_kind, quota, admitted, in_year from admissions inner join units using (unit_id) "
        "where unit_code = 't' and area = 'all' order by all"
    )
    assert found == [
        ("multi_year", None, 94, False),
        ("open", None, 150, False),
        ("part_year", 30, 15, False),
        ("part_year", None, 3, True),
        ("undated", None, None, False),
        ("year", 40, 10, False),
        ("year", 40, 44, False),
        ("year", 50, 40, False),
    ]


def test_some_of_the_units_make_no_sum_of_a_second_measure(tiny):
    """In 2023 one ward of two prints its attendees: 12 is not the town's number."""
    assert shown("admissions", "year = 2023 and area = 'all'", "attendees, reported") == (None, 2)
    assert shown("admissions", "year = 2021 and area = 'all'", "attendees") == (70,)


def test_percents_are_never_summed_and_no_count_is_made_of_them(tiny):
    assert shown("admissions", "year = 2021 and area = 'all'", "attainment_percent") == (None,)
    assert shown("membership", "year = 2023 and org_type = 'ngoai_nha_nuoc'", "members, percent") == (
        None,
        5.5,
    )


def test_zero_is_not_absence(tiny):
    assert shown("admissions", "unit_code = 't-b' and year = 2023 and area = 'all'", "admitted") == (0,)
    assert rows(
        "select count(*) from admissions inner join units using (unit_id) where unit_code = 't-c' and year = 2023"
    ) == [(0,)]


def test_indicators_are_never_summed(tiny):
    where = "indicator = 'population' and basis = 'summed'"
    assert rows(f"select count(*) from indicators where {where}") == [(0,)]


def test_authorities_stay_apart(tiny):
    found = rows(
        "select authority, cases from discipline inner join units using (unit_id) "
        "where unit_code = 't' and year = 2022 and subject = 'member' and outcome = 'all' order by 1"
    )
    assert found == [("inspection_commission", 2), ("party_committees", 8)]


def test_every_printed_row_keeps_its_place(tiny):
    printed = {p.stem: len(p.read_text(encoding="utf-8").splitlines()) - 1 for p in TINY.glob("*.csv")}
    for name in ("membership", "structure", "changes", "admissions", "discipline", "inspections"):
        found = rows(f"select count(*), count(distinct (file, line)), min(line) from stated.{name}")
        assert found == [(printed[name], printed[name], 2)]


# A collection of its own, to be changed


@pytest.fixture
def own(tmp_path, monkeypatch) -> Path:
    """A copy of the tiny collection with an empty warehouse folder that keeps two versions."""
    monkeypatch.setattr(warehouse, "KEEP", 2)
    folder = tmp_path / "figures"
    shutil.copytree(TINY, folder)
    monkeypatch.setenv("DANG_VIEN_LOCAL", str(folder))
    monkeypatch.setenv("DANG_VIEN_WAREHOUSE", str(tmp_path / "warehouse"))
    return folder


def add(folder: Path, table: str, *lines: str) -> None:
    with (folder / f"{table}.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def files() -> set[str]:
    return {p.name for p in warehouse.folder().iterdir()}


def test_the_day_of_a_merger_parts_the_sums(own):
    add(
        own,
        "membership",
        *(
            f"t-{w},2022-06-30,all,all,{n},,,,,t-2022,trước,"
            for w, n in zip("abcd", (100, 200, 300, 50), strict=True)
        ),
        *(
            f"t-{w},2022-07-01,all,all,{n},,,,,t-2022,sau,"
            for w, n in zip("abc", (150, 200, 300), strict=True)
        ),
    )
    build("local")
    for day in ("2022-06-30", "2022-07-01"):
        where = f"period_kind = 'as_of' and period_end = '{day}'"
        expected = 4 if day < "2022-07" else 3
        assert shown("membership", where, "members, reported, expected") == (650, expected, expected)


def test_a_ward_that_never_reported_is_due_all_the_same(own):
    add(own, "units", "t-e,,Phường Mới,t,ward,phuong,,")
    build("local")
    what = "members, reported, expected, complete"
    where = "year = 2023 and org_type = 'all' and member_status = 'all'"
    assert shown("membership", where, what) == (380, 2, 4, False)


def test_building_twice_gives_the_same(own):
    first, second = build("local"), build("local")
    names = rows("select table_schema || '.' || table_name from information_schema.tables", first)
    assert len(names) > 15
    one, other = warehouse.open_readonly(first), warehouse.open_readonly(second)
    for (name,) in names:
        where = " where key <> 'built_at'" if name == "main.about" else ""
        told = f"select * from {name}{where} order by all"
        assert one.execute(told).fetchall() == other.execute(told).fetchall(), name


def test_a_refused_build_changes_nothing(own):
    served = build("local")
    before = files()
    add(own, "admissions", "t,2025,all,1,2,,,,,,no-such-source,,", "t,2025,all,x,,,,,,,t-2022,,")
    with pytest.raises(Refused) as refused:
        build("local")
    assert {p.code for p in refused.value.problems} == {"unknown_source", "unclear_value"}
    assert warehouse.current("local") == served
    assert files() == before
    assert len(queries.ask("units/tree", Filters("local"))) == 5


def test_a_refused_command_says_so_and_names_the_line(own):
    build("local")
    add(own, "admissions", "t,2025,all,1,2,,,,,,no-such-source,,")
    line = [sys.executable, "-m", "ingest", "build", "--collection", "local"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "no-such-source" in done.stdout + done.stderr
    number = len((own / "admissions.csv").read_text(encoding="utf-8").splitlines())
    assert f"admissions.csv:{number}" in done.stdout + done.stderr


def test_a_build_that_is_killed_harms_nothing(own):
    served = build("local")
    kept = queries.ask("admissions/attainment_by_year", Filters("local"))
    started = time.perf_counter()
    build("local")
    whole = time.perf_counter() - started
    warehouse.switch("local", served)
    chance = random.Random(1)
    for moment in MOMENTS:
        process = subprocess.Popen(
            [sys.executable, "-c", BUILDING], cwd=ROOT, stdout=subprocess.PIPE, env=dict(os.environ)
        )
        assert process.stdout.readline() == b"go\n"
        time.sleep(whole * moment * chance.uniform(0.9, 1.1))
        process.send_signal(signal.SIGKILL)
        process.wait(20)
        process.stdout.close()
        assert warehouse.built() == ["local"]
        # A build that was done before it was killed serves; nothing half done does.
        serving = warehouse.current("local")
        assert not serving.name.startswith(".")
        assert rows("select count(*) from units", serving) == [(5,)]
        assert queries.ask("admissions/attainment_by_year", Filters("local")).equals(kept)
    after = build("local")
    assert warehouse.current("local") == after
    assert queries.ask("admissions/attainment_by_year", Filters("local")).equals(kept)


def test_a_reader_keeps_its_answers_while_a_new_build_takes_over(own):
    first = build("local")
    reader = warehouse.open_readonly(first)
    count = "select count(*) from stated.admissions"
    before = reader.execute(count).fetchall()
    add(own, "admissions", "t,2020,all,9,9,,,,,,t-2021,,")
    for _ in range(warehouse.KEEP + 1):  # the file itself is dropped on the way
        second = build("local")
    assert not first.exists()
    assert reader.execute(count).fetchall() == before
    assert rows(count) == [(before[0][0] + 1,)]
    assert queries.ask("sources/years", Filters("local")).first_year[0] <= 2020
    assert warehouse.current("local") == second


def test_only_the_last_versions_are_kept(own):
    built = [build("local") for _ in range(warehouse.KEEP + 2)]
    assert [p.exists() for p in built] == [False] * 2 + [True] * warehouse.KEEP


def test_keeping_house_spares_other_collections(own):
    """`local-2` begins like `local`."""
    build("local")
    stranger = warehouse.new_file("local-2")
    shutil.copy(warehouse.current("local"), stranger)
    os.utime(stranger, (0, 0))
    warehouse.switch("local-2", stranger)
    for _ in range(warehouse.KEEP + 1):
        build("local")
    assert warehouse.current("local-2") == stranger


def test_a_pointer_to_nothing_is_no_warehouse(own):
    build("local")
    (warehouse.folder() / "lost.current").write_text("lost-20260101T000000-000000.duckdb")
    assert warehouse.built() == ["local"]
    with pytest.raises(warehouse.NoWarehouse):
        warehouse.current("lost")


def test_a_missing_warehouse_is_an_error_not_an_empty_one(own):
    with pytest.raises(warehouse.NoWarehouse):
        queries.ask("units/tree", Filters("local"))
    assert warehouse.built() == []


# What a reader may not do


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('{file}')",
        "select * from read_text('{file}')",
        "select * from '{file}'",
        "select * from glob('{folder}/*')",
        "attach '{folder}/other.duckdb' as other",
        "attach '{folder}/other.duckdb' as other (read_only)",
        "copy units to '{folder}/stolen.csv'",
        "copy (select 1) to '{folder}/stolen.csv'",
        "export database '{folder}/stolen'",
        "set enable_external_access = true",
        "set memory_limit = '8GB'",
        "set TimeZone = 'UTC'",
        "reset lock_configuration",
        "install httpfs",
        "load httpfs",
        "delete from units",
        "create table mine as select 1",
        "drop table units",
    ],
)
def test_a_reader_reaches_nothing_else(tiny, tmp_path, statement):
    file = tmp_path / "secret.csv"
    file.write_text("a\n1\n")
    reader = warehouse.open_readonly(warehouse.current(tiny))
    with pytest.raises(duckdb.Error):
        reader.execute(statement.format(file=file, folder=tmp_path)).fetchall()
    reader.close()
    assert [p.name for p in tmp_path.iterdir()] == ["secret.csv"]
