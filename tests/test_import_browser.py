"""A whole import in a real browser: a file with a mistake, mended, confirmed, seen on a chart, and undone."""

import json
from pathlib import Path

import pytest

from ingest.desk.commit import commit
from ingest.desk.intake import examine
from tests.conftest import new_tab, serving
from tests.house import LABELS
from tests.screen import DRAWN, Screen

pytestmark = pytest.mark.browser

UNITS = """unit_code,name,parent_code,kind
tp,Thành phố Mẫu,,city
tp-p1,Phường 1,tp,ward
tp-p2,Phường 2,tp,ward
"""
SOURCES = "source_code,title,as_of\nbc-2024,Báo cáo năm 2024,2024-12-31\n"
HEAD = "KẾT QUẢ KẾT NẠP ĐẢNG VIÊN;;;;\nTT;Đơn vị;Chỉ tiêu 2024;Đã kết nạp 2024\n"
WRONG = HEAD + "1;Phường 1;20;1o\n2;Phường 2;10;-\nTổng cộng;;30;17\n"
MENDED = WRONG.replace("1o", "17")
STEP = 60_000


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A dashboard of its own with a collection of three units, put in through the desk; its address and folder."""
    folder = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANG_VIEN_LOCAL", str(folder / "local"))
        patch.setenv("DANG_VIEN_WAREHOUSE", str(folder / "warehouse"))
        titles = {"title_vi": "Thành phố Mẫu", "title_en": "Sample city"}
        for name, text in (("units.csv", UNITS), ("sources.csv", SOURCES)):
            file = (name, text.encode())
            made = examine(file, title=titles)
            assert made.plan is not None, made
            commit(made.plan, [file], "Văn thư", "bước đầu")
        with serving() as address:
            yield address, folder


@pytest.fixture
def window(context, desk):
    tab = new_tab(context)
    yield Screen(tab, desk[0])
    tab.close()


def bring(window: Screen, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8-sig")
    window.page.set_input_files("input[type=file]", str(path))


def pick(window: Screen, label: str, option: str) -> None:
    """An answer in a form: it asks nothing of the server until the form is sent."""
    box = window.page.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    # Scrolling closes an open list: it must have ended.
    window.settle()
    box.click()
    window.page.get_by_role("option", name=option).first.click()


def versions(folder: Path) -> list[str]:
    return sorted(p.name for p in (folder / "local" / "imports").iterdir() if p.name.isdigit())


def test_a_file_is_mended_confirmed_seen_and_undone(window, desk, tmp_path):
    page, folder = window.page, desk[1]
    window.open("import_data", collection="local")
    bring(window, tmp_path / "ket-nap.csv", WRONG)
    page.get_by_text("phải sửa hoặc trả lời").wait_for(timeout=STEP)
    table = page.locator(".st-key-card_import_found table").inner_text()
    # The mistake is named with its line and column; nothing was kept.
    assert "“1o” ở cột “Đã kết nạp 2024” không phải là số" in table and "\t3\t" in table
    assert versions(folder) == ["0001", "0002"]

    bring(window, tmp_path / "ket-nap-2.csv", MENDED)
    page.get_by_text("“1o”").wait_for(state="hidden", timeout=STEP)
    page.get_by_text("phải sửa hoặc trả lời").wait_for(timeout=STEP)
    window.settle()
    pick(window, "nghĩa là gì", "Báo cáo không nêu")
    pick(window, "Mã nguồn của mọi dòng", "bc-2024")
    page.get_by_role("button", name="Kiểm tra lại với các câu trả lời").click()
    page.get_by_text("3. Xem trước").wait_for(timeout=STEP)
    assert "Thêm 2 dòng, sửa 0" in page.locator(".st-key-card_import_preview").inner_text()
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("Hãy ghi tên người nhập").wait_for(timeout=STEP)
    page.get_by_label("Người nhập").fill("Văn thư")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("thành lần nhập số 3").wait_for(timeout=STEP)
    record = json.loads((folder / "local" / "imports" / "0003" / "record.json").read_text(encoding="utf-8"))
    assert record["who"] == "Văn thư" and record["files"][0]["name"] == "ket-nap-2.csv"
    assert record["answers"]["fill"] == {"source_code": "bc-2024"}

    window.open("admissions", collection="local", unit="tp-p1")
    assert "85%" in "".join(page.evaluate(DRAWN))  # 17 of 20, on the chart

    window.open("import_data", collection="local", part="import_data-history")
    page.get_by_text("Chi tiết, tệp gốc, hoàn tác").first.click()
    page.get_by_label("Vì sao hoàn tác?").fill("nhập nhầm")
    page.get_by_label("Người hoàn tác").fill("Văn thư")
    page.get_by_role("button", name="Hoàn tác lần số 3").click()
    page.get_by_text("Đã hoàn tác lần nhập số 3").wait_for(timeout=STEP)
    assert versions(folder) == ["0001", "0002", "0003", "0004"]
    window.open("admissions", collection="local", unit="tp-p1")
    assert "85%" not in window.text


def test_a_contradiction_is_kept_only_with_a_reason(window, desk, tmp_path):
    page, folder = window.page, desk[1]
    window.open("import_data", collection="local")
    text = "Đơn vị;Năm;Chỉ tiêu;Đã kết nạp;Tỷ lệ đạt;Nguồn\nPhường 2;2022;20;15;57%;bc-2024\n"
    bring(window, tmp_path / "mau-thuan.csv", text)
    page.get_by_text("3. Xem trước").wait_for(timeout=STEP)
    assert "15 / 20 = 75,00% ≠ 57%" in page.locator(".st-key-card_import_preview").inner_text()
    page.get_by_label("Người nhập").fill("Văn thư")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("hãy ghi lý do chấp nhận").wait_for(timeout=STEP)
    page.get_by_label("Vì sao chấp nhận 1 cảnh báo").fill("đúng như báo cáo")
    page.keyboard.press("Tab")
    before = set(versions(folder))
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("thành lần nhập số").wait_for(timeout=STEP)
    (new,) = set(versions(folder)) - before
    record = json.loads((folder / "local" / "imports" / new / "record.json").read_text(encoding="utf-8"))
    assert [(a["code"], a["sum"], a["reason"]) for a in record["accepted"]] == [
        ("attainment", "15 / 20 = 75.00% ≠ 57%", "đúng như báo cáo")
    ]
    assert "đúng như báo cáo" in (folder / "local" / "accepted.toml").read_text(encoding="utf-8")
    window.open("checks", collection="local")
    # It stays listed, folded away with its reason.
    assert LABELS["vi"]("checks.findings.folded", count="1") in window.text


def test_personal_data_reaches_neither_screen_nor_disk(window, desk, tmp_path):
    page, folder = window.page, desk[1]
    window.open("import_data", collection="local")
    text = "Đơn vị;Năm;Đã kết nạp;Ghi chú\nPhường 1;2024;5;đồng chí Nguyễn Thị Hoa Sen, 0912345678\n"
    bring(window, tmp_path / "danh-sach.csv", text)
    page.get_by_text("có dữ liệu cá nhân").first.wait_for(timeout=STEP)
    assert "Hoa Sen" not in page.content() and "0912345678" not in page.content()
    kept = [p.read_bytes() for p in folder.rglob("*") if p.is_file()]
    assert not any(b"Hoa Sen" in data or b"0912345678" in data for data in kept)


def test_the_desk_by_keyboard(window, desk):
    """The place for a file, the parts and the history are reached by Tab alone."""
    window.open("import_data", collection="local", part="import_data-history")
    page, seen = window.page, set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                "() => (document.activeElement.innerText || document.activeElement.ariaLabel || '').trim()"
            )
        )
    assert any("Chi tiết, tệp gốc, hoàn tác" in text for text in seen)
    assert any("So sánh" in text for text in seen)
