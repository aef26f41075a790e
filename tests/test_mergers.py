"""Before and after a reorganisation: shares, break lines, the diagram of lineage, and growth that a merger is not."""

import pandas as pd
import plotly.graph_objects as go
import pytest

import queries
from charts import breaks, captions, headline_words, membership, mergers
from ingest import build
from labels import languages
from queries import Filters
from queries.scope import scope
from tests.house import LABELS
from tests.test_recast import FOREST

VI = LABELS["vi"]


@pytest.fixture(scope="module")
def forest(tmp_path_factory):
    """The forest in the place of `local`, in a folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANG_VIEN_WAREHOUSE", str(tmp_path_factory.mktemp("forest")))
        patch.setenv("DANG_VIEN_LOCAL", str(FOREST))
        build.build("local")
        yield "local"


def asked(question: str, unit: str, territory: str = "then", **own) -> pd.DataFrame:
    return queries.ask(question, Filters("local", unit, territory=territory).having(**own))


def told(frame: pd.DataFrame, *columns: str) -> list[tuple]:
    """Rows as plain tuples: days as text, no figure as None."""
    return [
        tuple(None if pd.isna(v) else str(v)[:10] if hasattr(v, "year") else v for v in row)
        for row in frame[list(columns)].itertuples(index=False)
    ]


def test_before_and_after_by_hand(forest):
    """77 of `d` give `n` 23 (0.3 · 77 = 23.1); 185 of 2023 are 160 of `m` and half of the 50 of `d1`."""
    for territory in ("then", "now"):
        found = told(
            asked("mergers/before_and_after", "n", territory),
            "from_name",
            "share_percent",
            "period_end",
            "members",
            "dealt",
        )
        assert found == [
            ("Xã An", 100, "2021-12-31", 101, 101),
            ("Xã Bình", 100, "2021-12-31", 50, 50),
            ("Xã Dung", 30, "2021-12-31", 77, 23),
            ("Xã An Bình", 100, "2022-12-31", 155, 155),
            ("Xã Dung Thượng", 50, "2022-12-31", 52, 26),
            ("Xã An Bình", 100, "2023-12-31", 160, 160),
            ("Xã Dung Thượng", 50, "2023-12-31", 50, 25),
            ("Xã An Bình Dung", None, "2024-12-31", 190, 190),
        ]


def test_a_share_nobody_told_is_no_number(forest):
    """`h` printed 60 of more than it is now; nobody knows how much of that is `k`."""
    found = told(asked("mergers/before_and_after", "k"), "from_name", "share_percent", "members", "dealt")
    assert found[0] == ("Xã Hà", None, 60, None)


def test_the_diagram_has_every_step_and_what_went_elsewhere(forest):
    found = told(
        asked("mergers/lineage_diagram", "n"), "from_name", "to_name", "on_date", "share_percent", "beside"
    )
    assert found == [
        ("Xã An", "Xã An Bình", "2022-07-01", 100, False),
        ("Xã Bình", "Xã An Bình", "2022-07-01", 100, False),
        ("Xã Dung", "Xã Dung Thượng", "2022-07-01", 60, False),
        ("Xã Dung", "Xã Dung Hạ", "2022-07-01", 40, True),
        ("Xã An Bình", "Xã An Bình Dung", "2024-01-01", 100, False),
        ("Xã Dung Thượng", "Xã An Bình Dung", "2024-01-01", 50, False),
    ]
    assert [row[1] for row in told(asked("mergers/lineage_diagram", "a"), "from_name", "to_name")] == [
        "Xã An Bình",
        "Xã An Bình Dung",
    ]


def test_the_table_beside_it_has_every_step_too(forest):
    found = told(asked("units/lineage", "n"), "from_name", "to_name", "share_percent")
    assert [row[:2] for row in found] == [
        ("Xã An", "Xã An Bình"),
        ("Xã Bình", "Xã An Bình"),
        ("Xã Dung", "Xã Dung Thượng"),
        ("Xã Dung", "Xã Dung Hạ"),
        ("Xã An Bình", "Xã An Bình Dung"),
        ("Xã Dung Thượng", "Xã An Bình Dung"),
    ]


def test_the_sum_over_a_column_is_of_all_that_the_unit_was_made_of_then(forest):
    figure = mergers.before_and_after(asked("mergers/before_and_after", "n"), VI)
    words = next(list(trace["text"]) for trace in figure._data if trace.get("mode") == "text")
    assert words == ["≈ 174", "≈ 181", "≈ 185"]


def test_breaks_by_hand(forest):
    """A district breaks where a commune came; on today's territory only what nobody can convert does."""
    columns = ("on_date", "breaks", "legal_basis")
    assert told(asked("mergers/breaks", "r-bac"), *columns) == [
        ("2022-07-01", True, None),
        ("2024-01-01", True, "Nghị quyết 2-NQ/R"),
    ]
    assert told(asked("mergers/breaks", "r-bac", "now"), "on_date", "breaks") == [
        ("2022-07-01", False),
        ("2024-01-01", False),
    ]
    assert told(asked("mergers/breaks", "n", "now"), "on_date") == [("2022-07-01",), ("2024-01-01",)]
    assert told(asked("mergers/breaks", "h", "now"), "breaks") == [(True,)]
    assert asked("mergers/breaks", "r").empty
    assert asked("mergers/breaks", "f2").empty


