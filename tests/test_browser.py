"""What only a browser shows: addresses, keys, languages, sizes, downloads, and that nothing leaves this machine."""

import io
import os
import re
import shutil
import subprocess
import sys
from urllib.parse import urlsplit

import openpyxl
import pandas as pd
import pytest

import queries
from ingest.collection import about
from queries import Filters
from tests.conftest import new_tab, serving
from tests.house import LABELS, PAGES, ROOT, TINY
from tests.screen import OVERLAPPING_TICKS, TOO_WIDE, Screen
from tests.test_labels import ENGLISH

pytestmark = pytest.mark.browser

SIZES = ((1366, 768), (1920, 1080), (390, 844))
PHONE = SIZES[2]
HERE = {"localhost", "127.0.0.1"}
LOCAL_SCHEMES = {"data", "blob", "about", "chrome"}
# 1,239 where 1.239 is meant and the other way round; a decimal has at most two digits.
FOREIGN_NUMBER = {
    "vi": re.compile(r"(?<![\d.,])\d{1,3},\d{3}\b"),
    "en": re.compile(r"(?<![\d.,/])\d{1,3}\.\d{3}\b"),
}
# English on Vietnamese screens that is meant: names of file types, of the language itself, of a person's product.
KEPT_ENGLISH = {"english", "csv", "xlsx", "excel", "file"}


def outside(urls: list[str]) -> list[str]:
    parts = [(u, urlsplit(u)) for u in urls]
    return [u for u, p in parts if p.scheme not in LOCAL_SCHEMES and p.hostname not in HERE]


def recorded(tab) -> list[str]:
    """A list that fills with every address the tab asks for, sockets included."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("websocket", lambda socket: asked.append(socket.url))
    return asked


@pytest.mark.parametrize("page", PAGES)
def test_a_page(screen, page):
    """All that can be seen on one visit, every part: the reports in Vietnamese, on a phone in English and the demo."""
    asked = recorded(screen.page)
    place = "" if page == _order()[0] else page  # the first page stands at the address of the whole
    screen.open(place, collection="reports", lang="vi", part="all")
    assert screen.path == f"/{place}"
    looked_through(screen, page, "vi")
    assert english_words(screen) - KEPT_ENGLISH == set()
    screen.resize(*PHONE)
    assert screen.page.evaluate(TOO_WIDE) == []
    screen.choose(LABELS["vi"]("filters.language"), LABELS["vi"]("filters.languages.en"))
    looked_through(screen, page, "en")
    screen.choose(LABELS["en"]("filters.collection"), about("demo")["title_en"])
    looked_through(screen, page, "en")
    assert screen.page.evaluate(TOO_WIDE) == []
    assert len(asked) > 1
    assert outside(asked) == []


def english_words(screen: Screen) -> set[str]:
    """English words outside tables of codes: those of the glossary name the columns of a CSV file."""
    coded = screen.page.locator("table:has(code), table:has-text('unit_code')").all_inner_texts()
    text = screen.text
    for told in coded:
        text = text.replace(told, "")
    return set(re.findall(r"[a-z]+", text.lower())) & ENGLISH


def looked_through(screen: Screen, page: str, lang: str) -> None:
    assert screen.heading == LABELS[lang](f"app.pages.{page}")
    assert screen.page.evaluate("document.documentElement.lang") == lang
    text = screen.text
    for fault in ("Traceback", ".py", "undefined", "NaN"):
        assert fault not in text
    assert screen.page.locator("[data-testid=stException], [data-testid=stAlert]").all_inner_texts() == []
    assert FOREIGN_NUMBER[lang].findall(text) == []


@pytest.mark.parametrize("collection", ["reports", "demo"])
def test_tick_labels_never_overlap(screen, collection):
    screen.open("admissions", collection=collection, part="all")
    found = {}
    for size in SIZES:
        screen.resize(*size)
        found[size] = screen.page.evaluate(OVERLAPPING_TICKS)
    assert {size: pairs for size, pairs in found.items() if pairs} == {}


def test_numbers_follow_the_language_not_the_browser(screen):
    """The browser is American; the ward of a report has 1.239 members."""
    screen.open("membership", collection="reports", unit="hp-duong-kinh", lang="vi")
    assert "1.239" in screen.text and "1,239" not in screen.text
    screen.open("membership", collection="reports", unit="hp-duong-kinh", lang="en")
    assert "1,239" in screen.text and "1.239" not in screen.text


def test_the_first_visit_after_a_start_may_be_a_deep_link(context, every_collection):
    """Streamlit runs the page's file alone then; the page goes through the door and comes back."""
    with serving() as address:
        tab = new_tab(context)
        first = Screen(tab, address)
        given = {"collection": "demo", "unit": "md-p-ho-sen", "from": "2018", "to": "2022", "lang": "en"}
        given["territory"] = "then"
        first.open("membership", **given)
        assert first.path == "/membership"
        assert first.address == given
        assert first.heading == LABELS["en"]("app.pages.membership")
        assert tab.get_by_role("combobox", name=LABELS["en"]("filters.unit")).count() == 1
        links = tab.locator("[data-testid=stSidebarNav] a").all_inner_texts()
        assert links == [LABELS["en"](f"app.pages.{p}") for p in _order()]
        tab.close()


