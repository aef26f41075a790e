"""`python -m tests.bench`: every measurement printed as one table; about fifteen minutes, six with --quick."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ingest import build, warehouse

from . import browser, comparing, files, imports, questions, screens, units
from .report import Line, printed
from .warehouses import in_child, plain_copy

MOST_MEMORY = 2048


def tell(what: str) -> None:
    """What is being done now, beside the table: on the error stream."""
    print(f"{time.strftime('%H:%M:%S')}  {what} ...", file=sys.stderr, flush=True)


def national(folder: Path) -> Iterator[Line]:
    """The nation is generated and laid out in a process of its own, whose peak memory is read at its end."""
    laid_out, plain = folder / "nation.duckdb", folder / "nation-plain.duckdb"
    if not laid_out.exists():
        tell("building the nation")
        took, worked, peak = in_child("tests.made_up", "nation", "--out", str(laid_out))
        yield Line("nation: generating and building", f"{took:.0f} s")
        yield Line("nation: processor time of that", f"{worked:.0f} s")
        yield Line(
            "nation: peak memory of that", f"{peak:.0f} MiB", "", "2048 MiB", reached=peak <= MOST_MEMORY
        )
    if not plain.exists():
        tell("copying the nation into plain tables")
        plain_copy(laid_out, plain)
    tell("asking the nation")
    yield questions.opening("nation", laid_out)
    yield from questions.measure("nation", laid_out, plain, national=True)
    tell("comparing a hundred units of the nation")
    yield comparing.measure("nation", laid_out)
    tell("going down and searching the nation")
    os.environ["DANG_VIEN_WAREHOUSE"] = str(folder)
    (folder / f"{units.COLLECTION}.current").write_text(laid_out.name, encoding="utf-8")
    yield from units.measure()


def demo(folder: Path) -> Iterator[Line]:
    """The demo in a warehouse of its own, with its questions and its pages."""
    os.environ["DANG_VIEN_WAREHOUSE"] = str(folder)
    tell("building the demo")
    laid_out, plain = build.build("demo"), folder / "demo-plain.copy"
    plain.unlink(missing_ok=True)
    plain_copy(laid_out, plain)
    tell("asking the demo")
    yield questions.opening("demo", laid_out)
    yield from questions.measure("demo", laid_out, plain, national=False)
    tell("changing filters")
    yield from screens.measure("demo")
    tell("opening pages in a browser")
    yield from browser.measure(folder)
    tell("writing storyboards as files")
    yield from files.measure("demo", folder)
    tell("checking large files")
    yield from imports.measure(folder)


def measure(folder: Path, quick: bool) -> None:
    """Prints the table, also of what is there when something breaks."""
    lines: list[Line] = []
    try:
        for part in (demo,) if quick else (national, demo):
            for line in part(folder):
                lines.append(line)  # one by one: what is measured is told even if the next breaks
    finally:
        print(printed(lines))


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the nation")
    parser.add_argument("--keep", action="store_true", help="leave the warehouses, and use those left")
    asked = parser.parse_args()
    if asked.keep:
        folder = warehouse.FOLDER / "bench"
        folder.mkdir(parents=True, exist_ok=True)
        measure(folder, asked.quick)
    else:
        with tempfile.TemporaryDirectory(prefix="bench-") as place:
            measure(Path(place), asked.quick)


if __name__ == "__main__":  # the processes that write files read this module too
    main()
