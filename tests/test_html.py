"""The one file of a deck: its numbers, that nothing in it runs or is fetched, pictures and paper made of it."""

import io
import json
import os
import re
import signal
import struct
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape

import pypdf
import pytest

from charts import slides
from exports import body, chromium, drawing, formats, html, notes, pdf, pictures, settings
from exports.file_names import file_name
from labels import languages
from tests.conftest import CHROMIUM
from tests.decks import whole

pytestmark = pytest.mark.xdist_group("files")


def data_of(page: bytes, name: str):
    """The data that the script of a page reads."""
    found = re.search(rf"<script type='application/json' id='{name}'>(.*?)</script>", page.decode(), re.S)
    return json.loads(found[1])


@pytest.mark.parametrize("lang", languages())
def test_every_figure_and_table_is_in_the_file(demo, lang):
    made = whole(demo, "md-p-hai-tam", lang)
    page = html.write(made)
    figures, text = data_of(page, "figures")["figures"], page.decode()
    for number, shown in enumerate(made.shown):
        card = shown.card
        if body.is_drawn(card):
            wanted = slides.of(body.figure(card)[0])
            told = [figures[f"{number}-{n}"] for n in range(len(wanted))]
            assert [f["data"] for f in told] == json.loads(
                json.dumps([f["data"] for f in wanted], default=html._plain)
            )
        words = body.words(card)
        section = text[text.index(f"id='numbers-{number}'") :]
        section = section[: section.index("</section>")]
        assert section.count("<tr>") == len(words) + 1
        assert all(html.escape(line) in text for line in [card.title, card.subtitle, *notes.of(card)])
        assert all(html.escape(what) in text for told in card.apart for what in told)
    assert settings.audience(made.say) in text and made.say("card.flags.illustrative") in text


def test_nothing_is_fetched_and_nothing_runs(tiny):
    made = whole("local")
    bad = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    card = made.shown[2].card
    frame = card.frame.assign(unit_name=bad)
    told = replace(card, title=bad, subtitle=bad, source=bad, frame=frame, apart=[(bad, bad)], flags=[bad])
    page = html.write(replace(made, title=bad, shown=[replace(made.shown[2], card=told, note=bad)]))
    text = page.decode()
    assert bad not in text and "<img" not in text.replace(slides.script(), "")
    own = html.write(made).decode().replace(slides.script(), "")
    assert not re.findall(r"(?:src|href)\s*=|@import|url\(", own)
    assert "default-src 'none'" in own


@pytest.mark.browser
def test_pictures_say_what_they_show(demo):
    made = whole(demo, "md-p-hai-tam")
    for question in ("membership/members_by_year", "units/profile"):
        card = next(one.card for one in made.shown if one.card.question == question)
        data = pictures.png(card)
        width, height = struct.unpack(">II", data[16:24])
        assert data.startswith(b"\x89PNG") and width == 2400 and height > 400
        words = " ".join(re.findall(r">([^<>]+)<", pictures.svg(card).decode()))
        told = re.sub(r"\s+", " ", words)
        for line in (card.subtitle, settings.audience(card.say), notes.made(card.say), notes.looked_at(card)):
            assert all(word in told for word in line.replace("&", "&amp;").split()), line
        assert card.title.split()[0] in told


@pytest.mark.browser
def test_a_deck_on_paper_can_be_searched(demo):
    made = whole(demo, "md-p-hai-tam")
    made = replace(made, shown=made.shown[:8])
    opened = pypdf.PdfReader(io.BytesIO(pdf.write(made)))
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in opened.pages]
    box = opened.pages[0].mediabox
    assert round(box.width / box.height, 2) == 1.78
    assert made.title in pages[0] and made.say("exports.html.closing") in pages[-1]
    for one in made.shown:
        assert any(re.sub(r"\s+", " ", one.card.title) in page for page in pages), one.card.title
    drawn = next(one.card for one in made.shown if one.card.question == "membership/members_by_year")
    figures = [drawn.say.count(v) for v in drawn.frame.members.dropna()]
    assert all(any(figure in page for page in pages) for figure in figures)
    assert all(settings.audience(made.say) in page for page in pages)


@pytest.mark.browser
def test_a_zip_of_pictures_has_one_for_each_card(demo):
    made = whole(demo, "md-p-hai-tam")
    made = replace(made, shown=made.shown[:6])
    with zipfile.ZipFile(io.BytesIO(formats.write(made, "svg"))) as packed:
        names = packed.namelist()
        assert names == [
            f"{file_name(f'{n:02d} {one.card.title}')}.svg" for n, one in enumerate(made.shown, 1)
        ]
        for name, one in zip(names, made.shown, strict=True):
            assert (
                told_in(packed.read(name)) == told_in(pictures.svg(one.card)) >= set(one.card.title.split())
            )


def told_in(svg: bytes) -> set[str]:
    return set(unescape(" ".join(re.findall(r">([^<>]+)<", svg.decode()))).split())


@pytest.mark.browser
def test_who_asks_beside_another_gets_his_own_picture(demo):
    cards = [one.card for one in whole(demo, "md-p-hai-tam").shown[:4]]
    alone = [told_in(pictures.svg(card)) for card in cards]
    with ThreadPoolExecutor(4) as readers:
        assert [told_in(data) for data in readers.map(pictures.svg, cards * 2)] == alone * 2


@pytest.mark.browser
def test_a_browser_that_hangs_is_ended_and_the_next_one_draws(demo, monkeypatch):
    card = whole(demo, "md-p-hai-tam").shown[1].card
    alone = told_in(pictures.svg(card))
    hung = drawing._running[0].subprocess
    os.killpg(hung.pid, signal.SIGSTOP)
    with monkeypatch.context() as patch, pytest.raises(chromium.TooLong):
        patch.setattr(drawing, "EACH", 3)
        pictures.svg(card)
    assert hung.wait(10) == -signal.SIGKILL
    assert told_in(pictures.svg(card)) == alone


@pytest.mark.browser
def test_after_a_browser_that_died_the_next_one_draws(demo):
    card = whole(demo, "md-p-hai-tam").shown[1].card
    alone = told_in(pictures.svg(card))
    dead = drawing._running[0].subprocess
    os.killpg(dead.pid, signal.SIGKILL)
    dead.wait(10)
    assert told_in(pictures.svg(card)) == alone


def test_without_a_browser_only_pictures_and_paper_fail(tiny, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    chromium.path.cache_clear()
    made = whole("local")
    try:
        for kind in ("pdf", "png", "svg"):
            with pytest.raises(formats.NotMade) as told:
                formats.write(made, kind)
            assert "Chromium" in made.say(told.value.args[0], **told.value.args[1])
        for kind in ("pptx", "docx", "xlsx", "html"):
            assert formats.write(replace(made, shown=made.shown[:2]), kind)
    finally:
        chromium.path.cache_clear()


def test_files_without_pictures_never_load_the_browser():
    """What an office's machine lacks must not keep it from the files that need nothing."""
    script = (
        "import exports.pptx, exports.docx, exports.xlsx, exports.html, sys; print('kaleido' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_the_browser_of_the_tests_is_the_one_that_draws(monkeypatch):
    monkeypatch.setenv("CHROMIUM", CHROMIUM)
    chromium.path.cache_clear()
    assert chromium.path()
    chromium.path.cache_clear()