def lines(figure: go.Figure) -> list[tuple[str, float, str]]:
    """(axis, place, words) of the break lines of a figure."""
    drawn = figure.to_plotly_json()["layout"]
    shapes = [s for s in drawn.get("shapes", []) if s["type"] == "line"]
    words = [a for a in drawn["annotations"] if a.get("name") == "break"]
    return [(s["xref"], s["x0"], a["text"]) for s, a in zip(shapes, words, strict=True)]


def marked(frame: pd.DataFrame, unit: str, figure: go.Figure) -> list[tuple[str, float, str]]:
    breaks.mark(figure, frame, asked("mergers/breaks", unit), VI)
    return lines(figure)


def test_a_break_line_stands_before_the_first_period_that_ends_after_it(forest):
    frame = asked("membership/members_by_year", "r-bac")
    found = marked(frame, "r-bac", membership.members_by_year(frame, VI))
    assert found == [("x", 0.5, "Sắp xếp 01/07/2022"), ("x", 2.5, "Sắp xếp 01/01/2024")]


def test_no_line_joins_what_does_not_compare(forest):
    frame = asked("membership/members_by_year", "h")
    labels = [str(end.year) for end in frame.period_end]
    figure = go.Figure(
        {
            "data": [
                {"type": "scatter", "mode": "lines", "x": labels, "y": [60, 38, 40, 41], "text": list("abcd")}
            ],
            "layout": {"height": 300, "xaxis": {"categoryarray": labels}, "yaxis": {"domain": [0, 1]}},
        },
        _validate=False,
    )
    marked(frame, "h", figure)
    assert [list(figure._data[0][n]) for n in ("x", "y", "text")] == [
        ["2021", "2022", "2022", "2023", "2024"],
        [60, None, 38, 40, 41],
        ["a", None, "b", "c", "d"],
    ]


def test_words_over_panels_make_room_for_themselves(forest):
    """Two units under one another: each line stands in its own panel, and headings stay above their panels."""
    both = pd.concat([asked("membership/members_by_year", unit) for unit in ("r-bac", "r")])
    figure = membership.members_by_year(both, VI)
    before = figure._layout["height"]
    changes = asked("mergers/breaks", "r-bac")
    breaks.mark(figure, both, changes, VI)
    drawn = figure.to_plotly_json()["layout"]
    assert {axis for axis, *_ in lines(figure)} == {"x"}
    assert drawn["height"] > before
    heads = [a for a in drawn["annotations"] if a["text"].startswith("<b>")]
    tops = [drawn["yaxis"]["domain"][1], drawn["yaxis2"]["domain"][1]]
    assert heads[0]["y"] > tops[0] > drawn["yaxis"]["domain"][0] > heads[1]["y"] == pytest.approx(tops[1])


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("unit", ["n", "c", "f2", "k", "h", "a"])
def test_figures_of_every_kind_of_change(forest, lang, unit):
    for chart in (mergers.before_and_after, mergers.lineage_diagram):
        frame = asked(captions.question(chart), unit)
        go.Figure(chart(captions.escaped(frame), LABELS[lang]).to_plotly_json())
        if len(frame):
            assert captions.finding(chart, frame, LABELS[lang])


