"""How fast a large file is checked, and in what memory, beside DuckDB's bare read_csv of the same file in one run."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

import duckdb
import xlsxwriter

from ingest.collection import load_shared
from ingest.known import Known
from ingest.reconciled import with_arithmetic
from ingest.validate import Checked, check

from .report import Line, beside, quantile

UNITS, ROWS, SHEET_ROWS = 52_000, 1_000_000, 100_000
TIMES = 3
AT_MOST = (4.0, 4.0)
MOST_MEMORY = 600
SOURCE = "tinh-2023"
HEADER = (
    "unit_code,period,org_type,member_status,members,percent,base,qualifier,status,source_code,place,note"
)
PARTS = (("all", "all"), ("all", "official"), ("all", "probationary"), ("xa", "all"), ("xa", "official"))
# Fills a row up to the 200 bytes that a million of them may have in the largest file.
REMARK = "Theo báo cáo của cấp ủy cơ sở; đã đối chiếu với sổ đảng viên và phần mềm cơ sở dữ liệu; tờ {:05d}"


def cells(number: int, note: str = "") -> str:
    """One made-up row; no two have the same unit, year and parts."""
    unit, rest = number % UNITS, number // UNITS
    kind, status = PARTS[rest % len(PARTS)]
    year, total = 2015 + rest // len(PARTS), 20 + unit * 7 % 400
    members = {"all": total, "official": total - total // 10, "probationary": total // 10}[status]
    return f"u-{unit:05d},{year},{kind},{status},{members},{members / 5:.2f},500,,,{SOURCE},Biểu 3 dòng {rest},{note}"


def plain_file(path: Path, remark: str = "") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER + "\n")
        file.writelines(cells(i, remark.format(i % 40_000)) + "\n" for i in range(ROWS))
    return path


def book_file(path: Path) -> Path:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate([HEADER, *map(cells, range(SHEET_ROWS))]):
            for column, cell in enumerate(line.split(",")):
                write = sheet.write_number if row and column in (1, 4, 5, 6) else sheet.write_string
                write(row, column, float(cell) if write == sheet.write_number else cell)
    return path


def known() -> tuple[Known, list[Checked]]:
    """Units, the source and the code lists that the made-up rows refer to."""
    found = Known()
    shared = load_shared(found)
    units = "unit_code,valid_from,name,kind\n"
    units += "".join(f"u-{i:05d},2010-01-01,Xã {i},commune\n" for i in range(UNITS))
    of = [("units.csv", units), ("sources.csv", f"source_code,title,as_of\n{SOURCE},Báo cáo,2023-12-31\n")]
    references = [check(name, text.encode(), found) for name, text in of]
    for checked in references:
        assert checked.accepted, checked.problems[:3]
        found.learn(checked)
    assert found.sources[SOURCE] == date(2023, 12, 31)
    return found, [*shared, *references]


def do_idle(file: Path) -> Callable[[], None]:
    known()
    return lambda: None


def do_check(file: Path) -> Callable[[], None]:
    found, _ = known()
    return lambda: _accepted(check(f"membership{file.suffix}", file.read_bytes(), found))


def do_arithmetic(file: Path) -> Callable[[], None]:
    found, references = known()

    def work() -> None:
        with_arithmetic([_accepted(check(f"membership{file.suffix}", file.read_bytes(), found))], references)

    return work


def do_read_csv(file: Path) -> Callable[[], None]:
    connection = duckdb.connect()
    return lambda: (
        connection.execute("create table bare as from read_csv($file)", {"file": str(file)}),
        None,
    )[1]


def _accepted(checked: Checked) -> Checked:
    assert checked.accepted and len(checked.lines) in (ROWS, SHEET_ROWS), checked.problems[:3]
    return checked


WAYS = {"idle": do_idle, "check": do_check, "arithmetic": do_arithmetic, "read_csv": do_read_csv}


def in_own_process(way: str, file: Path) -> tuple[float, float]:
    """Milliseconds of the work alone, and the peak memory of its process in MiB."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.imports", way, str(file)], check=True, capture_output=True
    )
    told = json.loads(done.stdout)
    return told["ms"], told["peak"]


def measure(folder: Path) -> Iterator[Line]:
    """Lines for a plain file, the largest file and a workbook; each way in turn, so that all meet the same load."""
    _, idle = in_own_process("idle", folder)
    for title, file in (
        ("a million rows", plain_file(folder / "membership.csv")),
        ("200 MB", plain_file(folder / "largest.csv", REMARK)),
    ):
        found: dict[str, list[float]] = {"read_csv": [], "check": [], "arithmetic": []}
        peaks: dict[str, float] = {}
        for _ in range(TIMES):
            for way, taken in found.items():
                took, peaks[way] = in_own_process(way, file)
                taken.append(took)
        speed = f"{ROWS / quantile(found['check'], 0.5) * 1000:,.0f} rows/s"
        yield _against(f"import: {title}, checked ({speed})", found["check"], found["read_csv"], AT_MOST)
        yield _against(f"import: {title}, with arithmetic", found["arithmetic"], found["read_csv"])
        yield _memory(f"import: {title}, memory of a check", peaks["check"] - idle)
        file.unlink()
    book = book_file(folder / "membership.xlsx")
    took, peak = in_own_process("check", book)
    yield Line("import: a workbook of 100.000 rows, checked", f"{took:.1f} ms")
    yield _memory("import: a workbook of 100.000 rows, memory", peak - idle)


def _against(
    what: str, ours: list[float], bare: list[float], most: tuple[float, float] | None = None
) -> Line:
    """A line for times of ours, with how many times those of read_csv they are."""
    other = beside("", bare, ours)
    times = [quantile(ours, part) / quantile(bare, part) for part in (0.5, 0.95)]
    reached = all(t <= m for t, m in zip(times, most, strict=True)) if most else None
    aim = f"{most[0]:g} x read_csv" if most else ""
    return Line(what, other.p50, other.p95, aim, (f"{times[0]:.1f}", f"{times[1]:.1f}"), reached)


def _memory(what: str, took: float) -> Line:
    return Line(what, f"{took:.0f} MiB", "", f"{MOST_MEMORY} MiB", reached=took <= MOST_MEMORY)


def peak() -> float:
    """The most memory this process held so far, in MiB; that of `resource` would hold its parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    work = WAYS[sys.argv[1]](Path(sys.argv[2]))
    start = perf_counter()
    work()
    print(json.dumps({"ms": (perf_counter() - start) * 1000, "peak": peak()}))


if __name__ == "__main__":
    main()
