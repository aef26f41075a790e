"""Going down and up in a real browser: by mouse, by keyboard, by search; and the unit's sheet on one page of paper."""

import re
from pathlib import Path

import pypdf
import pytest

from tests.house import LABELS

pytestmark = pytest.mark.browser
SAY = LABELS["vi"]
CRUMBS = ".st-key-breadcrumb"


def crumbs(screen) -> list[str]:
    return [line for line in screen.page.locator(CRUMBS).inner_text().splitlines() if line not in ("", "›")]


def click_on(mark, position=None) -> None:
    """A click on a bar or a cell, as a hand does it: the pointer comes first."""
    mark.hover(position=position, force=True)
    mark.page.wait_for_timeout(300)
    mark.click(position=position, force=True)


def test_a_bar_opens_its_unit_and_the_way_back(screen):
    screen.open("membership", collection="demo", unit="md", lang="vi")
    bars = screen.page.locator(".st-key-card_membership_members_by_unit .bars .point path")
    screen.act(lambda: click_on(bars.nth(1)))
    assert crumbs(screen) == ["Tỉnh ủy Minh Dương", "Phường Hải Tâm"]
    assert "unit=md-p-hai-tam" in screen.page.url and "/membership" in screen.page.url
    screen.act(lambda: screen.page.locator(CRUMBS).get_by_role("button", name="Tỉnh ủy Minh Dương").click())
    assert "unit=md&" in screen.page.url
    screen.act(lambda: screen.page.go_back())
    assert crumbs(screen)[-1] == "Phường Hải Tâm"


def test_an_area_of_the_tree_opens_its_unit(screen):
    screen.open("units", collection="demo", unit="md", to="2024", lang="vi")
    areas = screen.page.locator(".st-key-card_units_whole_and_parts .treemaplayer .slice")
    city = areas.filter(has_text=re.compile("Thành ủy Vân")).first
    screen.act(lambda: click_on(city.locator("text").first))
    assert crumbs(screen)[-1] == "Thành ủy Vân Hải"


def test_a_cell_of_a_heat_map_opens_its_unit(screen):
    screen.open("admissions", collection="demo", unit="md", lang="vi")
    cells = screen.page.locator(".st-key-card_admissions_attainment_by_unit_and_year_adjusted .nsewdrag")
    width = cells.bounding_box()["width"]  # the last column: every unit of today tells it
    screen.act(lambda: click_on(cells, {"x": width - 20, "y": 12}))
    assert crumbs(screen)[0] == "Tỉnh ủy Minh Dương" and len(crumbs(screen)) == 2


def test_the_keyboard_goes_down_by_the_table_of_a_figure(screen):
    screen.open("membership", collection="demo", unit="md", lang="vi")
    card = screen.page.locator(".st-key-card_membership_members_by_unit")
    card.locator("summary").focus()
    screen.act(lambda: screen.page.keyboard.press("Enter"))
    for _ in range(4):
        screen.page.keyboard.press("Tab")
        if screen.page.evaluate("document.activeElement.matches('a[data-unit]')"):
            break
    name = screen.page.evaluate("document.activeElement.textContent")
    screen.act(lambda: screen.page.keyboard.press("Enter"))
    assert crumbs(screen) == ["Tỉnh ủy Minh Dương", name]
    assert screen.page.evaluate("window.__runs") > 1  # the page was not loaded anew


def test_a_unit_is_searched_without_marks_and_an_old_one_leads_on(screen):
    screen.open("", collection="reports", lang="vi")
    field = screen.page.get_by_role("searchbox", name=SAY("search.label"))
    field.focus()
    screen.act(lambda: screen.page.keyboard.type("hoa nghia", delay=30))
    link = screen.page.locator(".found a").first
    link.wait_for()
    assert "Phường Dương Kinh" in screen.page.locator(".found").inner_text()
    screen.act(lambda: link.press("Enter"))
    assert "unit=hp-hoa-nghia-cu" in screen.page.url
    screen.act(lambda: screen.page.locator(".st-key-ended").get_by_role("button").first.click())
    assert "unit=hp-duong-kinh" in screen.page.url
    assert field.input_value() == ""


def test_the_sheet_of_a_unit_fits_one_page_of_paper(screen, tmp_path: Path):
    for unit in ("md-van-hai", "md-p-van-dong"):
        screen.open("units", collection="demo", unit=unit, lang="vi", part="units-sheet")
        with screen.page.expect_download() as coming:
            screen.page.get_by_role("button", name=SAY("units.sheet.download_html")).click()
        page = screen.page.context.new_page()
        coming.value.save_as(tmp_path / "sheet.html")
        page.goto((tmp_path / "sheet.html").as_uri())
        assert page.locator("tbody tr").count() > 12
        assert SAY("card.flags.illustrative") in page.locator(".flags").inner_text()
        made = page.pdf(prefer_css_page_size=True)
        page.close()
        assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1
    with screen.page.expect_download() as coming:
        screen.page.get_by_role("button", name=SAY("units.sheet.download_pdf")).click()
    coming.value.save_as(tmp_path / "sheet.pdf")
    pages = pypdf.PdfReader(tmp_path / "sheet.pdf").pages
    assert len(pages) == 1 and "Phường Vân Đông" in pages[0].extract_text()
