"""Saved views outlive what they look at: other collections, units that are gone, other windows, one's own haste."""

import json
from dataclasses import asdict, replace

import pytest
from streamlit.testing.v1 import AppTest

from exports import body, card, deck, html, shelf, storyboard
from exports.storyboard import Storyboard, Unreadable, View
from labels import Labels, languages
from pages import _board, _stage
from queries import Filters
from tests.house import ROOT
from tests.test_deck import changed as changed  # a fixture

QUESTION = "membership/members_by_year"
LOOKED = Filters("local", "t-a", 2015, 2030)
VIEW = View("local", "t-a", 2015, 2030)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DANG_VIEN_SAVED", str(tmp_path / "saved"))


def slide(note: str = "", question: str = QUESTION):
    return deck.as_seen(card.card(question, body.chart_of(question), LOOKED), note)


def test_a_show_is_worked_out_anew_where_only_the_slides_figures_changed(reports, changed):
    story, looked = Storyboard("x", {"vi": "X"}, (slide(),)), Filters("reports")
    written = storyboard.written(story)

    def shown() -> str:
        return _stage._deck(written, "x", looked, False, deck.versions(story, looked))

    before = shown()
    assert shown() is before
    changed("t-a,2021,all,all,100,", "t-a,2021,all,all,101,")
    assert shown() != before


def test_a_deck_names_the_version_of_its_own_slides(tiny, reports):
    told = deck.of(Storyboard("x", {"vi": "X"}, (slide(),)), Filters("reports"))
    version = [mark for mark in told.marks if "Tí Hon" in mark]
    assert len(version) == 1 and not any("Bốn báo cáo" in mark for mark in told.marks)


@pytest.mark.parametrize(
    "gone", [{"unit": "no-unit"}, {"collection": "nowhere"}, {"collection": "../../etc"}]
)
@pytest.mark.parametrize("lang", languages())
def test_what_is_gone_is_named_and_hides_no_other(tiny, gone, lang):
    lost = replace(slide(), view=replace(VIEW, **gone))
    story = storyboard.read(storyboard.written(Storyboard("x", {"vi": "X"}, (lost, slide()))), "x")
    told = deck.of(story, replace(LOOKED, lang=lang))
    code = next(iter(gone.values()))
    assert len(told.shown) == 1 and len(told.absent) == 1 and told.absent[0].endswith(f"({code})")
    assert len(deck.versions(story, LOOKED)) == 1
    assert code in html.write(deck.of(replace(story, slides=(lost,)), LOOKED)).decode()


@pytest.mark.parametrize(
    "view", [{"territory": "soon"}, {"first_year": True}, {"first_year": -(10**30)}, {"last_year": "2020"}]
)
def test_a_view_that_nothing_can_answer_is_refused(view):
    told = {
        "format": 1,
        "title": {"vi": "X"},
        "slides": [{"question": QUESTION, "view": asdict(VIEW) | view}],
    }
    with pytest.raises(Unreadable) as refused:
        storyboard.read(json.dumps(told).encode(), "x")
    assert refused.value.args == ("view", 1)


def test_adding_a_card_keeps_what_another_window_added_just_then(tiny, monkeypatch):
    shelf.save(Storyboard("hai", {"vi": "Hai"}, (slide("một"),)))
    find, late = shelf.find, [slide("hai")]

    def slow(name: str) -> Storyboard:
        found = find(name)
        if late:
            shelf.save(replace(found, slides=(*found.slides, late.pop())))
        return found

    monkeypatch.setattr(shelf, "find", slow)
    monkeypatch.setattr(_board, "words", lambda: Labels("vi"))
    _board.add(card.card(QUESTION, body.chart_of(QUESTION), LOOKED), "hai", "")
    assert [one.note for one in find("hai").slides] == [{"vi": "một"}, {"vi": "hai"}, {}]


def opened(*slides) -> AppTest:
    """The page with one storyboard, opened for editing."""
    shelf.save(Storyboard("ban", {"vi": "Bản"}, slides))
    tab = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in {"collection": "local", "unit": "t-a"}.items():
        tab.query_params[name] = value
    tab.session_state["edit_ban"] = True
    tab.run()
    return tab.switch_page("pages/present.py").run()


@pytest.fixture
def board(tiny) -> AppTest:
    return opened(slide("một"), slide("hai", "membership/members_by_status"))


def key(tab: AppTest, kind: str, start: str) -> str:
    return next(name for one in tab.get(kind) if (name := one.key or "").startswith(start))


def notes() -> list[str]:
    return [one.note.get("vi", "") for one in shelf.find("ban").slides]


def test_a_note_and_the_click_that_ends_it_are_both_kept(board):
    board.text_area(key(board, "text_area", "note_ban_0")).set_value("một, sửa")
    board.button(key(board, "button", "down_ban_0")).click().run()
    assert notes() == ["hai", "một, sửa"] and len(shelf.saved()) == 1
    board.text_area(key(board, "text_area", "note_ban_0")).set_value("hai, sửa")
    board.button(key(board, "button", "drop_ban_1")).click().run()
    assert notes() == ["hai, sửa"] and len(shelf.saved()) == 1


def test_another_window_still_loses_nothing(board):
    story = shelf.find("ban")
    shelf.save(replace(story, title={"vi": "Cửa sổ kia"}))
    board.button(key(board, "button", "down_ban_0")).click().run()
    assert notes() == ["một", "hai"] and len(shelf.saved()) == 2
    assert any("Cửa sổ khác" in w.value or "cửa sổ khác" in w.value for w in board.warning)


def test_a_slide_whose_unit_is_gone_can_be_dropped(tiny):
    board = opened(replace(slide("một"), view=replace(VIEW, unit="no-unit")), slide("hai"))
    assert not board.exception and not board.error
    assert any("no-unit" in w.value.replace("\\", "") for w in board.warning)
    board.button(key(board, "button", "drop_ban_0")).click().run()
    assert notes() == ["hai"]
