"""The quick way of reading large plain files gives what the careful way gives, or steps aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import quick
from ingest.read import read

CELL = st.text(st.sampled_from("abc1 2.5ÂăđNFD\u0301\u00a0\"'\t|"), max_size=6)
ROW = st.lists(CELL, min_size=1, max_size=4)
END = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])


def told(data: bytes) -> tuple:
    sheet = read(data, "f.csv")
    return sheet.header, sheet.rows, [(p.code, p.line, p.column) for p in sheet.problems]


@given(st.lists(ROW, max_size=8), END, st.sampled_from([",", ";", "\t", "|"]))
def test_both_ways_read_the_same(rows, end, separator):
    body = [separator.join(row) for row in rows]
    data = end.join([separator.join(["unit_code", "period", "members"]), *body, ""]).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick, "WORTHWHILE", 0)
        quickly = told(data)
    assert quickly == told(data)


def test_a_large_file_takes_the_quick_way(monkeypatch):
    rows = "".join(f"u-{i % 50},{2000 + i % 20},{i},Mục {i % 7}\n" for i in range(60_000))
    data = ("unit_code,period,members,place\n" + rows).encode()
    taken = []
    way = quick.columns
    monkeypatch.setattr(quick, "columns", lambda *given: taken.append(way(*given)) or taken[-1])
    sheet = read(data, "f.csv")
    assert taken and taken[0] is not None
    assert (len(sheet.lines), int(sheet.lines[-1])) == (60_000, 60_001)
    assert sheet.row(59_999) == ["u-49", "2019", "59999", "Mục 2"]


QUOTED = {
    '"a","b"': True,
    'a,"b ""c"""': True,
    '"","x, y"': True,
    'a "b",c': False,
    '"a"b,c': False,
    '"a,"b"': False,
    'a,"b': False,
    '"a\nb",c': False,
}


@pytest.mark.parametrize("line", QUOTED)
def test_quotes_are_read_quickly_only_where_there_is_one_reading(line):
    data = memoryview(f"1,2\n{line}\n3,4\n".encode())
    assert (quick.columns(data, ",", 2, lambda rows: None) is not None) == QUOTED[line]
