"""The screen of contradictions: both sides of the sum, its filters, and accepting one with a reason."""

import shutil

import pytest
from streamlit.testing.v1 import AppTest

from ingest import accepted
from ingest.build import build
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


def test_a_unit_a_rule_and_a_level_narrow_the_list(every_collection):
    assert entries(opened("checks", collection="reports", unit="qt-dong-ha")) == 3
    assert entries(opened("checks", collection="demo", from_="2016", to="2016")) == 1
    app = opened("checks", collection="reports")
    app.selectbox(key="checks_rule").set_value("parts_total").run()
    assert entries(app) == 2
    app.selectbox(key="checks_level").set_value("warning").run()
    healthy(app)
    assert entries(app) == 1
    app.selectbox(key="checks_level").set_value("notice").run()
    assert LABELS["vi"]("checks.findings.none") in html(app)


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
    assert [i.value for i in app.info] == [say("checks.accepting.no_reason").replace(".", "\\.")]
    assert accepted.read(own) == {}
    app.text_input(key=f"reason_{key}").set_value("<b>Đã xem</b>").run()
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
