"""The import desk: what an import changes, what is kept of it, what can be undone, and what a crash leaves."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from ingest import build as builder
from ingest import collection, warehouse
from ingest.desk import events, faults, lock
from ingest.desk import plan as planning
from ingest.desk.commit import commit, heal, undo
from ingest.desk.history import compare, history, revisions, sources
from ingest.desk.plan import plan, plan_undo
from ingest.validate import Known
from tests.house import ROOT, TINY, without_building

HEADER = "unit_code,period,area,quota,admitted,attendees,status,source_code,place,note\n"
TITLE = {"title_vi": "Thử", "title_en": "Trial"}
WHO = "Nguyễn An"


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A copy of the tiny collection as `local`, and an empty folder of warehouses."""
    place = tmp_path / "local"
    shutil.copytree(TINY, place)
    monkeypatch.setenv("DANG_VIEN_LOCAL", str(place))
    monkeypatch.setenv("DANG_VIEN_WAREHOUSE", str(tmp_path / "warehouse"))
    return place


@pytest.fixture
def quick(desk, monkeypatch) -> Path:
    """The same, without the time of building warehouses."""

    without_building(monkeypatch)
    return desk


def checked(*files: tuple[str, str]) -> list:
    known = Known()
    collection.learn("local", known)
    found = collection.check_all([(name, text.encode()) for name, text in files], known)
    assert [c.problems for c in found if not c.accepted] == []
    return found


def planned(text: str, mode: str = "merge", name: str = "admissions.csv") -> planning.Plan:
    return plan(checked((name, text)), mode)


def admissions(*lines: str) -> str:
    return HEADER + "".join(f"{line}\n" for line in lines)


def bring(text: str, mode: str = "merge", name: str = "admissions.csv", reason: str = "thử") -> int:
    return commit(planned(text, mode, name), [(name, text.encode())], WHO, reason)


def state(table: str = "admissions") -> list[tuple]:
    """The rows in force, in no order."""
    told = [c for c in collection.load("local") if c.contract.name == table]
    assert all(c.accepted for c in told)
    return sorted((row for c in told for row in c.rows), key=repr)


def figures(unit: str, year: str, area: str = "all") -> list[tuple]:
    """(quota, admitted, attendees, status, note) of the rows of a unit and year."""
    found = []
    for entry in collection.load("local"):
        if entry.contract.name == "admissions":
            rows = (dict(zip(entry.columns, row, strict=True)) for row in entry.rows)
            mine = (r for r in rows if (r["unit_code"], r["period"], r["area"]) == (unit, year, area))
            found += [(r["quota"], r["admitted"], r["attendees"], r["status"], r["note"]) for r in mine]
    return found


def totals(made) -> tuple[int, ...]:
    return tuple(made.total(kind) for kind in ("added", "changed", "removed", "same"))


# Folding


def test_without_imports_nothing_is_otherwise(quick):
    def everything():
        told = [c for c in collection.load("local") if not c.file.startswith("categories/")]
        printed = [{n: a.to_pylist() for n, a in sorted(c.decimals.items())} for c in told]
        entries = zip(told, printed, strict=True)
        return sorted((c.file, c.contract.name, c.rows, c.lines, p) for c, p in entries if c.rows)

    before = everything()
    bring(admissions("t-a,2024,all,9,8,,,t-2023,dòng 99,"))
    undo(1, WHO, "")
    assert everything() == before


def test_rows_are_added_changed_and_the_same(quick):
    made = planned(
        admissions(
            "t-a,2021,all,10,11,20,,t-2021,dòng 1,",
            "t-b,2021,all,10,12,20,,t-2021,dòng 2,",
            "t-a,2025,all,7,,,,t-2023,Mục X,",
        )
    )
    assert totals(made) == (1, 1, 0, 1)
    told = {(c.unit, c.period): (c.added, c.changed, c.removed, c.same) for c in made.counts}
    assert told == {
        ("t-a", "2021"): (0, 1, 0, 0),
        ("t-a", "2025"): (1, 0, 0, 0),
        ("t-b", "2021"): (0, 0, 0, 1),
    }
    changed = next(c for c in made.changes if c.kind == "changed")
    assert changed.columns == ("admitted", "status")
    assert (changed.was["admitted"], changed.now["admitted"], changed.now["status"]) == (10, 11, "r")
    assert (changed.file, changed.line) == ("0001/admissions.csv", 2)
    commit(made, [], WHO)
    assert figures("t-a", "2021") == [(10, 11, 20, "r", None)]
    assert figures("t-a", "2025") == [(7, None, None, None, None)]


