"""What the house holds: its questions, chart functions, goldens and pages, found by their names."""

import ast
import importlib
import inspect
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb
import plotly.graph_objects as go

import queries
from ingest import build
from ingest.desk import plan
from labels import Labels, languages
from queries import Filters

ROOT = Path(__file__).parents[1]
TINY = ROOT / "tests" / "tiny"
GOLDEN = ROOT / "tests" / "golden"
COLLECTIONS = ("reports", "demo", "local")  # `local` is the tiny one, see conftest.py
COMMON = frozenset(("units", "unit_id", "first_year", "last_year", "lang"))
LABELS = {lang: Labels(lang) for lang in languages()}
PAGES = sorted(p.stem for p in (ROOT / "pages").glob("*.py") if not p.stem.startswith("_"))


def without_building(patch) -> None:
    """Warehouses that only say which imports they hold: for tests of the desk, which have no use for the figures."""

    def write(file: Path, about: dict, checked: list, mark: str = "0") -> None:
        file.parent.mkdir(exist_ok=True)
        with duckdb.connect(str(file)) as made:
            made.execute("create table about (key varchar, value varchar)")
            made.execute("insert into about values ('mark', $mark)", {"mark": mark})

    patch.setattr(build, "write", write)
    patch.setattr(plan, "compared", lambda before, after: [])


@cache
def charts() -> dict[str, Callable]:
    """Every chart function by its question's name: what gives a figure in the modules named after a room."""
    rooms = {p.name for p in (ROOT / "queries").iterdir() if p.is_dir()}
    found = {}
    for path in sorted((ROOT / "charts").glob("*.py")):
        if path.stem in rooms:
            module = importlib.import_module(f"charts.{path.stem}")
            for name, function in inspect.getmembers(module, inspect.isfunction):
                draws = inspect.signature(function).return_annotation is go.Figure
                if draws and not name.startswith("_") and function.__module__ == module.__name__:
                    found[f"{path.stem}/{name}"] = function
    return found


@cache
def shown() -> dict[str, set[str]]:
    """Questions that a page shows on a card, with the pages: `room.name` or `"room/name"` in its text."""
    found: dict[str, set[str]] = {}
    known = set(queries.names())
    for path in sorted((ROOT / "pages").glob("*.py")):
        if path.stem.startswith("_"):
            continue
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        asked_only = {id(n.args[0]) for n in nodes if isinstance(n, ast.Call) and _name(n.func) == "answer"}
        for node in nodes:
            name = None
            if id(node) in asked_only:
                continue
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                name = f"{node.value.id}/{node.attr}"
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                name = node.value
            if name in known:
                found.setdefault(name, set()).add(path.stem)
    return found


def _name(node: ast.expr) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def own(question: str) -> list[str]:
    """The parameters that are a question's own, sorted."""
    return sorted(queries.parameters(question) - COMMON)


@cache
def samples() -> dict[str, object]:
    """A value for every $name, as the linter knows it: written once, in pyproject.toml."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    written = told["tool"]["sqlfluff"]["templater"]["placeholder"]
    return {k: _value(v) for k, v in written.items() if k != "param_style"}


def _value(written: str) -> object:
    if written.startswith("["):
        return [_value(v.strip()) for v in written[1:-1].split(",")]
    if written in ("true", "false"):
        return written == "true"
    return written[1:-1] if written.startswith("'") else int(written)


def goldens() -> list[Path]:
    """Every golden file."""
    return sorted(GOLDEN.glob("*/*.csv"))


def asked(golden: Path) -> tuple[str, Filters]:
    """Question and filters of a golden: `by_year.age.csv` gives `age` to the question's own parameter.

    Several own parameters stand in alphabetical order; the entries of a list are parted by `+`.
    """
    name, *values = golden.stem.split(".")
    question = f"{golden.parent.name}/{name}"
    given = {n: _given(v, samples().get(n)) for n, v in zip(own(question), values, strict=True)}
    return question, Filters("local").having(**given)


def _given(written: str, like: object) -> object:
    if isinstance(like, list):
        return tuple(_given(part, like[0]) for part in written.split("+") if part)
    if isinstance(like, bool):
        return written == "true"
    return int(written) if isinstance(like, int) else written
