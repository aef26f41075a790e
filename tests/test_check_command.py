"""`python -m ingest` as staff run it: real files, exit codes, JSON and sentences."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ingest import __main__ as command
from ingest import collection
from ingest.problem import Problem
from labels import Labels, languages

ROOT = Path(__file__).parents[1]
UNITS = "unit_code,valid_from,name,kind\nt-one,2000-01-01,Phường Một,ward\n"
SOURCES = "source_code,title,as_of\nbc,Báo cáo,2023-12-31\n"
FIGURES = "Đơn vị;Năm;Số đảng viên;Nguồn\r\n"


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """An own `local` collection with one unit and one source, away from data/."""
    folder = tmp_path / "local"
    folder.mkdir()
    (folder / "collection.toml").write_text('title_vi = "T"\n', encoding="utf-8")
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    monkeypatch.setenv("DANG_VIEN_LOCAL", str(folder))
    return tmp_path


def run(*arguments) -> subprocess.CompletedProcess:
    # The C locale is what a bare service or an old console gives.
    env = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "ingest", *map(str, arguments)]
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", timeout=60)


def check(*arguments) -> subprocess.CompletedProcess:
    return run("check", "--collection", "local", *arguments)


def written(path: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_an_accepted_file(place):
    file = written(place / "dang-vien.csv", FIGURES + "Phường Một;2023;1.239;bc\r\n")
    done = check("--json", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == [
        {"file": str(file), "table": "membership", "accepted": True, "problems": [], "rows": 1}
    ]
    assert check(file).returncode == 0


def test_a_refused_file_names_code_line_and_column(place):
    file = written(place / "membership.csv", FIGURES + "\r\nPhường Hai;2023;x;bc\r\n")
    done = check("--json", "--lang", "en", file)
    assert done.returncode == 1
    told = json.loads(done.stdout)[0]
    problems = [(p["code"], p["severity"], p["line"], p["column"]) for p in told["problems"]]
    assert problems == [
        ("unknown_unit", "error", 3, "Đơn vị"),
        ("unclear_value", "error", 3, "Số đảng viên"),
    ]
    assert (told["accepted"], told["rows"]) == (False, 0)
    assert all(set(p) == {"code", "severity", "line", "column", "message"} for p in told["problems"])
    readable = check(file)
    assert readable.returncode == 1
    assert f"{file}:3:" in readable.stdout and "Traceback" not in readable.stderr


def test_references_among_the_files_are_read_first(place):
    figures = written(place / "a-membership.csv", FIGURES + "t-new;2023;5;bc-new\r\n")
    figures = figures.rename(place / "membership.csv")
    units = written(place / "units-new.csv", "unit_code,name,kind\nt-new,Phường Mới,ward\n")
    sources = written(place / "sources-new.csv", "source_code,title\nbc-new,Báo cáo mới\n")
    assert check(figures).returncode == 1
    done = check("--json", figures, units, sources)
    assert [entry["table"] for entry in json.loads(done.stdout)] == [
        "membership",
        "units",
        "sources",
    ]
    assert done.returncode == 0


def test_one_refused_file_among_good_ones_refuses_the_run(place):
    good = written(place / "membership-1.csv", FIGURES + "t-one;2023;5;bc\r\n")
    bad = written(place / "membership-2.csv", FIGURES + "t-one;2023;5\r\n")
    done = check("--json", bad, good)
    assert done.returncode == 1
    assert [entry["accepted"] for entry in json.loads(done.stdout)] == [False, True]


def test_what_cannot_run_is_said_in_a_sentence(place):
    folder, absent = check(place), check(place / "absent.csv")
    nowhere = run("check", "--collection", "nowhere", ROOT / "requirements.txt")
    outside = run("check", "--collection", "../..", ROOT / "requirements.txt")
    for done in (
        folder,
        absent,
        nowhere,
        outside,
        run("check"),
        run(),
        run("build", "--collection", "no"),
    ):
        assert done.returncode == 2
        assert done.stdout == "" and done.stderr and "Traceback" not in done.stderr


def test_personal_data_never_reaches_the_screen(place):
    file = written(place / "membership.csv", "Đơn vị;Họ tên;Nguồn\r\nt-one;Trần Thị B;bc\r\n")
    for arguments in ((file,), ("--json", file)):
        done = check(*arguments)
        assert done.returncode == 1
        assert "Trần" not in done.stdout + done.stderr


def test_every_help_text_is_there_in_both_languages():
    assert run("-h").returncode == 0
    for lang in languages():
        for name in ("check", "build"):
            assert run(name, "-h", "--lang", lang).returncode == 0


def test_the_local_collection_can_be_moved(place):
    assert "local" in collection.names()
    assert collection.folder("local") == place / "local"
    assert collection.about("local") == {"title_vi": "T"}
    found = [c.file for c in collection.load("local")]
    assert found[0] == "categories/schemes.csv"
    assert found[-2:] == ["sources.csv", "units.csv"]
    assert all(c.accepted for c in collection.load("local"))


@pytest.mark.parametrize("name", ["../demo", "", "A", "a/b", "."])
def test_a_collection_is_a_plain_name(name):
    with pytest.raises(collection.NoCollection):
        collection.load(name)


@pytest.mark.parametrize("name", [n for n in collection.names() if n != "local"])
def test_every_collection_of_the_project_is_accepted(name):
    refused = {c.file: c.problems[:3] for c in collection.load(name) if not c.accepted}
    assert refused == {}


def codes_in_use() -> set[str]:
    """Every code that ingest can give: what stands first in add(, Error( and the like."""
    source = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "ingest").rglob("*.py"))
    called = r"(?:problems\.add|Unreadable|[A-Z]\w*Error|Problem|partial)"
    call = called + r'\(\s*(?:_listed, )?"([a-z_0-9]+)"'
    signs = r'^    \("([a-z_]+)", ".*", [A-Z]+\),$'
    return set(re.findall(call, source)) | set(re.findall(signs, source, re.MULTILINE))


def test_every_code_has_its_sentence():
    assert "old_font" in codes_in_use() and "unknown_source" in codes_in_use()
    for lang in languages():
        told = tomllib.loads((ROOT / "labels" / f"{lang}.toml").read_text(encoding="utf-8"))
        assert codes_in_use() - set(told["problem"]) == set()


VALUES = {
    "text": "t", "kind": "k", "word": "w", "got": 1, "expected": 2, "number": 3, "other": "o",
    "other_line": 4, "first": "f", "last": "l", "whole": "1", "decimal": {"vi": "1", "en": "1"},
    "units": "u", "value": "v",
    "owner": "w", "allowed": "a", "count": 5, "title": {"vi": "v", "en": "e"},
    "table": {"vi": "v", "en": "e"}, "nearest": "n", "codes": "t-a", "limit": 9, "header": 2, "rows": 2,
    "options": "o", "columns": 2, "second": "s", "printed": 7, "summed": 8, "encoding": "VNI",
    "sheet": "s", "sheets": "s", "cell": "B2",
    "date": "1/1/2024", "name": "n", "unit": "u", "heirs": "h",
}  # fmt: skip


@pytest.mark.parametrize("lang", languages())
def test_every_sentence_can_be_filled(lang):
    say = Labels(lang)
    told = [key.split(".")[1] for key in tuple(say.keys()) if key.startswith("problem.")]
    for code in told:
        problem = Problem(code, "error", "f.csv", 2, "c", VALUES)
        assert "{" not in command.message(problem, say)
