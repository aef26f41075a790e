"""What whole collections contradict, that nothing else is found in them, accepting a finding, and the command."""

import json
import os
import shutil
import subprocess
import sys
import tomllib

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import queries
from ingest import accepted
from ingest.reconciled import found_in
from queries import Filters
from tests.book import OLD_AGES, Book
from tests.house import ROOT, TINY

# Whole collections


def test_what_the_four_reports_contradict(reports):
    """Each was found by hand in the text of the report; nothing else is."""
    assert {(f.rule, f.severity, f.unit, f.arithmetic) for f in found_in(reports)} == {
        # Mục I: 4.835 of 5.700 members "chiếm 84,72%"; 4.835/5.700 = 84,82%. 5.707 is printed nowhere.
        ("percent_of_base", "error", "nt-phan-rang-thap-cham", "4835 / 5700 = 84.82% ≠ 84.72%"),
        # Mục II.2.1: "tăng 17 đồng chí", but admitted 31, in 48, out 44, struck off 05, died 07.
        ("flow_balance", "error", "hp-duong-kinh", "31 + 48 − 44 − 5 − 7 = 23 ≠ 17"),
        # Mục I: "19 đảng bộ (15 đảng bộ xã, phường; 03 đảng bộ cơ quan)".
        ("parts_total", "warning", "qng-duc-pho", "15 + 3 = 18 ≠ 19"),
        # Mục II.2.3: of 585 admitted in residential areas 490 from the Youth Union and 118 from other organisations.
        ("parts_total", "error", "qt-dong-ha", "490 + 118 = 608 ≠ 585"),
        # The same: 80,6 % and 19,4 % are of 608, not of the 585 whose parts they are.
        ("percent_of_base", "error", "qt-dong-ha", "490 / 585 = 83.76% ≠ 80.6%"),
        # Mục II.2.3: "36,9% …, tăng 24,3% so với trước"; chú thích 2: 12,6 % before. 36,9 − 12,6 are points.
        ("points_not_percent", "warning", "qt-dong-ha", "36.9% − 12.6% = 24.3%"),
    }


def test_the_demo_holds_what_was_planted(demo):
    """Each planted fault, and the two totals that a missing report leaves without one of their units."""
    about = tomllib.loads((ROOT / "data" / "demo" / "collection.toml").read_text(encoding="utf-8"))
    planted = {(f["rule"], f["unit"], f["period"], f["table"]) for f in about["planted"]}
    found = found_in(demo)
    grave = {(f.rule, f.unit, f.period, f.table) for f in found if f.severity != "notice"}
    assert grave == planted
    assert {(f.rule, f.unit, f.period, f.table) for f in found if f.severity == "notice"} == {
        ("children_total", "md-van-hai", "2019", "membership"),
        ("children_total", "md-hoai-thuy", "2022", "admissions"),
    }
    silent = {(m["unit"], m["period"], m["table"]) for m in about["missing"]}
    assert {("md-x-van-linh", "2019", "membership"), ("md-x-hoai-bac", "2022", "admissions")} <= silent


def test_the_tiny_collection_holds_three(tiny):
    """By hand: 160 + 205 + 310; 690 and 691 in one report; 90,5 % of 690 or 691 is no whole number of members."""
    assert [(f.rule, f.unit, f.arithmetic) for f in found_in(tiny)] == [
        ("children_total", "t", "160 + 205 + 310 = 675 ≠ 690"),
        ("percent_feasible", "t", "624 / 690 = 90.43% < 90.5% < 625 / 690 = 90.58%"),
        ("restated", "t", "690 ≠ 691"),
    ]


def test_the_warehouse_holds_the_same(every_collection):
    for collection in every_collection:
        kept = queries.ask("checks/findings", Filters(collection).having(rule="", severity=""))
        assert sorted(kept.finding_key) == sorted(f.key for f in found_in(collection))


# Any collection

WHOLES = st.lists(st.lists(st.integers(0, 400), min_size=5, max_size=5), min_size=6, max_size=6)
# A book takes a second to read: few of them, and none made smaller once one fails.
FEW = settings(
    max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)


def told_whole(counts: list[list[int]], digits: int) -> Book:
    """A unit per list: its counts as old age bands, with percents; the total, its two kinds; the flow of a year."""
    book = Book()
    for number, own in enumerate(counts):
        unit, total = f"u{number}", sum(own)
        book.members(unit, "2022", total)
        book.members(unit, "2022", total - own[0], member_status="official")
        book.members(unit, "2022", own[0], member_status="probationary")
        for band, count in zip(OLD_AGES, own, strict=True):
            percent = {"percent": f"{100 * count / total:.{digits}f}"} if total else {}
            keys = {"population": "members", "dimension": "age", "scheme": "btctw_old", "category": band}
            book.tell("structure", unit, "2022", **keys, members=count, **percent)
        first, second, third, fourth, last = own
        flows = {"in_admitted": first, "in_transferred": second, "out_transferred": third, "out_died": fourth}
        net = first + second - third - fourth
        book.changes(
            unit, "2021", opening=last + third + fourth, **flows, net=net, closing=last + first + second
        )
    return book


