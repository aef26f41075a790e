"""Figures cut for slides and told to an office: no number lost, none added, no small words."""

import math

import pytest

from charts import slide_panels, slides
from exports import body, cells, native
from tests.decks import whole
from tests.house import LABELS

# One worker works out the decks of all of these.
pytestmark = pytest.mark.xdist_group("files")

COLLECTIONS = ("local", "reports", "demo")
HIDDEN = LABELS["vi"]("card.hidden")


@pytest.fixture(scope="module")
def drawn(tiny, reports, demo):
    """Every figure of the whole dashboard of three collections, with its card."""
    return [
        (one.card, body.figure(one.card)[0])
        for collection in COLLECTIONS
        for one in whole(collection).shown
        if body.is_drawn(one.card)
    ]


def points(traces) -> list[tuple]:
    """Every point of bars, lines, marks and cells: what of, how long, what it says."""
    found = []
    for trace in traces:
        if trace["type"] == "heatmap":
            cells = zip(trace["y"], trace["z"], strict=True)
            found += [(trace.get("name", ""), y, tuple(row)) for y, row in cells]
        elif trace["type"] in ("bar", "scatter"):
            texts = trace.get("text", "")
            every = zip(trace["x"], trace["y"], strict=True)
            found += [
                (trace.get("name", ""), x, y, texts[i] if isinstance(texts, list) else texts)
                for i, (x, y) in enumerate(every)
            ]
    return sorted(found, key=repr)


def test_every_point_stands_on_one_slide(drawn):
    cut = 0
    for card, figure in drawn:
        pages = slides.of(figure)
        assert points(figure._data) == points(t for page in pages for t in page["data"]), card.question
        cut += len(pages) > 1
    assert cut > 10


def fonts(part, name="") -> list[float]:
    if isinstance(part, dict):
        own = [part["size"]] if name.endswith("font") and isinstance(part.get("size"), int | float) else []
        return own + [size for key, value in part.items() for size in fonts(value, key)]
    return [size for value in part for size in fonts(value)] if isinstance(part, list | tuple) else []


def test_no_words_of_a_slide_are_small(drawn):
    told = [page for _, figure in drawn for page in slides.of(figure)]
    assert min(fonts(told)) >= slides.LEAST_FONT
    assert min(fonts(slides.looks())) >= slides.LEAST_FONT
    assert (
        max(page["natural"] for page in told if not is_treemap(page))
        <= slides.HEIGHT * slide_panels.TOLERANCE + 1
    )


def is_treemap(page) -> bool:
    return page["data"][0]["type"] == "treemap"


def test_a_figure_is_left_as_it_was(drawn):
    for _, figure in drawn:
        before = repr(figure.to_plotly_json())
        slides.of(figure)
        assert repr(figure.to_plotly_json()) == before


def lengths(page) -> list[float]:
    """The lengths of all bars, and the heights of lines and marks, that a figure draws; what is hidden has none."""
    lying = {t.get("yaxis") or "y" for t in page["data"] if t.get("orientation") == "h"}
    told = []
    for trace in page["data"]:
        unseen = trace.get("mode") == "text" or (trace.get("marker") or {}).get("color") == native.UNSEEN
        if unseen:
            continue
        values = trace["x" if (trace.get("yaxis") or "y") in lying else "y"]
        texts = trace.get("text", "")
        texts = texts if isinstance(texts, list) else [texts] * len(values)
        pairs = zip(values, texts, strict=True)
        told += [float(v) for v, text in pairs if v is not None and not (v == 0 and HIDDEN in str(text))]
    return sorted(told)


def test_native_charts_have_the_numbers_of_the_figure(drawn):
    told = 0
    for card, figure in drawn:
        for page in slides.of(figure):
            try:
                charts = native.of(page)
            except native.NotNative:
                continue
            every = [
                v
                for c in charts
                for s in c.series
                if s.kind != native.WORDS
                for v in s.values
                if v is not None
            ]
            wanted = lengths(page)
            assert len(every) == len(wanted), card.question
            assert all(math.isclose(a, b) for a, b in zip(sorted(every), wanted, strict=True)), card.question
            assert all(len(s.values) == len(c.categories) for c in charts for s in c.series)
            told += len(charts)
    assert told > 100


def test_parts_of_years_are_told_in_their_category(drawn):
    """Hatching is a colour to an office: the words of the axis say it too."""
    seen = 0
    for card, figure in drawn:
        if card.question != "admissions/attainment_by_year":
            continue
        for chart in (c for page in slides.of(figure) for c in native.of(page)):
            for one in chart.series:
                for category, hatched in zip(chart.categories, one.hatched, strict=True):
                    assert not hatched or not category.isdigit()
                    seen += hatched
    assert seen


def test_cells_become_a_grid(drawn):
    found = [(card, cells.of(slides.of(figure), "Đơn vị")) for card, figure in drawn]
    grids = [(card, grid) for card, grid in found if grid is not None]
    assert {card.question for card, _ in grids} >= {"admissions/attainment_by_unit_and_year"}
    for _, grid in grids:
        assert next(iter(grid.words.columns)) == "Đơn vị"
        assert [len(row) for row in grid.colours] == [len(grid.words.columns)] * len(grid.words)
    demo = [
        grid
        for card, grid in grids
        if card.question.endswith("unit_and_year") and card.filters.collection == "demo"
    ]
    assert sum(len(grid.words) for grid in demo) == 23
    # A band has one colour, and its mark stands in each of its cells and in the key.
    for grid in demo:
        rows = zip(grid.words.itertuples(index=False), grid.colours, strict=True)
        marks = {
            (text[0], colour) for row, own in rows for text, colour in zip(row, own, strict=True) if colour
        }
        assert len(marks) == len({mark for mark, _ in marks}) == len({colour for _, colour in marks}) > 2
        assert {mark for mark, _ in marks} <= {name[0] for name in grid.key}
