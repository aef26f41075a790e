"""Storyboards as files: what is kept comes back, what is none is refused with its place, nothing is lost."""

import json
import zipfile
from html import escape

import pytest

from exports import __main__ as command
from exports import deck, seen, storyboard, wards
from exports.storyboard import Overtaken, Slide, Storyboard, Unreadable
from labels import languages
from queries import Filters
from queries.scope import scope
from tests.house import LABELS

GOOD = {"format": 1, "title": {"vi": "Một bản"}, "slides": [{"question": "membership/members_by_year"}]}


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DANG_VIEN_SAVED", str(tmp_path / "saved"))


def refused(**changed) -> tuple:
    with pytest.raises(Unreadable) as told:
        storyboard.read(json.dumps(GOOD | changed).encode(), "x")
    return told.value.args


def test_what_is_kept_comes_back(tiny):
    made = deck.of(storyboard.find("tong-ket-nhiem-ky"), Filters("local", "t-a", 2015, 2030))
    slides = tuple(deck.as_seen(one.card, "Ghi chú “một”\nhai") for one in made.shown)
    story = Storyboard(storyboard.free_name({"vi": "Tổng kết Đ"}), {"vi": "Tổng kết Đ"}, slides)
    assert story.name == "tong-ket-d"
    storyboard.save(story)
    assert storyboard.find("tong-ket-d") == story and storyboard.saved() == [story]
    assert storyboard.free_name({"vi": "Tổng kết Đ"}) == "tong-ket-d-2"
    storyboard.remove("tong-ket-d")
    with pytest.raises(LookupError):
        storyboard.find("tong-ket-d")


def test_two_windows_lose_nothing():
    story = storyboard.read(json.dumps(GOOD).encode(), "hai-cua-so")
    storyboard.save(story)
    state = storyboard.state("hai-cua-so")
    storyboard.save(Storyboard("hai-cua-so", {"vi": "Lần một"}, story.slides), over=state)
    with pytest.raises(Overtaken):
        storyboard.save(Storyboard("hai-cua-so", {"vi": "Lần hai"}, story.slides), over=state)
    assert storyboard.find("hai-cua-so").title == {"vi": "Lần một"}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"format": 2}, ("format", 0)),
        ({"slides": []}, ("slides", 0)),
        ({"slides": "x"}, ("slides", 0)),
        ({"slides": [*GOOD["slides"], {"question": "no/such"}]}, ("question", 2)),
        ({"slides": [{"question": "../../etc/passwd"}]}, ("question", 1)),
        ({"slides": [{"question": "membership/members_by_year", "own": {"lang": {"a": 1}}}]}, ("own", 1)),
        ({"slides": [{"question": "membership/members_by_year", "own": {"no": "x"}}]}, ("own", 1)),
        ({"slides": [{**GOOD["slides"][0], "view": {"unit": "x"}}]}, ("view", 1)),
        ({"slides": [{**GOOD["slides"][0], "note": "x"}]}, ("words", 1)),
        ({"title": ["x"]}, ("words", 0)),
    ],
)
def test_what_is_no_storyboard_is_refused_with_its_place(changed, told):
    assert refused(**changed) == told
    for say in LABELS.values():
        assert say(f"present.refused.{told[0]}", where=say("present.of_slide", number=told[1]))


@pytest.mark.parametrize(
    ("data", "code"), [(b"\xff\xfe", "not_json"), (b"[" * 100_000, "not_json"), (b"7", "format")]
)
def test_other_files_are_refused(data, code):
    with pytest.raises(Unreadable) as told:
        storyboard.read(data, "x")
    assert told.value.args[0] == code


@pytest.mark.parametrize("name", ["", "..", "../data", "a/b", "A", "x" * 200, "ba\x00d"])
def test_a_name_is_no_path(name):
    with pytest.raises(LookupError):
        storyboard.find(name)


def test_a_kept_file_that_is_broken_hides_no_other():
    storyboard.save(storyboard.read(json.dumps(GOOD).encode(), "tot"))
    (storyboard.kept_in() / "hong.json").write_bytes(b"{")
    found, broken = storyboard.readable()
    assert [s.name for s in found] == ["tot"] and broken == ["hong"]


