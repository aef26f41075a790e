"""The made-up province: repeatable, balanced but for its planted faults, in known codes only."""

import tomllib
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from ingest import warehouse
from tests.made_up.lives import IN, OUT
from tests.made_up.nation import write_nation
from tests.made_up.province import write_province
from tests.made_up.reading import counts, planted, read, steps, stocks, unknown
from tests.made_up.writing import COLUMNS

DATA = Path(__file__).parents[1] / "data"


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write_province(folder)
    return folder


@pytest.fixture(scope="module")
def tables(demo) -> dict[str, list[dict]]:
    return read(demo)


@pytest.fixture(scope="module")
def listed(demo) -> dict:
    return tomllib.loads((demo / "collection.toml").read_text(encoding="utf-8"))


def test_same_seed_same_bytes(demo, tmp_path):
    write_province(tmp_path)
    assert bytes_of(tmp_path) == bytes_of(demo)


def test_another_seed_other_figures(demo, tmp_path):
    write_province(tmp_path, seed=1)
    assert (tmp_path / "changes.csv").read_bytes() != (demo / "changes.csv").read_bytes()


def test_the_tree_holds_a_fresh_generation(demo):
    assert bytes_of(DATA / "demo") == bytes_of(demo)


def test_every_flow_balances(tables):
    for place, flow in steps(tables).items():
        net = sum(flow[kind] for kind in IN) - sum(flow[kind] for kind in OUT)
        assert (flow["net"], flow["closing"]) == (net, flow["opening"] + net), place


def test_closing_is_carried_over(tables, listed):
    closing, broken = {}, set()
    for (unit, period), flow in steps(tables).items():
        if closing.get(unit, flow["opening"]) != flow["opening"]:
            broken.add((unit, period))
        closing[unit] = flow["closing"]
    assert broken == planted(listed, "carry_over")


def test_the_merger_loses_nobody(tables):
    total = counts(tables["changes"], "members", "change")
    by_change = Counter()
    for (_, _, change), members in total.items():
        by_change[change] += members
    assert by_change["in_merged"] == by_change["out_merged"] > 25_000


@pytest.mark.parametrize("scheme", ["btctw_old", "btctw_2021", "btctw_2021_gender"])
def test_ages_add_up_to_members(tables, listed, scheme):
    rows = [
        r
        for r in tables["structure"]
        if (r["population"], r["dimension"], r["scheme"]) == ("members", "age", scheme)
    ]
    stock = stocks(tables)
    wrong = {
        place for place, members in counts(rows, "members").items() if stock.get(place, members) != members
    }
    assert rows
    assert wrong == (planted(listed, "parts_total") if scheme == "btctw_old" else set())


def test_admitted_and_expelled_agree_between_forms(tables):
    admitted = [r for r in tables["admissions"] if r["area"] == "all" and r["admitted"]]
    expelled = [r for r in tables["discipline"] if r["outcome"] == "khai_tru"]
    flows = steps(tables)
    for rows, column, change in (
        (admitted, "admitted", "in_admitted"),
        (expelled, "cases", "out_expelled"),
    ):
        for place, people in counts(rows, column).items():
            if place in flows:
                assert flows[place][change] == people, place


def test_outcomes_add_up_but_for_the_planted(tables, listed):
    parts = [r for r in tables["discipline"] if r["outcome"] != "all"]
    totals = [r for r in tables["discipline"] if r["outcome"] == "all"]
    sums = counts(parts, "cases", "authority", "subject")
    wrong = {
        key[:2]
        for key, cases in counts(totals, "cases", "authority", "subject").items()
        if sums[key] != cases
    }
    assert wrong == planted(listed, "outcomes_total")


def test_stages_fall_but_for_the_planted(tables, listed):
    order = ["checked", "violation_found", "must_discipline", "disciplined"]
    stages = defaultdict(dict)
    keys = ("authority", "kind", "subject", "stage")
    for (*place, stage), cases in counts(tables["inspections"], "cases", *keys).items():
        stages[tuple(place)][stage] = cases
    falls = {place: [by[stage] for stage in order] for place, by in stages.items()}
    wrong = {place[:2] for place, fall in falls.items() if fall != sorted(fall, reverse=True)}
    assert wrong == planted(listed, "stages_fall")


