"""With small numbers hidden, no table of the file, answer, page or download holds one; the word stands in its place."""

import json
import re

import pytest

import queries
from exports import card as cards
from ingest import thresholds, variants, warehouse
from ingest.variants import Variant
from labels import Labels
from pages import _behind, _filters
from queries import Filters
from tests.house import LABELS
from tests.outsider import KEYS, VALUES, Outsider, many, told
from tests.test_pages import healthy, html, opened

LEAST = 5
COMMUNE = "md-x-tinh-xuan"
SENSITIVE = (
    "cases",
    "by_party_committees",
    "by_inspection_commissions",
    "by_other_authorities",
    "total_cases",
)
HIDDEN = "ẩn"


@pytest.fixture
def inside(monkeypatch):
    """Small numbers are hidden inside the house as well; what was answered before is forgotten."""
    for module in (_filters, cards):
        monkeypatch.setattr(module, "small_numbers", lambda: {"inside": LEAST, "exports": LEAST})


def test_the_made_up_province_keeps_its_secrets(demo):
    plain = warehouse.current(demo)
    seen = {t: variants.file_of(plain, Variant(t, LEAST)) for t in (variants.THEN, variants.NOW)}
    true = {t: variants.file_of(plain, Variant(t)) for t in (variants.THEN, variants.NOW)}
    sql = "select unit_id, heir_id, max(share) from heirs where share is not null group by all"
    shares = {(old, new): share for old, new, share in many(plain, sql) if old != new}
    # Largest remainders: what is dealt out may be nearly one off.
    outsider = Outsider(seen, true, shares, off=1.0)
    assert len(outsider.hidden) > 5000
    assert outsider.solved() == {}


@pytest.mark.parametrize("collection", ["demo", "reports"])
def test_no_table_of_the_file_holds_a_hidden_number(every_collection, collection):
    file = variants.file_of(warehouse.current(collection), Variant(least=LEAST))
    hidden = {
        table: {key for key, row in told(file, table).items() if row["status"] == "c"} for table in KEYS
    }
    assert sum(map(len, hidden.values())) > 10
    with warehouse.open_readonly(file) as house:
        for table, keys in hidden.items():
            names = ("unit_id", "period_start", "period_end", "period_kind", *KEYS[table])
            for place in (table, f"stated.{table}"):
                columns = [c[0] for c in house.execute(f"from {place} limit 0").description]
                rows = [
                    dict(zip(columns, row, strict=True)) for row in house.execute(f"from {place}").fetchall()
                ]
                held = [row for row in rows if tuple(row[name] for name in names) in keys]
                assert held or not keys
                for row in held:
                    figures = (VALUES[table], "percent", "share_percent", "untold_percent", "note")
                    assert all(row.get(name) is None for name in figures), (place, row)
        for place, value in (
            ("figures", "value"),
            ("headlines.shown", "coalesce(value, numerator)"),
            ("differing.shown", "value"),
        ):
            assert house.execute(
                f"select count(*) from {place} where status = 'c' and {value} is not null"
            ).fetchall() == [(0,)]
        small = "cases > 0 and cases < 5"
        assert house.execute(f"select count(*) from discipline where {small}").fetchall() == [(0,)]
        assert house.execute(
            "select count(*) from structure where dimension in ('ethnicity', 'religion') and members between 1 and 4"
        ).fetchall() == [(0,)]
        spots = set(house.execute("select table_name, row_id from figures where status = 'c'").fetchall())
        for arithmetic, figures, terms in house.execute(
            "select arithmetic, figures, terms from reconciled"
        ).fetchall():
            held = [t for t in json.loads(terms) if (t["table"], t["row_id"]) in spots]
            assert all(t["value"] is None and t["text"] is None for t in held)
            assert not held or (arithmetic is None and json.loads(figures).get("left") is None)


def test_no_answer_holds_a_small_number(demo):
    for unit in ("md", COMMUNE, "md-p-hai-tam"):
        filters = Filters(demo, unit, least=LEAST)
        for name in queries.names():
            room = name.split("/")[0]
            values = {"subject": "member"} if "subject" in queries.parameters(name) else {}
            if room not in ("discipline", "inspections", "units") or set(queries.parameters(name)) - {
                *("unit_id", "units", "first_year", "last_year", "lang"),
                *values,
            }:
                continue
            frame = queries.ask(name, filters.having(**values))
            for column in set(SENSITIVE) & set(frame.columns):
                known = frame[column].dropna()
                stage = frame.loc[known.index].get("stage", None)
                known = known[stage.ne("checked")] if stage is not None else known
                if name != "inspections/by_year":
                    assert not ((known > 0) & (known < LEAST)).any(), (name, column)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("page", "unit", "more"),
    [
        ("discipline", COMMUNE, {}),
        ("discipline", "md", {}),
        ("structure", COMMUNE, {"dimension": "religion"}),
        ("structure", "md-p-hai-tam", {"dimension": "ethnicity"}),
        ("overview", COMMUNE, {}),
        ("membership", COMMUNE, {}),
        ("units", "md", {}),
        ("checks", "md", {}),
        ("sources", COMMUNE, {}),
    ],
)
def test_pages_say_hidden(demo, inside, page, unit, more, lang):
    app = opened(page, collection=demo, unit=unit, lang=lang, part="all", **more)
    healthy(app)
    word = Labels(lang)("card.hidden")
    figures = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    words = json.dumps(figures, ensure_ascii=False) + html(app)
    if (page, unit) not in (("structure", "md-p-hai-tam"), ("sources", COMMUNE)):
        assert re.search(rf"\b{word}\b", words)
    assert "None" not in html(app)
    if page == "discipline":
        outcomes = "Khiển trách|Cảnh cáo|Cách chức|Khai trừ|Reprimand|Warning|Removal from office|Expulsion"
        assert not re.search(rf"(?:{outcomes}): [1-4]\b", words)


def test_downloads_hide_by_default(demo):
    app = opened("discipline", collection=demo, unit=COMMUNE, lang="vi", part="all")
    healthy(app)
    filters = Filters(demo, COMMUNE).having(subject="member")
    shown = cards.card("discipline/outcomes_by_year", None, filters)
    assert shown.frame.cases.between(1, 4).any()
    text = _behind._file(_behind.files.csv, shown_as_it_leaves := cards.leaving(shown)).decode("utf-8-sig")
    assert not shown_as_it_leaves.frame.cases.between(1, 4).any()
    assert text.count(HIDDEN) > 5
    assert LABELS["vi"]("card.kept_back", least=LEAST, hidden=HIDDEN) in text
    assert thresholds.small_numbers()["exports"] == LEAST


@pytest.mark.parametrize("territory", [variants.THEN, variants.NOW])
def test_comparing_says_what_is_hidden(demo, inside, territory):
    """Discipline of the communes side by side: hidden is neither told nor not reported, and no place is given."""
    filters = Filters(demo, "md", least=LEAST, territory=territory)
    own = {"compared": (), "headline": "discipline", "part": "party_committees", "counted": "count"}
    asked = filters.having(**own, partial=True, ranked=True, least_base=30)
    frame = queries.ask("compare/ranking", asked)
    held = frame[frame.standing == "hidden"]
    assert len(held) > 0 and held.value.isna().all()
    assert "ranked" not in set(frame.standing)
    app = opened(
        "compare", collection=demo, unit="md", lang="vi", part="all", headline="discipline.party_committees"
    )
    healthy(app)
