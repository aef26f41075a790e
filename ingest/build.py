"""Accepted CSV files into a new warehouse file, then one switch; a refused build leaves the old one serving."""

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

import duckdb
import pyarrow as pa

from ingest import accepted, layout, recast, references, shown, warehouse
from ingest import collection as collections
from ingest.columns import append, insert
from ingest.contract import decimals_of
from ingest.desk import events, lock
from ingest.problem import Problem
from ingest.reconcile import reconcile
from ingest.reconcile import write as findings
from ingest.validate import Checked

ROW_GROUP = 8192
# Seconds that a finished build waits for an import to end.
PATIENCE = 60


class Refused(ValueError):
    """The files of a collection hold errors; `problems` lists them."""

    def __init__(self, problems: list[Problem]):
        super().__init__(len(problems))
        self.problems = problems


def build(collection: str, out: Path | None = None) -> Path:
    """Build `collection` anew and return its file; with `out` the file is written there and nothing is switched.
    Raises Refused, NoCollection, and Busy while somebody else imports."""
    place = collections.folder(collection)
    events.ensure_title(place)
    while True:
        mark = events.mark(place)
        file = out or warehouse.new_file(collection)
        write(
            file, collections.about(collection) | {"collection": collection}, accepted_files(collection), mark
        )
        if out is not None or _switched(collection, file, mark):
            return file
        file.unlink(missing_ok=True)


def _switched(collection: str, file: Path, mark: str) -> bool:
    """Points the collection to a new file, unless an import came in while it was built."""
    if mark == events.NONE:  # a collection without imports may lie in a folder that nobody can write to
        warehouse.switch(collection, file)
        return True
    place = collections.folder(collection)
    with lock.held(place, wait=PATIENCE) if os.access(place, os.W_OK) else nullcontext():
        if events.mark(place) != mark:
            return False
        events.sweep(place)
        warehouse.sweep(collection)
        warehouse.switch(collection, file)
        return True


def accepted_files(collection: str) -> list[Checked]:
    """The files of a collection, checked; Refused where one of them holds an error, NoCollection."""
    checked = collections.load(collection)
    errors = [p for c in checked for p in c.problems if p.severity == "error"]
    if errors:
        raise Refused(errors)
    return checked


def write(file: Path, about: dict, checked: list[Checked], mark: str = events.NONE) -> None:
    """A warehouse file of accepted entries; `mark` says which imports they hold."""
    with writing(file) as connection:
        fill(connection, about | {warehouse.MARK: mark}, checked)
        lay_out(connection, accepted.read(collections.folder(about["collection"])))


def fill(connection, about: dict, checked: list[Checked]) -> None:
    """What the files of a collection say, as printed: references and schema `stated`."""
    references.fill(connection, about, checked)
    for entry in checked:
        if entry.contract.is_observation:
            insert_stated(connection, entry)


@contextmanager
def writing(file: Path) -> Generator[duckdb.DuckDBPyConnection]:
    """A connection to a draft beside `file` that takes the file's name only when everything is in it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.draft")
    draft.unlink(missing_ok=True)
    connection = duckdb.connect()
    try:
        place = str(draft).replace("'", "''")
        connection.execute(f"attach '{place}' as house (row_group_size {ROW_GROUP})")
        connection.execute("use house")
        connection.execute(f"set temp_directory='{place}.spill'")
        connection.execute(f"set memory_limit='{warehouse.MEMORY_LIMIT}'")
        connection.execute("set preserve_insertion_order=true")
        yield connection
        connection.execute("checkpoint house")
        connection.execute("use memory")
        connection.execute("detach house")
        os.replace(draft, file)
    finally:
        connection.close()
        draft.unlink(missing_ok=True)
        draft.with_name(draft.name + ".wal").unlink(missing_ok=True)


def insert_stated(connection, entry: Checked) -> None:
    """Append the accepted rows of one file, as printed, to its table in schema `stated`."""
    lines = pa.array(entry.lines, pa.int64())
    unsaid = pa.nulls(len(entry.lines), pa.int8())
    decimals = {name: entry.decimals.get(name, unsaid) for name in decimals_of(entry.contract)}
    append(connection, layout.stated(entry.contract), entry, {"file": entry.file}, line=lines, **decimals)


def lay_out(connection, entries: Mapping[str, dict] | None = None) -> None:
    """From the printed rows in schema `stated` what they contradict (`entries` are accepted) and what is shown."""
    connection.execute(
        f"create table reconciled ({', '.join(f'{n} {k}' for n, k in findings.COLUMNS.items())})"
    )
    insert(connection, "reconciled", findings.rows(connection, reconcile(connection, entries)))
    recast.trace(connection)
    shown.lay_out(connection)
