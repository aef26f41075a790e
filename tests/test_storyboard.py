"""Storyboards as files: what is kept comes back, what is none is refused with its place, nothing is lost."""

import json
import os
import zipfile
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from exports import __main__ as command
from exports import deck, links, shelf, storyboard, wards
from exports.card import Card, card
from exports.file_names import file_name
from exports.shelf import Overtaken
from exports.storyboard import Slide, Storyboard, Unreadable
from labels import Labels, languages
from queries import Filters
from queries.scope import scope
from tests.house import LABELS

GOOD = {"format": 1, "title": {"vi": "Một bản"}, "slides": [{"question": "membership/members_by_year"}]}


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("DANG_VIEN_SAVED", str(tmp_path / "saved"))
    return tmp_path / "saved"


def refused(**changed) -> tuple:
    with pytest.raises(Unreadable) as told:
        storyboard.read(json.dumps(GOOD | changed).encode(), "x")
    return told.value.args


def test_what_is_kept_comes_back(tiny):
    made = deck.of(shelf.find("tong-ket-nhiem-ky"), Filters("local", "t-a", 2015, 2030))
    slides = tuple(deck.as_seen(one.card, "Ghi chú “một”\nhai") for one in made.shown)
    story = Storyboard(shelf.free_name({"vi": "Tổng kết Đ"}), {"vi": "Tổng kết Đ"}, slides)
    assert story.name == "tong-ket-d"
    shelf.save(story)
    assert shelf.find("tong-ket-d") == story and shelf.saved() == [story]
    assert shelf.free_name({"vi": "Tổng kết Đ"}) == "tong-ket-d-2"
    assert shelf.free_name({"vi": "Con"}) == "ban-con"
    shelf.remove("tong-ket-d")
    with pytest.raises(LookupError):
        shelf.find("tong-ket-d")


def test_two_windows_lose_nothing():
    story = storyboard.read(json.dumps(GOOD).encode(), "hai-cua-so")
    shelf.save(story)
    state = shelf.state("hai-cua-so")
    shelf.save(Storyboard("hai-cua-so", {"vi": "Lần một"}, story.slides), over=state)
    with pytest.raises(Overtaken):
        shelf.save(Storyboard("hai-cua-so", {"vi": "Lần hai"}, story.slides), over=state)
    assert shelf.find("hai-cua-so").title == {"vi": "Lần một"}


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
        shelf.find(name)


def test_a_kept_file_that_is_broken_hides_no_other():
    shelf.save(storyboard.read(json.dumps(GOOD).encode(), "tot"))
    (shelf.kept_in() / "hong.json").write_bytes(b"{")
    found, broken = shelf.readable()
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


@pytest.fixture
def linked(tiny) -> Card:
    return deck.of(shelf.find("tong-ket-nhiem-ky"), Filters("local", "t-a", 2015, 2030)).shown[0].card


def test_a_linked_view_is_kept_by_its_sign(linked, own_folder):
    view = links.view(linked)
    sign = links.keep(view)
    assert links.kept(sign) == view and view.seen.version == linked.version
    assert links.keep(view) == sign and len(list((own_folder / "seen").iterdir())) == 1
    assert links.kept("../../etc") is None and links.kept("0" * 12) is None
    (own_folder / "seen" / f"{'0' * 12}.json").write_bytes(b"{")
    assert links.kept("0" * 12) is None


def test_the_figures_of_a_link_know_what_they_are_of(linked):
    there, then = links.view(linked), links.kept(links.keep(links.view(linked)))
    other = links.view(card(linked.question, linked.chart, replace(linked.filters, first_year=2020)))
    assert links.same_view(there, then) and not links.same_view(there, other)
    assert links.sign(there) != links.sign(other)


def test_the_oldest_links_make_room(linked, own_folder, monkeypatch):
    monkeypatch.setattr(links, "MOST_KEPT", 2)
    view = links.view(linked)
    signs = []
    for year in (2015, 2016, 2017):
        signs.append(links.keep(replace(view, view=replace(view.view, first_year=year))))
        os.utime(own_folder / "seen" / f"{signs[-1]}.json", (year, year))
    assert [links.kept(sign) is None for sign in signs] == [True, False, False]
    links.keep(
        replace(view, view=replace(view.view, first_year=2016))
    )  # copied once more: the youngest again
    links.keep(replace(view, view=replace(view.view, first_year=2018)))
    assert [links.kept(sign) is None for sign in signs] == [True, False, True]


def test_what_could_not_be_read_again_is_not_kept(own_folder):
    story = storyboard.read(json.dumps(GOOD).encode(), "day")
    full = replace(story, slides=story.slides * storyboard.MOST_SLIDES)
    shelf.save(full)
    with pytest.raises(Unreadable) as told:
        shelf.save(replace(full, slides=(*full.slides, story.slides[0])))
    assert told.value.args == ("slides", 0)
    with pytest.raises(Unreadable):
        shelf.save(replace(story, slides=(replace(story.slides[0], note={"vi": "x" * 9_000_000}),)))
    assert len(shelf.find("day").slides) == storyboard.MOST_SLIDES


@pytest.mark.parametrize("own", [{}, {"headline": "no such"}, {"headline": ["a"]}, {"headline": True}])
def test_slides_from_outside_are_worked_out_before_they_are_kept(tiny, own):
    slides = [{"question": "membership/members_by_year"}, {"question": "compare/ranking", "own": own}]
    story = storyboard.read(json.dumps(GOOD | {"slides": slides}).encode(), "x")
    with pytest.raises(Unreadable) as told:
        deck.check(story, Filters("local", "t-a", 2015, 2030))
    assert told.value.args == ("own", 2)


@pytest.mark.parametrize("name", shelf.READY)
def test_what_can_be_worked_out_passes(tiny, name):
    deck.check(shelf.find(name), Filters("local", "t-a", 2015, 2030))


def test_a_note_can_be_empty_in_one_language():
    words = {"vi": "", "en": "Pause here"}
    assert [storyboard.spoken(words, Labels(lang)) for lang in ("vi", "en")] == ["", "Pause here"]
    assert storyboard.spoken({"en": "Pause here"}, Labels("vi")) == "Pause here"


def test_a_file_for_every_unit_below(tiny, tmp_path):
    told, path = [], tmp_path / "units.zip"
    filters = Filters("local", scope("local").tops[0].code, 2015, 2030)
    units = wards.units(filters)
    assert len(units) > 2
    without = wards.write(shelf.find("cong-tac-ket-nap"), filters, "html", path, told.append, lambda: False)
    with zipfile.ZipFile(path) as packed:
        assert len([n for n in packed.namelist() if n.endswith(".html")]) == len(units) - len(without)
        assert packed.testzip() is None
        for place in units:
            named = [n for n in packed.namelist() if n == f"{file_name(place.name)}.html"]
            assert bool(named) == (place.name not in without)
            assert not named or escape(place.name) in packed.read(named[0]).decode()
    assert [t.name for t in told] == [place.name for place in units]


def test_it_can_be_stopped(tiny, tmp_path):
    told, path = [], tmp_path / "units.zip"
    filters = Filters("local", scope("local").tops[0].code, 2015, 2030)
    story = shelf.find("cong-tac-ket-nap")
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
        ("CON", "CON_"),
        ("aux.2024", "aux.2024_"),
        ("Com1 và", "Com1 và"),
    ],
)
def test_a_name_that_every_system_takes(text, name):
    assert file_name(text) == name


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
    assert file_name(scope("local").name_of("t-a")) in out and tmp_path.joinpath(out).read_bytes().startswith(
        b"<!doctype html>"
    )
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
