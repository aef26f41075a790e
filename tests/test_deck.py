"""Storyboards worked out for a unit: what they hold, what they leave out, and what every file says of itself."""

import shutil
from dataclasses import replace
from datetime import date, datetime

import pytest

from exports import body, card, deck, links, notes, seen, settings, shelf, storyboard
from ingest import build
from labels import languages
from queries import Filters, parameters
from queries.scope import scope
from tests.house import LABELS, TINY, shown

# One worker works out the decks of all of these.
pytestmark = pytest.mark.xdist_group("files")

READY = {story.name: story for story in shelf.ready()}
# Questions whose rows hang on what somebody chose or typed, or that a card beside them tells in full.
BY_CHOICE = {
    *("compare/over_years", "compare/two_years", "compare/pair", "compare/units_and_years"),
    *("sources/find", "checks/findings", "structure/latest"),
}


def looked_at(collection: str, unit: str = "", lang: str = "vi") -> Filters:
    found = scope(collection)
    return Filters(collection, unit or found.tops[0].code, found.first_year, found.last_year, lang)


def test_the_whole_dashboard_is_the_whole_dashboard():
    told = {slide.question for slide in READY["toan-bo"].slides}
    figures = {question for question in shown() if not question.startswith("glossary/")}
    assert figures - told == BY_CHOICE


@pytest.mark.parametrize("story", READY.values(), ids=READY)
def test_a_ready_storyboard_asks_what_there_is_to_ask(story):
    assert set(story.title) == set(languages())
    for slide in story.slides:
        given = set(slide.own) | {"scheme", "least_base"} | deck.Filters.__dataclass_fields__.keys()
        assert parameters(slide.question) <= given | {"units", "unit_id"}, slide.question
        assert slide.view is None and slide.seen is None


@pytest.mark.parametrize("collection", ["reports", "demo"])
@pytest.mark.parametrize("story", READY.values(), ids=READY)
def test_a_ready_storyboard_works_for_any_unit(request, story, collection):
    request.getfixturevalue(collection)
    places = scope(collection)
    leaf = next(place.code for place in places.places if place.unit_id not in places.under)
    tops = [place.code for place in places.tops]
    for unit in [*(["", *tops] if len(tops) > 1 else tops), leaf]:
        made = deck.of(story, replace(looked_at(collection), unit=unit))
        assert made.shown or made.absent
        assert all(one.card.filters.unit == unit for one in made.shown)
        titles = [one.card.title for one in made.shown]
        assert len(made.shown) == len({(t, one.card.key) for t, one in zip(titles, made.shown, strict=True)})


def test_slides_of_children_are_for_units_that_have_them(demo):
    places = scope(demo)
    leaf = next(place for place in reversed(places.places) if place.unit_id not in places.under)
    wanted = {slide.question for slide in READY["toan-bo"].slides if slide.only == "children"}
    of_leaf, of_top = (deck.of(READY["toan-bo"], looked_at(demo, unit)) for unit in (leaf.code, ""))
    assert not wanted & {one.card.question for one in of_leaf.shown}
    assert wanted <= {one.card.question for one in of_top.shown}


def test_what_leaves_the_house_is_as_downloads_are(demo):
    made = deck.of(READY["toan-bo"], looked_at(demo))
    assert {one.card.filters.least for one in made.shown} == {5}
    hidden = [one for one in made.shown if one.card.say("card.flags.hidden", least=5) in one.card.flags]
    assert {"discipline/outcomes_by_unit"} <= {one.card.question for one in hidden}


@pytest.mark.parametrize("lang", languages())
def test_every_card_says_what_it_is(demo, lang):
    say = LABELS[lang]
    for one in deck.of(READY["tong-ket-nhiem-ky"], looked_at(demo, lang=lang)).shown:
        told = notes.of(one.card)
        assert settings.audience(say) in told
        assert say("exports.made", day=say.date(date.today())) in told
        assert say("card.flags.illustrative") in told
        assert say.minute(datetime.fromisoformat(scope(demo).about["built_at"])) in "\n".join(told)
        assert scope(demo).tops[0].name in notes.looked_at(one.card)
        assert all(told)


def test_own_choices_stand_in_the_filters(demo):
    filters = looked_at(demo).having(population="members", dimension="age", scheme="")
    unit = scope(demo).places[3]
    told = notes.looked_at(card.card("structure/by_year", body.chart_of("structure/by_year"), filters))
    assert "đối tượng: đảng viên" in told.lower() and "tuổi" in told
    compared = filters.having(compared=(unit.unit_id,))
    assert unit.name in notes.looked_at(card.card("structure/by_year", None, compared))


def test_a_card_of_words_tells_the_figures_of_its_page(demo):
    for question in ("overview/headlines", "overview/attention"):
        made = card.card(question, body.chart_of(question), looked_at(demo))
        assert not body.is_drawn(made)
        words = body.words(made)
        assert len(words) and made.say("column.unit_name") in words
    assert made.say("column.sentence") in words
    assert words[made.say("column.sentence")].str.contains(r"\d").all()


@pytest.fixture
def changed(tiny, tmp_path, monkeypatch):
    """A function that builds the tiny collection anew with one figure of members changed."""
    folder = tmp_path / "changed"
    shutil.copytree(TINY, folder)

    def change(old: str, new: str) -> None:
        path = folder / "membership.csv"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        with monkeypatch.context() as patch:
            patch.setenv("DANG_VIEN_LOCAL", str(folder))
            build.build("local")

    yield change
    build.build("local")


def test_a_saved_view_says_which_figures_changed(changed):
    looked = Filters("local", "t-a", 2015, 2030)
    question = "membership/members_by_year"
    before = card.card(question, body.chart_of(question), looked)
    figures, sign = seen.figures(before), links.sign(links.view(before))
    saved = storyboard.fixed(question, looked, storyboard.Seen(before.version, figures), "Nói ở đây")
    story = storyboard.read(storyboard.written(storyboard.Storyboard("x", {"vi": "X"}, (saved,))), "x")
    for lang in languages():
        shown_now = deck.of(story, Filters("local", lang=lang)).shown[0]
        assert (shown_now.changes, shown_now.note) == ([], "Nói ở đây")
    changed("t-a,2021,all,all,100,", "t-a,2021,all,all,101,")
    for lang in languages():
        told = deck.of(story, Filters("local", lang=lang)).shown[0].changes
        assert [(c.old, c.new) for c in told if "2021" in c.what] == [("100", "101")]
    now = card.card(question, before.chart, looked)
    assert now.version != before.version and links.sign(links.view(now)) != sign


def test_figures_that_come_and_go_are_changes():
    found = seen.changed({"a": "1", "b": "2"}, {"b": "2", "c": "3"})
    assert [(c.what, c.old, c.new) for c in found] == [("c", "", "3"), ("a", "1", "")]