def test_an_empty_cell_takes_nothing_away_unless_the_row_is_to_replace(quick):
    line = "t-a,2021,all,12,,,,t-2021,dòng 1,"
    bring(admissions(line))
    assert figures("t-a", "2021") == [(12, 10, 20, "r", None)]
    bring(admissions(line), "overwrite")
    assert figures("t-a", "2021") == [(12, None, None, "r", None)]
    undo(2, WHO, "")
    assert figures("t-a", "2021") == [(12, 10, 20, "r", None)]


def test_a_status_of_its_own_stands(quick):
    bring(admissions("t-a,2021,all,12,,,p,t-2021,dòng 1,"))
    assert figures("t-a", "2021") == [(12, 10, 20, "p", None)]


def test_replacing_removes_what_the_source_no_longer_tells(quick):
    before = state()
    made = planned(admissions("t-a,2023,all,21,10,12,,t-2023,dòng 15,"), "replace")
    assert totals(made) == (0, 1, 2, 0)
    commit(made, [], WHO)
    left = [row for row in state() if "t-2023" in row]
    assert len(left) == 1 and len(state()) == len(before) - 2
    bring(admissions("t-b,2023,all,20,0,,,t-2023,dòng 16,"))
    assert len([row for row in state() if "t-2023" in row]) == 2
    undo(1, WHO, "")  # the second tells what the first had removed
    assert state() == before
    assert undo(2, WHO, "") == 4
    assert state() == before


def test_undated_figures_and_months_are_known_again(quick):
    bring(admissions("t,,all,,,5,,t-review,dòng 23,", "t-a,2024-12,all,1,,,,t-2024,Mục Y,"))
    assert figures("t", "2024") == []
    made = planned(admissions("t,,all,,,6,,t-review,dòng 23,", "t-a,31/12/2024,all,2,,,,t-2024,Mục Y,"))
    assert totals(made) == (0, 2, 0, 0)


def test_references_come_and_change(quick):
    units = "unit_code,name,parent_code,kind\nt-e,Phường Mới,t,ward\nt-a,Phường Khác,t,ward\n"
    made = plan(checked(("units.csv", units), ("a.csv", admissions("t-e,2024,all,1,1,,,t-2023,m,"))))
    assert totals(made) == (2, 1, 0, 0)
    commit(made, [], WHO)
    known = Known()
    collection.learn("local", known)
    assert known.shown["t-a"] == "Phường Khác" and "t-e" in known.units
    assert figures("t-e", "2024") == [(1, 1, None, None, None)]
    (quick / "ratings.csv").write_text(
        "unit_code,period,subject,rating,rated,source_code\nt-e,2024,member,excellent,1,t-2023\n"
    )
    assert [c.problems for c in collection.load("local") if not c.accepted] == []
    with pytest.raises(faults.Depends) as rests:
        undo(1, WHO, "")
    assert rests.value.values == {"versions": [0]}


def test_awkward_text_comes_back_as_it_was(quick):
    note = '=1+1, "x"; \tđ|\n\r\n- hai dòng'
    text = HEADER + 't-a,2025,all,1,1,,,t-2023,"a, b","' + note.replace('"', '""') + '"\n'
    direct = checked(("a.csv", text))[0].rows
    bring(text, name="a.csv")
    assert set(direct) <= set(state())
    share = "unit_code,period,indicator,value,unit_of_measure,source_code\n"
    small = (
        share + "t,2025,party_badges,0.00001,people,t-2023\nt,2024,party_badges,12345678901.5,people,t-2023\n"
    )
    direct = checked(("indicators.csv", small))[0].rows
    bring(small, name="indicators.csv")
    assert set(direct) <= set(state("indicators"))
    kept = (quick / "imports/0002/rows/indicators.csv").read_text(encoding="utf-8")
    assert "0.00001," in kept and "12345678901.5" in kept


def test_how_many_decimals_were_printed_is_kept(quick):
    head = "unit_code,period,attainment_percent,source_code,place\n"
    bring(head + "t-a,2021,93.10,t-2021,dòng 1\nt-a,2025,7.50,t-2023,m\n")
    bring(head.replace("attainment_percent", "quota") + "t-a,2025,9,t-2023,m\n")
    found = {}
    for entry in collection.load("local"):
        if entry.contract.name == "admissions":
            percents = (row[entry.columns.index("attainment_percent")] for row in entry.rows)
            printed = entry.decimals["attainment_percent_decimals"].to_pylist()
            found |= dict(zip(percents, printed, strict=True))
    assert (found[93.1], found[7.5], found[120]) == (2, 2, 0)


