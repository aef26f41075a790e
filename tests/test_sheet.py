"""A unit's own sheet: places, medians and what stands out of the wards of the tiny town, and one page of paper."""

import re

import pytest

import queries
from charts import records, sheet_words, units
from exports import sheet as paper
from queries import Filters
from tests.house import LABELS

pytestmark = pytest.mark.usefixtures("tiny", "demo")
SAY = LABELS["vi"]


def sheet(unit: str, **values):
    return queries.ask("units/sheet", Filters("local", unit, **values).having(least_base=30))


def told(unit: str, headline: str, **values):
    return next(row for row in records.of(sheet(unit, **values)) if row.headline == headline)


def test_place_median_and_average_among_the_wards():
    """End of May 2024: 175, 215 and 320 members, so the first ward is the third of three; 710 / 3 on average."""
    row = told("t-a", "members")
    assert (row.value, row.rank, row.ranked_units, row.sisters_median) == (175, 3, 3, 215)
    assert row.parent_value == pytest.approx(710 / 3)


def test_equals_share_a_place():
    """4/8, 6/12 and 5/10: all three wards at one half."""
    row = told("t-b", "attainment")
    assert (row.rank, row.units_at_rank, row.ranked_units, row.parent_value) == (1, 3, 3, 50)
    assert sheet_words.place_of(row, SAY) == "1/3 (bằng 2 đơn vị khác)"


def test_discipline_and_removals_have_no_place():
    rows = [row for row in records.of(sheet("t-a")) if row.headline in ("discipline", "removals")]
    assert len(rows) >= 2
    assert all(row.rank is None and row.sisters_median is not None for row in rows)


def test_a_small_base_has_no_place():
    big = queries.ask("units/sheet", Filters("local", "t-a").having(least_base=200))
    rows = {row.headline: row for row in records.of(big)}
    assert rows["women"].rank is None  # 80 of 170
    assert rows["attainment"].rank == 1  # its base is the quota, not the members


def test_the_sheet_of_a_year_knows_nothing_later():
    row = told("t-a", "members", last_year=2021)
    assert (row.value, row.period_end.year, row.ranked_units) == (100, 2021, 4)


def test_a_rate_across_a_merger_is_none():
    """`t-a` took in `t-d` in 2022: its admitted of then stand over members of 2021 that were not all its own."""
    row = told("t-a", "admission_rate", last_year=2022)
    assert row.value is None


def test_what_no_report_tells_is_named():
    words = sheet_words.untold(sheet("t-a"), SAY)
    assert SAY("headline.university") in words
    assert SAY("headline.members") not in words


def test_what_stands_out_follows_the_rules():
    """Of the demo: sentences name only figures that pass a mark, and never discipline as a place."""
    found = 0
    for unit in ("md-p-van-dong", "md-van-hai", "md-x-lac-nghia"):
        frame = queries.ask("units/sheet", Filters("demo", unit).having(least_base=30))
        rows = records.told(frame)
        sentences = sheet_words.standing_out(frame, SAY)
        extreme = [
            row
            for row in rows
            if row.rank in (1, row.ranked_units) and row.units_at_rank == 1 and (row.ranked_units or 0) >= 5
        ]
        named = [s for s in sentences if re.search(r"(cao|thấp) nhất trong", s)]
        assert len(named) == len(extreme)
        assert not any(SAY("headline.discipline") in sentence for sentence in named)
        found += len(sentences)
    assert found


def test_the_paper_escapes_what_comes_from_files():
    frame = sheet("t-a")
    made = paper.page(
        title="<b>", where="a & b", finding="", when="", flags=["<i>"],
        figures=units.sheet(frame, SAY), remarks=[], sections=[("h", ["<script>"])], version="v", lang="vi",
    ).decode()  # fmt: skip
    assert "<script>" not in made and "<b></b>" in made and "&lt;b&gt;" in made
    assert made.count("<tr>") == len(records.told(frame)) + 1


def test_what_is_hidden_is_no_part_of_a_median():
    """With small numbers hidden, discipline says so, and a median is told of all or not at all."""
    filters = Filters("demo", "md-p-van-dong", least=5).having(least_base=30)
    rows = [row for row in records.of(queries.ask("units/sheet", filters)) if row.headline == "discipline"]
    assert any(row.sisters_hidden for row in rows)
    for row in rows:
        words = sheet_words.beside(row.sisters_median, row, SAY)
        assert (words == SAY("card.hidden")) == bool(row.sisters_hidden)
        assert (sheet_words.value_of(row, SAY) == SAY("card.hidden")) == records.is_hidden(row)
