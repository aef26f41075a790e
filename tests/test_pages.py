"""Every page through the door, in both languages, over every collection; and addresses that name what isn't there."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from ingest import variants
from labels import languages
from tests.house import COLLECTIONS, LABELS, PAGES, ROOT

TIMEOUT = 60
OF_UNITS = [page for page in PAGES if page not in ("glossary", "import_data", "present", "checks")]


def opened(page: str = "overview", **address: str) -> AppTest:
    """The dashboard at a page, with the address given."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=TIMEOUT)
    for name, value in address.items():
        app.query_params["from" if name == "from_" else name] = value
    app.switch_page(f"pages/{page}.py")
    return app.run()


def html(app: AppTest) -> str:
    """All the HTML that stands on the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def address(app: AppTest) -> dict[str, str]:
    return {k: v[0] if isinstance(v, list) else v for k, v in app.query_params.items()}


def healthy(app: AppTest) -> None:
    assert [e.message for e in app.exception] == []
    assert [e.value for e in app.error] == []


@pytest.mark.parametrize("collection", COLLECTIONS)
@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("page", PAGES)
def test_every_page(every_collection, page, lang, collection):
    app = opened(page, collection=collection, lang=lang, part="all")
    healthy(app)
    say = LABELS[lang]
    assert f"<h1>{say(f'app.pages.{page}')}</h1>" in html(app)
    assert [w.value for w in app.warning] == []
    assert "None" not in html(app)
    assert ">nan<" not in html(app).lower()


@pytest.mark.parametrize(
    ("collection", "unit"),
    [
        *(("reports", u) for u in ("hp-duong-kinh", "qng-duc-pho", "qt-dong-ha", "nt-phan-rang-thap-cham")),
        *(("reports", u) for u in ("hp-hoa-nghia-cu", "qt-dong-ha-phuong-1")),
        *(("demo", u) for u in ("md-p-ho-sen", "md-an-tinh")),
        *(("local", u) for u in ("t-a", "t-d")),
    ],
)
@pytest.mark.parametrize("page", OF_UNITS)
def test_every_page_for_a_unit(every_collection, page, collection, unit):
    app = opened(page, collection=collection, unit=unit, part="all")
    healthy(app)
    assert [w.value for w in app.warning] == []
    assert address(app)["unit"] == unit


@pytest.mark.parametrize(
    ("collection", "unit"),
    [
        ("reports", "hp-duong-kinh"),
        *(("demo", u) for u in ("", "md-p-hai-tam", "md-p-van-dong", "md-dk-hon-may", "md-p-tan-van")),
        ("local", "t-a"),
    ],
)
@pytest.mark.parametrize("page", ["overview", "membership", "structure", "admissions", "discipline", "units"])
def test_every_page_on_the_territory_of_today(every_collection, page, collection, unit):
    app = opened(page, collection=collection, unit=unit, part="all", territory="now")
    healthy(app)
    assert [w.value for w in app.warning] == []
    assert address(app)["territory"] == "now"
    assert app.selectbox(key="bar_territory").value == "now"


def flags(app: AppTest) -> set[str]:
    return set(re.findall(r"<li>([^<]*)</li>", html(app)))


def test_cards_say_what_was_recast_and_what_could_not_be(every_collection):
    """Exact, estimated by shares that are named, and not convertible, with the unit whose share nobody told."""
    say = LABELS["vi"]
    recast = say("mergers.flags.recast")
    exact = flags(opened("membership", collection="demo", unit="md-x-hoai-thuy", territory="now"))
    assert recast in exact
    assert say("card.flags.estimated") not in exact
    estimated = flags(opened("membership", collection="demo", unit="md-p-hai-tam", territory="now"))
    shares = "62% Phường Tân Vân, 40% Đảng ủy các cơ quan thành phố Vân Hải"
    assert {recast, say("mergers.flags.estimated", shares=shares)} <= estimated
    for collection, unit, names in (
        ("demo", "md-p-van-dong", "Phường Lộc Thủy"),
        ("reports", "hp-duong-kinh", "Phường Tân Thành, Phường Hải Thành, Phường Anh Dũng"),
    ):
        found = flags(opened("membership", collection=collection, unit=unit, territory="now"))
        assert say("mergers.flags.none", date="01/07/2025", names=names) in found
    then = flags(opened("membership", collection="demo", unit="md-p-hai-tam", territory="then"))
    assert recast not in then


@pytest.mark.parametrize("territory", ["then", "now"])
def test_a_unit_that_ended_leads_to_its_heirs_in_both_views(every_collection, territory):
    app = opened("membership", collection="demo", unit="md-p-tan-van", territory=territory)
    healthy(app)
    app.button(key="heir_md-p-hai-tam").click().run()
    assert address(app)["unit"] == "md-p-hai-tam"
    assert address(app)["territory"] == territory


def test_a_collection_without_reorganisations_has_no_switch(every_collection, monkeypatch):
    monkeypatch.setattr(variants, "reorganised", lambda file: False)
    app = opened("membership", collection="local", territory="now")
    healthy(app)
    assert [w.value for w in app.warning] == []
    assert "territory" not in address(app)
    assert not [box for box in app.selectbox if box.key == "bar_territory"]


@pytest.mark.parametrize("page", OF_UNITS)
def test_years_without_figures(every_collection, page):
    """The first year of the demo alone: many cards have nothing to say and none of them breaks."""
    healthy(opened(page, collection="demo", from_="2015", to="2015", lang="en", part="all"))
    healthy(opened(page, collection="reports", from_="2013", to="2013", part="all"))


def test_the_state_stands_in_the_address_in_full(every_collection):
    app = opened("admissions", collection="local", lang="en")
    assert address(app) == {
        "collection": "local",
        "unit": "t",
        "from": "2019",
        "to": "2024",
        "lang": "en",
        "territory": "then",
    }
    assert address(opened())["collection"] == "reports"


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ({"unit": "nowhere"}, "unit"),
        ({"collection": "nothing"}, "collection"),
        ({"from_": "1066"}, "year"),
        ({"to": "abc"}, "year"),
        ({"lang": "fr"}, "language"),
        ({"part": "nothing"}, "part"),
        ({"territory": "tomorrow"}, "territory"),
        ({"unit": "<img src=x onerror=alert(1)>"}, "unit"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(every_collection, given, label):
    app = opened("membership", **({"collection": "local"} | given))
    healthy(app)
    sentences = [w.value.replace("\\", "") for w in app.warning]
    code = next(iter(given.values()))
    start = LABELS["vi"](f"filters.unknown_{label}", code=code, shown="@").partition("@")[0]
    assert len(sentences) == 1, sentences
    assert sentences[0].startswith(start)
    assert code not in address(app).values()


def test_years_the_wrong_way_round(every_collection):
    app = opened("admissions", collection="local", from_="2023", to="2021")
    healthy(app)
    assert (address(app)["from"], address(app)["to"]) == ("2021", "2023")


def test_a_choice_in_the_bar_moves_the_address(every_collection):
    app = opened("admissions", collection="local")
    app.selectbox(key="bar_unit").set_value("t-a").run()
    healthy(app)
    assert address(app)["unit"] == "t-a"
    assert address(app)["collection"] == "local"
    app.selectbox(key="bar_collection").set_value("demo").run()
    healthy(app)
    assert address(app)["collection"] == "demo"
    assert address(app).get("unit") != "t-a"


def test_filters_are_kept_from_page_to_page(every_collection):
    app = opened("admissions", collection="demo", unit="md-p-ho-sen", from_="2018", lang="en")
    app.switch_page("pages/discipline.py").run()
    healthy(app)
    assert f"<h1>{LABELS['en']('app.pages.discipline')}</h1>" in html(app)
    assert address(app) | {"unit": "md-p-ho-sen", "from": "2018", "lang": "en"} == address(app)


def test_a_part_of_a_page_is_chosen_and_kept_in_the_address(every_collection):
    """One part at first; another by its button; the other page opens its own first part and says nothing of it."""
    app = opened("discipline", collection="demo")
    assert "discipline_removals_by_year" not in keys(app)
    assert "discipline_rate_by_year" in keys(app)
    app.segmented_control(key="bar_part").set_value("discipline-removals").run()
    healthy(app)
    assert address(app)["part"] == "discipline-removals"
    assert "discipline_removals_by_year" in keys(app)
    assert "discipline_rate_by_year" not in keys(app)
    app.switch_page("pages/membership.py").run()
    healthy(app)
    assert [w.value for w in app.warning] == []
    assert "part" not in address(app)


def test_the_quota_asked_for_is_kept_in_the_address(every_collection):
    """Every card that attains something obeys the choice, and says so; an unknown kind is a sentence."""
    app = opened("admissions", collection="demo", unit="md", quota="original")
    healthy(app)
    cards = [k for k in keys(app).split() if "admissions_attainment" in k or "quotas_" in k]
    assert len(cards) == 5 and all("_original" in k for k in cards), cards
    assert LABELS["vi"]("card.flags.original_quota") in html(app)
    app.segmented_control(key="bar_quota_kind").set_value("adjusted").run()
    healthy(app)
    assert address(app)["quota"] == "adjusted"
    assert LABELS["vi"]("card.flags.original_quota") not in html(app)
    app = opened("admissions", collection="demo", quota="x1")
    start = LABELS["vi"]("filters.unknown_quota_kind", code="x1", shown="@").partition("@")[0]
    assert [w.value.startswith(start) for w in app.warning] == [True]
    assert "quota" not in address(app)


def test_what_is_not_reported_is_named_once_at_the_end(every_collection):
    """Đông Hà prints no quota: no empty card, but one line that names what is missing."""
    app = opened("admissions", collection="reports", unit="qt-dong-ha", part="admissions-given")
    healthy(app)
    say = LABELS["vi"]
    assert "quotas_revisions" not in keys(app)
    closing = f"<h3>{say('card.flags.not_reported')}</h3>"
    named = [e.proto.body for e in app.get("html") if closing in e.proto.body]
    assert [say("quotas.revisions.title") in body for body in named] == [True]


def test_a_unit_that_ended_leads_to_its_heir(every_collection):
    app = opened("membership", collection="local", unit="t-d")
    healthy(app)
    heir = app.button(key="heir_t-a")
    assert "Cũ" in html(app)
    heir.click().run()
    healthy(app)
    assert address(app)["unit"] == "t-a"
    assert [button.key for button in app.button if button.key.startswith("heir_")] == []


def keys(app: AppTest) -> str:
    """The names of the folds, one a card."""
    return " ".join(block.proto.id for block in app.get("expander"))


def test_a_name_is_text_not_html(every_collection):
    app = opened("admissions", collection="local", unit="t-a")
    assert "<b>B</b>" not in html(app)
    assert "&lt;b&gt;B&lt;/b&gt;" in html(app)
    for chart in app.get("plotly_chart"):
        assert "<b>B</b>" not in json.loads(chart.proto.spec)["data"].__repr__()


def test_illustrative_figures_say_so(every_collection):
    """On every screen that shows the demo, by the flag of its cards; never on the reports."""
    flag = LABELS["vi"]("card.flags.illustrative")
    assert flag in html(opened("admissions", collection="demo"))
    assert flag not in html(opened("admissions", collection="reports"))


def test_no_warehouse_at_all(tmp_path, monkeypatch):
    monkeypatch.setenv("DANG_VIEN_WAREHOUSE", str(tmp_path / "none"))
    app = opened()
    assert [e.message for e in app.exception] == []
    assert [e.value for e in app.error] == [LABELS["vi"]("errors.warehouse_missing")]


def test_a_broken_warehouse_is_a_sentence(tmp_path, monkeypatch):
    """Half a file, as a full disk leaves it."""
    monkeypatch.setenv("DANG_VIEN_WAREHOUSE", str(tmp_path))
    (tmp_path / "reports-x.duckdb").write_bytes(b"not a warehouse")
    (tmp_path / "reports.current").write_text("reports-x.duckdb")
    app = opened()
    assert [e.message for e in app.exception] == []
    assert [e.value for e in app.error] == [LABELS["vi"]("errors.warehouse_unreadable")]


def test_a_card_that_fails_takes_nobody_with_it(every_collection, monkeypatch):
    """One sentence with a code, in the reader's language; the heading and the other cards stand."""
    from exports import card as cards

    real = cards.answer

    def fails(name, filters):
        if name == "admissions/attainment_by_year":
            raise ZeroDivisionError("secret of the inside")
        return real(name, filters)

    monkeypatch.setattr(cards, "answer", fails)
    cards._card.cache_clear()
    app = opened("admissions", collection="local")
    cards._card.cache_clear()
    assert [e.message for e in app.exception] == []
    start = LABELS["vi"]("errors.question_failed", code="@").partition("@")[0]
    assert [e.value.startswith(start) for e in app.error] == [True]
    assert "secret" not in html(app) + app.error[0].value
    assert "</h1>" in html(app)