def _order() -> list[str]:
    text = (ROOT / "dashboard.py").read_text(encoding="utf-8")
    listed = re.search(r"^PAGES = \((.*?)^\)", text, re.M | re.S)
    return re.findall(r'"(\w+)"', listed[1])


def test_a_copied_link_shows_the_same(screen, chromium):
    screen.open("admissions", collection="demo")
    say = LABELS["vi"]
    screen.choose(say("filters.unit"), "Phường Hồ Sen", typed="hồ sen")
    screen.choose(say("filters.from_year"), "2019")
    assert (screen.address["unit"], screen.address["from"]) == ("md-p-ho-sen", "2019")
    stranger = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    copy = Screen(stranger.new_page(), screen.server)
    copy.page.goto(screen.page.url)
    copy.settle()
    # A new browser reads Plotly first; on a busy machine its last figure comes seconds after the first.
    for _ in range(40):
        if copy.cards == screen.cards:
            break
        copy.page.wait_for_timeout(500)
    assert copy.cards == screen.cards
    assert copy.address == screen.address
    stranger.close()


def test_filters_go_along_from_page_to_page(screen):
    screen.open("admissions", collection="demo", unit="md-p-ho-sen", from_="2018", lang="en")
    name = LABELS["en"]("app.pages.discipline")
    screen.act(
        lambda: screen.page.locator("[data-testid=stSidebarNav]").get_by_role("link", name=name).click()
    )
    assert screen.path == "/discipline"
    assert screen.heading == name
    wanted = {"collection": "demo", "unit": "md-p-ho-sen", "from": "2018", "lang": "en"}
    assert wanted.items() <= screen.address.items()


def test_the_way_up_is_a_click(screen):
    screen.open("admissions", collection="demo", unit="md-p-ho-sen")
    crumbs = screen.page.locator(".st-key-breadcrumb button")
    assert crumbs.count() >= 1
    screen.act(lambda: crumbs.first.click())
    assert screen.address["unit"] == "md"
    assert screen.page.locator(".st-key-breadcrumb button").count() == 0


def test_the_back_button_goes_back(screen):
    """A unit chosen and left again: the address and the figures are those of before."""
    screen.open("admissions", collection="demo", unit="md-p-ho-sen")
    before = screen.cards
    screen.act(lambda: screen.page.locator(".st-key-breadcrumb button").first.click())
    assert screen.cards != before
    screen.act(lambda: screen.page.go_back())
    assert screen.address["unit"] == "md-p-ho-sen"
    assert screen.cards == before


def test_a_name_with_marks_is_text(screen):
    screen.open("admissions", collection="local", unit="t-a")
    name = "Phường <b>B</b> & C"
    assert screen.page.locator(".st-key-breadcrumb strong").inner_text() == name
    assert name in screen.cards
    screen.open("admissions", collection="local")
    assert any(name in drawn for drawn in screen.cards.splitlines())
    screen.act(lambda: screen.fold().click())
    assert screen.page.locator("b", has_text=re.compile("^B$")).count() == 0


def test_the_keyboard_opens_a_table(screen):
    screen.open("admissions", collection="reports")
    for _ in range(120):
        screen.page.keyboard.press("Tab")
        if screen.page.evaluate("() => !!document.activeElement.closest('[data-testid=stExpander] summary')"):
            break
    else:
        pytest.fail("Tab never reaches the fold of a card")
    screen.act(lambda: screen.page.keyboard.press("Enter"))
    table = screen.page.locator(".figures table").first
    table.wait_for()
    assert table.locator("caption").inner_text()
    assert table.locator("th[scope=col]").count() > 1


