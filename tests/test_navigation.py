"""Going down and up: links and figures that open units, the search, what is left of a whole, who did not report."""

from html import unescape

import pytest

import queries
from charts import records, units
from exports import card as cards
from ingest.words import spelled_key
from pages import _links
from pages._search import sought
from queries import Filters
from queries.scope import scope
from tests.house import LABELS, charts

pytestmark = pytest.mark.usefixtures("every_collection")
SAY = LABELS["vi"]


def found(collection: str, text: str) -> list[str]:
    spelled = spelled_key(text)
    asked = sought(Filters(collection), spelled)
    return list(queries.ask("units/search", asked).unit_code)


@pytest.mark.parametrize(
    "text",
    [
        "Phường Đông Lễ",
        "phuong dong le",
        "ĐÔNG LỄ",
        "dong le",
        "p. đông lễ",
        "le dong",
        "qt-dong-ha-phuong-dong-le",
    ],
)
def test_a_unit_is_found_however_it_is_spelled(text):
    assert found("reports", text)[0] == "qt-dong-ha-phuong-dong-le"


@pytest.mark.parametrize("text", ["Hòa Nghĩa", "Hoà Nghĩa", "hoa nghia"])
def test_old_and_new_spelling_find_the_same(text):
    assert found("reports", text) == ["hp-hoa-nghia-cu"]


def test_a_unit_that_ended_is_found_with_its_heir():
    spelled = spelled_key("tan thanh")
    asked = sought(Filters("reports"), spelled)
    row = queries.ask("units/search", asked).iloc[0]
    assert (row.unit_name, row.heirs, row.valid_to.year) == ("Phường Tân Thành", "Phường Dương Kinh", 2025)


def test_a_number_finds_its_ward_first():
    assert found("reports", "phường 1")[0] == "qt-dong-ha-phuong-1"


@pytest.mark.parametrize("text", ["xyz", "%", "'", "dong%xle", "_____"])
def test_what_no_unit_is_called_finds_none(text):
    assert not spelled_key(text) or found("reports", text) == []


def test_what_is_left_of_a_whole():
    """690 printed for 2022; its three wards of the end of that year tell 160 + 205 + 310 = 675."""
    rows = records.of(queries.ask("units/whole_and_parts", Filters("local", last_year=2022)))
    whole, rest = rows[0], next(row for row in rows if row.part == "rest")
    assert (whole.members, rest.members, rest.unit_id) == (690, 15, None)
    frame = queries.ask("units/whole_and_parts", Filters("local", last_year=2022))
    assert "15" in units.whole_and_parts.finding(frame, SAY)
    trace = units.whole_and_parts(frame, SAY).to_dict()["data"][0]
    assert sum(v for v, p in zip(trace["values"], trace["parents"], strict=True) if p == "1") == 690
    assert trace["marker"]["pattern"]["shape"].count("/") == 1


def test_who_did_not_report_is_named():
    """2023 is told by two of the three wards: the third is named, as it is written."""
    filters = Filters("local", "t", first_year=2023, last_year=2023)
    frame = queries.ask("membership/members_by_year", filters)
    assert cards._unreported("membership/members_by_year", frame, filters, SAY) == [
        SAY("card.flags.missing", names="=1+1 Đông")
    ]


def test_nobody_is_named_where_all_reported():
    filters = Filters("local", "t", first_year=2021, last_year=2021)
    frame = queries.ask("membership/members_by_year", filters)
    assert cards._unreported("membership/members_by_year", frame, filters, SAY) == []


def test_only_those_stand_side_by_side_that_stood_there_then():
    """In 2024 nine units stood under the province; two communes came to it in 2025 from districts that held them."""
    filters = Filters("demo", "md", first_year=2024, last_year=2024)
    frame = queries.ask("membership/members_by_unit", filters)
    whole = queries.ask("membership/members_by_year", filters).members.iloc[0]
    assert len(frame) == 9 and frame.members.sum() == whole


def test_names_become_links_and_stay_text():
    filters = Filters("local", "t")
    links = _links.of_units(filters, [1, 2, None], ["Thị xã Tí Hon", "Phường <b>B</b> & C", "còn lại"])
    assert links[0] == "Thị xã Tí Hon"  # the unit looked at leads nowhere
    assert "<b>" not in links[1] and "unit=t-a" in unescape(links[1]) and "<a " in links[1]
    assert links[2] == "còn lại"


def test_figures_keep_the_codes_of_their_units():
    filters = Filters("demo", "md")
    figure = units.whole_and_parts(queries.ask("units/whole_and_parts", filters), SAY)
    _links.addressed(figure, filters)
    codes = figure.to_dict()["data"][0]["customdata"]
    assert codes[0] is None  # the unit looked at
    assert all(scope("demo").place(code) for code in codes[1:])


BY_UNIT = {
    "membership/members_by_unit": {},
    "admissions/attainment_by_unit": {"quota_kind": "adjusted"},
    "admissions/attainment_by_unit_and_year": {"quota_kind": "adjusted"},
    "attendees/by_unit": {},
    "checks/by_unit": {"rule": "", "severity": ""},
    "discipline/outcomes_by_unit": {},
    "discipline/removals_by_unit": {},
    "intake/admitted_by_unit": {},
    "structure/by_unit": {"population": "members", "dimension": "gender"},
    "sources/units_by_year": {},
}


@pytest.mark.parametrize("question", BY_UNIT)
def test_a_bar_or_a_cell_of_every_figure_by_unit_opens_its_unit(question):
    filters = Filters("demo", "md").having(**BY_UNIT[question])
    figure = charts()[question](queries.ask(question, filters), SAY)
    _links.addressed(figure, filters)
    codes = {code for trace in figure.to_dict()["data"] for code in flat(trace.get("customdata", []))}
    assert len(codes - {None}) > 1
    assert all(scope("demo").place(code) for code in codes - {None})


def flat(told) -> list:
    return [code for part in told for code in (flat(part) if isinstance(part, list) else [part])]
