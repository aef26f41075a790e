"""Units side by side: places with ties, who is not ranked and why, what the screen keeps in its address."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

import queries
from charts import compare, compare_words, records
from ingest import build
from queries import Filters, comparison
from tests.house import LABELS, TINY
from tests.test_pages import address, healthy, html, keys, opened

SAY = LABELS["vi"]
# A ward tied with another, one below both, and one whose own two cells tell half of it.
MORE = {
    "units.csv": """t-e,,Phường Tây,t,ward,phuong,,
t-f,,Phường Bắc,t,ward,phuong,,
t-f-1,,Chi bộ 1,t-f,organisation,,,
t-f-2,,Chi bộ 2,t-f,organisation,,,""",
    "membership.csv": """t-c,2023,all,all,170,,,,,t-2023,dòng 39,
t-e,2023,all,all,160,,,,,t-2023,dòng 40,
t-f-1,2023,all,all,20,,,,,t-2023,dòng 41,""",
    "discipline.csv": """t-f,2023,party_committees,member,all,2,,,t-2023,dòng 60,
t-f-1,2023,party_committees,member,all,1,,,t-2023,dòng 61,
t-c,2023,party_committees,member,all,3,,,t-2023,dòng 62,""",
}


@pytest.fixture(scope="module")
def more_wards(tmp_path_factory) -> Path:
    """The tiny town with more wards, in a warehouse of its own."""
    place = tmp_path_factory.mktemp("larger")
    shutil.copytree(TINY, place / "own")
    for name, rows in MORE.items():
        with (place / "own" / name).open("a", encoding="utf-8") as file:
            file.write(rows + "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANG_VIEN_LOCAL", str(place / "own"))
        patch.setenv("DANG_VIEN_WAREHOUSE", str(place / "warehouse"))
        build.build("local")
    return place


@pytest.fixture
def larger(more_wards, monkeypatch) -> None:
    """Questions go to the town with more wards."""
    monkeypatch.setenv("DANG_VIEN_LOCAL", str(more_wards / "own"))
    monkeypatch.setenv("DANG_VIEN_WAREHOUSE", str(more_wards / "warehouse"))


def asked(name: str, unit: str = "", first: int = 1930, last: int = 2100, **values) -> pd.DataFrame:
    topic = {"compared": (), "headline": "members", "part": "", "counted": "count", "least_base": 30}
    own = {"partial": False, "ranked": True, "scale": "shared"}
    return queries.ask(name, Filters("local", unit, first, last).having(**topic | own | values))


def places(frame: pd.DataFrame) -> dict[str, tuple]:
    rows = records.of(frame)
    return {row.unit_code: (row.standing, row.unit_rank, row.rank_change, row.newly_ranked) for row in rows}


def test_equal_figures_share_a_place_and_the_next_one_is_left_out(larger):
    found = places(asked("compare/ranking"))
    assert {code: place[1] for code, place in found.items()} == {
        "t-b": 1,
        "t-a": 2,
        "t-c": 2,
        "t-e": 4,
        "t-f": None,
    }
    assert found["t-e"][3]  # told nothing the year before
    # Of the three that tell both years the third was the first: 310, 205, 160.
    assert [found[code][2] for code in ("t-b", "t-a", "t-c")] == [1, 1, -1]


def test_a_sum_over_some_of_the_units_has_no_place_and_says_of_how_many(larger):
    frame = asked("compare/ranking")
    row = next(row for row in records.of(frame) if row.unit_code == "t-f")
    assert (row.standing, row.value, row.reported, row.expected) == ("incomplete", 20, 1, 2)
    assert SAY("card.origin.summed", reported=1, expected=2) in compare_words.standing(row, SAY)
    blue, grey, _ = compare.ranking(frame, SAY).data
    assert blue.marker.color != grey.marker.color
    assert [value for value in grey.x if value is not None] == [20]
    assert list(blue.customdata) == list(grey.customdata) == list(frame.unit_id)


def test_a_rate_on_a_small_base_is_grey_without_a_place(larger):
    own = {"headline": "discipline", "part": "party_committees", "counted": "rate"}
    found = places(asked("compare/ranking", least_base=171, **own))
    assert found["t-b"][:2] == ("ranked", 1)
    assert found["t-a"][0] == found["t-c"][0] == "small_base"
    assert places(asked("compare/ranking", **own))["t-c"][:2] == ("ranked", 1)


def test_a_count_among_rates_is_named_and_left_out(larger):
    own = {"headline": "discipline", "part": "party_committees"}
    frame = asked("compare/ranking", counted="rate", **own)
    row = next(row for row in records.of(frame) if row.unit_code == "t-f")
    assert (row.standing, row.measure, row.value) == ("other_measure", "count", 2)
    assert "t-f" not in set(
        asked("compare/over_years", counted="rate", **own).dropna(subset="value").unit_code
    )
    assert places(asked("compare/ranking", counted="count", **own))["t-f"][:2] == ("ranked", 2)


def test_discipline_is_listed_in_the_order_of_the_tree(larger):
    assert not comparison.is_ranked("discipline")
    own = {"headline": "discipline", "part": "party_committees", "counted": "rate", "ranked": False}
    frame = asked("compare/ranking", **own)
    listed = frame[frame.standing == "listed"]
    assert list(listed.unit_code) == ["t-a", "t-b", "t-c"]
    assert listed.unit_rank.isna().all()
    assert SAY("compare.ranking.in_order", topic="", period="", count="3")[-60:] in (
        compare_words.highest_and_lowest(frame, SAY) or ""
    )


def test_a_part_of_a_year_is_ranked_only_when_asked(tiny):
    """Attainment of May 2024 is told by all three wards, that of 2023 by two."""
    own = {"headline": "attainment", "counted": "rate", "least_base": 5}
    assert set(asked("compare/ranking", **own).period_kind) == {"year"}
    assert set(asked("compare/ranking", partial=True, **own).period_kind) == {"part_year"}


def test_places_move_against_the_same_period_a_year_before(tiny):
    """15, 11, 18 of 2022 after 10, 12, 15 of 2021: second after third, third after second, first after first."""
    frame = asked("compare/ranking", first=2021, last=2022, headline="admitted")
    assert {code: place[1:3] for code, place in places(frame).items()} == {
        "t-c": (1, 0),
        "t-a": (2, 1),
        "t-b": (3, -1),
    }
    rows = {row.unit_code: row for row in records.of(frame)}
    assert [compare_words.moved(rows[code], SAY) for code in ("t-c", "t-a", "t-b")] == ["=", "▲1", "▼1"]


def test_percent_and_points_are_told_apart(tiny):
    """Of members a signed count and %, of a share points; across the merger with its reason."""
    counts = {row.unit_code: compare_words.change(row, SAY) for row in records.of(asked("compare/two_years"))}
    assert counts["t-b"] == "+10 (+5%)"
    assert counts["t-a"] == f"+70 (+70%) · {SAY('compare.two_years.reorganised')}"
    shares = asked("compare/two_years", headline="women", counted="rate")
    told = {row.unit_code: compare_words.change(row, SAY) for row in records.of(shares)}
    assert told["t-b"] == "+7,62 điểm %"
    assert told["t-c"] == SAY("compare.two_years.only", year=2021, value="33,33%")


def test_the_grey_line_is_the_unit_above_or_an_average(tiny):
    """Rates beside the town's own; counts beside the average, which breaks where the number of units changes."""
    rate = asked("compare/over_years", headline="attainment", counted="rate")
    assert rate.averaged_units.isna().all()
    figure = compare.over_years(asked("compare/over_years"), SAY)
    grey = figure.data[0]
    assert [value for value in grey.y if value is not None] == [162.5, 225, 190]
    assert grey.y[1] is None
    free = asked("compare/over_years", scale="free").groupby("unit_code").axis_top.max()
    assert free.to_dict() == {"t-a": 175, "t-b": 215, "t-c": 320, "t-d": 50}


