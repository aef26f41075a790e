"""A file on its way in, as the screen brings it: additions, new contradictions, what is remembered of its shape."""

from pathlib import Path

import pytest

from ingest.answers import Answers
from ingest.desk import remembered
from ingest.desk.commit import commit
from ingest.desk.history import history
from ingest.desk.intake import examine

UNITS = "unit_code,name,parent_code,kind\ntp,Thành phố,,city\np1,Phường 1,tp,ward\np2,Phường 2,tp,ward\n"
SOURCE = ("sources.csv", b"source_code,title,as_of\nbc,Bao cao,2023-12-31\n")
ADMITTED = "Đơn vị;Năm;Chỉ tiêu;Đã kết nạp;Tỷ lệ đạt\nPhường 1;2023;20;15;75%\nPhường 2;2023;10;9;90%\n"
FILLED = Answers(fill={"source_code": "bc"})


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """An own collection with three units, put in through the desk."""
    monkeypatch.setenv("DANG_VIEN_LOCAL", str(tmp_path / "local"))
    monkeypatch.setenv("DANG_VIEN_WAREHOUSE", str(tmp_path / "warehouse"))
    kept(examine(("units.csv", UNITS.encode()), title={"title_vi": "T", "title_en": "T"}), "units.csv", UNITS)
    return tmp_path / "local"


def kept(intake, name: str, text: str) -> int:
    assert intake.plan is not None, (intake.problems, intake.fault)
    return commit(intake.plan, [(name, text.encode())], "An", "thử")


def codes(intake) -> list[str]:
    return [p.code for p in intake.problems]


def test_a_source_made_on_screen_comes_with_the_file(place):
    file = ("kn.csv", ADMITTED.encode())
    assert codes(examine(file)) == ["missing_header"]
    made = examine(file, FILLED, [SOURCE])
    assert codes(made) == [] and made.plan is not None
    assert {(c.table, c.unit, c.added) for c in made.plan.counts} == {
        ("admissions", "p1", 1),
        ("admissions", "p2", 1),
        ("sources", None, 1),
    }
    # 24 of 30, added up from both wards; nothing was told before.
    (attainment,) = [h for h in made.plan.headlines if h.headline == "attainment"]
    assert attainment.before is None and attainment.after is not None and attainment.after.value == 80
    kept(made, "kn.csv", ADMITTED)
    assert examine(file, FILLED).fault.code == "nothing_to_do"


def test_what_figures_would_newly_contradict_is_told_before_they_are_kept(place):
    wrong = ADMITTED.replace("75%", "57%")
    made = examine(("kn.csv", wrong.encode()), FILLED, [SOURCE])
    assert [(c.rule, c.unit, c.arithmetic) for c in made.contradictions] == [
        ("attainment", "p1", "15 / 20 = 75.00% ≠ 57%")
    ]
    assert [(p.code, p.severity, p.line) for p in made.problems] == [("attainment", "warning", 2)]
    kept(made, "kn.csv", wrong)
    # Contradictions that stand already are not told again.
    more = ADMITTED.replace("2023", "2024")
    assert examine(("kn.csv", more.encode()), FILLED).contradictions == []


def test_a_corrected_file_changes_what_it_told(place):
    kept(examine(("kn.csv", ADMITTED.encode()), FILLED, [SOURCE]), "kn.csv", ADMITTED)
    corrected = ADMITTED.replace("20;15;75%", "20;16;80%")
    made = examine(("kn.csv", corrected.encode()), FILLED)
    (change,) = made.plan.changes
    assert (change.kind, change.was["admitted"], change.now["admitted"]) == ("changed", 15, 16)
    assert [made.plan.total(k) for k in ("added", "changed", "removed", "same")] == [0, 1, 0, 1]


def test_answers_are_remembered_for_the_next_file_of_the_shape(place):
    odd = "Đơn vị;Năm;Chỉ tiêu;Đã kết nạp;Ghi chép\nPhường Nhất;2023;20;-;x\n"
    told = Answers(
        columns={"Ghi chép": ""},
        cells={"unit_code": {"Phường Nhất": "p1"}, "admitted": {"-": ""}},
        fill={"source_code": "bc"},
    )
    assert remembered.answers(("kn.csv", odd.encode())) is None
    kept(examine(("kn.csv", odd.encode()), told, [SOURCE]), "kn.csv", odd)
    remembered.remember(("kn.csv", odd.encode()), told)
    again = remembered.answers(("khac.csv", odd.replace("2023", "2024").encode()))
    # Which document it is, and what a dash means, is asked of every file.
    assert again == Answers(columns={"Ghi chép": ""}, cells={"unit_code": {"Phường Nhất": "p1"}})
    assert remembered.answers(("kn.csv", b"a;b\n1;2\n")) is None


def test_the_record_says_who_why_and_how_it_was_read(place):
    from ingest.desk.bring import bring

    windows = ADMITTED.encode("utf-16")
    bring([SOURCE], "An", "nguồn")
    bring([("kn.csv", windows)], "Bình", "năm 2023", answers=FILLED)
    entry = history()[0]
    assert (entry.who, entry.reason, entry.files[0]["name"], entry.files[0]["bytes"]) == (
        "Bình",
        "năm 2023",
        "kn.csv",
        len(windows),
    )
    from ingest.desk.events import listed

    record = listed(place)[-1].record
    assert record["dialect"] == {"kn.csv": {"encoding": "utf-16-le", "separator": ";", "header_line": 1}}
    assert record["answers"] == {"fill": {"source_code": "bc"}}
