"""Original and revised quotas, sums that hold them, the pace of a year, what several years leave out; by hand."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

import queries
from charts import bands, quotas, records
from ingest import warehouse
from ingest.build import build
from ingest.thresholds import attainment_bands
from queries import Filters
from tests.house import LABELS, TINY

HEAD = (
    "unit_code,period,area,quota,admitted,attendees,attainment_percent,share_percent,"
    "qualifier,status,source_code,place,note"
)
SAY = LABELS["vi"]


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Builds a collection of the tiny town whose admissions are the rows given."""
    monkeypatch.setattr(warehouse, "KEEP", 2)
    folder = tmp_path / "figures"
    shutil.copytree(TINY, folder)
    monkeypatch.setenv("DANG_VIEN_LOCAL", str(folder))
    monkeypatch.setenv("DANG_VIEN_WAREHOUSE", str(tmp_path / "warehouse"))

    def write(*rows: str) -> Path:
        (folder / "admissions.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
        return build("local")

    return write


def row(
    unit: str, period: str, quota="", admitted="", percent="", status="", source="t-2022", place="m"
) -> str:
    return f"{unit},{period},all,{quota},{admitted},,{percent},,,{status},{source},{place},"


def asked(name: str, kind: str, unit: str = "t", **years) -> pd.DataFrame:
    return queries.ask(name, Filters("local", unit, **years).having(quota_kind=kind))


def attained(kind: str, unit: str = "t") -> list[tuple]:
    frame = asked("admissions/attainment_by_year", kind, unit)
    names = ("quota", "admitted", "attainment_percent", "worked_out", "band")
    return [tuple(getattr(r, name) for name in names) for r in records.of(frame)]


def test_bands_begin_where_the_last_ends():
    found = attainment_bands()
    assert [name for name, _, _ in found] == [*bands.SHAPES]
    assert [end for _, _, end in found[:-1]] == [low for _, low, _ in found[1:]]
    assert found[0][1] == 0 and found[-1][2] is None


def test_every_edge_of_a_band_belongs_to_the_upper_one(told):
    counts = (8999, 9000, 9999, 10000, 10999, 11000)
    told(*(row("t", str(2010 + i), 10000, n) for i, n in enumerate(counts)))
    assert [b for *_, b in attained("adjusted")] == ["below", "near", "near", "met", "met", "exceeded"]


def test_a_sum_takes_off_what_revisions_of_its_units_changed(told):
    """t-a was given 10 and revised to 16; t-b kept 20: the town's 36 was 30."""
    told(
        row("t-a", "2022", 10),
        row("t-a", "2022", 16, 12, status="r", place="n"),
        row("t-b", "2022", 20, 18),
        row("t-c", "2022", 5, 5),
    )
    assert attained("adjusted") == [(41, 35, pytest.approx(100 * 35 / 41), True, "below")]
    assert attained("original") == [(35, 35, 100.0, True, "met")]


def test_a_percent_belongs_to_the_quota_it_was_printed_with(told):
    """88 % stands beside 50; beside the revised 40 nothing is printed, so 110 % is worked out."""
    told(row("t", "2022", 50, 44, "88"), row("t", "2022", 40, 44, status="r", place="n"))
    assert attained("adjusted") == [(40, 44, 110.0, True, "exceeded")]
    assert attained("original") == [(50, 44, 88.0, False, "below")]


def test_an_original_that_nobody_tells_is_not_made_up(told):
    """Neither the revised quota stands in for it, nor a later report that tells the revised one again."""
    told(
        row("t", "2022", 40, 44, status="r"),
        row("t", "2022", 40, 44, source="t-2024", place="n"),
        row("t-a", "2022", 7, 7, status="r"),
    )
    assert attained("original") == [(None, 44, None, False, None)]
    assert attained("original", "t-a") == [(None, 7, None, False, None)]
    line = quotas.cumulative.finding(asked("quotas/cumulative", "original"), SAY)
    assert line is None


def test_a_part_that_nobody_revised_is_one_quota(told):
    told(row("t", "2022", 40, 44))
    assert attained("original") == attained("adjusted") == [(40, 44, 110.0, False, "exceeded")]


def pace(kind: str = "adjusted", **years) -> list[tuple]:
    frame = asked("quotas/pace", kind, **years)
    names = ("unit_name", "quota_of", "quota", "admitted", "elapsed_percent", "still_needed", "months_left")
    return [tuple(getattr(r, n) for n in names) for r in records.told(frame)]


def test_pace_stands_against_the_quota_of_the_year(told):
    """31 + 28 + 31 + 30 + 31 = 151 of 365 days; t-b has a quota of its part alone, t-c admits all it should."""
    told(
        row("t", "2023", 100),
        row("t", "2023-01/2023-05", 40, 38),
        row("t-a", "2023", 20),
        row("t-a", "2023", 30, status="r", place="n"),
        row("t-a", "2023-01/2023-05", "", 10),
        row("t-b", "2023-01/2023-05", 10, 9),
        row("t-c", "2023", 5),
        row("t-c", "2023-01/2023-05", "", 6),
    )
    elapsed = pytest.approx(100 * 151 / 365)
    town = ("Thị xã Tí Hon", "year", 100, 38, elapsed, 62, 7)
    first, last = "Phường <b>B</b> & C", "=1+1 Đông"
    assert pace() == [
        town,
        (last, "year", 5, 6, elapsed, 0, 7),
        (first, "year", 30, 10, elapsed, 20, 7),
    ]
    assert pace("original")[-1] == (first, "year", 20, 10, elapsed, 10, 7)
    silent = asked("quotas/pace", "adjusted").query("period_kind.isna()").unit_name
    assert silent.tolist() == ["Phường Nam"]
    words = quotas.pace.finding(asked("quotas/pace", "adjusted"), SAY)
    assert "62" in words and "7 tháng" in words and "41%" in words


def test_no_pace_of_a_year_that_is_told_to_its_end(told):
    told(
        row("t", "2023", 100, 90),
        row("t", "2023-01/2023-05", 40, 38),
        row("t-d", "2022", 9),
        row("t-d", "2022-01/2022-05", "", 5),
        row("t-a", "2023-01/2023-06", 10, 8),
        row("t-a", "2023-07/2023-12", 10, 8),
        row("t-b", "2023-03/2023-05", 10, 8),
    )
    assert pace() == []
    assert pace(first_year=2022, last_year=2022) == []


def test_a_month_that_has_begun_is_left(told):
    told(row("t", "2024", 100), row("t", "2024-01-01/2024-05-10", "", 38))
    assert [(elapsed, months) for *_, elapsed, _, months in pace()] == [(pytest.approx(100 * 131 / 366), 8)]


def test_several_years_are_sum_over_sum_and_name_what_they_leave_out(told):
    """30/40 and 60/60 are 90/100; 2021 tells no quota, 2023 no admitted, 2024 is a part; the mean would be 87,5 %."""
    told(
        row("t", "2020", 40, 30),
        row("t", "2021", "", 30),
        row("t", "2022", 60, 60),
        row("t", "2023", 60),
        row("t", "2024-01/2024-05", 20, 10),
        row("t", "2020/2022", 100, 95, "95", place="n"),
    )
    frame = asked("quotas/cumulative", "adjusted")
    assert [
        (r.cumulation, r.quota, r.admitted, r.attainment_percent, r.left_out_years) for r in records.of(frame)
    ] == [
        ("added_up", 100, 90, 90.0, "2021, 2023, 2024"),
        ("printed", 100, 95, 95.0, None),
    ]
    years = {"first_year": 2021, "last_year": 2023}
    assert records.told(asked("quotas/cumulative", "adjusted", **years), "years") == []


def test_what_stands_under_a_quota_and_who_tells_none(told):
    """100 against 40 + 30 of two of three wards in 2023; in 2021 t-d still stood, and nobody tells a quota."""
    told(
        row("t", "2021", 90),
        row("t", "2023", 100),
        row("t-a", "2023", 40),
        row("t-b", "2023", 30),
        row("t-b", "2021", "", 3),
    )
    frame = asked("quotas/against_children", "adjusted")
    found = [
        (r.quota, r.children_quota, r.quota_difference, r.children_told, r.children_due, r.children_untold)
        for r in records.of(frame)
    ]
    assert found == [
        (100, 70, -30, 2, 3, "=1+1 Đông"),
        (90, None, None, 0, 4, "Phường <b>B</b> & C; Phường Nam; =1+1 Đông; Phường Cũ"),
    ]
    table = quotas.against_children(frame, SAY)
    assert table[SAY("column.children_told")].tolist() == ["2/3", "0/4"]
    assert SAY.signed(30) in table[SAY("column.quota_difference")].iloc[0]
    assert "2/3" in quotas.against_children.finding(frame, SAY)


def test_each_revision_stands_with_its_document(told):
    told(
        row("t", "2022", 50, source="t-2022"),
        row("t", "2022", 45, status="r", source="t-2023"),
        row("t", "2022", 40, 44, status="r", source="t-2024"),
    )
    frame = queries.ask("quotas/decisions", Filters("local", "t"))
    assert [(r.quota_version, r.quota, r.quota_change, r.number) for r in records.of(frame)] == [
        ("original", 50, None, "02-BC/T"),
        ("revised", 45, -5, "03-BC/T"),
        ("revised", 40, -5, None),
    ]
    assert [quota for quota, *_ in attained("adjusted")] == [40]
    assert [quota for quota, *_ in attained("original")] == [50]
