"""A committee's way: cards into a presentation, order, a note, the show by keyboard; links that tell what changed."""

import re
import shutil
import zipfile

import pytest

from ingest import build
from tests.conftest import new_tab, serving
from tests.house import TINY
from tests.screen import Screen

pytestmark = pytest.mark.browser


@pytest.fixture
def own(context, tmp_path, monkeypatch):
    """A dashboard of its own, whose storyboards and figures may change; a tab at it, and how to change a figure."""
    folder = tmp_path / "local"
    shutil.copytree(TINY, folder)
    place = {
        "DANG_VIEN_LOCAL": str(folder),
        "DANG_VIEN_WAREHOUSE": str(tmp_path / "warehouse"),
        "DANG_VIEN_SAVED": str(tmp_path / "saved"),
    }
    for name, value in place.items():
        monkeypatch.setenv(name, value)
    build.build("local")

    def change(old: str, new: str) -> None:
        path = folder / "membership.csv"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        build.build("local")

    with serving(**place) as address:
        tab = new_tab(context)
        yield Screen(tab, address), change
        tab.close()


def add(screen: Screen, card: str, title: str = "") -> None:
    """The card into a presentation: a new one under a title, or the first there is."""
    box = screen.page.locator(f".st-key-card_{card}")
    screen.act(lambda: box.locator("[data-testid=stExpander] summary").first.click())
    screen.page.get_by_role("button", name="Thêm vào trình chiếu").first.click()
    popover = screen.page.locator("[data-testid=stPopoverBody]")
    if title:
        popover.get_by_role("textbox").fill(title)
    else:
        popover.get_by_role("combobox").click()
        screen.act(lambda: screen.page.get_by_role("option").nth(1).click())
    screen.act(lambda: popover.get_by_role("button", name="Thêm vào trình chiếu").click())
    popover.get_by_text("Đã thêm vào").wait_for()


def said(screen: Screen) -> str:
    return screen.page.frame_locator("iframe").locator("#said").inner_text()


def test_from_cards_to_the_hall_and_back(own):
    screen, change = own
    screen.open("membership", collection="local", unit="t-a", part="membership-size")
    add(screen, "membership_members_by_year", "Hội nghị quý IV")
    screen.open("admissions", collection="local", unit="t-a", part="admissions-quota")
    add(screen, "admissions_attainment_by_year_adjusted")
    screen.open("present", collection="local", unit="t-a")
    board = screen.page.locator(".st-key-board_hoi-nghi-quy-iv")
    assert "Hội nghị quý IV" in board.inner_text() and "2 trang" in board.inner_text()

    screen.act(lambda: board.locator("[data-testid=stExpander] summary").click())
    slides = board.locator("[class*='st-key-slide_'] h3")
    first = slides.nth(0).inner_text().partition(". ")[2]
    screen.act(lambda: board.get_by_role("button", name="Xuống").first.click())
    assert slides.nth(1).inner_text().partition(". ")[2] == first
    note = board.get_by_role("textbox", name=re.compile("Ghi chú")).first
    note.fill("Nhấn mạnh năm 2021")
    screen.act(lambda: note.press("Control+Enter"))

    screen.act(lambda: board.get_by_role("button", name="Trình chiếu", exact=True).click())
    screen.page.frame_locator("iframe").locator("html[data-ready=yes]").wait_for(state="attached")
    assert said(screen).startswith("1/4.")
    assert not screen.page.locator("[data-testid=stSidebar]").is_visible()
    for key, at in (("PageDown", 2), ("End", 4), ("Home", 1), ("ArrowRight", 2)):
        screen.page.keyboard.press(key)
        assert said(screen).startswith(f"{at}/4.")
    frame = screen.page.frame_locator("iframe")
    assert "Nhấn mạnh" not in frame.locator("#stage").inner_text()
    screen.page.keyboard.press("n")
    assert "Nhấn mạnh năm 2021" in frame.locator("#stage").inner_text()
    screen.page.keyboard.press("t")
    frame.locator(".numbers.open").wait_for()
    screen.page.keyboard.press("Escape")
    assert screen.page.locator("iframe").count() == 1
    screen.act(lambda: screen.page.keyboard.press("Escape"))
    assert screen.page.locator("iframe").count() == 0 and "show" not in screen.address

    change("t-a,2021,all,all,100,", "t-a,2021,all,all,101,")
    screen.open("present", collection="local", unit="t-a")
    assert "1 con số đã khác so với khi lưu" in board.inner_text()
    screen.act(lambda: board.locator("[data-testid=stExpander] summary").click())
    board.get_by_text("(kho số liệu dựng lúc").first.wait_for()
    cells = board.locator(".figures td").all_inner_texts()
    assert "100" in cells and "101" in cells
    screen.act(lambda: board.get_by_role("button", name="Lấy số hiện nay").click())
    assert board.get_by_text("con số đã khác").count() == 0


