"""Every question answers the tiny collection as its golden says; goldens were checked by hand, not made anew."""

import csv
import io
import math

import pandas as pd
import pytest

import queries
from tests.house import GOLDEN, asked, goldens

# Differs with every build; its golden holds this word.
WHEN = "built_at"


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def answered(frame: pd.DataFrame) -> str:
    if "key" in frame:
        frame = frame.assign(value=frame.value.mask(frame.key == WHEN, WHEN))
    return frame.to_csv(index=False)


def same(a: str, b: str) -> bool:
    """Whether two cells hold one value: 40 and 40.0, true and True, a day with and without midnight."""
    a, b = (v.strip().removesuffix(" 00:00:00") for v in (a, b))
    if a == b or {a, b} in ({"true", "True"}, {"false", "False"}):
        return True
    try:
        return math.isclose(float(a), float(b), rel_tol=1e-9, abs_tol=1e-9)
    except ValueError:
        return False


@pytest.mark.parametrize("question", queries.names())
def test_every_question_has_a_golden(question):
    assert any(asked(path)[0] == question for path in goldens()), (
        f"tests/golden/{question}.csv is missing: write the rows of the tiny collection and check them by hand"
    )


@pytest.mark.parametrize("path", goldens(), ids=lambda p: p.relative_to(GOLDEN).as_posix())
def test_answers_as_golden(tiny, path):
    question, filters = asked(path)
    expected = cells(path.read_text(encoding="utf-8"))
    found = cells(answered(queries.ask(question, filters)))
    assert found[0] == expected[0]
    differing = [
        f"row {n}, {name}: {got!r} instead of {wanted!r}"
        for n, (now, then) in enumerate(zip(found[1:], expected[1:], strict=False), 1)
        for name, got, wanted in zip(found[0], now, then, strict=True)
        if not same(got, wanted)
    ]
    assert differing == []
    assert len(found) == len(expected)


@pytest.mark.parametrize("path", goldens(), ids=lambda p: p.relative_to(GOLDEN).as_posix())
def test_a_golden_was_checked(path):
    notes = (GOLDEN / "README.md").read_text(encoding="utf-8")
    assert path.relative_to(GOLDEN).with_suffix("").as_posix() in notes
