"""The screen of contradictions: both sides of the sum, its filters, and accepting one with a reason."""

import shutil

import pytest
from streamlit.testing.v1 import AppTest

from ingest import accepted
from ingest.build import build
from pages._words import plain
from tests.house import LABELS, TINY
from tests.test_pages import healthy, html, opened

FLOW = "31 + 48 − 44 − 5 − 7 = 23 ≠ 17"
SHARE = {"vi": "4.835 / 5.700 = 84,82% ≠ 84,72%", "en": "4,835 / 5,700 = 84.82% ≠ 84.72%"}


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The tiny collection as a reader's own files, which may be written to."""
    shutil.copytree(TINY, tmp_path / "own")
    monkeypatch.setenv("DANG_VIEN_LOCAL", str(tmp_path / "own"))
    monkeypatch.setenv("DANG_VIEN_WAREHOUSE", str(tmp_path / "warehouse"))
    build("local")
    return tmp_path / "own"


def entries(app: AppTest) -> int:
    return html(app).count("<section class='contradiction")


@pytest.mark.parametrize("lang", SHARE)
def test_sums_are_written_as_the_language_does(every_collection, lang):
    app = opened("checks", collection="reports", lang=lang)
    healthy(app)
    assert FLOW in html(app)
    assert SHARE[lang] in html(app)
    assert "membership.csv:3" in html(app)
    assert entries(app) == 6


def test_a_unit_and_years_narrow_the_list(every_collection):
    assert entries(opened("checks", collection="reports", unit="qt-dong-ha")) == 3
    assert entries(opened("checks", collection="demo", from_="2016", to="2016")) == 1


@pytest.mark.browser
def test_a_rule_and_a_level_narrow_the_list(screen):
    """In a real browser: the simulated page forgets what its own boxes are set to."""
    screen.open("checks", collection="reports", lang="vi")
    entry, say = screen.page.locator(".contradiction"), LABELS["vi"]
    assert entry.count() == 6
    screen.choose(say("column.rule"), say("rule.parts_total"))
    assert entry.count() == 2
    screen.choose(say("column.severity"), say("severity.warning"))
    assert entry.count() == 1
    screen.choose(say("column.severity"), say("severity.notice"))
    assert entry.count() == 0
    assert say("checks.findings.none") in screen.text


def test_only_own_figures_can_be_accepted(every_collection):
    app = opened("checks", collection="reports")
    assert [b.key for b in app.button if b.key.startswith("accept_")] == []


def test_a_finding_is_accepted_on_the_screen(own):
    """Without a reason nothing happens; with one it is folded at once, and may be taken back."""
    app = opened("checks", collection="local", lang="vi")
    healthy(app)
    say = LABELS["vi"]
    button = next(b for b in app.button if b.key.startswith("accept_"))
    key = button.key.removeprefix("accept_")
    button.click().run()
    assert [i.value for i in app.info] == [plain(say("checks.accepting.no_reason"))]
    assert accepted.read(own) == {}
    app.session_state[f"reason_{key}"] = "<b>Đã xem</b>"
    app.button(key=f"accept_{key}").click().run()
    healthy(app)
    assert accepted.read(own)[key]["reason"] == "<b>Đã xem</b>"
    assert "&lt;b&gt;Đã xem&lt;/b&gt;" in html(app) and "<b>Đã xem" not in html(app)
    assert [b.key for b in app.button if b.key.startswith("accept_") and b.key.endswith(key)] == []
    assert say("checks.findings.and_accepted", count="1") in html(app)
    app.button(key=f"withdraw_{key}").click().run()
    healthy(app)
    assert accepted.read(own) == {}
    assert entries(app) == 3
