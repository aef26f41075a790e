"""The watched folder: every file checked once, a report beside it, nothing of a list of persons anywhere."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.__main__ import main, tools
from ingest.desk import bring, faults, lock
from ingest.desk.command import sentence
from ingest.desk.events import listed
from ingest.desk.watch import REPORT, Watcher, report_of
from labels import Labels, languages
from tests.house import ROOT, TINY, without_building

HEADER = "unit_code,period,area,quota,admitted,source_code,place\n"
GOOD = HEADER + "t-a,2025,all,9,8,t-2023,m\n"


@pytest.fixture
def drop(tmp_path, monkeypatch) -> Path:
    """A folder to drop files into, beside a copy of the tiny collection."""
    shutil.copytree(TINY, tmp_path / "local")
    monkeypatch.setenv("DANG_VIEN_LOCAL", str(tmp_path / "local"))
    monkeypatch.setenv("DANG_VIEN_WAREHOUSE", str(tmp_path / "warehouse"))
    without_building(monkeypatch)
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


def watcher(folder: Path, who: str = "") -> Watcher:
    return Watcher(folder, Labels("vi"), tools(), who)


def looked(folder: Path, who: str = "") -> bool:
    """Two looks, so that a file is known to have come to its end."""
    watching = watcher(folder, who)
    watching.look()
    return watching.look()


def names(folder: Path) -> set[str]:
    return {p.name for p in folder.iterdir()}


def report(file: Path) -> str:
    data = report_of(file).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    return data.decode("utf-8-sig")


def test_a_report_stands_beside_each_file(drop):
    good, bad = drop / "Kết nạp.csv", drop / "sai.TXT"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(HEADER + "t-a,2025,all,x,8,t-2023,m\n", encoding="utf-8")
    assert looked(drop) is False
    assert names(drop) == {good.name, bad.name, good.name + REPORT, bad.name + REPORT}
    assert "NHẬN" in report(good) and "KHÔNG NHẬN" not in report(good)
    assert "sai.TXT:2" in report(bad) and "Hãy" in report(bad)
    assert not (drop.parent / "local" / "imports").exists()


def test_what_is_no_file_of_figures_is_passed_over(drop):
    for name in ("~$a.csv", ".a.csv", "a.csv.tmp", "a.pdf", f"a.csv{REPORT}", "b.csv.part"):
        (drop / name).write_text(GOOD, encoding="utf-8")
    (drop / "folder.csv").mkdir()
    before = names(drop)
    assert looked(drop) is True
    assert names(drop) == before


def test_a_file_that_still_grows_waits(drop):
    file = drop / "a.csv"
    watching = watcher(drop)
    file.write_text(HEADER, encoding="utf-8")
    watching.look()
    file.write_text(GOOD, encoding="utf-8")
    watching.look()
    assert not report_of(file).exists()
    watching.look()
    assert report_of(file).exists()


def test_a_file_is_taken_once_and_again_when_it_changes(drop, monkeypatch):
    file, taken = drop / "a.csv", []
    file.write_text(GOOD, encoding="utf-8")
    real = bring.check
    monkeypatch.setattr(bring, "check", lambda files: taken.append(files) or real(files))
    looked(drop)
    looked(drop)  # another watcher, as after a restart
    file.touch()
    looked(drop)
    assert len(taken) == 1
    file.write_text(GOOD.replace(",9,", ",7,"), encoding="utf-8")
    looked(drop)
    report_of(file).unlink()
    looked(drop)
    assert len(taken) == 3


def test_persons_are_named_nowhere(drop, capsys):
    file = drop / "membership.csv"
    file.write_text("unit_code,period,Họ tên,source_code\nt-a,2024,Trần Bí Mật,t-2023\n", encoding="utf-8")
    assert looked(drop, "An") is False
    assert "Bí Mật" not in report(file) + "".join(capsys.readouterr())
    assert "dữ liệu cá nhân" in report(file)
    assert file.exists()
    held = [p for p in drop.parent.rglob("*") if p.is_file() and p != file]
    assert not [p for p in held if "Bí Mật".encode() in p.read_bytes()]


def test_accepted_files_are_imported_and_told(drop):
    file = drop / "a.csv"
    file.write_text(GOOD, encoding="utf-8")
    (drop / "b.csv").write_text(GOOD, encoding="utf-8")
    assert looked(drop, "An") is True
    place = drop.parent / "local"
    (event,) = listed(place)
    assert (event.record["who"], event.record["files"][0]["name"]) == ("An", "a.csv")
    assert "số 1" in report(file)
    assert sentence(faults.NothingToDo(), Labels("vi")) in report(drop / "b.csv")


def test_a_file_waits_while_somebody_else_writes(drop):
    file = drop / "a.csv"
    file.write_text(GOOD, encoding="utf-8")
    with lock.held(drop.parent / "local", "Bình"):
        looked(drop, "An")
    assert not report_of(file).exists() and listed(drop.parent / "local") == []


def test_the_commands(drop, capsys):
    def run(*arguments) -> tuple[int, str, str]:
        code = main([str(a) for a in arguments])
        return code, *capsys.readouterr()

    file = drop / "a.csv"
    file.write_text(GOOD, encoding="utf-8")
    assert run("import", file, "--who", "An", "--json")[1].startswith('{\n  "version": 1,\n  "added": 1')
    code, out, err = run("import", file, "--who", "An", "--reason", "lại")
    assert (code, out) == (1, "") and err == sentence(faults.NothingToDo(), Labels("vi")) + "\n"
    assert run("undo", 1, "--who", "An")[0] == 0
    assert run("undo", 1, "--who", "An")[0] == 1
    code, out, _ = run("history")
    assert code == 0 and len(out.splitlines()) == 3
    assert run("history", "--json")[1].count('"version"') == 2
    for refused in (
        ("watch", drop / "no"),
        ("import", "no.csv", "--who", "A"),
        ("history", "--collection", "demo"),
    ):
        code, out, err = run(*refused)
        assert code == 2 and not out and err


def test_watching_as_staff_run_it(drop):
    (drop / "a.csv").write_text(HEADER + "t-a,2025,all,x,8,t-2023,m\n", encoding="utf-8")
    line = [sys.executable, "-m", "ingest", "watch", str(drop), "--once"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 1 and done.stderr == "" and "KHÔNG NHẬN" in done.stdout


@pytest.mark.parametrize("lang", languages())
def test_every_fault_has_its_sentence(lang):
    values = {"who": "", "since": "", "version": 1, "by": 2, "versions": [0, 3], "file": "f", "detail": "d"}
    codes = {f.code for f in faults.Fault.__subclasses__() if f is not faults.NotStored}
    codes |= {*faults.CODES.values(), "not_written"}
    for code in codes:
        fault = faults.Fault(**values)
        fault.code = code
        assert "{" not in sentence(fault, Labels(lang))
