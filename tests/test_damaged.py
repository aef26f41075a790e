"""Files as offices send them: accepted with the figures meant, or refused at the line and column that is wrong."""

import pytest

from ingest.collection import check_all, learn
from ingest.known import Known
from tests import damaged, damaged_forms, damaged_more
from tests.damaged import Case

CASES = [case for module in (damaged, damaged_forms, damaged_more) for case in module.cases()]


@pytest.fixture(scope="module")
def known() -> Known:
    found = Known()
    learn("reports", found)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_careful_person_would_do(known, case: Case):
    one = check_all([(case.file, case.data)], known)[0]
    errors = [(p.code, p.line, p.column) for p in one.problems if p.severity == "error"]
    assert errors == list(case.errors)
    if case.figures is None:
        return
    assert one.accepted
    at = [one.columns.index(name) for name in case.names]
    told = [tuple(row[i] for i in at) for row in one.rows]
    told = [(row[0].removeprefix("qt-dong-ha-phuong-"), *row[1:]) for row in told]
    assert sorted(told, key=str) == sorted(case.figures, key=str)
    assert set(case.said) <= {p.code for p in one.problems}


def test_there_are_enough_of_them():
    assert len(CASES) >= 300
    assert len({case.name for case in CASES}) > 300