def test_downloads_arrive(screen):
    screen.open("admissions", collection="local")
    card = screen.page.locator(".st-key-card_admissions_attainment_by_year_adjusted")
    screen.act(lambda: card.locator("[data-testid=stExpander] summary").first.click())
    say = LABELS["vi"]
    with screen.page.expect_download() as sheet:
        card.get_by_role("button", name=say("card.csv")).click()
    assert sheet.value.suggested_filename.endswith(".csv")
    data = sheet.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert say("column.admitted") in data.decode("utf-8-sig").splitlines()[0].split(";")
    with screen.page.expect_download() as book:
        card.get_by_role("button", name=say("card.xlsx")).click()
    assert book.value.suggested_filename.endswith(".xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(book.value.path().read_bytes())).worksheets[0].values)
    at = rows[0].index(say("column.admitted"))
    frame = queries.ask("admissions/attainment_by_year", Filters("local"))
    admitted = [None if pd.isna(v) else v for v in frame.admitted]
    assert [r[at] for r in rows[1:]] == admitted


def test_two_windows_leave_each_other_alone(screen, context):
    other = Screen(new_tab(context), screen.server)
    screen.open("admissions", collection="local", unit="t-a")
    other.open("admissions", collection="demo", unit="md-p-ho-sen", lang="en")
    theirs = other.cards
    screen.choose(LABELS["vi"]("filters.unit"), "Phường Nam", typed="nam")
    assert screen.address["unit"] == "t-b"
    assert "Phường Nam" in screen.cards
    other.page.reload()
    other.settle()
    assert (other.address["unit"], other.address["lang"]) == ("md-p-ho-sen", "en")
    assert other.cards == theirs
    other.page.close()


def test_a_wrong_address_is_a_sentence(screen):
    screen.open("admissions", collection="reports", unit="nowhere", from_="abc")
    told = screen.page.locator("[data-testid=stAlert]").all_inner_texts()
    assert len(told) == 2
    assert "nowhere" in told[0] and "abc" in told[1]
    assert "Traceback" not in screen.text
    assert "nowhere" not in screen.page.url


def test_print_leaves_out_what_is_not_read(screen):
    screen.open("admissions", collection="reports")
    sidebar = screen.page.locator("[data-testid=stSidebar]")
    assert sidebar.is_visible()
    screen.page.emulate_media(media="print")
    assert not sidebar.is_visible()
    assert not screen.page.locator(".st-key-filter_bar").is_visible()
    assert screen.page.locator(".page-head h1").is_visible()
    assert screen.page.locator("[class*='st-key-card_']").first.is_visible()
    screen.page.emulate_media(media="screen")


def test_a_figure_fits_the_paper_and_grows_back(screen):
    """A4 between its margins is 688 pixels wide; a figure drawn for a screen is wider."""
    screen.open("admissions", collection="reports")
    widest = "() => Math.max(...[...document.querySelectorAll('.main-svg')].map(e => e.width.baseVal.value))"
    before = screen.page.evaluate(widest)
    assert before > 688
    screen.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert screen.page.evaluate(widest) <= 688
    screen.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert screen.page.evaluate(widest) == before


def test_a_new_build_is_seen_at_the_next_action(context, tmp_path):
    """No restart: the pointer moves, the next run of the script asks the new file."""
    figures = tmp_path / "figures"
    shutil.copytree(TINY, figures)
    place = {"DANG_VIEN_LOCAL": str(figures), "DANG_VIEN_WAREHOUSE": str(tmp_path / "warehouse")}

    def build() -> None:
        line = [sys.executable, "-m", "ingest", "build", "--collection", "local"]
        subprocess.run(line, cwd=ROOT, env=os.environ | place, check=True, capture_output=True)

    build()
    with serving(**place) as address:
        tab = new_tab(context)
        window = Screen(tab, address).open("admissions", collection="local")
        assert "94 kết nạp" in window.cards
        file = figures / "admissions.csv"
        text = file.read_text(encoding="utf-8")
        assert text.count("t,2021/2023,all,,94,") == 1
        file.write_text(text.replace("t,2021/2023,all,,94,", "t,2021/2023,all,,93,"), encoding="utf-8")
        build()
        window.act(lambda: window.fold().click())
        assert "93 kết nạp" in window.cards
        assert "94 kết nạp" not in window.cards
        tab.close()


def test_the_territory_of_today_is_one_choice_away(screen):
    """Chosen by keyboard or mouse in the bar, it stands in the address and the cards say what was recast."""
    screen.open("membership", collection="demo", unit="md-p-hai-tam", lang="vi")
    assert LABELS["vi"]("mergers.flags.recast") not in screen.text
    screen.choose(LABELS["vi"]("filters.territory"), LABELS["vi"]("filters.territories.now"))
    assert screen.address["territory"] == "now"
    assert LABELS["vi"]("mergers.flags.recast") in screen.text
    assert "62% Phường Tân Vân" in screen.text