def test_a_line_does_not_cross_a_change_of_territory(tiny):
    """The first ward took in the fourth in 2022: 100, then a gap, then 160 and 170; the second is one line."""
    traces = [
        trace for trace in compare.over_years(asked("compare/over_years"), SAY).data if trace.line.width == 2
    ]
    first, second = traces[0], traces[1]
    assert list(first.y) == [100, None, 160, 170]
    assert len(first.customdata) == len(first.x) == len(first.hovertext) == 4
    assert list(second.y) == [200, 205, 210]


def test_a_cell_is_grey_where_it_must_not_be_set_against_others(tiny):
    frame = asked("compare/units_and_years", headline="attainment", counted="rate", least_base=11)
    grey, *bands = compare.units_and_years(frame, SAY).data
    years = list(grey.x)
    first, third, last = (years.index(year) for year in ("2021", "2023", "2024"))
    assert grey.text[2][third] == SAY("units_of_measure.not_reported")
    assert (grey.z[2][third], {band.z[2][third] for band in bands}) == (0, {None})
    assert grey.text[3][third] == "" and grey.z[3][third] is None  # the fourth ward was no more
    assert grey.z[0][first] == 100  # 10/10
    below = next(band for band in bands if band.z[1][last] is not None)
    assert below.text[1][last].startswith("▼") and below.text[1][last].endswith("*")
    assert below.customdata[1][0] == 3
    assert SAY("band.below") in below.name