@FEW
@given(WHOLES, st.integers(0, 2))
def test_what_adds_up_is_never_found(counts, digits):
    assert told_whole(counts, digits).findings() == []


@FEW
@given(WHOLES, st.integers(1, 9), st.integers(0, 4), st.integers(0, 5))
def test_any_count_that_is_changed_is_found(counts, by, band, number):
    book = told_whole(counts, 2)
    row = [r for r in book.rows["structure"] if r["unit_code"] == f"u{number}"][band]
    row["members"] = str(int(row["members"]) + by)
    found = {(f.rule, f.unit) for f in book.findings()}
    assert ("parts_total", f"u{number}") in found
    assert {unit for _, unit in found} == {f"u{number}"}


@FEW
@given(
    WHOLES,
    st.integers(1, 9),
    st.sampled_from(("opening", "in_admitted", "out_died", "net", "closing")),
    st.integers(0, 5),
)
def test_any_flow_that_is_changed_is_found(counts, by, change, number):
    book = told_whole(counts, 2)
    (row,) = [r for r in book.rows["changes"] if r["unit_code"] == f"u{number}" and r["change"] == change]
    row["members"] = str(int(row["members"]) + by)
    assert {(f.rule, f.unit) for f in book.findings()} == {("flow_balance", f"u{number}")}


# Accepting


def test_a_finding_is_accepted_with_a_reason(tmp_path, monkeypatch):
    """It stays listed with its reason; its key does not hang on the figures; without a reason nothing is kept."""
    shutil.copytree(TINY, tmp_path / "own")
    monkeypatch.setenv("DANG_VIEN_LOCAL", str(tmp_path / "own"))
    first = found_in("local")
    restated = next(f for f in first if f.rule == "restated")
    with pytest.raises(accepted.NoReason):
        accepted.accept("local", restated.key, "  ", "")
    reason = 'Hai số của "hai ngày" \\ khác nhau\n\x7f'
    accepted.accept("local", restated.key, reason, "Văn phòng", rule=restated.rule, unit=restated.unit)
    again = {f.key: f for f in found_in("local")}
    assert again.keys() == {f.key for f in first}
    assert (again[restated.key].accepted or {})["reason"] == reason.strip()
    assert [f.accepted for key, f in again.items() if key != restated.key] == [None, None]
    text = (tmp_path / "own" / "membership.csv").read_text(encoding="utf-8").replace(",691,", ",692,")
    (tmp_path / "own" / "membership.csv").write_text(text, encoding="utf-8")
    assert next(f for f in found_in("local") if f.rule == "restated").accepted
    accepted.withdraw("local", restated.key)
    assert {f.accepted for f in found_in("local")} == {None}
    assert sorted(p.name for p in (tmp_path / "own").glob(".*")) == []


# The command


def reconcile(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    line = [sys.executable, "-m", "ingest", "reconcile", *arguments]
    env = os.environ | {"PYTHONIOENCODING": "utf-8"} | environment
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", timeout=60)


def test_the_command_prints_json():
    done = reconcile("--collection", "reports", "--json", "--lang", "en")
    assert done.returncode == 0, done.stderr
    found = {(f["unit"], f["rule"]): f for f in json.loads(done.stdout)}
    flow = found["hp-duong-kinh", "flow_balance"]
    assert {k: v for k, v in flow.items() if k not in ("message", "key", "lines")} == {
        "rule": "flow_balance",
        "severity": "error",
        "table": "changes",
        "unit": "hp-duong-kinh",
        "period": "2025-07-01/2026-03-01",
        "source": "hp-duong-kinh-2026",
        "places": ["Mục II.2.1"],
        "files": ["changes.csv"],
        "arithmetic": "31 + 48 − 44 − 5 − 7 = 23 ≠ 17",
        "accepted": False,
        "reason": None,
    }
    assert {"file": "changes.csv", "line": 4} in flow["lines"]
    assert "23" in flow["message"] and "17" in flow["message"]


def test_the_command_speaks_and_counts_what_stands(tmp_path):
    """0 where the rules ran, whatever they found, 2 where files cannot be read."""
    own = tmp_path / "own"
    shutil.copytree(TINY, own)
    given = {"DANG_VIEN_LOCAL": str(own)}
    done = reconcile("--collection", "local", **given)
    assert done.returncode == 0, done.stderr
    assert "624 / 690 = 90,43% < 90,5%" in done.stdout
    keys = [line.rpartition("[")[2].rstrip("]") for line in done.stdout.splitlines() if line.endswith("]")]
    entries = [f'[[accepted]]\nkey = "{key}"\nreason = "đã xem"' for key in keys]
    (own / "accepted.toml").write_text("\n".join(entries), encoding="utf-8")
    assert reconcile("--collection", "local", **given).returncode == 0
    (own / "changes.csv").write_text(
        "unit_code,period,change,members,source_code\nnowhere,2022,net,1,t-2022\n"
    )
    broken = reconcile("--collection", "local", "--json", **given)
    assert (broken.returncode, broken.stdout) == (2, "")
    assert "changes.csv:2" in broken.stderr
    assert reconcile("--collection", "nothing").returncode == 2
