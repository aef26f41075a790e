"""A deck on two screens, by keyboard: no small, cut or overlapping words; numbers by a click; nothing fetched."""

from pathlib import Path

import pytest

from exports import deck, html, shelf
from queries import Filters
from queries.scope import scope
from tests.decks import whole

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("files")]
SIZES = ((1920, 1080), (1024, 768))
# Of every word that is seen: its size against the stage, whether it leaves the slide, and which it covers.
FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8")


@pytest.fixture
def opened(chromium, tmp_path):
    """Opens a deck from the disk in a window of a size, without a network; all it asks for is kept."""
    pages = []

    def open_deck(made, width: int, height: int, fragment: str = ""):
        path = tmp_path / f"deck{len(pages)}.html"
        path.write_bytes(html.write(made))
        context = chromium.new_context(viewport={"width": width, "height": height}, offline=True)
        page = context.new_page()
        page.asked, page.faults = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("html[data-ready=yes]", state="attached")
        pages.append(context)
        return page

    yield open_deck
    for context in pages:
        context.close()


def story(collection: str, name: str, unit: str = "", lang: str = "vi"):
    found = scope(collection)
    looked = Filters(collection, unit or found.tops[0].code, found.first_year, found.last_year, lang)
    return deck.of(shelf.find(name), looked)


def number(page) -> str:
    return page.evaluate("document.getElementById('said').textContent.split('.')[0]")


def walk(page) -> list[str]:
    """Through all slides by the key that a clicker sends; what is wrong with each."""
    count, found = int(number(page).split("/")[1]), []
    for at in range(1, count + 1):
        assert number(page) == f"{at}/{count}"
        page.wait_for_function("() => !document.querySelector('.slide:not([hidden]) .plot:empty')")
        found += [f"{at}: {fault}" for fault in page.evaluate(FAULTS)]
        page.keyboard.press("PageDown")
    assert number(page) == f"{count}/{count}"
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_a_storyboard_can_be_read_from_the_last_row(demo, opened, size):
    page = opened(story(demo, "tong-ket-nhiem-ky"), *size)
    assert walk(page) == []
    assert page.faults == [] and all(url.startswith("file:") for url in page.asked)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_all_figures_of_the_reports_can_be_read(reports, opened, size):
    assert walk(opened(whole(reports, lang="en"), *size)) == []


def test_the_keys_of_a_show(demo, opened):
    page = opened(story(demo, "cong-tac-ket-nap"), *SIZES[0])
    count = number(page).split("/")[1]
    for key, wanted in (
        ("End", count),
        ("Home", "1"),
        ("ArrowRight", "2"),
        ("ArrowDown", "3"),
        ("ArrowLeft", "2"),
    ):
        page.keyboard.press(key)
        assert number(page) == f"{wanted}/{count}"
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    assert number(page) == f"12/{count}"
    page.keyboard.type("4")
    page.wait_for_function("() => document.getElementById('said').textContent.startsWith('4/')")
    page.keyboard.type("999")
    page.keyboard.press("Enter")
    assert number(page) == f"{count}/{count}"
    page.keyboard.press("Escape")
    assert number(page) == f"{count}/{count}"


def test_a_click_on_a_bar_tells_its_number(demo, opened):
    made = story(demo, "tong-ket-nhiem-ky")
    at = next(i for i, one in enumerate(made.shown) if one.card.question == "membership/members_by_year")
    made.shown[:] = made.shown[at : at + 1]
    for size in SIZES:
        page = opened(made, *size, "#2")
        card = made.shown[0].card
        row = card.frame[card.frame.period_kind == "year"].iloc[-1]
        bar = page.locator(".slide:not([hidden]) .plot .points .point path").last.bounding_box()
        page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
        panel = page.locator(".numbers.open")
        panel.wait_for()
        assert card.say.count(row.members) in panel.locator(".pointed").inner_text()
        assert panel.locator("tbody tr").count() == len(card.frame)
        page.keyboard.press("Escape")
        assert page.locator(".numbers.open").count() == 0
        assert number(page) == "2/3"


def test_a_telephone_reads_a_deck_as_a_page(reports, opened):
    page = opened(story(reports, "tong-ket-nhiem-ky"), 390, 800)
    slides = page.locator(".slide:visible").count()
    assert slides == page.locator(".slide").count() > 5
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.slide p, .slide li, .slide td, .slide h2')]"
        ".filter(e => e.offsetParent).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 14
