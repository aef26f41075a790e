"""The questions: what their heads say, which parameters they know, and the command that asks them."""

import csv
import io
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import queries
from ingest.contract import observations
from queries import Filters
from tests.house import COMMON, ROOT, own, samples

ONE_ROW = re.compile(r"\bone row( per [^.:]+)?\.$")


def run(*arguments: str) -> subprocess.CompletedProcess:
    line = [sys.executable, "-m", "queries", *arguments]
    env = os.environ | {"PYTHONIOENCODING": "utf-8"}
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", timeout=60)


@pytest.mark.parametrize("name", queries.names())
def test_the_head_says_what_is_answered(name):
    assert ONE_ROW.search(queries.purpose(name)), queries.purpose(name)


@pytest.mark.parametrize("name", queries.names())
def test_only_known_parameters(name):
    unknown = queries.parameters(name) - COMMON - samples().keys()
    assert not unknown, "add them to [tool.sqlfluff.templater.placeholder] with a sample value"


@pytest.mark.parametrize("name", queries.names())
def test_the_tables_of_every_question_are_known(name):
    """A card asks for them, to name who did not report and what was recast."""
    assert set(queries.tables_of(name)) <= {table.name for table in observations()}


@pytest.mark.parametrize("name", queries.names())
def test_one_statement_and_no_side_effect(name):
    import duckdb

    statements = duckdb.extract_statements(queries.sql_of(name))
    assert [s.type for s in statements] == [duckdb.StatementType.SELECT]


@pytest.mark.parametrize("name", queries.names())
def test_order_is_settled(tiny, name):
    """Two askings give the same rows in the same order; questions with parameters get the linter's samples."""
    filters = Filters(tiny).having(**{n: samples()[n] for n in own(name)})
    first, again = queries.ask(name, filters), queries.ask(name, filters)
    assert first.equals(again)


def test_the_command_lists_every_question():
    done = run()
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == queries.names()
    assert all(line.split(maxsplit=1)[1] for line in lines)


def test_the_command_prints_csv(tiny):
    done = run(
        "admissions/attainment_by_year", "--collection", tiny, "--csv", "--from", "2021", "--to", "2021"
    )
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    year = next(r for r in rows if r["period_kind"] == "year")
    assert (year["quota"], year["admitted"], float(year["attainment_percent"])) == ("50", "40", 80)


def test_the_command_prints_a_table(tiny):
    done = run("units/tree", "--collection", tiny)
    assert done.returncode == 0, done.stderr
    assert "Phường Nam" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("units/tree", "--unit", "nowhere"),
        ("no/such"),
        ("units/tree", "--collection", "nothing"),
        ("../secrets",),
    ],
)
def test_the_command_refuses_in_one_sentence(tiny, arguments):
    arguments = [arguments] if isinstance(arguments, str) else list(arguments)
    if "--collection" not in arguments:
        arguments += ["--collection", tiny]
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr


def test_a_missing_parameter_is_a_sentence_too(tiny):
    asking = next(n for n in queries.names() if set(own(n)) - queries.OTHERWISE.keys())
    done = run(asking, "--collection", tiny)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.parametrize("unit", ["' or 1=1 --", "t'; drop table units; --", "%", "", "\x00"])
def test_a_unit_code_is_only_ever_a_value(tiny, unit):
    try:
        frame = queries.ask("units/tree", Filters(tiny, unit))
    except queries.UnknownUnit:
        assert unit
    else:
        assert (unit, len(frame)) == ("", 5)


def test_many_threads_at_once(tiny):
    """A connection shared by threads mixes up answers silently; every call has a cursor of its own."""
    asked = [Filters(tiny, unit) for unit in ("t", "t-a", "t-b", "t-c", "t-d")] * 12
    name = "admissions/attainment_by_year"
    alone = {f.unit: queries.ask(name, f) for f in asked[:5]}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda f: queries.ask(name, f), asked))
    assert all(a.equals(alone[f.unit]) for f, a in zip(asked, answers, strict=True))