def test_the_first_import_makes_the_collection(tmp_path, monkeypatch):
    monkeypatch.setenv("DANG_VIEN_LOCAL", str(tmp_path / "new" / "local"))
    monkeypatch.setenv("DANG_VIEN_WAREHOUSE", str(tmp_path / "warehouse"))
    known = Known()
    collection.load_shared(known)
    text = b"source_code,title\nbc,B\xc3\xa1o c\xc3\xa1o\n"
    told = collection.check_all([("sources.csv", text)], known)
    with pytest.raises(faults.NoTitle):
        plan(told)
    commit(plan(told, title=TITLE), [("sources.csv", text)], WHO)
    assert collection.about("local")["title_vi"] == "Thử"
    assert warehouse.mark("local") == events.mark(tmp_path / "new" / "local")
    units = "unit_code,name,kind\nt,Thị xã,town\n"
    bring(units, name="units.csv")
    bring(admissions("t,2024,all,1,1,,,bc,m,"))
    assert len(state()) == 1


def test_two_files_of_one_import_may_not_contradict_each_other(quick):
    one, other = (("admissions-1.csv", admissions(f"t-a,2025,all,{n},,,,t-2023,m,")) for n in (1, 2))
    with pytest.raises(builder.Refused) as refused:
        plan(checked(one, ("admissions-2.csv", other[1])))
    (problem,) = refused.value.problems
    assert (problem.code, problem.file, problem.line) == ("duplicate_key", "admissions-2.csv", 2)
    assert totals(plan(checked(one, ("admissions-2.csv", one[1])))) == (1, 0, 0, 0)


def test_what_is_refused_leaves_nothing(quick):
    known = Known()
    collection.learn("local", known)
    secret = "unit_code,period,Họ tên,source_code\nt-a,2024,Trần Thị Bí Mật,t-2023\n"
    told = collection.check_all([("membership.csv", secret.encode())], known)
    with pytest.raises(builder.Refused):
        plan(told)
    with pytest.raises(faults.NothingToDo):
        planned(admissions("t-a,2021,all,10,10,20,,t-2021,dòng 1,"))
    gone = "unit_code,name,kind\nt,Thị xã Tí Hon,town\n"
    with pytest.raises(builder.Refused) as refused:
        planned(gone, "replace", "units.csv")
    assert {p.code for p in refused.value.problems} == {"unknown_unit"}
    circle = "unit_code,name,kind,parent_code\nt,Thị xã Tí Hon,town,t-a\n"
    with pytest.raises(builder.Refused) as refused:
        planned(circle, name="units.csv")
    assert [p.code for p in refused.value.problems] == ["circular_units"]
    assert not (quick / "imports").exists()
    assert hidden() == []


def hidden() -> list[str]:
    """Drafts and plans that lie about in either folder."""
    places = (warehouse.folder(), collection.folder("local"), collection.folder("local") / "imports")
    return [p.name for place in places if place.is_dir() for p in place.iterdir() if p.name.startswith(".")]


# Undoing


def test_any_import_can_be_undone_not_only_the_last(quick):
    start = state()
    bring(admissions("t-a,2025,all,1,,,,t-2023,m1,"))
    bring(admissions("t-a,2021,all,11,,,,t-2021,dòng 1,"))
    third = admissions("t-c,2025,all,3,,,,t-2023,m3,")
    bring(third)
    assert undo(2, WHO, "nhầm") == 4
    assert figures("t-a", "2021") == [(10, 10, 20, None, None)]
    assert len(state()) == len(start) + 2
    with pytest.raises(faults.UndoneAlready):
        undo(2, WHO, "")
    assert undo(4, WHO, "đúng rồi") == 5
    assert figures("t-a", "2021") == [(11, 10, 20, "r", None)]
    told = {e.version: (e.kind, e.undoes, e.undone_by) for e in history()}
    assert told == {
        1: ("import", None, None), 2: ("import", None, None), 3: ("import", None, None),
        4: ("undo", 2, 5), 5: ("undo", 4, None),
    }  # fmt: skip
    for nothing in (0, 9, -1):
        with pytest.raises(faults.NoVersion):
            plan_undo(nothing)


