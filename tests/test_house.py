"""The house rules, kept by reading the tree: who imports whom, one name in four places, short pages."""

import ast
import csv
import re
from pathlib import Path

import pytest

import queries
from charts import captions
from tests.house import GOLDEN, LABELS, PAGES, ROOT, asked, charts, goldens, shown

MAY_IMPORT = {
    "labels": set(),
    "ingest": set(),
    "queries": {"ingest"},
    "charts": {"labels"},
    "exports": {"labels", "ingest", "queries", "charts"},
    "pages": {"labels", "ingest", "queries", "charts", "exports"},
    "dashboard": {"labels", "ingest", "queries", "charts", "exports", "pages"},
}
# A command speaks to people, the rest of its folder only in codes.
SPEAKING = ("ingest/__main__.py", "ingest/reconcile_command.py", "queries/__main__.py")
EXCEPTIONS = {command: {"labels"} for command in SPEAKING}
ONLY_IN = {
    "streamlit": {"pages", "dashboard"},
    "duckdb": {"ingest", "queries"},
    "plotly": {"charts"},
    "babel": {"labels"},
    "xlsxwriter": {"exports"},
    "docx": {"exports"},
    "openpyxl": {"ingest", "exports"},
    "pptx": {"exports"},
    "kaleido": {"exports"},
}
LONGEST_PAGE = 60
# Columns that a card's table leaves out: they steer drawing or stand in words elsewhere.
HIDDEN = {
    "hidden_columns",
    *("unit_id", "unit_code", "parent_id", "above_id", "source_code", "row_id", "table_name", "depth"),
    *("period_start", "period_end", "period_kind"),  # the column `period`, in words
    *("area", "org_type", "member_status", "change", "authority", "subject", "outcome"),
    *("kind", "stage", "level", "rating", "indicator", "unit_of_measure", "list"),
    *("population", "dimension", "scheme", "category", "sort_order", "low", "high"),
    *("part", "role", "printed", "reorganised", "breaks", "series"),  # in words on the headline tiles
    *(f"{of}_{end}" for of in ("admitted", "women", "disciplined") for end in ("start", "end", "kind")),
    *("complete", "contested", "quota_revised", "worked_out"),  # a flag on the card
    *("hidden_columns", "sisters_hidden"),  # a word in the cell
    *("band_low_percent", "band_below_percent"),  # in the words of the band
    *("finding_key", "figures", "terms"),  # of a finding: its sentences hold them
    "axis_top",  # where the axis of a small panel ends
    *("step", "ends_at", "is_balance", "is_reorganisation"),  # where a bar of the balance stands
    *("from_id", "to_id", "beside", "due"),  # where a line of the lineage starts and ends, how many there are
}


def owner(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def sources() -> list[Path]:
    return [ROOT / "dashboard.py"] + [
        p for folder in MAY_IMPORT for p in sorted((ROOT / folder).rglob("*.py"))
    ]


def imports(path: Path, module_level: bool = False) -> set[str]:
    """Dotted names of all modules a file imports; a relative import counts as its own folder's."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in tree.body if module_level else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                module = ".".join(filter(None, [owner(path), module]))
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", sources(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_who_imports_whom(path):
    here = owner(path)
    allowed = MAY_IMPORT[here] | {here} | EXCEPTIONS.get(path.relative_to(ROOT).as_posix(), set())
    taken = {name.partition(".")[0] for name in imports(path)}
    assert not (taken & MAY_IMPORT.keys()) - allowed
    assert "tests" not in taken
    assert not {name for name in taken & ONLY_IN.keys() if here not in ONLY_IN[name]}


def test_no_circles():
    files = {name_of(p): p for p in sources()}
    wants = {
        name: {n for n in imports(p, module_level=True) if n in files and n != name}
        for name, p in files.items()
    }
    # `from labels import periods` names the package too; a package may hold its own modules.
    wants = {n: {w for w in ws if not n.startswith(f"{w}.")} for n, ws in wants.items()}
    while wants:
        free = {n for n, ws in wants.items() if not ws & wants.keys()}
        assert free, f"these import each other: {sorted(wants)}"
        wants = {n: ws for n, ws in wants.items() if n not in free}


@pytest.mark.parametrize("path", [ROOT / "dashboard.py", *(ROOT / "pages" / f"{n}.py" for n in PAGES)])
def test_pages_are_tables_of_contents(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < LONGEST_PAGE
    assert "select " not in text.lower()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stands_behind_the_door(name):
    """Without this a link to the page, opened first after a start, would run it without filters."""
    body = ast.parse((ROOT / "pages" / f"{name}.py").read_text(encoding="utf-8")).body
    does = [n for n in body if not isinstance(n, ast.Import | ast.ImportFrom)]
    does = [n for n in does if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
    assert re.fullmatch(rf"(parts = )?page\('{name}'(, '\w+')*\)", ast.unparse(does[0]))


@pytest.mark.parametrize("question", charts())
def test_one_name_in_four_places(question):
    chart = charts()[question]
    assert captions.question(chart) == question
    assert question in list(queries.names()), f"queries/{question}.sql is missing"
    for lang, say in LABELS.items():
        assert say.has(f"{question.replace('/', '.')}.title"), f"no title in labels/{lang}.toml"
    assert any(asked(p)[0] == question for p in goldens()), f"tests/golden/{question}.csv is missing"
    assert question in list(shown()), f"no page shows {question}"


@pytest.mark.parametrize("question", queries.names())
def test_every_question_is_asked(question):
    texts = [p.read_text(encoding="utf-8") for p in sources()]
    asked_by_name = any(f'"{question}"' in text for text in texts)
    assert question in list(shown()) or asked_by_name, f"no chart and no page asks {question}"


def test_titles_belong_to_questions():
    """A title without its chart is a leftover."""
    rooms = {p.name for p in (ROOT / "queries").iterdir() if p.is_dir()}
    keys = [k.split(".") for k in tuple(LABELS["vi"].keys()) if k.endswith(".title")]
    titled = {"/".join(k[:2]) for k in keys if len(k) == 3 and k[0] in rooms}
    assert titled <= set(shown())


SHOWN = [p for p in goldens() if asked(p)[0] in shown()]


@pytest.mark.parametrize("path", SHOWN, ids=lambda p: p.relative_to(GOLDEN).as_posix())
def test_columns_are_labelled_or_hidden(path):
    with path.open(encoding="utf-8", newline="") as file:
        columns = set(next(csv.reader(file)))
    for lang, say in LABELS.items():
        wordless = {c for c in columns if not say.has(f"column.{c}")}
        assert not wordless - HIDDEN, f"[column] of labels/{lang}.toml has no words for these"


@pytest.mark.parametrize("question", charts())
def test_a_chart_says_how_to_read_it(question):
    assert (charts()[question].__doc__ or "").strip()


def test_no_two_files_of_pages_share_an_address():
    """Streamlit takes `_sources.py` for a page too, drops the underscore, and then refuses to start at all."""
    stems = [p.stem.lstrip("_") for p in (ROOT / "pages").glob("*.py")]
    assert len(set(stems)) == len(stems), sorted(s for s in stems if stems.count(s) > 1)