def test_districts_and_province_add_up_but_for_the_planted(tables, listed):
    stock, units, missing = stocks(tables), tables["units"], listed["missing"]
    absent = {(m["unit"], m["period"]) for m in missing if m["table"] == "membership"}
    wrong = set()
    for (parent, period), members in stock.items():
        day = f"{period}-12-31" if len(period) == 4 else period
        children = [
            (u["unit_code"], period)
            for u in units
            if u["parent_code"] == parent and u["valid_from"] <= day <= (u["valid_to"] or day)
        ]
        complete = children and not absent & set(children)
        if complete and sum(stock[child] for child in children) != members:
            wrong.add((parent, period))
    assert wrong == planted(listed, "children_total")


def test_nothing_before_the_founding_but_the_planted(tables, listed):
    since = {}
    for row in tables["units"]:
        since.setdefault(row["unit_code"], row["valid_from"])
    early = {
        (r["unit_code"], r["period"])
        for name, rows in tables.items()
        if "unit_code" in COLUMNS[name] and name != "units"
        for r in rows
        if r["period"][:7] < since[r["unit_code"]][: len(r["period"][:7])]
    }
    assert early == planted(listed, "before_founded")


def test_attainment_is_admitted_over_quota_but_for_the_planted(tables, listed):
    wrong = set()
    for row in tables["admissions"]:
        if row["attainment_percent"]:
            exact = 100 * int(row["admitted"]) / int(row["quota"])
            if abs(exact - float(row["attainment_percent"])) > 0.005 + 1e-9:
                wrong.add((row["unit_code"], row["period"]))
    assert wrong == planted(listed, "attainment")


def test_percents_of_education_add_up_but_for_the_planted(tables, listed):
    sums, loose = Counter(), Counter()
    for row in tables["structure"]:
        if row["dimension"] == "education":
            place = row["unit_code"], row["period"]
            sums[place] += float(row["percent"])
            loose[place] += 0.5 * 10 ** -len(row["percent"].partition(".")[2])
    wrong = {place for place, total in sums.items() if abs(total - 100) > loose[place] + 1e-9}
    assert wrong == planted(listed, "percent_sum")
    assert [round(sums[place], 1) for place in wrong] == [100.4]


def test_missing_reports_are_missing_and_no_others(tables, listed):
    places = {
        name: {(row["unit_code"], row["period"]) for row in tables[name]}
        for name in ("changes", "discipline", *(gap["table"] for gap in listed["missing"]))
    }
    for gap in listed["missing"]:
        assert (gap["unit"], gap["period"]) not in places[gap["table"]], gap
    gaps = {(g["unit"], g["period"]) for g in listed["missing"] if g["table"] == "discipline"}
    assert places["changes"] - places["discipline"] == gaps


def test_every_code_is_known(tables):
    assert unknown(tables, DATA / "categories") == set()


def test_the_files_keep_to_the_form(demo):
    for name, content in bytes_of(demo).items():
        text = content.decode("utf-8")
        assert "\r" not in text and not text.startswith("\ufeff")
        assert unicodedata.is_normalized("NFC", text)
        if name.endswith(".csv"):
            assert text.partition("\n")[0].split(",") == COLUMNS[name.removesuffix(".csv")]


def test_a_part_of_the_nation_is_written(tmp_path):
    """What the timings stand on: units of four levels, each level added up from the one below."""
    with warehouse.open_readonly(write_nation(tmp_path / "nation.duckdb", size=0.001)) as made:
        levels = made.execute(
            "select u.depth, sum(m.members) from membership as m inner join units as u using (unit_id) "
            "where m.year = 2024 and m.org_type = 'all' and m.member_status = 'all' group by u.depth order by 1"
        ).fetchall()
    assert [depth for depth, _ in levels] == [1, 2, 3, 4]
    assert len({members for _, members in levels}) == 1