def test_an_undo_that_others_rest_on_names_them(quick):
    bring("unit_code,name,kind,parent_code\nt-e,Phường Mới,ward,t\n", name="units.csv")
    bring(admissions("t-e,2024,all,5,,,,t-2023,m,"))
    bring(admissions("t-e,2024,all,6,,,,t-2023,m,"))
    bring(admissions("t-e,2024,all,6,,,,t-2023,m,", "t-e,2025,all,6,,,,t-2023,m,"))
    with pytest.raises(faults.Depends) as rests:
        undo(1, WHO, "")
    assert rests.value.values == {"versions": [2, 3, 4]} or rests.value.values == {"versions": [4]}
    with pytest.raises(faults.Depends) as rests:
        undo(2, WHO, "")
    assert rests.value.values == {"versions": [3, 4]}
    undo(3, WHO, "")  # the fourth tells the same
    assert figures("t-e", "2024") == [(6, None, None, "r", None)]


def test_an_undone_import_does_not_come_back_under_a_later_one(quick):
    bring(admissions("t-a,2021,all,11,,,,t-2021,dòng 1,"))
    undo(1, WHO, "")
    bring(admissions("t-a,2021,all,12,,,,t-2021,dòng 1,"))
    with pytest.raises(faults.Depends) as rests:
        undo(2, WHO, "")
    assert rests.value.values == {"versions": [3]}


# History


def test_history_keeps_what_came_and_why(quick):
    text = admissions("t-a,2021,all,11,,,,t-2021,dòng 1,")
    name = "../../Biểu 1\n=cmd.csv"
    version = commit(
        plan(checked(("admissions.csv", text))), [(name, text.encode())], WHO, "số cũ sai", "correction",
        accepted=[{"rule": "attainment", "why": "làm tròn"}], dialect={"separator": ","}, answers={"Số": "quota"},
    )  # fmt: skip
    entry = history()[0]
    assert (entry.version, entry.kind, entry.who, entry.reason) == (1, "correction", WHO, "số cũ sai")
    assert entry.tables == {"admissions": {"added": 0, "changed": 1, "removed": 0, "same": 0, "rows": 1}}
    assert entry.accepted == [{"rule": "attainment", "why": "làm tròn"}]
    (kept,) = sources(version)
    assert kept[0] == name and kept[1].name == "source.csv" and kept[1].read_text(encoding="utf-8") == text
    record = json.loads((quick / "imports/0001/record.json").read_text(encoding="utf-8"))
    assert record["dialect"] == {"separator": ","} and record["answers"] == {"Số": "quota"}
    found = revisions()
    assert [(r.version, r.reason, r.change.kind, r.change.columns) for r in found] == [
        (1, "số cũ sai", "changed", ("quota", "status"))
    ]
    assert (found[0].change.was["quota"], found[0].change.now["quota"]) == (10, 11)


def test_two_versions_side_by_side(quick):
    bring(admissions("t-a,2021,all,11,,,,t-2021,dòng 1,"))
    bring(admissions("t-a,2021,all,12,,,,t-2021,dòng 1,", "t-c,2025,all,1,,,,t-2023,m,"))
    bring(admissions("t-c,2025,all,1,,,,t-2023,m,"), "replace")
    told = [(c.kind, c.was and c.was["quota"], c.now and c.now["quota"]) for c in compare(0, 2).changes]
    assert sorted(told) == [("added", None, 1), ("changed", 10, 12)]
    assert [c.kind for c in compare(2, 0).changes].count("removed") == 1
    assert {c.kind for c in compare(2, 3).changes} == {"removed"}
    assert compare(1, 1).changes == []
    assert [r.version for r in revisions()] == [3, 3, 3, 2, 1]
    assert [r.change.kind for r in revisions(3)] == ["removed"] * 3
    with pytest.raises(faults.NoVersion):
        compare(0, 4)


def test_an_altered_import_is_named(quick):
    bring(admissions("t-a,2025,all,1,,,,t-2023,m,"))
    bring(admissions("t-b,2025,all,1,,,,t-2023,m,"))
    rows = quick / "imports/0001/rows/admissions.csv"
    rows.write_text(rows.read_text(encoding="utf-8").replace(",1,", ",2,"), encoding="utf-8")
    with pytest.raises(faults.Damaged) as damaged:
        collection.load("local")
    assert damaged.value.values == {"version": 1, "file": "rows/admissions.csv"}
    shutil.rmtree(quick / "imports/0001")
    with pytest.raises(faults.Damaged):
        history()


# The headlines and the warehouse