def test_the_sentence_says_estimate_or_why_not(forest):
    sentence = captions.finding(mergers.before_and_after, asked("mergers/before_and_after", "n"), VI)
    assert sentence == (
        "Xã An Bình Dung: phần nhận từ 2 đơn vị cũ ước tính 185 đảng viên (năm 2023); sau sắp xếp có 190 (năm 2024)"
    )
    none = captions.finding(mergers.before_and_after, asked("mergers/before_and_after", "k"), VI)
    assert none == "Xã Kim: không quy đổi được số liệu trước ngày 01/07/2022 vì chưa có tỷ phần của Xã Hà"


def test_a_reorganisation_is_no_growth_of_a_headline(forest):
    """A district that won a commune: no change from the year before, in the words of a reorganisation."""
    frame = asked("overview/headlines", "r-bac")
    members = frame[(frame.headline == "members") & (frame.period_end.dt.year == 2024)]
    assert members.before_value.isna().all()
    assert members.reorganised.all()
    now = asked("overview/headlines", "r-bac", "now")
    members = now[(now.headline == "members") & (now.period_end.dt.year == 2024)]
    assert members.before_value.tolist() == [285]
    assert headline_words.told(frame, VI, {})


def test_members_handed_over_are_a_step_of_their_own(forest):
    """`c`: 30 + 1 − 2 = 29, and 4 more by the transfer: it fell by one; on today's territory nobody came at all."""
    frame = asked("membership/changes_by_year", "c")
    assert set(frame.net_computed) == {-1}
    assert frame[frame.is_reorganisation].step.tolist() == [4]
    now = asked("membership/changes_by_year", "c", "now")
    assert set(now.net_computed) == {-1}
    assert not now.is_reorganisation.any()


def test_growth_is_not_told_across_a_change_of_territory(forest):
    """No commune of `r-nam` tells of members handed over, yet a part of `d1` left it in 2024: 161 are what stayed."""
    then, now = (
        captions.finding(
            membership.members_by_year, asked("membership/members_by_year", "r-nam", territory), VI
        )
        for territory in ("then", "now")
    )
    assert then == VI("membership.members_by_year.broken", unit="Huyện Nam", members="166", year=2024)
    assert now == VI(
        "membership.members_by_year.more", unit="Huyện Nam", members="166", year=2024, change="5", before=2023
    )


def test_the_waterfall_ends_with_what_is_no_reorganisation(forest):
    """`n` 2024: 7 admitted, 2 died, 185 handed over: 190 in all and 5 without them."""
    figure = membership.change_decomposition(asked("membership/change_decomposition", "n"), VI)
    words = [text.strip() for trace in figure._data for text in trace.get("text", ())]
    assert words[-2:] == ["+190 → cuối kỳ 190", "+5"]


def test_a_rate_has_no_base_of_another_territory(forest):
    """Admitted in 2023 of the members at the end of 2022: one territory; of 2024 not, for half of `d1` came to `n`."""
    rates = told(asked("intake/rate_by_year", "d1"), "period_end", "admitted", "members_year_before")
    assert rates == [("2023-12-31", 3, 52)]
    assert told(
        asked("intake/rate_by_year", "n", "now"), "period_end", "admitted", "members_year_before"
    ) == [
        ("2021-12-31", 7, None),
        ("2023-12-31", 7, 181),
        ("2024-12-31", 7, 185),
    ]


def test_a_link_to_a_unit_that_ended_leads_over_all_steps(forest):
    """`a` went into `m`, and `m` into `n`; half of `d1` too, which lives on as well."""
    looked = scope("local")
    assert [place.code for place in looked.living_heirs("a")] == ["n"]
    assert [place.code for place in looked.living_heirs("d")] == ["d1", "d2"]
    assert looked.living_heirs("r") == []