def test_units_are_kept_by_code(tiny):
    """Every build numbers units anew."""
    place = scope("local").place("t-b")
    looked = Filters("local", "", 2015, 2030).having(
        compared=(place.unit_id,),
        headline="members",
        part="",
        counted="count",
        least_base=1,
        partial=False,
        ranked=True,
    )
    kept = storyboard.fixed("compare/ranking", looked, storyboard.Seen("v", {}))
    assert kept.own["compared"] == ["t-b"]
    assert kept.filters(Filters("demo", "x")) == looked
    gone = Slide(kept.question, kept.own | {"compared": ["t-b", "no-such"]}, view=kept.view)
    assert gone.filters(Filters("demo")).own("compared") == (place.unit_id,)


def test_seen_figures_are_kept_by_their_sign(tiny, tmp_path):
    made = deck.of(storyboard.find("tong-ket-nhiem-ky"), Filters("local", "t-a", 2015, 2030)).shown[0].card
    sign = seen.keep(made, tmp_path)
    assert seen.kept(sign, tmp_path) == seen.figures(seen.original(made))
    assert seen.keep(made, tmp_path) == sign and len(list(tmp_path.iterdir())) == 1
    assert seen.kept("../../etc", tmp_path) is None and seen.kept("0" * 12, tmp_path) is None


def test_a_file_for_every_unit_below(tiny, tmp_path):
    told, path = [], tmp_path / "units.zip"
    filters = Filters("local", scope("local").tops[0].code, 2015, 2030)
    units = wards.units(filters)
    assert len(units) > 2
    without = wards.write(
        storyboard.find("cong-tac-ket-nap"), filters, "html", path, told.append, lambda: False
    )
    with zipfile.ZipFile(path) as packed:
        assert len([n for n in packed.namelist() if n.endswith(".html")]) == len(units) - len(without)
        assert packed.testzip() is None
        for place in units:
            named = [n for n in packed.namelist() if n == f"{wards.file_name(place.name)}.html"]
            assert bool(named) == (place.name not in without)
            assert not named or escape(place.name) in packed.read(named[0]).decode()
    assert [t.name for t in told] == [place.name for place in units]


def test_it_can_be_stopped(tiny, tmp_path):
    told, path = [], tmp_path / "units.zip"
    filters = Filters("local", scope("local").tops[0].code, 2015, 2030)
    story = storyboard.find("cong-tac-ket-nap")
    wards.write(story, filters, "html", path, told.append, lambda: len(told) == 1)
    assert len(told) == 1 and zipfile.ZipFile(path).testzip() is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Phường 1/2: Đông*", "Phường 1 2 Đông"),
        ("..", "_"),
        ("", "_"),
        ("a" * 300, "a" * 120),
        ("x\ny", "x y"),
    ],
)
def test_a_name_that_every_system_takes(text, name):
    assert wards.file_name(text) == name


def run(monkeypatch, capsys, *given: str) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["exports", *given])
    code = command.main()
    told = capsys.readouterr()
    return code, told.out.strip(), told.err.strip()


@pytest.mark.parametrize("lang", languages())
def test_the_command_writes_a_file(tiny, tmp_path, monkeypatch, capsys, lang):
    code, out, err = run(
        monkeypatch, capsys, "tong-ket-nhiem-ky", "--collection", "local", "--unit", "t-a", "--lang", lang,
        "--format", "html", "--out", str(tmp_path),
    )  # fmt: skip
    assert (code, err) == (0, "")
    assert wards.file_name(scope("local").name_of("t-a")) in out and tmp_path.joinpath(
        out
    ).read_bytes().startswith(b"<!doctype html>")
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".draft"] == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("no-such",), "tong-ket-nhiem-ky"),
        (("/nowhere/x.json",), "/nowhere/x.json"),
        (("toan-bo", "--unit", "no-unit"), "no-unit"),
        (("toan-bo", "--collection", "nowhere"), "nowhere"),
        (("toan-bo", "--from", "2024", "--to", "2020"), "2024"),
        (("toan-bo", "--unit", "t-a", "--each-child"), "--each-child"),
        (("cong-tac-ket-nap", "--from", "1950", "--to", "1951", "--unit", "t-a"), "Công tác"),
    ],
)
def test_the_command_says_why_not(tiny, tmp_path, monkeypatch, capsys, given, told):
    collection = () if "--collection" in given else ("--collection", "local")
    rest = ("--format", "xlsx", "--out", str(tmp_path / "x.xlsx"))
    code, out, err = run(monkeypatch, capsys, *given, *collection, *rest)
    assert (code, out) == (1, "") and told in err and len(err.splitlines()) == 1
    assert list(tmp_path.glob("*.xlsx")) == []