def test_a_plan_says_what_the_headlines_would_be_and_serves_nothing(desk):
    served = builder.build("local")
    made = planned(admissions("t,2023,all,60,55,,,t-2023,Mục I,"))
    told = {(h.headline, h.before.value, h.after.value) for h in made.headlines if h.changed}
    assert ("admitted", 44, 55) in told or any(h == "admitted" and after == 55 for h, _, after in told)
    assert warehouse.current("local") == served
    made.discard()
    assert hidden() == []


def test_viewers_see_it_at_once_and_a_build_gives_the_same(desk):
    builder.build("local")
    version = bring(admissions("t-a,2021,all,11,,,,t-2021,dòng 1,"))
    assert warehouse.mark("local").startswith(f"{version}.")
    asked = "select quota, status, file, line from stated.admissions where place = 'dòng 1'"
    with warehouse.open_readonly(warehouse.current("local")) as reader:
        assert reader.execute(asked).fetchall() == [(11, "r", "0001/admissions.csv", 2)]
        first = reader.execute("select * exclude (contested) from admissions order by all").fetchall()
    with warehouse.open_readonly(builder.build("local")) as reader:
        assert reader.execute("select * exclude (contested) from admissions order by all").fetchall() == first
    assert hidden() == []


# Who else is there


def test_a_plan_made_before_another_import_is_stale(quick):
    first = planned(admissions("t-a,2025,all,1,,,,t-2023,m,"))
    bring(admissions("t-b,2025,all,1,,,,t-2023,m,"))
    with pytest.raises(faults.StalePlan):
        commit(first, [], WHO)
    second = planned(admissions("t-a,2025,all,1,,,,t-2023,m,"))
    with (quick / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("x,Nguồn mới,,,,,,,\n")
    with pytest.raises(faults.StalePlan):
        commit(second, [], WHO)
    assert len(history()) == 1


HOLDING = """
import sys, pathlib
from ingest.desk import lock
with lock.held(pathlib.Path(sys.argv[1]), 'Trần Bình'):
    print('held', flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_told_who_writes(quick):
    made = planned(admissions("t-a,2025,all,1,,,,t-2023,m,"))
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(quick)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(faults.Busy) as busy:
            commit(made, [], WHO)
        assert busy.value.values["who"] == "Trần Bình" and busy.value.values["since"]
        assert state() and not (quick / "imports").exists()
        other.send_signal(signal.SIGKILL)
        other.wait(20)
        assert commit(made, [], WHO) == 1  # what the dead held is free
    finally:
        other.kill()
        other.communicate()


# Nothing half done


STEPS = ("mkdir", "rename", "replace", "fsync")


def failing(monkeypatch, at: int, fault: BaseException) -> list[str]:
    """Each of the file system's steps counts; the one numbered `at` fails. What was done before is in the list."""
    done: list[str] = []
    for name in STEPS:
        real = getattr(os, name)

        def step(*given, real=real, name=name, **more):
            if len(done) == at:
                raise fault
            done.append(name)
            return real(*given, **more)

        monkeypatch.setattr(os, name, step)
    return done


def test_a_full_disk_leaves_all_or_nothing(quick):
    text = admissions("t-a,2025,all,1,,,,t-2023,m,")
    made = None
    for at in range(40):
        made = made or planned(text)
        with pytest.MonkeyPatch.context() as patch:
            done = failing(patch, at, OSError(errno.ENOSPC, "no"))
            try:
                version = commit(made, [("a.csv", b"a")], WHO)
            except faults.NotStored as fault:
                assert fault.code == "disk_full" and "rename" not in done
                assert events.listed(quick) == []
            except faults.NotServed as fault:
                version = fault.values["version"]
        if "rename" in done:
            assert version == len(events.listed(quick)) == 1
            if at <= len(done):
                shutil.rmtree(quick / "imports")
                made = None
            else:
                break
        at += 1
    assert len(done) > 8
    assert figures("t-a", "2025") == [(1, None, None, None, None)]
    assert hidden() == []


def test_why_nothing_was_kept_is_told():
    told = {
        errno.ENOSPC: "disk_full",
        errno.EROFS: "read_only",
        errno.EACCES: "read_only",
        errno.EIO: "not_written",
    }
    for number, code in told.items():
        with pytest.raises(faults.NotStored) as fault, faults.storing():
            raise OSError(number, os.strerror(number))
        assert fault.value.code == code
    with pytest.raises(faults.NotStored) as fault, faults.storing():
        raise duckdb.IOException("IO Error: could not write: No space left on device")
    assert fault.value.code == "disk_full"


def test_a_folder_that_is_none_is_told(quick):
    made = planned(admissions("t-a,2025,all,1,,,,t-2023,m,"))
    (quick / "imports").write_text("a file in its place")
    with pytest.raises(faults.NotStored):
        commit(made, [], WHO)
    assert heal() is False


def test_dying_at_any_step_leaves_all_or_nothing(quick):
    """A child dies at each step of a commit in turn; the next start brings the figures to what was kept."""
    kept, ended = 0, False
    made = None
    for at in range(60):
        text = admissions(f"t-a,2025,all,{kept + 1},,,,t-2023,m{kept},")
        made = made or planned(text)
        child = os.fork()
        if not child:
            _die_at(at, made, text)
        told = os.waitpid(child, 0)[1]
        found = len(events.listed(quick))
        assert found in (kept, kept + 1)
        if found > kept:
            kept, made = found, None
            behind = warehouse.mark("local") != events.mark(quick)
            assert heal() is behind
            assert warehouse.mark("local") == events.mark(quick)
        if os.waitstatus_to_exitcode(told) == 0:
            ended = True
            break
    assert ended and kept >= 3
    heal()
    if made:
        made.discard()
    assert hidden() == []
    assert len([row for row in state() if "2025" in row]) == kept


def _die_at(at: int, made, text: str) -> None:
    done = 0
    for name in STEPS:
        real = getattr(os, name)

        def step(*given, real=real, **more):
            nonlocal done
            if done == at:
                os._exit(9)
            done += 1
            return real(*given, **more)

        setattr(os, name, step)
    try:
        commit(made, [("a.csv", text.encode())], WHO)
        os._exit(0)
    finally:
        os._exit(1)


COMMITTING = """
import sys
from ingest import collection
from ingest.desk.commit import commit
from ingest.desk.plan import plan
from ingest.validate import Known
name, header = sys.argv[1:]
print('go', flush=True)
for n in range(100):
    known = Known()
    collection.learn('local', known)
    text = f'{header}t-a,2025,all,{n},,,,t-2023,{name} {n},\\n'
    made = plan(collection.check_all([('admissions.csv', text.encode())], known))
    print('planned', flush=True)
    commit(made, [('a.csv', text.encode())], name)
    print(f'kept {name} {n}', flush=True)
"""


def test_a_process_killed_while_it_imports(desk):
    """Real processes, real kills: what was confirmed is there, what is there is whole, and the next start serves it."""
    builder.build("local")
    seed = random.randrange(10**6)
    print("seed", seed)
    chance = random.Random(seed)
    confirmed: list[str] = []
    for number in range(3):
        confirmed += _killed(f"p{number}", chance)
        places = [row[-6] for row in _placed()]
        assert set(confirmed) <= set(places)
        assert len(places) == len(events.listed(desk))
        heal()
        assert warehouse.mark("local") in (events.mark(desk), events.NONE)
        asked = "select place from stated.admissions where period = '2025'"
        with warehouse.open_readonly(warehouse.current("local")) as reader:
            assert sorted(row[0] for row in reader.execute(asked).fetchall()) == sorted(places)
        assert hidden() == []


def _placed() -> list[tuple]:
    entries = [c for c in collection.load("local") if c.contract.name == "admissions"]
    at = entries[0].columns.index("place")
    year = entries[0].columns.index("period")
    return [(row[at], *[None] * 5) for c in entries for row in c.rows if row[year] == "2025"]


def _killed(name: str, chance: random.Random) -> list[str]:
    """The places of the imports that a process had confirmed when it was killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMITTING, name, HEADER], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    told = [process.stdout.readline()]
    if not name.endswith("0"):  # in the short time in which it is kept
        told.append(process.stdout.readline())
        time.sleep(chance.uniform(0, 0.06))
    else:
        time.sleep(chance.uniform(0, 3))
    process.send_signal(signal.SIGKILL)
    told += process.communicate()[0].splitlines()
    return [line.removeprefix("kept ").strip() for line in told if line.startswith("kept")]


def test_healing_costs_nothing_where_nothing_is_to_do(desk):
    bring(admissions("t-a,2025,all,1,,,,t-2023,m,"))
    served = warehouse.current("local")
    assert heal() is False and warehouse.current("local") == served
    (warehouse.folder() / "local.current").write_text("lost.duckdb")
    assert heal() is True
    assert warehouse.mark("local") == events.mark(desk)


def test_the_lock_is_not_for_readers(quick):
    with lock.held(quick, "A"):
        assert state()
        assert history() == []