def test_units_far_from_the_others_are_named(demo):
    filters = Filters("demo", "md", lang="vi")
    own = {"headline": "women", "part": "", "counted": "rate", "compared": (), "least_base": 30}
    other = {"other": "university", "other_part": "", "other_counted": "rate", "partial": False}
    told = queries.ask("compare/pair", filters.having(**own, **other)).dropna(subset="value")
    named = told[told.named.astype(bool)]
    assert 0 < len(named) < len(told) / 2
    for column in ("value", "other_value"):
        assert {told[column].idxmin(), told[column].idxmax()} <= set(named.index)


def test_the_thresholds_are_data():
    assert comparison.least_base("women") == comparison.least_base("good_or_better", "member") == 30
    assert comparison.least_base("attainment") < 30
    assert comparison.is_ranked("members")


def test_the_choices_of_the_screen_stand_in_its_address(every_collection):
    app = opened("compare", collection="local", units="t-b,t-a", headline="attainment", counted="count")
    healthy(app)
    assert [w.value for w in app.warning] == []
    assert app.multiselect(key="bar_compared").value == ["t-b", "t-a"]
    app.multiselect(key="bar_compared").set_value(["t-a", "t-c"]).run()
    app.toggle(key="bar_partial").set_value(True).run()
    healthy(app)
    told = address(app)
    assert (told["units"], told["headline"], told["counted"], told["partial"]) == (
        "t-a,t-c",
        "attainment",
        "count",
        "on",
    )
    app.selectbox(key="bar_collection").set_value("demo").run()
    healthy(app)
    assert "units" not in address(app)


def test_no_more_than_eight_units(every_collection):
    codes = [place for place in queries.ask("units/tree", Filters("demo")).unit_code[:10]]
    app = opened("compare", collection="demo", units=",".join(codes))
    healthy(app)
    assert len(app.warning) == 1
    assert app.multiselect(key="bar_compared").value == codes[:8]
    assert address(app)["units"] == ",".join(codes[:8])


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("units", "nowhere", "compared"),
        ("units", "<img src=x onerror=alert(1)>", "compared"),
        ("headline", "'; drop table units", "headline"),
        ("headline", "grassroots.none", "headline"),
        ("counted", "both", "choice"),
        ("partial", "1", "choice"),
    ],
)
def test_what_is_not_there_is_said_and_left_aside(every_collection, name, value, sentence):
    app = opened("compare", collection="local", **{"headline": "women", name: value})
    healthy(app)
    start = SAY(f"filters.unknown_{sentence}", code="@", shown="@").partition("@")[0]
    assert [w.value.replace("\\", "").startswith(start) for w in app.warning] == [True]
    assert address(app).get(name, "") in ("", "t-a")
    assert "<img" not in html(app)


def test_a_unit_without_children_leads_to_its_sisters(every_collection):
    app = opened("compare", collection="local", unit="t-a")
    healthy(app)
    assert keys(app) == ""
    app.button(key="sisters_t").click().run()
    healthy(app)
    assert address(app)["unit"] == "t"
    assert "compare_ranking" in keys(app)


def test_committees_with_dates_of_their_own_are_not_ranked(every_collection):
    frame = queries.ask(
        "compare/ranking",
        Filters("reports").having(
            compared=(),
            headline="members",
            part="",
            counted="count",
            least_base=30,
            partial=True,
            ranked=True,
        ),
    )
    assert set(frame.standing) == {"other_period"}
    said = compare.ranking(frame, SAY).data[-1].text
    assert len({text.partition("·")[2] for text in said}) == len(frame)


def test_a_span_of_years_that_all_share_is_ranked_where_no_year_is_told(reports):
    """Nine wards, each with its number of 2012 to 2022 alone; two of them share a place."""
    own = {"headline": "residential", "part": "", "counted": "count", "compared": (), "least_base": 30}
    filters = Filters("reports", "qt-dong-ha").having(**own, partial=False, ranked=True)
    frame = queries.ask("compare/ranking", filters)
    assert list(frame.unit_rank) == [1, 2, 3, 4, 5, 6, 6, 8, 9]
    assert set(frame.period_kind) == {"multi_year"}


def test_every_page_of_this_screen_says_why_it_is_empty(every_collection):
    app = opened("compare", collection="reports", part="compare-two_years")
    healthy(app)
    assert SAY("compare.two_years.none", topic=SAY("headline.members")) in html(app)