def test_copies_files_and_deletion(own, tmp_path):
    screen, _ = own
    screen.open("present", collection="local", unit="t-a")
    ready = screen.page.locator(".st-key-board_tong-ket-nhiem-ky")
    screen.act(lambda: ready.get_by_role("button", name="Sao chép").click())
    board = screen.page.locator("[class*='st-key-board_tong-ket-nhiem-ky-']").first
    with screen.page.expect_download() as told:
        board.get_by_role("button", name="Xuất bản trình chiếu").click()
    path = tmp_path / "story.json"
    told.value.save_as(path)
    board.get_by_role("button", name="Xóa", exact=True).click()
    screen.act(lambda: screen.page.get_by_role("button", name="Xóa bản này").click())
    assert screen.page.locator("[class*='st-key-board_tong-ket-nhiem-ky-']").count() == 0

    screen.act(lambda: screen.page.get_by_text("Nhập bản trình chiếu từ tệp").click())
    broken = tmp_path / "broken.json"
    broken.write_text(
        '{"format": 1, "title": {"vi": "x"}, "slides": [{"question": "no/such"}]}', encoding="utf-8"
    )
    chooser = screen.page.locator("input[type=file]")
    screen.act(lambda: chooser.set_input_files(broken))
    screen.page.get_by_text("(trang 1)").wait_for()
    screen.act(lambda: chooser.set_input_files(path))
    screen.act(lambda: screen.page.get_by_role("button", name="Lưu bản này").click())
    assert screen.page.locator("[class*='st-key-board_tong-ket-nhiem-ky-']").count() == 1
    with screen.page.expect_download() as told:
        ready.get_by_role("button", name="Tải về").click()
    assert told.value.suggested_filename.endswith(".pptx")
    told.value.save_as(tmp_path / "x.pptx")
    assert (tmp_path / "x.pptx").read_bytes().startswith(b"PK")


def test_a_link_tells_what_changed_since(own):
    screen, change = own
    screen.open("membership", collection="local", unit="t-a", part="membership-size")
    box = screen.page.locator(".st-key-card_membership_members_by_year")
    screen.act(lambda: box.locator("[data-testid=stExpander] summary").first.click())
    screen.act(lambda: box.get_by_role("button", name="Sao chép liên kết").click())
    link = box.locator("code").inner_text()
    assert "card=membership_members_by_year" in link and "unit=t-a" in link
    screen.page.goto(link)
    screen.settle()
    assert "giống như khi sao chép" in box.inner_text()
    change("t-a,2021,all,all,100,", "t-a,2021,all,all,101,")
    screen.page.goto(link)
    screen.settle()
    assert "đã khác so với khi sao chép" in box.inner_text()
    cells = box.locator(".figures td").all_inner_texts()
    assert "100" in cells and "101" in cells
    screen.page.goto(link.replace("seen=", "seen=0"))
    screen.settle()
    assert "không nêu được từng số" in box.inner_text()


def test_files_of_all_units_with_progress_and_an_end(screen):
    screen.open("membership", collection="local", unit="t", part="membership-size")
    screen.act(lambda: screen.page.locator(".st-key-share_page summary").click())
    start, stop = (screen.page.get_by_role("button", name=name) for name in ("Lập các tệp", "Dừng"))
    start.click()
    stop.click()  # long before all are made
    screen.page.get_by_text(re.compile("Đã dừng|Chưa lập được tệp nào")).wait_for()
    start.click()
    screen.page.get_by_role("progressbar").wait_for()
    screen.page.get_by_text("Đã lập xong 4 tệp").wait_for()
    with screen.page.expect_download() as told:
        screen.page.get_by_role("button", name="Tải tệp nén").click()
    with zipfile.ZipFile(told.value.path()) as packed:
        assert packed.testzip() is None
        assert sorted(packed.namelist()) == sorted(
            ["=1+1 Đông.pptx", "Phường Cũ.pptx", "Phường Nam.pptx", "Phường b B b & C.pptx"]
        )
